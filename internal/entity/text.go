package entity

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Computed is the schema of a text that Wix determines.
func Computed(text string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: text, Computed: true}
}

// Optional is the value of an API text that may be absent: null then.
func Optional(s string) types.String {
	if s == "" {
		return types.StringNull()
	}
	return types.StringValue(s)
}

type textLength struct{ least, most int }

// Length accepts texts of so many characters, outer white space not counted,
// because Wix does not keep it.
func Length(least, most int) validator.String { return textLength{least, most} }

func (v textLength) Description(context.Context) string {
	return fmt.Sprintf("from %d to %d characters, outer white space not counted", v.least, v.most)
}

func (v textLength) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v textLength) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	n := utf8.RuneCountInString(strings.TrimSpace(req.ConfigValue.ValueString()))
	if n < v.least || n > v.most {
		resp.Diagnostics.AddAttributeError(req.Path, "The text has the wrong length.",
			fmt.Sprintf("%s: Wix takes %s; this one has %d. Change the text.", req.Path, v.Description(ctx), n))
	}
}
