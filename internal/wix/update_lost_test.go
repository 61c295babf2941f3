package wix_test

import (
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// later does something to the site while the client waits for an answer.
func (s *site) later(do func() error) {
	go func() {
		time.Sleep(time.Second) // the bubble's time
		if err := do(); err != nil {
			s.t.Error(err)
		}
	}()
}

// edit has somebody else write one member of a contact's info.
func (s *site) edit(id, member string, v any) func() error {
	return func() error {
		return s.EditContact(id, func(info map[string]any) { info[member] = v })
	}
}

func (s *site) text(id, member string) any {
	return s.Contact(id)["info"].(map[string]any)[member]
}

// TestUpdateLost_othersMeanwhile: what somebody else writes in between is never
// overwritten, and does not hide that the wish is fulfilled.
func TestUpdateLost_othersMeanwhile(t *testing.T) {
	const slow = 2 * time.Second
	before := emulator.Fault{Kind: emulator.FaultDropBefore, Delay: slow}
	after := emulator.Fault{Kind: emulator.FaultDropAfter, Delay: slow}
	for name, tt := range map[string]struct {
		patch, read emulator.Fault
		member      string
		changed     bool
		company     string
	}{
		"not written, another member changed":  {before, emulator.Fault{}, "jobTitle", true, "Old"},
		"not written, the same member changed": {before, emulator.Fault{}, "company", true, "Theirs"},
		"written, another member changed":      {emulator.Fault{Kind: emulator.FaultDropAfter}, emulator.Fault{Delay: slow}, "jobTitle", false, "Ours"},
		"written, then overwritten":            {emulator.Fault{Kind: emulator.FaultDropAfter}, emulator.Fault{Delay: slow}, "company", true, "Theirs"},
		"refused as stale, unseen":             {after, emulator.Fault{}, "jobTitle", true, "Old"},
	} {
		t.Run(name, func(t *testing.T) {
			onSite(t, func(s *site) {
				id := s.put(map[string]any{"name": map[string]any{"first": "Ann"}, "company": "Old"})
				s.arm(tt.patch, patchContact, 1)
				s.arm(tt.read, readContact, 1)
				s.later(s.edit(id, tt.member, "Theirs"))
				out, err := s.client.UpdateContact(s.ctx(), id, 1, wix.Info{Company: wix.Some("Ours")}, false)
				if wix.IsChanged(err) != tt.changed || (err == nil) == tt.changed || (out != nil) == tt.changed {
					t.Errorf("%+v, %v", out, err)
				}
				if s.text(id, "company") != tt.company || s.text(id, tt.member) != "Theirs" {
					t.Errorf("company is %v, %s is %v", s.text(id, "company"), tt.member, s.text(id, tt.member))
				}
				s.sent(patchContact, readContact)
			})
		})
	}
}

// TestUpdateLost_revisionMovesByItself: work in the background is no conflict
// for a wish that is fulfilled (contract 6.6).
func TestUpdateLost_revisionMovesByItself(t *testing.T) {
	onSite(t, func(s *site) {
		id := s.put(person("Ann"))
		s.arm(emulator.Fault{Kind: emulator.FaultDropAfter}, patchContact, 1)
		s.arm(emulator.Fault{Delay: time.Second}, readContact, 1)
		out, err := s.client.UpdateContact(s.ctx(), id, 1, wix.Info{Company: wix.Some("New")}, false)
		if err != nil || out.Revision != 3 {
			t.Errorf("%+v, %v", out, err)
		}
		s.sent(patchContact, readContact)
	}, switched(emulator.Switches{RevisionBackground: 100 * time.Millisecond}))
}

// TestUpdateLost_unsettled: where the read tells nothing about the contact, the
// update stays lost.
func TestUpdateLost_unsettled(t *testing.T) {
	for name, do := range map[string]func(s *site, id, other string) error{
		"deleted": func(s *site, id, _ string) error { return s.RemoveContact(id) },
		"merged":  func(s *site, id, other string) error { return s.MergeContacts(other, id) },
		"unreadable": func(s *site, _, _ string) error {
			s.arm(emulator.Fault{Status: 403}, readContact, 0)
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			onSite(t, func(s *site) {
				id, other := s.put(person("Ann")), s.put(person("Bob"))
				s.arm(emulator.Fault{Kind: emulator.FaultDropBefore, Delay: 2 * time.Second}, patchContact, 1)
				s.later(func() error { return do(s, id, other) })
				out, err := s.client.UpdateContact(s.ctx(), id, 1, wix.Info{Company: wix.Some("Ours")}, false)
				if e := failure(t, err); !e.Lost || out != nil || e.Operation != "update a contact" || s.text(other, "company") != nil {
					t.Errorf("%+v, %+v", out, e)
				}
				s.sent(patchContact, readContact)
			})
		})
	}
}

// TestUpdateLost_fallback: the second PATCH of a clearing is settled as well.
func TestUpdateLost_fallback(t *testing.T) {
	for _, m := range losses {
		for _, more := range []bool{false, true} {
			onSite(t, func(s *site) {
				id := s.put(map[string]any{"name": map[string]any{"first": "Ann"}, "company": "Old"})
				s.Inject(emulator.Fault{Route: patchContact, After: 1, Times: 1, Kind: m.fault.Kind, Status: m.fault.Status, Body: m.fault.Body})
				want := wix.Info{Company: wix.Null[string]()}
				if more {
					want.JobTitle = wix.Some("Tester")
				}
				out, err := s.client.UpdateContact(s.ctx(), id, 1, want, false)
				ok(t, err)
				if out.Info.Company.Get() != "" || s.text(id, "company") != nil || more && s.text(id, "jobTitle") != "Tester" {
					t.Errorf("%s: %+v", m.name, out.Info)
				}
				requests := []string{patchContact, patchContact, readContact}
				if !m.handled {
					requests = append(requests, patchContact)
				}
				s.sent(requests...)
			}, switched(emulator.Switches{PatchNull: "noop"}))
		}
	}
}

// TestUpdateLost_conflictInFallback: who was faster between the two PATCHes of a
// clearing is told, with the contact as the first one left it.
func TestUpdateLost_conflictInFallback(t *testing.T) {
	onSite(t, func(s *site) {
		id := s.put(map[string]any{"name": map[string]any{"first": "Ann"}, "company": "Old"})
		s.Inject(emulator.Fault{Route: patchContact, After: 1, Times: 1, Delay: 2 * time.Second})
		s.later(s.edit(id, "birthdate", "2000-01-01"))
		want := wix.Info{Company: wix.Null[string](), JobTitle: wix.Some("Tester")}
		out, err := s.client.UpdateContact(s.ctx(), id, 1, want, false)
		if !wix.IsChanged(err) || out == nil || out.Revision != 2 || out.Info.JobTitle.Get() != "Tester" {
			t.Errorf("%+v, %v", out, err)
		}
		if s.text(id, "birthdate") != "2000-01-01" || s.text(id, "company") != "Old" {
			t.Error("the other one's change is gone")
		}
		s.sent(patchContact, patchContact)
	}, switched(emulator.Switches{PatchNull: "noop"}))
}
