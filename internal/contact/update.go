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

// update is a change under way: the difference between plan and prior state.
type update struct {
	*call
	id             string
	planned, prior values
	// changes are the rows that the plan changes.
	changes []attribute
	// have is the contact as it then is, nil while nothing is written or found done.
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

// release tells the rest of the run what the contact has let go of.
func (u *update) release(state values) {
	for _, a := range u.changes {
		e, ok := a.(entryAttribute)
		if !ok {
			continue
		}
		left := e.keys(state.of(a))
		for _, key := range e.keys(u.prior.of(a)) {
			if !slices.Contains(left, key) {
				e.uses(u.call).Off(key, u.id)
			}
		}
	}
	kept := marksOf(state, u.prior).folded()
	u.Register.Release(TypeName, slices.DeleteFunc(marksOf(u.prior, u.prior).folded(), func(mark string) bool { return slices.Contains(kept, mark) }))
}

// update gives the change from a prior state. What an import brought and the
// configuration leaves out stays on the contact, so it is none of the prior state.
func (c *call) update(m memory, planned, prior values) *update {
	u := &update{call: c, id: m.ID, planned: planned, prior: values{}}
	maps.Copy(u.prior, prior)
	for _, a := range rows {
		e, ok := a.(entryAttribute)
		if ok && m.imported(a.name()) {
			left := leaving(e, planned.of(a), prior.of(a))
			u.prior[a.name()] = e.only(prior.of(a), slices.DeleteFunc(e.keys(prior.of(a)), func(key string) bool { return slices.Contains(left, key) }))
		}
		if !planned.of(a).Equal(prior.of(a)) || ok && c.madeAnew(e, planned.of(a)) {
			u.changes = append(u.changes, a)
		}
	}
	return u
}

// isSet tells that a configuration sets an attribute. Being ignored is not being set:
// what is planned is something else then.
func (c *call) isSet(name string, config, prior, planned values) bool {
	for _, a := range rows {
		if a.name() == name && !config.of(a).IsNull() {
			return a.planned(c, config.of(a), prior.of(a)).Equal(planned.of(a))
		}
	}
	return false
}

// result is the state after the update. Where that was cut short, what is not done is
// as it was, so that the next plan shows it again.
func (u *update) result() (state values, undone []string) {
	state = u.planned
	if u.have == nil { // nothing but settings has changed
		return state, nil
	}
	if u.diags.HasError() {
		for _, a := range u.changes {
			var left wix.Info
			scratch := &call{ProviderData: u.ProviderData, ctx: u.ctx, diags: &diag.Diagnostics{}}
			if a.write(scratch, u.planned.of(a), u.prior.of(a), u.have.Info, &left) {
				state[a.name()] = a.refreshed(u.call, u.prior.of(a), u.have.Info)
				undone = append(undone, a.name())
			}
		}
	}
	for name, v := range observe(u.have) {
		if state[name].IsUnknown() { // else it is as the plan promised; the next refresh shows what others did
			state[name] = v
		}
	}
	return state, undone
}
