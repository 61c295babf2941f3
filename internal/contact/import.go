package contact

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

func (r *contact) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = entity.IdentitySchema("id", "The id of the contact, a GUID made by Wix.")
}

func (r *contact) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if !r.Configured(&resp.Diagnostics) {
		return
	}
	id, byIdentity, diags := entity.Imported(ctx, req, "id")
	resp.Diagnostics.Append(diags...)
	if address, byEmail := strings.CutPrefix(id, "email:"); byEmail && !byIdentity {
		id = r.find(ctx, strings.TrimSpace(address), &resp.Diagnostics)
	} else if strings.ContainsAny(id, "@/: ") || id == "" {
		resp.Diagnostics.AddError("The import id is not the id of a contact.",
			fmt.Sprintf("%q is neither an id, a GUID, nor, as an import id, email: followed by an address, such as email:name@example.com.", id))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), id)...)
	resp.Diagnostics.Append(entity.Identify(ctx, resp.Identity, "id", types.StringValue(id))...)
	c := r.call(ctx, &resp.Diagnostics)
	c.remember(resp.Private, memory{Site: c.Site(), ID: id})
}

// find gives the id of the one contact with an e-mail address.
func (r *contact) find(ctx context.Context, address string, diags *diag.Diagnostics) string {
	var ids []string
	filter := map[string]any{"info.emails.email": map[string]any{"$in": []string{address, wix.FoldEmail(address)}}}
	found, err := r.Client.FindContacts(ctx, filter)
	if err != nil {
		diags.Append(entity.Diagnose(err, entity.Nowhere)...)
		return ""
	}
	for _, have := range found {
		ids = append(ids, have.ID)
	}
	switch len(ids) {
	case 0:
		diags.AddError("No contact has that e-mail address.",
			fmt.Sprintf("The site has no contact with the address %q. Correct it, or import by id. A contact made seconds ago may not be found yet.", address))
		return ""
	case 1:
		return ids[0]
	}
	diags.AddError("Several contacts have that e-mail address.",
		fmt.Sprintf("The address %q belongs to the contacts %s. Import the right one by its id.", address, strings.Join(ids, ", ")))
	return ""
}
