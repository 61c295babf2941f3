package contact

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// update is an update in progress.
type update struct {
	*call
	id             string
	planned, prior values
	// changes are the rows that the plan changes.
	changes []attribute
	// have is the contact after the update, nil before a request or a check.
	have *wix.Contact
}

func (r *contact) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	c := r.call(ctx, &resp.Diagnostics)
	planned, prior, config := valuesOf(ctx, req.Plan, c.diags), valuesOf(ctx, req.State, c.diags), valuesOf(ctx, req.Config, c.diags)
	if c.diags.HasError() {
		return
	}
	m := c.recall(req.Private, prior)
	if c.diags.HasError() {
		return
	}
	c.diags.Append(r.Identify(ctx, resp.Identity, "id", types.StringValue(m.ID))...)
	if r.Overtaken(TypeName, m.ID, c.diags) {
		return
	}
	u := c.update(m, planned, prior)
	if len(u.changes) > 0 {
		c.diags.Append(r.push(u, nil)...)
	}
	if c.diags.HasError() && u.have == nil {
		return
	}
	state, undone := u.result()
	u.release(state)
	m.Imported = slices.DeleteFunc(m.Imported, func(name string) bool {
		return !slices.Contains(undone, name) && (name == policyName || c.isSet(name, config, prior, planned))
	})
	c.remember(resp.Private, m)
	c.diags.Append(resp.State.Set(ctx, state.object())...)
}

// release tells the cache and the register what the contact no longer uses.
func (u *update) release(state values) {
	for _, a := range u.changes {
		e, ok := a.(entryAttribute)
		if !ok {
			continue
		}
		for _, key := range without(e.keys(u.prior.of(a)), e.keys(state.of(a))) {
			e.uses(u.call).Off(key, u.id)
		}
	}
	u.Register.Release(TypeName, without(identifiersOf(u.prior, u.prior).folded(), identifiersOf(state, u.prior).folded()))
}

// update prepares an update. It removes from the prior state what an import filled in and
// the configuration leaves out, so that it stays on the contact.
func (c *call) update(m memory, planned, prior values) *update {
	u := &update{call: c, id: m.ID, planned: planned, prior: values{}}
	maps.Copy(u.prior, prior)
	for _, a := range rows {
		e, ok := a.(entryAttribute)
		if ok && m.imported(a.name()) {
			u.prior[a.name()] = e.only(prior.of(a), without(e.keys(prior.of(a)), dropped(e, planned.of(a), prior.of(a))))
		}
		if !planned.of(a).Equal(prior.of(a)) || ok && c.refersToRecreated(e, planned.of(a)) {
			u.changes = append(u.changes, a)
		}
	}
	return u
}

// isSet reports whether a configuration sets an attribute. Where ignore_changes applies,
// the plan is not that of the configuration.
func (c *call) isSet(name string, config, prior, planned values) bool {
	for _, a := range rows {
		if a.name() == name && !config.of(a).IsNull() {
			return a.plan(c, config.of(a), prior.of(a)).Equal(planned.of(a))
		}
	}
	return false
}

// result returns the state after the update, and the names of the attributes that an
// error has left undone. Those are as on the contact, so that the next plan shows them.
func (u *update) result() (state values, undone []string) {
	state = u.planned
	if u.have == nil { // only settings change
		return state, nil
	}
	if u.diags.HasError() {
		for _, a := range u.changes {
			var left wix.Info
			scratch := &call{ProviderData: u.ProviderData, ctx: u.ctx, diags: &diag.Diagnostics{}}
			if a.write(scratch, u.planned.of(a), u.prior.of(a), u.have.Info, &left) {
				state[a.name()] = u.refresh(a, u.prior.of(a), u.have.Info)
				undone = append(undone, a.name())
			}
		}
	}
	for name, v := range observe(u.have) {
		if state[name].IsUnknown() { // a known value has to be as planned
			state[name] = v
		}
	}
	return state, undone
}
