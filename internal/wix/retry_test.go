package wix_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

func within(text, part string) bool { return strings.Contains(text, part) }

// losses are ways to lose one answer. Handled ones have been carried out.
var losses = []struct {
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

// arm arms a fault for the next request of a route.
func (s *site) arm(f emulator.Fault, route string, times int) {
	f.Route, f.Times = route, times
	s.Inject(f)
}

// TestRetry_lost: after a lost answer an operation is sent again, or, where that is not
// safe, looked into first: then it has been carried out once, and its result is given.
func TestRetry_lost(t *testing.T) {
	for _, m := range losses {
		t.Run(m.name, func(t *testing.T) {
			each(t, operations, func(s *site, op operation) {
				f := s.fixture()
				s.arm(m.fault, op.route, 1)
				began := time.Now()
				out, err := op.call(s.ctx(), s.client, f)
				waited := time.Since(began)
				if m.fault.Kind == emulator.FaultStall {
					waited -= wix.DefaultRequestTimeout
				}
				switch {
				case op.once == nil:
					ok(s.t, err)
					s.sent(op.route, op.route)
					if waited < 250*time.Millisecond || waited > time.Second {
						s.t.Errorf("waited %v", waited)
					}
					return
				case m.handled:
					s.sent(append([]string{op.route}, op.once.handled...)...)
				default:
					s.sent(append([]string{op.route}, op.once.unhandled...)...)
				}
				if op.once == job { // is never begun a second time, and not known for certain
					if e := failure(s.t, err); !e.Lost || e.Operation == "" || (out != "") != m.handled {
						s.t.Errorf("%+v, job %q", e, out)
					}
				} else {
					ok(s.t, err)
				}
				if (op.once != job || m.handled) && !op.once.done(s, f, out) {
					s.t.Errorf("%+v, %d contacts", out, len(s.Contacts()))
				}
			})
		})
	}
}

// TestRetry_harmless: what was not looked at is sent again, whatever it is.
func TestRetry_harmless(t *testing.T) {
	for name, fault := range map[string]emulator.Fault{
		"refused":                {Kind: emulator.FaultRefuse},
		"throttled":              {Status: 429, Message: "Too many requests"},
		"throttled, with a code": {Status: 429, Code: "RATE_LIMITED", Message: "slow down"},
		"throttled by a gateway": {Status: 429, Body: "<html>slow down</html>"},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, operations, func(s *site, op operation) {
				f := s.fixture()
				s.arm(fault, op.route, 3)
				ok(s.t, op.run(s.ctx(), s.client, f))
				s.sent(op.route, op.route, op.route, op.route)
			})
		})
	}
}

// TestRetry_final: what no repeat can cure is sent once.
func TestRetry_final(t *testing.T) {
	for _, f := range []emulator.Fault{
		{Status: 400, Message: "Expected an object"},
		{Status: 401, Message: "who are you"},
		{Status: 403, Message: "no"},
		{Status: 404, Code: "SOMETHING", Body: "<html>nothing here</html>"},
		{Status: 409, Code: "CONFLICT", Message: "no"},
		{Status: 428, Code: wix.CodeLabelsQuota, Message: "full"},
		{Status: 429, Code: wix.CodeFieldsQuota, Message: "full"},
		{Status: 501, Message: ""},
		{Status: 302, Body: "<html>moved</html>"},
	} {
		each(t, operations, func(s *site, op operation) {
			if f.Status == 409 && (op.route == makeLabel || op.route == makeField) {
				return // find-or-create looks for who was faster
			}
			have := s.fixture()
			s.arm(f, op.route, 0)
			began := time.Now()
			e := failure(s.t, op.run(s.ctx(), s.client, have))
			if e.Status != f.Status || e.Lost || time.Since(began) != 0 {
				s.t.Errorf("status %d: %v after %v", f.Status, e, time.Since(began))
			}
			s.sent(op.route)
		})
	}
}

// TestRetry_deleteTwice: a delete that was carried out unseen finds nothing the
// second time, and that is success.
func TestRetry_deleteTwice(t *testing.T) {
	for _, sw := range []emulator.Switches{{}, {DeleteMissing: "200", MissingDefinition: "400"}} {
		onSite(t, func(s *site) {
			f := s.fixture()
			for _, route := range []string{deleteLabel, deleteField, deleteContact} {
				s.arm(emulator.Fault{Kind: emulator.FaultDropAfter}, route, 1)
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
