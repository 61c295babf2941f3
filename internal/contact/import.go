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
	id, byIdentity, diags := r.Imported(ctx, req, "id")
	resp.Diagnostics.Append(diags...)
	if address, byEmail := strings.CutPrefix(id, "email:"); byEmail && !byIdentity {
		id, diags = r.find(ctx, strings.TrimSpace(address))
		resp.Diagnostics.Append(diags...)
	} else if strings.ContainsAny(id, "@/: ") || id == "" {
		resp.Diagnostics.AddError("The import id is not the id of a contact.",
			fmt.Sprintf("%q is neither an id, a GUID, nor, as an import id, email: followed by an address, such as email:name@example.com.", id))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), id)...)
	resp.Diagnostics.Append(r.Identify(ctx, resp.Identity, "id", types.StringValue(id))...)
	c := r.call(ctx, &resp.Diagnostics)
	c.remember(resp.Private, memory{Memory: entity.Memory{Site: c.Site(), ID: id}})
}

// find gives the id of the one contact with an e-mail address.
func (r *contact) find(ctx context.Context, address string) (string, diag.Diagnostics) {
	found, err := r.Client.FindContacts(ctx, wix.WithAddress([]string{address}, nil))
	if err != nil {
		return "", entity.Diagnose(err, entity.NoPath)
	}
	have, problem := onlyOne(found, address)
	if problem != nil {
		return "", diag.Diagnostics{problem}
	}
	return have.ID, nil
}
