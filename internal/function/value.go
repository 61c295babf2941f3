package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"
)

// contactsType is the type of the result of contacts_from_csv.
var contactsType = types.MapType{ElemType: types.ObjectType{AttrTypes: map[string]attr.Type{
	"name":        textObject("first", "last"),
	"emails":      types.ListType{ElemType: textObject("email", "tag")},
	"phones":      types.ListType{ElemType: textObject("phone", "tag")},
	"addresses":   types.ListType{ElemType: textObject("tag", "address_line", "address_line_2", "city", "subdivision", "country", "postal_code")},
	"company":     types.StringType,
	"job_title":   types.StringType,
	"birthdate":   types.StringType,
	"locale":      types.StringType,
	"label_names": types.ListType{ElemType: types.StringType},
	"columns":     types.MapType{ElemType: types.StringType},
}}}

func textObject(names ...string) types.ObjectType {
	out := types.ObjectType{AttrTypes: map[string]attr.Type{}}
	for _, name := range names {
		out.AttrTypes[name] = types.StringType
	}
	return out
}

// optional is a text that is null if it is empty.
type optional string

// EncodeMsgpack writes it as Terraform does.
func (o optional) EncodeMsgpack(e *msgpack.Encoder) error {
	if o == "" {
		return e.EncodeNil()
	}
	return e.EncodeString(string(o))
}

// contactsValue is the result of contacts_from_csv. It becomes a value of Terraform by way
// of MessagePack. Values of the framework are converted and checked twice, which takes four
// times as long, and making them of structs by reflection takes longer still.
type contactsValue struct {
	types.Map
	contacts map[string]contact
}

// ToTerraformValue is the map of the contacts.
func (v contactsValue) ToTerraformValue(ctx context.Context) (tftypes.Value, error) {
	data, err := msgpack.Marshal(v.contacts)
	if err != nil {
		return tftypes.Value{}, err
	}
	return tfprotov6.DynamicValue{MsgPack: data}.Unmarshal(contactsType.TerraformType(ctx))
}

// ValidateAttribute has nothing to check. Without it, the framework converts the value to
// check that.
func (contactsValue) ValidateAttribute(context.Context, xattr.ValidateAttributeRequest, *xattr.ValidateAttributeResponse) {
}
