package wix_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

func within(text, part string) bool { return strings.Contains(text, part) }

// mishaps are ways to lose one answer. Handled ones have been carried out.
var mishaps = []struct {
	name    string
	handled bool
	fault   emulator.Fault
}{
	{"status 500", false, emulator.Fault{Status: 500}},
	{"status 502 with HTML", false, emulator.Fault{Status: 502, Body: "<html>bad gateway</html>"}},
	{"status 503", false, emulator.Fault{Status: 503}},
	{"status 504", false, emulator.Fault{Status: 504}},
	{"status 520", false, emulator.Fault{Status: 520, Body: "origin error"}},
	{"cut before", false, emulator.Fault{Kind: emulator.FaultDropBefore}},
	{"cut after", true, emulator.Fault{Kind: emulator.FaultDropAfter}},
	{"truncated", true, emulator.Fault{Kind: emulator.FaultTruncate}},
	{"garbage", true, emulator.Fault{Kind: emulator.FaultGarbage}},
	{"stalled", true, emulator.Fault{Kind: emulator.FaultStall}},
}

// harmless are failures after which anything may be sent again: the request was
// not looked at.
var harmless = []struct {
	name  string
	fault emulator.Fault
}{
	{"refused", emulator.Fault{Kind: emulator.FaultRefuse}},
	{"throttled", emulator.Fault{Status: 429, Message: "Too many requests"}},
	{"throttled, with a code", emulator.Fault{Status: 429, Code: "RATE_LIMITED", Message: "slow down"}},
	{"throttled by a gateway", emulator.Fault{Status: 429, Body: "<html>slow down</html>"}},
}

// strike arms a fault for the next request of a route.
func (s *site) strike(f emulator.Fault, route string, times int) {
	f.Route, f.Times = route, times
	s.Inject(f)
}

func TestRetry_repeatable(t *testing.T) {
	for _, op := range repeatable {
		for _, m := range mishaps {
			t.Run(op.name+"/"+m.name, func(t *testing.T) {
				onSite(t, func(s *site) {
					f := s.fixture()
					s.strike(m.fault, op.route, 1)
					began := time.Now()
					ok(t, op.call(s.ctx(), s.client, f))
					s.sent(op.route, op.route)
					waited := time.Since(began)
					if m.fault.Kind == emulator.FaultStall {
						waited -= wix.DefaultRequestTimeout
					}
					if waited < 250*time.Millisecond || waited > time.Second {
						t.Errorf("waited %v", waited)
					}
				})
			})
		}
	}
}

func TestRetry_harmless(t *testing.T) {
	for _, op := range all(creation, update) {
		for _, h := range harmless {
			t.Run(op.name+"/"+h.name, func(t *testing.T) {
				onSite(t, func(s *site) {
					f := s.fixture()
					s.strike(h.fault, op.route, 3)
					ok(t, op.call(s.ctx(), s.client, f))
					s.sent(op.route, op.route, op.route, op.route)
				})
			})
		}
	}
}

// TestRetry_create: a create is looked up, never sent again unseen.
func TestRetry_create(t *testing.T) {
	for _, m := range mishaps {
		t.Run(m.name, func(t *testing.T) {
			onSite(t, func(s *site) {
				s.strike(m.fault, makeContact, 1)
				ok(t, creation.call(s.ctx(), s.client, fixture{}))
				if m.handled {
					s.sent(makeContact, queryContacts)
				} else {
					s.sent(makeContact, queryContacts, queryContacts, queryContacts, makeContact)
				}
				if n := len(s.Contacts()); n != 1 {
					t.Errorf("%d contacts", n)
				}
			})
		})
	}
}

// TestRetry_update: one read settles what became of a PATCH.
func TestRetry_update(t *testing.T) {
	for _, m := range mishaps {
		t.Run(m.name, func(t *testing.T) {
			onSite(t, func(s *site) {
				f := s.fixture()
				s.strike(m.fault, patchContact, 1)
				ok(t, update.call(s.ctx(), s.client, f))
				if m.handled {
					s.sent(patchContact, readContact)
				} else {
					s.sent(patchContact, readContact, patchContact)
				}
			})
		})
	}
}

// TestRetry_final: what no repeat can cure is sent once.
func TestRetry_final(t *testing.T) {
	final := []emulator.Fault{
		{Status: 400, Message: "Expected an object"},
		{Status: 401, Message: "who are you"},
		{Status: 403, Message: "no"},
		{Status: 404, Code: "SOMETHING", Body: "<html>nothing here</html>"},
		{Status: 409, Code: "CONFLICT", Message: "no"},
		{Status: 428, Code: wix.CodeLabelsQuota, Message: "full"},
		{Status: 429, Code: wix.CodeFieldsQuota, Message: "full"},
		{Status: 501, Message: ""},
		{Status: 302, Body: "<html>moved</html>"},
	}
	// A 409 has find-or-create look for who was faster.
	for _, op := range all(creation, update) {
		for _, f := range final {
			if f.Status == 409 && (op.route == makeLabel || op.route == makeField) {
				continue
			}
			onSite(t, func(s *site) {
				have := s.fixture()
				s.strike(f, op.route, 0)
				began := time.Now()
				e := failure(t, op.call(s.ctx(), s.client, have))
				if e.Status != f.Status || e.Lost || time.Since(began) != 0 {
					t.Errorf("%s, status %d: %v after %v", op.name, f.Status, e, time.Since(began))
				}
				s.sent(op.route)
			})
		}
	}
}

// TestRetry_deleteTwice: a delete that was carried out unseen finds nothing the
// second time, and that is success.
func TestRetry_deleteTwice(t *testing.T) {
	for _, sw := range []emulator.Switches{{}, {DeleteMissing: "200", MissingDefinition: "400"}} {
		onSite(t, func(s *site) {
			f := s.fixture()
			for _, route := range []string{deleteLabel, deleteField, deleteContact} {
				s.strike(emulator.Fault{Kind: emulator.FaultDropAfter}, route, 1)
			}
			ok(t, s.client.Labels.Delete(s.ctx(), f.label))
			ok(t, s.client.Fields.Delete(s.ctx(), f.field))
			ok(t, s.client.DeleteContact(s.ctx(), f.contact))
			s.sent(deleteLabel, deleteLabel, deleteField, deleteField, deleteContact, deleteContact)
			if s.Label(f.label) != nil || s.Field(f.field) != nil || s.Contact(f.contact) != nil {
				t.Error("something is left")
			}
		}, switched(sw))
	}
}
