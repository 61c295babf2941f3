package entity

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// NoNulls refuses null among the items of a list or set, or the values of a map.
var NoNulls noNulls

type noNulls struct{}

func (noNulls) Description(context.Context) string               { return "no null among the items" }
func (v noNulls) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func refuseNull(at path.Path, diags *diag.Diagnostics) {
	diags.AddAttributeError(at, "An item is null.",
		fmt.Sprintf("%s holds null. Leave the item out, for instance with [for item in [...] : item if item != null].", at))
}

func (noNulls) ValidateList(_ context.Context, req validator.ListRequest, resp *validator.ListResponse) {
	for i, item := range req.ConfigValue.Elements() {
		if item.IsNull() {
			refuseNull(req.Path.AtListIndex(i), &resp.Diagnostics)
		}
	}
}

func (noNulls) ValidateSet(_ context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	for _, item := range req.ConfigValue.Elements() {
		if item.IsNull() {
			refuseNull(req.Path, &resp.Diagnostics)
		}
	}
}

func (noNulls) ValidateMap(_ context.Context, req validator.MapRequest, resp *validator.MapResponse) {
	for key, item := range req.ConfigValue.Elements() {
		if item.IsNull() {
			refuseNull(req.Path.AtMapKey(key), &resp.Diagnostics)
		}
	}
}
