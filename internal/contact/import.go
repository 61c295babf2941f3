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
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
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
	} else if !forms.IsGUID(id) {
		resp.Diagnostics.AddError("The import id is not the id of a contact.",
			fmt.Sprintf("%q is neither an id, a GUID, nor, as an import id, email: followed by an address, such as email:name@example.com.", id))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	id = forms.ID(id)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), id)...)
	resp.Diagnostics.Append(r.Identify(ctx, resp.Identity, "id", types.StringValue(id))...)
	c := r.call(ctx, &resp.Diagnostics)
	c.remember(resp.Private, memory{Memory: entity.Memory{Site: c.Site(), ID: id}})
}

// find returns the id of the contact with an e-mail address, if it is the only one.
func (r *contact) find(ctx context.Context, address string) (string, diag.Diagnostics) {
	found, err := r.Client.FindContacts(ctx, wix.WithAddress([]string{address}, nil))
	if err != nil {
		return "", entity.Diagnose(err, entity.NoPath)
	}
	have, problem := exactlyOne(found, address)
	if problem != nil {
		return "", diag.Diagnostics{problem}
	}
	return have.ID, nil
}

// isImport reports whether a state comes from an import, or a move from another provider,
// and so has nothing but the id.
func isImport(prior values) bool { return prior["revision"].IsNull() }

// fill fills in what an import does: everything that users may write, if a configuration
// can express it. It returns the names of the attributes.
func (c *call) fill(state values, have *wix.Contact) []string {
	filled, left := fill(c.ctx, state, have)
	if len(left) > 0 {
		c.diags.AddWarning(fmt.Sprintf("A part of the contact %s cannot be written in a configuration.", have.ID),
			fmt.Sprintf("The configuration of this provider has no valid form for the present value of %s. The import left that out: it is not managed, and stays as it is on the site. "+
				"To manage it, correct it in the dashboard first, or set the attribute to a value of the documented form.", strings.Join(left, ", ")))
	}
	return append(filled, policyName)
}

func fill(ctx context.Context, state values, have *wix.Contact) (filled, left []string) {
	for _, a := range rows {
		v := readAll(a, have.Info)
		at := path.Root(a.name())
		if diags := entity.Invalid(ctx, a.schema(), v, at); diags.HasError() {
			left = append(left, at.String()+faultyPart(diags, at))
			v = a.null()
		}
		if state[a.name()] = v; !v.IsNull() {
			filled = append(filled, a.name())
		}
	}
	return filled, left
}

// faultyPart names the part that an error is about.
func faultyPart(diags diag.Diagnostics, at path.Path) string {
	for _, d := range diags.Errors() {
		if where, ok := d.(diag.DiagnosticWithPath); ok && !where.Path().Equal(at) {
			return fmt.Sprintf(" (for %s)", where.Path())
		}
	}
	return ""
}

// MoveState moves contacts from general REST providers.
func (r *contact) MoveState(context.Context) []resource.StateMover {
	return entity.Moved{Target: TypeName, Collection: "contacts", Member: "contact", Attribute: "id"}.Movers()
}
