package action

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// NewBulkDelete makes the action wix_contacts_bulk_delete.
func NewBulkDelete() action.Action {
	return bulk{
		name: "wix_contacts_bulk_delete",
		description: "Deletes all matching contacts permanently, in one job at Wix. The arguments that choose contacts hold together, and at least one is required. " +
			"Site members, contributors of the site and contacts with a billing subscription cannot be deleted: they stay, and the action ends with an error.\n\n" +
			"The credential needs the permission Manage Contacts. Requires Terraform 1.14 or later.",
		maxContacts: 100,
		parse: func(context.Context, tfsdk.Config, *diag.Diagnostics) *operation {
			return &operation{
				participle: "deleted",
				submit: func(ctx context.Context, client *wix.Client, filter map[string]any) (string, error) {
					return client.BulkDelete(ctx, filter)
				},
				members: map[string]string{"": "filter"},
			}
		},
	}.action()
}
