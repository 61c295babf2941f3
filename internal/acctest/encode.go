package acctest

import (
	"encoding/json"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	"github.com/zclconf/go-cty/cty/msgpack"
)

// pack encodes a value as Terraform does: maps and sets in order, texts in Unicode
// form C.
func (c *Core) pack(typ tftypes.Type, v tftypes.Value) *tfprotov6.DynamicValue {
	c.t.Helper()
	out, err := tfprotov6.NewDynamicValue(typ, v)
	if err != nil {
		c.t.Fatal(err)
	}
	out.MsgPack = c.throughCty(typ, out.MsgPack)
	return &out
}

// unpack decodes a value of a provider as Terraform reads it.
func (c *Core) unpack(typ tftypes.Type, v *tfprotov6.DynamicValue) tftypes.Value {
	c.t.Helper()
	if v == nil {
		return tftypes.NewValue(typ, nil)
	}
	read := tfprotov6.DynamicValue{MsgPack: c.throughCty(typ, v.MsgPack)}
	out, err := read.Unmarshal(typ)
	if err != nil {
		c.t.Fatal(err)
	}
	return out
}

func (c *Core) throughCty(typ tftypes.Type, data []byte) []byte {
	c.t.Helper()
	as := c.ctyType(typ)
	value, err := msgpack.Unmarshal(data, as)
	if err == nil {
		data, err = msgpack.Marshal(value, as)
	}
	if err != nil {
		c.t.Fatal(err)
	}
	return data
}

var ctyTypes sync.Map // by the text of the type

func (c *Core) ctyType(typ tftypes.Type) cty.Type {
	c.t.Helper()
	name := typ.String()
	if known, ok := ctyTypes.Load(name); ok {
		return known.(cty.Type)
	}
	data, err := json.Marshal(typ)
	if err != nil {
		c.t.Fatal(err)
	}
	out, err := ctyjson.UnmarshalType(data)
	if err != nil {
		c.t.Fatal(err)
	}
	ctyTypes.Store(name, out)
	return out
}
