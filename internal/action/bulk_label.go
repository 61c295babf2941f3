package action

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// maxKeys is how many keys one job takes in each list (contract 1.4).
const maxKeys = 100

// NewBulkLabel makes the action wix_contacts_bulk_label.
func NewBulkLabel() action.Action {
	keys := func(text string) schema.SetAttribute {
		return schema.SetAttribute{
			MarkdownDescription: text, ElementType: types.StringType, Optional: true,
			Validators: []validator.Set{setvalidator.SizeAtMost(maxKeys), entity.NoNulls, setvalidator.ValueStringsAre(entity.Key)},
		}
	}
	return bulk{
		name: "wix_contacts_bulk_label",
		description: "Adds labels to all matching contacts and removes others, in one job at Wix. The arguments that choose contacts hold together, and at least one is required.\n\n" +
			"The credential needs the permission Manage Contacts. Requires Terraform 1.14 or later.",
		maxContacts: 1000,
		attributes: map[string]schema.Attribute{
			"add_label_keys":    keys("The keys of the labels to add, at most 100. Refer to the labels' `key` instead of spelling it."),
			"remove_label_keys": keys("The keys of the labels to remove, at most 100. None can also be in `add_label_keys`."),
		},
		parse: parseBulkLabel,
	}.action()
}

func parseBulkLabel(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) *operation {
	var m struct {
		Add    []string `tfsdk:"add_label_keys"`
		Remove []string `tfsdk:"remove_label_keys"`
	}
	if d := config.Get(ctx, &m); d.HasError() {
		diags.Append(d...)
		return nil
	}
	if len(m.Add)+len(m.Remove) == 0 {
		diags.AddError("There is nothing to do.", "Neither add_label_keys nor remove_label_keys holds a key. Give at least one.")
		return nil
	}
	for _, key := range m.Add {
		if slices.Contains(m.Remove, key) {
			diags.AddAttributeError(path.Root("remove_label_keys"), "A label is both to be added and to be removed.",
				fmt.Sprintf("%q is in add_label_keys too. Leave it out of one of the two.", key))
			return nil
		}
	}
	return &operation{
		participle: "labelled",
		submit: func(ctx context.Context, client *wix.Client, filter map[string]any) (string, error) {
			return client.BulkLabel(ctx, filter, m.Add, m.Remove)
		},
		fields: []string{"info.labelKeys"},
		unmet: func(have *wix.Contact) []string {
			labels := have.Labels()
			return slices.DeleteFunc(slices.Concat(m.Add, m.Remove), func(key string) bool {
				return slices.Contains(labels, key) == slices.Contains(m.Add, key)
			})
		},
		members: map[string]string{"labelKeysToAdd": "add_label_keys", "labelKeysToRemove": "remove_label_keys"},
	}
}
