// Package contact is wix_contact: the resource and its data sources.
//
// A contact is shared ground, so the resource owns what the configuration sets
// and nothing else. Three pieces make that true: ownership.go records in the
// private state what the last apply's configuration set; plan.go plans from it,
// so that what is not owned never differs; and each facet (name.go, email.go,
// phone.go, address.go, labels.go, extended_fields.go) refreshes its state by
// the prior state and lays its wish over what the server has.
//
// Ownership is planned for the whole resource in one place, not by plan
// modifiers and custom types on attributes: the framework runs neither semantic
// equality at plan time nor can one attribute's modifier restore the computed
// attributes of the others when nothing is left to change.
package contact

import (
	"context"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/sharing"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

const typeName = "wix_contact"

var (
	_ resource.ResourceWithConfigure    = (*contact)(nil)
	_ resource.ResourceWithIdentity     = (*contact)(nil)
	_ resource.ResourceWithImportState  = (*contact)(nil)
	_ resource.ResourceWithModifyPlan   = (*contact)(nil)
	_ resource.ResourceWithMoveState    = (*contact)(nil)
	_ resource.ResourceWithUpgradeState = (*contact)(nil)
)

type contact struct {
	*entity.Connection
}

// NewResource makes the resource wix_contact.
func NewResource() resource.Resource { return &contact{} }

func (r *contact) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = typeName
}

func (r *contact) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = resourceSchema
}

func (r *contact) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.Connection = entity.Connect(req.ProviderData, &resp.Diagnostics)
}

// same compares values of extended fields by the definitions of the site.
func (r *contact) same(ctx context.Context) same {
	return func(key, a, b string) bool {
		if r.Connection == nil {
			return wix.SameText(a, b)
		}
		return sameValue(ctx, r.Catalog.Fields, key, a, b)
	}
}

func (r *contact) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	var m model
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(entity.Identify(ctx, resp.Identity, "id", m.ID)...)
	if r.Connection == nil {
		entity.KeptAsIs(&resp.Diagnostics)
		return
	}
	id := m.ID.ValueString()
	imported := recall[bool](ctx, req.Private, privateImported)
	have, err := r.read(ctx, m, imported)
	if wix.IsNotFound(err) {
		resp.State.RemoveResource(ctx)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(entity.Diagnose(err, entity.Nowhere)...)
		return
	}
	if have.ID != id {
		resp.Diagnostics.AddWarning("A contact was merged into another one.", merged(id, have.ID))
		resp.State.RemoveResource(ctx)
		return
	}
	if !r.claim(ctx, id) {
		resp.Diagnostics.AddWarning("Two resources manage the same contact.",
			fmt.Sprintf("Another wix_contact of this configuration manages the contact %s too: each will undo what the other does. "+
				"Take one of the two out of the configuration, and out of the state with terraform state rm.", id))
	}
	before := m
	m.Owned = m.Owned.FromAPI(have.Info, imported, r.same(ctx))
	if imported {
		o, left, diags := filled(ctx, m.Owned)
		if m.Owned = o; len(left) > 0 {
			diags.AddWarning("A part of the contact cannot be written in a configuration.", leftOut(id, left))
		}
		resp.Diagnostics.Append(diags...)
		resp.Diagnostics.Append(remember(ctx, resp.Private, privateImported, false)...)
	}
	if !imported && forgotten(ctx, req.Private) {
		resp.Diagnostics.Append(remember(ctx, resp.Private, privateForgotten, true)...)
	}
	resp.Diagnostics.Append(m.Observed.FromAPI(ctx, have)...)
	m.complete()
	resp.Diagnostics.Append(remember(ctx, resp.Private, privateRemote, remoteOf(have.Info))...)
	resp.Diagnostics.Append(remember(ctx, resp.Private, privateSeen, r.sightOf(ctx, m, have))...)
	if !reflect.DeepEqual(m, before) { // setting a state takes longer than all of the above
		resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
	}
}

// read gives the contact of a state. Where a shared copy differs in what is owned
// although nothing is newer about it, the contact itself decides: labels can
// change without a new revision, and listings lag (contract 3.4, 6.9).
func (r *contact) read(ctx context.Context, m model, imported bool) (*wix.Contact, error) {
	id := m.ID.ValueString()
	seen := sharing.Seen{Revision: m.Revision.ValueInt64(), Updated: m.UpdatedDate.ValueString()}
	have, certain, err := r.look(ctx, id, seen)
	if err != nil || certain || imported || have.ID != id || int64(have.Revision) > seen.Revision {
		return have, err
	}
	if reflect.DeepEqual(m.Owned.FromAPI(have.Info, false, r.same(ctx)), m.Owned) {
		return have, nil
	}
	return r.Client.GetContact(ctx, id)
}

// merged says what became of a contact that Wix merged into another one.
func merged(id, survivor string) string {
	return fmt.Sprintf("Wix now answers for the contact %s with the contact %s, which it was merged into, so it leaves the state. "+
		"To manage the contact that is left, remove this resource or give it the other's data, and import that one:\n\n%s",
		id, survivor, entity.ImportBlock(typeName, survivor))
}

func (r *contact) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	var m model
	resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() || m.DeletionPolicy.ValueString() == entity.Retain {
		return
	}
	id := m.ID.ValueString()
	err := r.Client.DeleteContact(ctx, id)
	r.WroteContact(id)
	var way string
	switch {
	case err == nil:
		return
	case wix.HasCode(err, wix.CodeDeleteMember):
		way = "The contact is a site member. Delete the member first (Site Members in the dashboard)"
	case wix.HasCode(err, wix.CodeDeleteSubscriber):
		way = "The contact has an active billing subscription. Cancel the subscription first"
	case wix.HasCode(err, wix.CodeDeleteContributor):
		way = "The contact is the site's owner or a contributor. Remove the person's role first (Roles & Permissions in the dashboard)"
	default:
		resp.Diagnostics.Append(entity.Diagnose(err, entity.Nowhere)...)
		return
	}
	resp.Diagnostics.AddError("Wix refuses to delete the contact.",
		fmt.Sprintf("%s, or set deletion_policy = %q and apply that, so that destroying forgets the contact %s and leaves it on the site.\n\n%s",
			way, entity.Retain, id, err))
}
