package entity

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Computed is the schema of a text that Wix determines.
func Computed(text string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: text, Computed: true}
}

// KeyAsID is the schema of id where Wix tells objects apart by a key. Other tools that use
// the provider expect every object to have an id, and read objects by it alone.
func KeyAsID() schema.StringAttribute {
	return Computed("The same as `key`, for tools that expect an `id`.")
}

// Optional is the value of an API text that may be absent: null then.
func Optional(s string) types.String {
	if s == "" {
		return types.StringNull()
	}
	return types.StringValue(s)
}
