package entity

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// ChosenList, ChosenSet and ChosenMap are the rules for a collection of texts as an
// argument that chooses: it has items, and none of them is null or blank.
var (
	ChosenList = []validator.List{NoNulls, notEmpty{}, listvalidator.ValueStringsAre(NotBlank)}
	ChosenSet  = []validator.Set{NoNulls, notEmpty{}, setvalidator.ValueStringsAre(NotBlank)}
	ChosenMap  = []validator.Map{NoNulls, notEmpty{}, mapvalidator.ValueStringsAre(NotBlank)}
)

// notEmpty refuses an empty list, set or map: it would choose everybody or nobody.
type notEmpty struct{}

func (notEmpty) Description(context.Context) string               { return "at least one item" }
func (v notEmpty) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func refuseEmpty(at path.Path, value attr.Value, items int, diags *diag.Diagnostics) {
	if items == 0 && !value.IsNull() && !value.IsUnknown() {
		diags.AddAttributeError(at, "The choice of contacts is empty.",
			fmt.Sprintf("%s is empty, and so chooses nobody or everybody. Give it at least one item, or leave it out.", at))
	}
}

func (notEmpty) ValidateList(_ context.Context, req validator.ListRequest, resp *validator.ListResponse) {
	refuseEmpty(req.Path, req.ConfigValue, len(req.ConfigValue.Elements()), &resp.Diagnostics)
}

func (notEmpty) ValidateSet(_ context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	refuseEmpty(req.Path, req.ConfigValue, len(req.ConfigValue.Elements()), &resp.Diagnostics)
}

func (notEmpty) ValidateMap(_ context.Context, req validator.MapRequest, resp *validator.MapResponse) {
	refuseEmpty(req.Path, req.ConfigValue, len(req.ConfigValue.Elements()), &resp.Diagnostics)
}

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
