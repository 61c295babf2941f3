// Package contact is wix_contact: the resource, its data sources and its list resource.
//
// Others write the same contacts, so the resource manages what the configuration sets and
// nothing else. An attribute that is not null in the state is managed, as a whole. The
// exception is what an import has filled in and no configuration has set since, which the
// private state names (private.go).
//
// Each attribute that a configuration may write is one row (attribute.go): its
// schema, how it is planned, how it is refreshed from a contact, and how a change of it
// is written to one. Planning decides everything (plan.go); an update reads the contact
// and writes the difference between plan and prior state (update.go).
package contact

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TypeName is the type of the resource.
const TypeName = "wix_contact"

var (
	_ resource.ResourceWithConfigure   = (*contact)(nil)
	_ resource.ResourceWithIdentity    = (*contact)(nil)
	_ resource.ResourceWithImportState = (*contact)(nil)
	_ resource.ResourceWithMoveState   = (*contact)(nil)
)

type contact struct{ entity.Resource }

// NewResource makes the resource wix_contact.
func NewResource() resource.Resource { return &contact{entity.Resource{TypeName: TypeName}} }

func (r *contact) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = resourceSchema
}

func (r *contact) call(ctx context.Context, diags *diag.Diagnostics) *call {
	return &call{ProviderData: r.ProviderData, ctx: ctx, diags: diags}
}

func (r *contact) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	c := r.call(ctx, &resp.Diagnostics)
	prior := valuesOf(ctx, req.State, c.diags)
	if c.diags.HasError() {
		return
	}
	id := prior.text("id")
	c.diags.Append(r.Identify(ctx, resp.Identity, "id", types.StringValue(id))...)
	if r.ProviderData == nil {
		entity.AddSkippedRefreshWarning(c.diags)
		return
	}
	if id == "" { // upjet reads before it creates
		resp.State.RemoveResource(ctx)
		return
	}
	r.Register.Refresh(TypeName, id)
	m := c.recall(req.Private, prior)
	if c.diags.HasError() || !c.onSite(&m) {
		return
	}
	have, err := r.read(c, id, prior)
	switch {
	case wix.IsNotFound(err):
		if isImport(prior) && entity.Recall(ctx, req.Private, &m, c.diags) { // after a move, there is none
			c.diags.AddError("The contact to import does not exist.",
				fmt.Sprintf("The site has no contact with the id %s. The data source wix_contacts lists them. To import by e-mail address, write email: in front of it, such as email:name@example.com.", id))
		}
		resp.State.RemoveResource(ctx)
		return
	case err != nil:
		c.diags.Append(entity.Diagnose(err, entity.NoPath)...)
		return
	case have.ID != id:
		c.diags.AddWarning("A contact was merged into another one.", mergedDetail(id, have.ID))
		resp.State.RemoveResource(ctx)
		return
	}
	state := observe(have)
	if isImport(prior) {
		m.Imported = c.fill(state, have)
	} else {
		for _, a := range rows {
			state[a.name()] = c.refresh(a, prior.of(a), have.Info)
		}
	}
	for name, otherwise := range defaults {
		if state[name] = prior[name]; prior[name].IsNull() {
			state[name] = otherwise
		}
	}
	c.remember(resp.Private, m)
	if !state.object().Equal(prior.object()) { // setting a state is slow
		c.diags.Append(resp.State.Set(ctx, state.object())...)
	}
}

// read reads the contact of a state. Where a shared copy of the same revision differs in
// what is managed, it reads the contact by itself: labels can change without a new
// revision, and listings lag (contract 3.4, 6.9).
func (r *contact) read(c *call, id string, prior values) (*wix.Contact, error) {
	have, certain, err := r.Cache.Contacts.Get(c.ctx, id, seen(prior))
	if err != nil || certain || isImport(prior) || have.ID != id || int64(have.Revision) > seen(prior).Revision {
		return have, err
	}
	for _, a := range rows {
		if !c.refresh(a, prior.of(a), have.Info).Equal(prior.of(a)) {
			return r.Client.GetContact(c.ctx, id)
		}
	}
	return have, nil
}

// seen returns the version of the contact that a state has.
func seen(prior values) cache.Seen {
	revision, _ := prior["revision"].(types.Int64)
	return cache.Seen{Revision: revision.ValueInt64(), Updated: prior.text("updated_date")}
}

// mergedDetail explains that Wix has merged a contact into another one.
func mergedDetail(id, survivor string) string {
	return fmt.Sprintf("Wix now answers for the contact %s with the contact %s, which it was merged into, so it leaves the state. "+
		"To manage the contact that is left, remove this resource or give it the other's data, and import that one:\n\n%s",
		id, survivor, entity.ImportBlock(TypeName, survivor))
}

func (r *contact) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	prior := valuesOf(ctx, req.State, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || prior.text(policyName) == entity.Retain {
		return
	}
	id := prior.text("id")
	if r.Forgets(TypeName, id, &resp.Diagnostics) {
		return
	}
	err := r.Client.DeleteContact(ctx, id)
	r.Cache.Contacts.Wrote(id)
	var way string
	switch {
	case err == nil:
		r.Cache.Gone(id)
		r.Register.Release(TypeName, identifiersOf(prior, prior).folded())
		return
	case wix.HasCode(err, wix.CodeDeleteMember):
		way = "The contact is a site member. Delete the member first (Site Members in the dashboard)"
	case wix.HasCode(err, wix.CodeDeleteSubscriber):
		way = "The contact has an active billing subscription. Cancel the subscription first"
	case wix.HasCode(err, wix.CodeDeleteContributor):
		way = "The contact is the site's owner or a contributor. Remove the person's role first (Roles & Permissions in the dashboard)"
	default:
		resp.Diagnostics.Append(entity.Diagnose(err, entity.NoPath)...)
		return
	}
	resp.Diagnostics.AddError("Wix refuses to delete the contact.",
		fmt.Sprintf("%s, or set deletion_policy = %q and apply that, so that destroying forgets the contact %s and leaves it on the site.\n\n%s",
			way, entity.Retain, id, err))
}
