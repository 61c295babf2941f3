package contact

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// conflictRetries bounds how often an update goes on after others were faster
// (contract 1.5).
const conflictRetries = 5

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
	for name, v := range prior {
		u.prior[name] = v
	}
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
			scratch := &call{Connection: u.Connection, ctx: u.ctx, diags: &diag.Diagnostics{}}
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

// push reads the contact and writes what is to change: one PATCH in the normal case,
// and none when only labels differ. Where somebody else changed what the plan changes,
// nothing is written. A stale revision has all of it begin anew, and so has an address
// that a sibling gives up. have is a copy of the contact, nil if there is none.
func (r *contact) push(u *update, have *wix.Contact) diag.Diagnostics {
	var certain bool
	var err error
	if have == nil {
		have, certain, err = r.Contact(u.ctx, u.id, seen(u.prior))
	}
	for n := 0; ; {
		if err != nil {
			return r.refused(u, err)
		}
		if have.ID != u.id {
			return diag.Diagnostics{diag.NewErrorDiagnostic("The contact was merged into another one.", merged(u.id, have.ID))}
		}
		info, conflicts := u.patch(have)
		if len(conflicts) > 0 && !certain { // a shared copy can be older
			certain = true
			have, err = r.Client.GetContact(u.ctx, u.id)
			continue
		}
		if len(conflicts) > 0 || u.diags.HasError() {
			return u.conflict(conflicts)
		}
		if reflect.DeepEqual(info, wix.Info{}) {
			u.have = have
			break
		}
		since := r.Register.Moment()
		written, err := r.Client.UpdateContact(u.ctx, u.id, have.Revision, info, u.planned.isTrue("allow_duplicates"))
		r.WroteContact(u.id)
		if written != nil {
			u.have = written
		}
		if err == nil {
			break
		}
		if wix.IsDuplicate(err) && r.Register.Await(u.ctx, r.Clock, TypeName, marksOf(u.planned, u.prior).telling().folded(), since) {
			certain = true
			have, err = r.Client.GetContact(u.ctx, u.id)
			continue
		}
		if !u.isStale(err) || n == conflictRetries {
			return r.refused(u, err)
		}
		if err := r.Clock.Sleep(u.ctx, min(time.Second, 200*time.Millisecond<<n)); err != nil {
			return r.diagnose(err)
		}
		n++
		certain = true
		have, err = r.Client.GetContact(u.ctx, u.id)
	}
	return r.pushLabels(u)
}

// patch is the smallest safe request (contract 6.5), and what somebody else changed of
// what the plan changes.
func (u *update) patch(have *wix.Contact) (info wix.Info, conflicts []string) {
	for _, a := range u.changes {
		planned, prior := u.planned.of(a), u.prior.of(a)
		if !a.write(u.call, planned, prior, have.Info, &info) {
			continue // somebody, or an earlier attempt of ours, has done it already
		}
		was := a.guarded(u.call, planned, prior, have.Info)
		if is := a.refreshed(u.call, was, have.Info); !is.Equal(was) {
			conflicts = append(conflicts, fmt.Sprintf("%s: planned from %s, found %s", a.name(), show(was), show(is)))
		}
	}
	info.LabelKeys = wix.Opt[wix.List[string]]{} // by calls of their own
	return info, conflicts
}

func (r *contact) pushLabels(u *update) diag.Diagnostics {
	if !slices.ContainsFunc(u.changes, func(a attribute) bool { return a.name() == labels.name() }) {
		return nil
	}
	add, remove := labels.changes(u.call, u.planned.of(labels), u.prior.of(labels), u.have.Labels())
	if len(add)+len(remove) == 0 {
		return nil
	}
	have, err := r.label(u.ctx, u.id, add, remove, u.have)
	r.WroteContact(u.id)
	if have != nil && have.ID == u.id {
		u.have = have
	}
	if err != nil {
		return r.refused(u, err)
	}
	return nil
}

// isStale tells that the contact is not as the request assumed: another revision,
// or a field deleted whose foreign value was sent along.
func (u *update) isStale(err error) bool {
	if wix.IsChanged(err) {
		return true
	}
	var e *wix.Error
	if !wix.HasCode(err, wix.CodeFieldNotFound) || !errors.As(err, &e) {
		return false
	}
	return !slices.ContainsFunc(extendedFields.keys(u.planned.of(extendedFields)), func(key string) bool { return strings.Contains(e.Message, key) })
}

// refused reports why an update failed; a contact that is gone is told from one
// that was merged.
func (r *contact) refused(u *update, err error) diag.Diagnostics {
	if wix.IsNotFound(err) {
		if have, getErr := r.Client.GetContact(u.ctx, u.id); getErr == nil && have.ID != u.id {
			return diag.Diagnostics{diag.NewErrorDiagnostic("The contact was merged into another one.", merged(u.id, have.ID))}
		}
	}
	return r.diagnose(err)
}

func (u *update) conflict(conflicts []string) diag.Diagnostics {
	if len(conflicts) == 0 {
		return nil
	}
	written := "nothing was written by this update"
	if u.have != nil { // Wix did not take all of a first request
		written = "a part of this update was written before, as the state shows"
	}
	return diag.Diagnostics{diag.NewErrorDiagnostic("Somebody else changed the contact meanwhile.",
		fmt.Sprintf("The contact %s was changed since it was read for the plan, and %s:\n\n  %s\n\nRun plan again and decide on the new values.",
			u.id, written, strings.Join(conflicts, "\n  ")))}
}

var nullPart = regexp.MustCompile(`"[a-z_0-9]+":<null>,?`)

// show words a value as Terraform would.
func show(v attr.Value) string {
	return strings.ReplaceAll(nullPart.ReplaceAllString(v.String(), ""), ",}", "}")
}
