package contact

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// conflictRetries bounds how often an update is tried again after a stale revision
// (contract 1.5).
const conflictRetries = 5

// push reads the contact and writes the changes: with one PATCH, or none where only
// labels change. It writes nothing where somebody else has changed what the plan changes.
// After a stale revision, or once another resource has given up an address, it starts
// over. have is a copy of the contact, nil if there is none.
func (r *contact) push(u *update, have *wix.Contact) diag.Diagnostics {
	var certain bool
	var err error
	if have == nil {
		have, certain, err = r.Cache.Contacts.Get(u.ctx, u.id, seen(u.prior))
	}
	for stale := 0; err == nil; have, err = r.Client.GetContact(u.ctx, u.id) {
		if have.ID != u.id {
			return mergedError(u.id, have.ID)
		}
		info, conflicts := u.patch(have)
		if len(conflicts) > 0 && !certain { // a shared copy can be stale
			certain = true
			continue
		}
		if len(conflicts) > 0 || u.diags.HasError() {
			return u.conflict(conflicts)
		}
		again := false
		if reflect.DeepEqual(info, wix.Info{}) {
			u.have = have
		} else if again, err = r.send(u, have, info, &stale); err != nil {
			break
		}
		if !again {
			return r.pushLabels(u)
		}
		certain = true
	}
	return r.diagnoseUpdate(u, err)
}

// send sends the PATCH. It returns true where push has to start over: where the contact
// was stale, which it counts, or where it has waited for an address.
func (r *contact) send(u *update, have *wix.Contact, info wix.Info, stale *int) (again bool, err error) {
	since := r.Register.Moment()
	written, err := r.Client.UpdateContact(u.ctx, u.id, have.Revision, info, u.planned.isTrue("allow_duplicates"))
	r.Cache.Contacts.Wrote(u.id)
	if written != nil {
		u.have = written
	}
	switch {
	case wix.IsDuplicate(err):
		if r.Register.Await(u.ctx, r.Clock, TypeName, duplicateID(err), identifiersOf(u.planned, u.prior).unique().folded(), since) {
			return true, nil
		}
	case u.isStale(err) && *stale < conflictRetries:
		*stale++
		return true, r.Clock.Sleep(u.ctx, min(time.Second, 100*time.Millisecond<<*stale))
	}
	return false, err
}

// patch builds the smallest safe request (contract 6.5). conflicts describe what somebody
// else has changed of what the plan changes.
func (u *update) patch(have *wix.Contact) (info wix.Info, conflicts []string) {
	for _, a := range u.changes {
		planned, prior := u.planned.of(a), u.prior.of(a)
		if !a.write(u.call, planned, prior, have.Info, &info) {
			continue // done already, by an earlier attempt or somebody else
		}
		was := u.guarded(a, planned, prior, have.Info)
		if is := u.refresh(a, was, have.Info); !is.Equal(was) {
			conflicts = append(conflicts, fmt.Sprintf("%s: planned from %s, found %s", a.name(), render(was), render(is)))
		}
	}
	info.LabelKeys = wix.Opt[wix.List[string]]{} // pushLabels sends them
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
	r.Cache.Contacts.Wrote(u.id)
	if have != nil && have.ID == u.id {
		u.have = have
	}
	if err != nil {
		return r.diagnoseUpdate(u, err)
	}
	return nil
}

// isStale reports whether the contact has changed since it was read: it has another
// revision, or a field is gone whose value, of somebody else, was sent along.
func (u *update) isStale(err error) bool {
	e, ok := errors.AsType[*wix.Error](err)
	planned := func(key string) bool { return strings.Contains(e.Message, key) }
	return wix.IsChanged(err) ||
		ok && e.Code == wix.CodeFieldNotFound && !slices.ContainsFunc(extendedFields.keys(u.planned.of(extendedFields)), planned)
}

// diagnoseUpdate explains a failed update. It tells a contact that is gone from one that
// was merged.
func (r *contact) diagnoseUpdate(u *update, err error) diag.Diagnostics {
	if wix.IsNotFound(err) {
		if have, getErr := r.Client.GetContact(u.ctx, u.id); getErr == nil && have.ID != u.id {
			return mergedError(u.id, have.ID)
		}
	}
	if e, ok := errors.AsType[*wix.Error](err); ok && wix.IsDuplicate(err) {
		at, mark := locateDuplicate(u.planned, e.Duplicate)
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(at, "Another contact has the same e-mail address or phone.",
			fmt.Sprintf("The contact %s has %s. Choose another one, or set allow_duplicates = true. If another resource of this configuration manages that contact: %s\n\n%s",
				e.Duplicate.ContactID, mark, entity.GiveAway, e))}
	}
	return diagnose(err)
}

func mergedError(id, survivor string) diag.Diagnostics {
	return diag.Diagnostics{diag.NewErrorDiagnostic("The contact was merged into another one.", mergedDetail(id, survivor))}
}

func (u *update) conflict(conflicts []string) diag.Diagnostics {
	if len(conflicts) == 0 {
		return nil
	}
	written := "nothing was written by this update"
	if u.have != nil { // an earlier request was stored in part
		written = "a part of this update was written before, as the state shows"
	}
	return diag.Diagnostics{diag.NewErrorDiagnostic("Somebody else changed the contact meanwhile.",
		fmt.Sprintf("The contact %s was changed since it was read for the plan, and %s:\n\n  %s\n\nRun plan again and decide on the new values.",
			u.id, written, strings.Join(conflicts, "\n  ")))}
}

var nullPart = regexp.MustCompile(`"[a-z_0-9]+":<null>,?`)

// render formats a value as Terraform does, without null parts.
func render(v attr.Value) string {
	return strings.ReplaceAll(nullPart.ReplaceAllString(v.String(), ""), ",}", "}")
}
