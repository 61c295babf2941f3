package entity

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Invalid gives why a value cannot be one of a configuration: what the validators of the
// attribute say of it, and what Terraform could not generate.
func Invalid(ctx context.Context, a schema.Attribute, v attr.Value, at path.Path) (diags diag.Diagnostics) {
	if v.IsNull() {
		return nil
	}
	switch a := a.(type) {
	case schema.StringAttribute:
		text, _ := v.(types.String)
		for _, rule := range a.Validators {
			var resp validator.StringResponse
			rule.ValidateString(ctx, validator.StringRequest{Path: at, ConfigValue: text}, &resp)
			diags.Append(resp.Diagnostics...)
		}
		diags.Append(rewritten(text, at)...)
	case schema.SetAttribute:
		set, _ := v.(types.Set)
		for _, rule := range a.Validators {
			var resp validator.SetResponse
			rule.ValidateSet(ctx, validator.SetRequest{Path: at, PathExpression: at.Expression(), ConfigValue: set}, &resp)
			diags.Append(resp.Diagnostics...)
		}
	case schema.MapAttribute:
		m, _ := v.(types.Map)
		for _, rule := range a.Validators {
			var resp validator.MapResponse
			rule.ValidateMap(ctx, validator.MapRequest{Path: at, ConfigValue: m}, &resp)
			diags.Append(resp.Diagnostics...)
		}
		for key, item := range m.Elements() {
			text, _ := item.(types.String)
			diags.Append(rewritten(text, at.AtMapKey(key))...)
		}
	case schema.SingleNestedAttribute:
		diags = invalidObject(ctx, a.Attributes, a.Validators, v, at)
	case schema.ListNestedAttribute:
		list, _ := v.(types.List)
		for _, rule := range a.Validators {
			var resp validator.ListResponse
			rule.ValidateList(ctx, validator.ListRequest{Path: at, ConfigValue: list}, &resp)
			diags.Append(resp.Diagnostics...)
		}
		for i, item := range list.Elements() {
			diags.Append(invalidObject(ctx, a.NestedObject.Attributes, a.NestedObject.Validators, item, at.AtListIndex(i))...)
		}
	}
	return diags
}

func invalidObject(ctx context.Context, attributes map[string]schema.Attribute, rules []validator.Object, v attr.Value, at path.Path) (diags diag.Diagnostics) {
	o, _ := v.(types.Object)
	for _, rule := range rules {
		var resp validator.ObjectResponse
		rule.ValidateObject(ctx, validator.ObjectRequest{Path: at, ConfigValue: o}, &resp)
		diags.Append(resp.Diagnostics...)
	}
	for name, a := range attributes {
		diags.Append(Invalid(ctx, a, Member(v, name), at.AtName(name))...)
		if Member(v, name).IsNull() && a.IsRequired() {
			diags.AddAttributeError(at.AtName(name), "A part is missing.", "It is empty on the site.")
		}
	}
	return diags
}

// rewritten refuses a text of which Terraform's generator would write another: it
// turns a JSON object or list into a jsonencode call, which does not keep its spelling.
func rewritten(text types.String, at path.Path) (diags diag.Diagnostics) {
	var v any
	if json.Unmarshal([]byte(text.ValueString()), &v) != nil {
		return nil
	}
	again, err := json.Marshal(v)
	if !slices.ContainsFunc([]string{"{", "["}, func(start string) bool { return strings.HasPrefix(string(again), start) }) {
		return nil
	}
	if err != nil || string(again) != text.ValueString() {
		diags.AddAttributeError(at, "The text is JSON.", "It cannot be generated as it is.")
	}
	return diags
}
