package entity

import (
	"bytes"
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/vmihailenco/msgpack/v5"
)

// EncodeList writes the value of a data source for the protocol: its configuration, with a
// list in the place of the attribute name. It encodes the items one by one: as values of
// the framework, ten thousand contacts take 1.5 GB.
func EncodeList(ctx context.Context, config types.Object, name string, items iter.Seq2[types.Object, error], diags *diag.Diagnostics) (*tfprotov6.DynamicValue, error) {
	var list [][]byte
	size := 0
	for item, err := range items {
		if err != nil {
			return nil, err
		}
		encoded := Encode(ctx, item, diags).MsgPack
		list, size = append(list, encoded), size+len(encoded)
	}
	var out bytes.Buffer
	write := msgpack.NewEncoder(&out) // a buffer takes everything: there are no errors
	_ = write.EncodeMapLen(len(config.Attributes()))
	for attribute, v := range config.Attributes() {
		_ = write.EncodeString(attribute)
		if attribute != name {
			out.Write(Encode(ctx, v, diags).MsgPack)
			continue
		}
		_ = write.EncodeArrayLen(len(list))
		out.Grow(size)
		for _, item := range list {
			out.Write(item)
		}
	}
	return &tfprotov6.DynamicValue{MsgPack: out.Bytes()}, nil
}
