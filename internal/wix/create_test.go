package wix_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// newContacts are contacts that are known by different marks.
var newContacts = []struct {
	name   string
	marked bool // by an e-mail address or phone
	info   wix.Info
}{
	{"e-mail", true, wix.Info{Name: wix.Some(wix.Name{First: "Ann"}), Emails: wix.Items([]wix.Email{{Tag: "MAIN", Email: "Ann@Example.com"}, {Email: "ann2@example.com"}})}},
	{"e-mail and phone", true, wix.Info{
		Emails: wix.Items([]wix.Email{{Email: "bob@example.com"}}), Phones: wix.Items([]wix.Phone{{Phone: "555-0101"}}), Company: wix.Some("Bob"),
	}},
	{"phone", true, wix.Info{Name: wix.Some(wix.Name{First: "Cy"}), Phones: wix.Items([]wix.Phone{{Phone: "(202) 555-0102", CountryCode: "US"}})}},
	{"name", false, wix.Info{Name: wix.Some(wix.Name{First: "Dee", Last: "Day"}), JobTitle: wix.Some("Tester")}},
	{"last name", false, wix.Info{Name: wix.Some(wix.Name{Last: "Eve"})}},
}

// raw is an info as somebody else would send it.
func raw(t *testing.T, info wix.Info) map[string]any {
	t.Helper()
	var out map[string]any
	ok(t, json.Unmarshal(encode(t, info), &out))
	return out
}

func TestCreate_once(t *testing.T) {
	for _, x := range newContacts {
		onSite(t, func(s *site) {
			out, err := s.client.CreateContact(s.ctx(), x.info, false)
			ok(t, err)
			if left := wix.NotStored(x.info, out.Info); len(left) > 0 || out.Revision != 1 || s.Contact(out.ID) == nil {
				t.Errorf("%s: %+v, not stored: %v", x.name, out, left)
			}
			s.sent(makeContact)
		})
	}
}

// creations counts the creates sent, and tells whether a repeat waived the
// check for duplicates.
func (s *site) creations() (n int, waived bool) {
	for _, r := range s.Requests() {
		if r.Route != makeContact {
			continue
		}
		var body struct{ AllowDuplicates bool }
		ok(s.t, json.Unmarshal(r.Body, &body))
		n++
		waived = waived || n > 1 && body.AllowDuplicates
	}
	return n, waived
}

// TestCreate_answerLost: after a lost answer there is exactly one contact, which
// the call returns, or an error that says that it is not known, and at most one
// contact. The lag of a minute is longer than anybody looks.
func TestCreate_answerLost(t *testing.T) {
	lostCreates(t, []time.Duration{0, 3 * time.Second, time.Minute}, func(s *site, l lostCreate) {
		s.arm(l.fault, makeContact, 1)
		out, err := s.client.CreateContact(s.ctx(), l.info, l.allowDuplicates)
		have := s.Contacts()
		switch {
		case err == nil && (len(have) != 1 || have[0]["id"] != out.ID):
			t.Errorf("%s: %d contacts, returned %s", l.name, len(have), out.ID)
		case err != nil && (!wix.IsLost(err) || out != nil || len(have) > 1):
			t.Errorf("%s: %d contacts, %v", l.name, len(have), err)
		}
		visible := l.handled && l.lag < 5*time.Second
		if err != nil && (l.marked || visible) {
			t.Errorf("%s: given up: %v", l.name, err)
		}
		if n, waived := s.creations(); n > 2 || waived || n == 2 && (visible || !l.marked) {
			t.Errorf("%s: sent %d times, the check for duplicates waived: %t", l.name, n, waived)
		}
	})
}

// lostCreate is a create whose answer gets lost.
type lostCreate struct {
	name                             string
	info                             wix.Info
	marked, handled, allowDuplicates bool
	fault                            emulator.Fault
	lag                              time.Duration // of queries
}

// lostCreates runs a test for each contact, loss, waiver, lag and clock of the server.
func lostCreates(t *testing.T, lags []time.Duration, test func(s *site, l lostCreate)) {
	t.Helper()
	for _, x := range newContacts {
		for _, m := range losses {
			for _, allow := range []bool{false, true} {
				for _, lag := range lags {
					for _, ahead := range []time.Duration{0, time.Hour, -time.Hour} {
						name := fmt.Sprintf("%s, %s, allowDuplicates %t, lag %v, clock %v ahead", x.name, m.name, allow, lag, ahead)
						l := lostCreate{name, x.info, x.marked, m.handled, allow, m.fault, lag}
						onSite(t, func(s *site) { test(s, l) }, switched(emulator.Switches{QueryLag: lag}), serverAhead(ahead))
					}
				}
			}
		}
	}
}

// TestCreate_answerLostTwice: the second lost answer is the last.
func TestCreate_answerLostTwice(t *testing.T) {
	for _, x := range newContacts {
		for _, m := range losses {
			onSite(t, func(s *site) {
				s.arm(m.fault, makeContact, 2)
				_, err := s.client.CreateContact(s.ctx(), x.info, false)
				n, _ := s.creations()
				if err == nil && len(s.Contacts()) != 1 || err != nil && !wix.IsLost(err) || n > 2 || len(s.Contacts()) > 1 {
					t.Errorf("%s, %s: sent %d times, %d contacts, %v", x.name, m.name, n, len(s.Contacts()), err)
				}
			})
		}
	}
}

// TestCreate_repeatLost: the first attempt did not get through, and the second did
// without an answer: the contact that it made is found.
func TestCreate_repeatLost(t *testing.T) {
	for _, x := range newContacts {
		if !x.marked {
			continue
		}
		onSite(t, func(s *site) {
			s.arm(emulator.Fault{Kind: emulator.FaultDropBefore}, makeContact, 1)
			s.arm(emulator.Fault{Kind: emulator.FaultDropAfter}, makeContact, 1)
			out, err := s.client.CreateContact(s.ctx(), x.info, false)
			ok(t, err)
			if have := s.Contacts(); len(have) != 1 || have[0]["id"] != out.ID {
				t.Errorf("%s: %v", x.name, have)
			}
		})
	}
}

// TestCreate_lookUpFails: what cannot be looked up stays lost, and is not sent
// again.
func TestCreate_lookUpFails(t *testing.T) {
	for _, x := range newContacts {
		onSite(t, func(s *site) {
			s.arm(emulator.Fault{Kind: emulator.FaultDropAfter}, makeContact, 1)
			s.arm(emulator.Fault{Status: 403, Message: "no"}, queryContacts, 0)
			_, err := s.client.CreateContact(s.ctx(), x.info, true)
			if e := failure(t, err); !e.Lost || e.Operation != "create a contact" {
				t.Errorf("%s: %+v", x.name, e)
			}
			s.sent(makeContact, queryContacts)
		})
	}
}

// TestCreate_refused: what Wix refuses is told as it is, without a look around.
func TestCreate_refused(t *testing.T) {
	onSite(t, func(s *site) {
		other := s.put(raw(t, withEmail("new@example.com")))
		_, err := s.client.CreateContact(s.ctx(), withEmail("NEW@example.com"), false)
		if e := failure(t, err); !wix.IsDuplicate(err) || e.Duplicate.ContactID != other || e.Duplicate.Email != "NEW@example.com" || e.Lost {
			t.Errorf("%+v", e)
		}
		_, err = s.client.CreateContact(s.ctx(), wix.Info{Company: wix.Some("Nobody")}, false)
		if !wix.HasCode(err, wix.CodeInsufficientData) {
			t.Error(err)
		}
		two := wix.Info{Emails: wix.Items([]wix.Email{{Email: "a@example.com", Primary: true}, {Email: "b@example.com", Primary: true}})}
		if _, err = s.client.CreateContact(s.ctx(), two, false); !wix.HasCode(err, "CANNOT_HAVE_MULTIPLE_PRIMARY_INFO") {
			t.Error(err)
		}
		unknown := wix.Info{Name: wix.Some(wix.Name{First: "A"}), ExtendedFields: wix.Some(wix.Values{Items: map[string]any{"custom.none": "x"}})}
		if _, err = s.client.CreateContact(s.ctx(), unknown, false); !wix.HasCode(err, wix.CodeFieldNotFound) || !within(err.Error(), "custom.none") {
			t.Error(err)
		}
		s.sent(makeContact, makeContact, makeContact, makeContact)
		if len(s.Contacts()) != 1 {
			t.Error("somebody was created")
		}
	})
}
