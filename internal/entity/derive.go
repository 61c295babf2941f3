package entity

import (
	"fmt"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	resource "github.com/hashicorp/terraform-plugin-framework/resource/schema"
)

// Attributes derives the attributes of a data source from those of a resource:
// all computed, without settings, defaults, validators and plan modifiers. Of a
// description they take the first line: what follows is for those who write.
func Attributes(from map[string]resource.Attribute) map[string]schema.Attribute {
	out := map[string]schema.Attribute{}
	for name, a := range from {
		if !settingNames[name] {
			out[name] = derived(name, a)
		}
	}
	return out
}

func derived(name string, from resource.Attribute) schema.Attribute {
	text, _, _ := strings.Cut(from.GetMarkdownDescription(), "\n")
	secret := from.IsSensitive()
	switch a := from.(type) {
	case resource.StringAttribute:
		return schema.StringAttribute{MarkdownDescription: text, Sensitive: secret, Computed: true, CustomType: a.CustomType}
	case resource.BoolAttribute:
		return schema.BoolAttribute{MarkdownDescription: text, Sensitive: secret, Computed: true, CustomType: a.CustomType}
	case resource.Int64Attribute:
		return schema.Int64Attribute{MarkdownDescription: text, Sensitive: secret, Computed: true, CustomType: a.CustomType}
	case resource.MapAttribute:
		return schema.MapAttribute{MarkdownDescription: text, Sensitive: secret, Computed: true, ElementType: a.ElementType}
	case resource.SetAttribute:
		return schema.SetAttribute{MarkdownDescription: text, Sensitive: secret, Computed: true, ElementType: a.ElementType}
	case resource.SingleNestedAttribute:
		return schema.SingleNestedAttribute{MarkdownDescription: text, Sensitive: secret, Computed: true, Attributes: Attributes(a.Attributes)}
	case resource.ListNestedAttribute:
		return schema.ListNestedAttribute{
			MarkdownDescription: text, Sensitive: secret, Computed: true,
			NestedObject: schema.NestedAttributeObject{Attributes: Attributes(a.NestedObject.Attributes)},
		}
	}
	// A new kind of attribute is a matter of one more case above; the schema
	// test meets this before a user does.
	panic(fmt.Sprintf("attribute %s has a kind that data sources cannot derive: %T", name, from))
}

// With adds arguments to derived attributes, in place of those of their name.
func With(attributes map[string]schema.Attribute, more map[string]schema.Attribute) map[string]schema.Attribute {
	out := maps.Clone(attributes)
	maps.Copy(out, more)
	return out
}
