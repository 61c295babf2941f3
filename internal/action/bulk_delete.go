package action

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// NewBulkDelete makes the action wix_contacts_bulk_delete.
func NewBulkDelete() action.Action {
	return &bulk{kind: kind{
		name: "wix_contacts_bulk_delete",
		description: "Deletes all chosen contacts for good, in one job at Wix. All arguments that choose contacts must hold together, and at least one has to be given. " +
			"Site members, contributors of the site and contacts with a billing subscription cannot be deleted: they stay, and the action ends with an error that says so.\n\n" +
			"The credential needs the permission Manage Contacts. Requires Terraform 1.14 or later.",
		most: 100,
		read: func(context.Context, tfsdk.Config, *diag.Diagnostics) *work {
			return &work{
				verb: "deleted",
				submit: func(ctx context.Context, client *wix.Client, filter map[string]any) (string, error) {
					return client.BulkDelete(ctx, filter)
				},
				mapPath: entity.AtAttribute("filter"),
			}
		},
	}}
}
