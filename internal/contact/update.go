package contact

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// conflictRetries bounds how often an update goes on after others were faster
// (contract 1.5).
const conflictRetries = 5

// write is an update under way.
type write struct {
	id         string
	want, was  Owned
	owned      *ownership // by the configuration now
	before     *ownership // by that of the last apply
	base       base
	have       *wix.Contact // of the last answer, nil before the first
	duplicates bool
}

func (r *contact) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	var m, state model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	owned, diags := configured(ctx, req.Config)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(entity.Identify(ctx, resp.Identity, "id", state.ID)...)
	before := recall[*ownership](ctx, req.Private, privateOwned)
	w := write{
		id: state.ID.ValueString(), owned: owned, before: before, duplicates: m.AllowDuplicates.ValueBool(),
		want: m.Owned.Only(owned), was: state.Owned.Only(owned.join(before)),
		base: base{
			revision: wix.Revision(state.Revision.ValueInt64()), info: recall[wix.Info](ctx, req.Private, privateRemote),
			labels: state.labels(ctx), values: state.values(ctx),
		},
	}
	resp.Diagnostics.Append(r.push(ctx, &w)...)
	r.WroteContact(w.id)
	if resp.Diagnostics.HasError() {
		if w.have == nil {
			return
		}
		// Part of it was written: the state holds what is there, and keeps what
		// was to be cleared, so that the next plan shows what is left to do.
		m.Owned = m.Owned.FromAPI(w.have.Info, false, r.same(ctx)).with(state.Owned.FromAPI(w.have.Info, false, r.same(ctx)))
		owned = owned.join(before)
	}
	var seen sight
	if w.have == nil {
		m.Observed = state.Observed
	} else {
		planned := m.Observed
		resp.Diagnostics.Append(m.Observed.FromAPI(ctx, w.have)...)
		m.Keep(planned)
		resp.Diagnostics.Append(remember(ctx, resp.Private, privateRemote, remoteOf(w.have.Info))...)
		seen = r.sightOf(ctx, m, w.have)
	}
	resp.Diagnostics.Append(remember(ctx, resp.Private, privateSeen, seen)...)
	resp.Diagnostics.Append(remember(ctx, resp.Private, privateOwned, owned)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// push writes the difference between was and want: one PATCH in the normal case,
// and none when only labels differ. A stale revision has the contact read again;
// the update goes on when others changed nothing that is owned.
func (r *contact) push(ctx context.Context, w *write) diag.Diagnostics {
	for n := 0; ; n++ {
		info, diags := r.patch(ctx, w.want, w.was, w.before, w.base)
		if diags.HasError() {
			return diags
		}
		if reflect.DeepEqual(info, wix.Info{}) {
			break
		}
		have, err := r.Client.UpdateContact(ctx, w.id, w.base.revision, info, w.duplicates)
		if have != nil {
			w.have = have
		}
		if err == nil {
			w.base.labels = have.Labels()
			break
		}
		if !r.stale(err, w.want) || n == conflictRetries {
			return r.refused(ctx, w.id, err)
		}
		if err := r.Clock.Sleep(ctx, min(time.Second, 200*time.Millisecond<<n)); err != nil {
			return r.diagnose(err)
		}
		if diags := r.rebase(ctx, w); diags.HasError() {
			return diags
		}
	}
	add, remove := labelChanges(w.want.LabelKeys, w.was.LabelKeys, w.before.part("label_keys").keys(), w.base.labels)
	have, err := r.label(ctx, w.id, add, remove, w.have)
	w.have = have
	if err != nil {
		return r.refused(ctx, w.id, err)
	}
	return nil
}

// stale tells that the contact is not as the request assumed: another revision,
// or a field deleted whose foreign value was sent along.
func (r *contact) stale(err error, want Owned) bool {
	if wix.IsChanged(err) {
		return true
	}
	var e *wix.Error
	if !wix.HasCode(err, wix.CodeFieldNotFound) || !errors.As(err, &e) {
		return false
	}
	for key := range want.ExtendedFields {
		if strings.Contains(e.Message, key) {
			return false
		}
	}
	return true
}

// refused reports why an update failed; a contact that is gone is told from one
// that was merged.
func (r *contact) refused(ctx context.Context, id string, err error) diag.Diagnostics {
	if wix.IsNotFound(err) {
		if have, getErr := r.Client.GetContact(ctx, id); getErr == nil && have.ID != id {
			return diag.Diagnostics{diag.NewErrorDiagnostic("The contact was merged into another one.", merged(id, have.ID))}
		}
	}
	return r.diagnose(err)
}

// rebase reads the contact anew and carries the wish over to it, or reports what
// others changed of what is owned.
func (r *contact) rebase(ctx context.Context, w *write) diag.Diagnostics {
	fresh, err := r.Client.GetContact(ctx, w.id)
	if err != nil {
		return r.diagnose(err)
	}
	if fresh.ID != w.id {
		return diag.Diagnostics{diag.NewErrorDiagnostic("The contact was merged into another one.", merged(w.id, fresh.ID))}
	}
	now := w.was.FromAPI(fresh.Info, false, r.same(ctx))
	// What was to be taken out and is gone already is no conflict: the same run may
	// have deleted the field.
	w.was.ExtendedFields = maps.Clone(w.was.ExtendedFields)
	maps.DeleteFunc(w.was.ExtendedFields, func(key string, _ *string) bool {
		return w.want.ExtendedFields[key] == nil && now.ExtendedFields[key] == nil
	})
	wish, diags := r.patch(ctx, w.want, w.was, w.before, baseOf(fresh))
	if diags.HasError() {
		return diags
	}
	open := map[string]bool{}
	for _, field := range wix.NotStored(wish, fresh.Info) {
		at, _ := requestPath(field)
		open[at.Steps()[0].String()] = true
	}
	var conflicts []string
	for _, a := range revisioned {
		was, is := a.of(w.was), a.of(now)
		if !reflect.DeepEqual(was, a.of(w.want)) && !open[a.name] {
			a.set(&now, w.want) // somebody, or an earlier attempt of ours, has done it already
		} else if !reflect.DeepEqual(was, is) {
			conflicts = append(conflicts, fmt.Sprintf("%s: planned from %s, found %s", a.name, show(ctx, a.name, was), show(ctx, a.name, is)))
		}
	}
	if len(conflicts) > 0 {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Somebody else changed the contact meanwhile.",
			fmt.Sprintf("The contact %s was changed since it was read for the plan, and nothing was written by this update:\n\n  %s\n\nRun plan again and decide on the new values.",
				w.id, strings.Join(conflicts, "\n  ")))}
	}
	w.was, w.base, w.have = now, baseOf(fresh), fresh
	return nil
}

// attribute reads and writes one member of Owned.
type attribute struct {
	name string
	of   func(Owned) any
	set  func(to *Owned, from Owned)
}

// revisioned are the attributes that a revision guards; labels have none
// (contract 6.9).
var revisioned = []attribute{
	{"name", func(o Owned) any { return o.Name }, func(to *Owned, from Owned) { to.Name = from.Name }},
	{"emails", func(o Owned) any { return o.Emails }, func(to *Owned, from Owned) { to.Emails = from.Emails }},
	{"phones", func(o Owned) any { return o.Phones }, func(to *Owned, from Owned) { to.Phones = from.Phones }},
	{"addresses", func(o Owned) any { return o.Addresses }, func(to *Owned, from Owned) { to.Addresses = from.Addresses }},
	{"company", func(o Owned) any { return o.Company }, func(to *Owned, from Owned) { to.Company = from.Company }},
	{"job_title", func(o Owned) any { return o.JobTitle }, func(to *Owned, from Owned) { to.JobTitle = from.JobTitle }},
	{"birthdate", func(o Owned) any { return o.Birthdate }, func(to *Owned, from Owned) { to.Birthdate = from.Birthdate }},
	{"locale", func(o Owned) any { return o.Locale }, func(to *Owned, from Owned) { to.Locale = from.Locale }},
	{"extended_fields", func(o Owned) any { return o.ExtendedFields }, func(to *Owned, from Owned) { to.ExtendedFields = from.ExtendedFields }},
}

// with is o, with what other has where o has nothing, and with the labels and
// extended values that only other has: those are owned one by one.
func (o Owned) with(other Owned) Owned {
	for _, a := range append(slices.Clone(revisioned),
		attribute{"label_keys", func(o Owned) any { return o.LabelKeys }, func(to *Owned, from Owned) { to.LabelKeys = from.LabelKeys }}) {
		if reflect.ValueOf(a.of(o)).IsNil() {
			a.set(&o, other)
		}
	}
	for _, key := range other.LabelKeys {
		if !slices.Contains(o.LabelKeys, key) {
			o.LabelKeys = append(o.LabelKeys, key)
		}
	}
	if len(other.ExtendedFields) > 0 {
		values := maps.Clone(other.ExtendedFields)
		maps.Copy(values, o.ExtendedFields)
		o.ExtendedFields = values
	}
	return o
}

var nullPart = regexp.MustCompile(`"[a-z_0-9]+":<null>,?`)

// show words the value of an attribute as Terraform would.
func show(ctx context.Context, name string, v any) string {
	var out attr.Value
	if diags := tfsdk.ValueFrom(ctx, v, resourceSchema.Attributes[name].GetType(), &out); diags.HasError() {
		return "another value"
	}
	return strings.ReplaceAll(nullPart.ReplaceAllString(out.String(), ""), ",}", "}")
}
