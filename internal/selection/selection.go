// Package selection chooses contacts by typed arguments: described once, for
// data sources, list resources and actions.
package selection

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// Contacts are the arguments that choose contacts. They hold together.
type Contacts struct {
	CreatedAfter       types.String      `tfsdk:"created_after"`
	UpdatedAfter       types.String      `tfsdk:"updated_after"`
	HasAnyLabels       []string          `tfsdk:"has_any_labels"`
	HasAllLabels       []string          `tfsdk:"has_all_labels"`
	SubscriptionStatus types.String      `tfsdk:"subscription_status"`
	EmailPrefix        types.String      `tfsdk:"email_prefix"`
	CustomFieldEquals  map[string]string `tfsdk:"custom_field_equals"`
	Filter             types.String      `tfsdk:"filter"`
}

// Query renders the selection in the query language (contract 3.2), nil for all contacts.
func (s Contacts) Query(ctx context.Context, fields cache.Definitions) (map[string]any, diag.Diagnostics) {
	var all []map[string]any
	var diags diag.Diagnostics
	add := func(given bool, field, operator string, value any) {
		if given {
			all = append(all, map[string]any{field: map[string]any{operator: value}})
		}
	}
	add(!s.CreatedAfter.IsNull(), "createdDate", "$gt", s.CreatedAfter.ValueString())
	add(!s.UpdatedAfter.IsNull(), "updatedDate", "$gt", s.UpdatedAfter.ValueString())
	add(len(s.HasAnyLabels) > 0, "info.labelKeys", "$hasSome", s.HasAnyLabels)
	add(len(s.HasAllLabels) > 0, "info.labelKeys", "$hasAll", s.HasAllLabels)
	add(!s.SubscriptionStatus.IsNull(), "info.extendedFields.emailSubscriptions.subscriptionStatus", "$eq", s.SubscriptionStatus.ValueString())
	add(!s.EmailPrefix.IsNull(), "info.emails.email", "$startsWith", s.EmailPrefix.ValueString())
	for _, key := range slices.Sorted(maps.Keys(s.CustomFieldEquals)) {
		at, text := path.Root("custom_field_equals").AtMapKey(key), s.CustomFieldEquals[key]
		dataType, err := cache.DataType(ctx, fields, key)
		if err != nil {
			diags.Append(entity.InRead.Diagnose(err, entity.NoPath)...)
			return nil, diags
		}
		encoded, err := forms.Encode(dataType, text)
		if encoded != "" && dataType == forms.Text {
			encoded = text // what is compared keeps the white space that a write loses
		}
		switch {
		case dataType == "":
			diags.AddAttributeError(at, "The extended field does not exist.", fmt.Sprintf("The site has no extended field with the key %q. Correct the key.", key))
		case err != nil || encoded == nil || encoded == "":
			diags.AddAttributeError(at, "The value does not fit the extended field.", fmt.Sprintf("%q is not a value of the type %s. Correct the value.", text, dataType))
		default:
			add(true, "info.extendedFields."+key, "$eq", encoded)
		}
	}
	if !s.Filter.IsNull() {
		raw, err := rawFilter(s.Filter.ValueString())
		if err != nil {
			diags.AddAttributeError(path.Root("filter"), jsonObject.Summary, jsonObject.Check(s.Filter.ValueString()))
			return nil, diags
		}
		all = append(all, raw)
	}
	switch len(all) {
	case 0:
		return nil, diags
	case 1:
		return all[0], diags
	}
	return map[string]any{"$and": all}, diags
}
