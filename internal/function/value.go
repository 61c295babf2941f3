package function

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Types of the result of contacts_from_csv. Its values are made by hand: for 5,000 rows the
// framework's reflection takes ten times as long.
var (
	nameObject  = textObject("first", "last")
	emailItem   = textObject("email", "tag")
	phoneItem   = textObject("phone", "tag")
	addressItem = textObject("tag", "address_line", "address_line_2", "city", "subdivision", "country", "postal_code")
	contactType = types.ObjectType{AttrTypes: map[string]attr.Type{
		"name":        nameObject,
		"emails":      types.ListType{ElemType: emailItem},
		"phones":      types.ListType{ElemType: phoneItem},
		"addresses":   types.ListType{ElemType: addressItem},
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

// toMap makes the result of the contacts.
func toMap(contacts map[string]contact) types.Map {
	out := make(map[string]attr.Value, len(contacts))
	for key, c := range contacts {
		out[key] = c.toObject()
	}
	return types.MapValueMust(contactType, out)
}

func (c contact) toObject() types.Object {
	name := types.ObjectNull(nameObject.AttrTypes)
	if c.Name != nil {
		name = toTexts(nameObject, map[string]*string{"first": c.Name.First, "last": c.Name.Last})
	}
	labels := make([]attr.Value, len(c.LabelNames))
	for i, label := range c.LabelNames {
		labels[i] = types.StringValue(label)
	}
	columns := make(map[string]attr.Value, len(c.Columns))
	for heading, text := range c.Columns {
		columns[heading] = types.StringValue(text)
	}
	return types.ObjectValueMust(contactType.AttrTypes, map[string]attr.Value{
		"name": name,
		"emails": toList(emailItem, c.Emails, func(e email) map[string]*string {
			return map[string]*string{"email": &e.Email, "tag": e.Tag}
		}),
		"phones": toList(phoneItem, c.Phones, func(n phoneNumber) map[string]*string {
			return map[string]*string{"phone": &n.Phone, "tag": n.Tag}
		}),
		"addresses": toList(addressItem, c.Addresses, func(a address) map[string]*string {
			return map[string]*string{
				"tag": a.Tag, "address_line": a.AddressLine, "address_line_2": a.AddressLine2, "city": a.City,
				"subdivision": a.Subdivision, "country": a.Country, "postal_code": a.PostalCode,
			}
		}),
		"company":     types.StringPointerValue(c.Company),
		"job_title":   types.StringPointerValue(c.JobTitle),
		"birthdate":   types.StringPointerValue(c.Birthdate),
		"locale":      types.StringPointerValue(c.Locale),
		"label_names": types.ListValueMust(types.StringType, labels),
		"columns":     types.MapValueMust(types.StringType, columns),
	})
}

// toList makes a list of items, null without any.
func toList[T any](of types.ObjectType, items []T, texts func(T) map[string]*string) types.List {
	if len(items) == 0 {
		return types.ListNull(of)
	}
	out := make([]attr.Value, len(items))
	for i, item := range items {
		out[i] = toTexts(of, texts(item))
	}
	return types.ListValueMust(of, out)
}

func toTexts(of types.ObjectType, texts map[string]*string) types.Object {
	out := make(map[string]attr.Value, len(texts))
	for name, text := range texts {
		out[name] = types.StringPointerValue(text)
	}
	return types.ObjectValueMust(of.AttrTypes, out)
}
