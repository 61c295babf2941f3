package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Types of the result of contacts_from_csv.
var (
	nameType    = textObject("first", "last")
	emailType   = textObject("email", "tag")
	phoneType   = textObject("phone", "tag")
	addressType = textObject("tag", "address_line", "address_line_2", "city", "subdivision", "country", "postal_code")
	contactType = types.ObjectType{AttrTypes: map[string]attr.Type{
		"name":        nameType,
		"emails":      types.ListType{ElemType: emailType},
		"phones":      types.ListType{ElemType: phoneType},
		"addresses":   types.ListType{ElemType: addressType},
		"company":     types.StringType,
		"job_title":   types.StringType,
		"birthdate":   types.StringType,
		"locale":      types.StringType,
		"label_names": types.ListType{ElemType: types.StringType},
		"columns":     types.MapType{ElemType: types.StringType},
	}}
)

func textObject(names ...string) types.ObjectType {
	out := types.ObjectType{AttrTypes: map[string]attr.Type{}}
	for _, name := range names {
		out.AttrTypes[name] = types.StringType
	}
	return out
}

// encoded is the map of contacts as Terraform takes it. A map of values of the framework,
// which converts each of them twice, takes five times as long.
type encoded struct {
	types.Map
	value tftypes.Value
}

// ToTerraformValue is the map.
func (e encoded) ToTerraformValue(context.Context) (tftypes.Value, error) { return e.value, nil }

func encode(contacts map[string]contact) encoded {
	out := make(map[string]tftypes.Value, len(contacts))
	for key, c := range contacts {
		out[key] = encodeContact(c)
	}
	return encoded{types.MapNull(contactType), tftypes.NewValue(tftypes.Map{ElementType: terraform(contactType)}, out)}
}

func encodeContact(c contact) tftypes.Value {
	labels := make([]tftypes.Value, len(c.labels))
	for i, label := range c.labels {
		labels[i] = encodeText(label)
	}
	columns := make(map[string]tftypes.Value, len(c.columns))
	for heading, text := range c.columns {
		columns[heading] = encodeText(text)
	}
	return tftypes.NewValue(terraform(contactType), map[string]tftypes.Value{
		"name":        encodeObject(nameType, map[string]string{"first": c.texts[firstName], "last": c.texts[lastName]}),
		"emails":      encodeItems(emailType, c.emails),
		"phones":      encodeItems(phoneType, c.phones),
		"addresses":   encodeItems(addressType, c.addresses),
		"company":     encodeText(c.texts[company]),
		"job_title":   encodeText(c.texts[jobTitle]),
		"birthdate":   encodeText(c.texts[birthdate]),
		"locale":      encodeText(c.texts[locale]),
		"label_names": tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, labels),
		"columns":     tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, columns),
	})
}

// encodeItems makes a list, null without any item.
func encodeItems(of types.ObjectType, items []item) tftypes.Value {
	list := tftypes.List{ElementType: terraform(of)}
	if len(items) == 0 {
		return tftypes.NewValue(list, nil)
	}
	out := make([]tftypes.Value, len(items))
	for i, one := range items {
		out[i] = encodeObject(of, one.texts)
	}
	return tftypes.NewValue(list, out)
}

// encodeObject makes an object, null without any text.
func encodeObject(of types.ObjectType, texts map[string]string) tftypes.Value {
	out, isNull := make(map[string]tftypes.Value, len(of.AttrTypes)), true
	for name := range of.AttrTypes {
		out[name] = encodeText(texts[name])
		isNull = isNull && texts[name] == ""
	}
	if isNull {
		return tftypes.NewValue(terraform(of), nil)
	}
	return tftypes.NewValue(terraform(of), out)
}

// encodeText makes a text, null of an empty one.
func encodeText(text string) tftypes.Value {
	if text == "" {
		return tftypes.NewValue(tftypes.String, nil)
	}
	return tftypes.NewValue(tftypes.String, text)
}

func terraform(of attr.Type) tftypes.Type { return of.TerraformType(context.Background()) }
