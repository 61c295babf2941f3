package wix_test

import (
	"sync"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestCreate_foreignOlder: a contact that was there before the call is never
// taken for the one the call made, were it the same to the letter.
func TestCreate_foreignOlder(t *testing.T) {
	lostCreates(t, []time.Duration{0, 3 * time.Second}, func(s *site, l lostCreate) {
		foreign := s.put(raw(t, l.info))
		time.Sleep(4 * time.Second) // the bubble's time
		s.arm(l.fault, makeContact, 1)
		out, err := s.client.CreateContact(s.ctx(), l.info, l.allowDuplicates)
		have := len(s.Contacts())
		switch {
		case err == nil && (out.ID == foreign || have != 2):
			t.Errorf("%s: %d contacts, the foreign one returned: %t", l.name, have, out.ID == foreign)
		case err != nil && !wix.IsLost(err) && (!wix.IsDuplicate(err) || have != 1):
			t.Errorf("%s: %d contacts, %v", l.name, have, err)
		case have > 2:
			t.Errorf("%s: %d contacts", l.name, have)
		case l.marked && !l.allowDuplicates && !wix.IsDuplicate(err):
			t.Errorf("%s: the duplicate is not told: %v", l.name, err)
		}
		if wix.IsDuplicate(err) && failure(t, err).Duplicate.ContactID != foreign {
			t.Errorf("%s: %v", l.name, err)
		}
	})
}

// TestCreate_foreignRicher: a contact that somebody else makes in the same
// moment, and that has more on it than was sent, is not the one that was made.
func TestCreate_foreignRicher(t *testing.T) {
	name := wix.Info{Name: wix.Some(wix.Name{First: "Dee"})}
	phone := wix.Info{Phones: wix.Items([]wix.Phone{{Phone: "555-0103"}})}
	for what, tt := range map[string]struct {
		sent wix.Info
		more func(*wix.Info)
	}{
		"e-mail":    {name, func(x *wix.Info) { x.Emails = wix.Items([]wix.Email{{Email: "dee@example.com"}}) }},
		"phone":     {name, func(x *wix.Info) { x.Phones = wix.Items([]wix.Phone{{Phone: "555-0104"}}) }},
		"address":   {name, func(x *wix.Info) { x.Addresses = wix.Items([]wix.Address{{Address: wix.AddressBody{City: "Here"}}}) }},
		"last name": {name, func(x *wix.Info) { x.Name = wix.Some(wix.Name{First: "Dee", Last: "Day"}) }},
		"company":   {name, func(x *wix.Info) { x.Company = wix.Some("Other") }},
		"job title": {name, func(x *wix.Info) { x.JobTitle = wix.Some("Other") }},
		"birthdate": {name, func(x *wix.Info) { x.Birthdate = wix.Some("2000-01-02") }},
		"name":      {phone, func(x *wix.Info) { x.Name = wix.Some(wix.Name{First: "Dee"}) }},
	} {
		t.Run(what, func(t *testing.T) {
			onSite(t, func(s *site) {
				other := tt.sent
				tt.more(&other)
				foreign := s.put(raw(t, other))
				s.arm(emulator.Fault{Kind: emulator.FaultDropBefore}, makeContact, 1)
				out, err := s.client.CreateContact(s.ctx(), tt.sent, true)
				if err == nil || !wix.IsLost(err) || len(s.Contacts()) != 1 {
					t.Errorf("foreign %s: got %+v, %v, %d contacts", foreign, out, err, len(s.Contacts()))
				}
			})
		})
	}
}

// TestCreate_parallel: creates of the same contact at the same time never return
// one and the same, whatever becomes of their answers.
func TestCreate_parallel(t *testing.T) {
	for _, x := range newContacts {
		for _, m := range losses {
			onSite(t, func(s *site) {
				s.Inject(emulator.Fault{Route: makeContact, After: 1, Times: 1, Kind: m.fault.Kind, Status: m.fault.Status, Body: m.fault.Body})
				var group sync.WaitGroup
				var mu sync.Mutex
				made, lost := map[string]int{}, 0
				for range 4 {
					group.Go(func() {
						out, err := s.client.CreateContact(s.ctx(), x.info, true)
						mu.Lock()
						defer mu.Unlock()
						if err == nil {
							made[out.ID]++
						} else if lost++; !wix.IsLost(err) {
							t.Error(err)
						}
					})
				}
				group.Wait()
				if len(made)+lost != 4 || lost > 1 || len(made) > len(s.Contacts()) || m.handled && lost > 0 {
					t.Errorf("%s, %s: returned %v, %d lost, %d contacts", x.name, m.name, made, lost, len(s.Contacts()))
				}
			})
		}
	}
}

// TestCreate_serverAdds: what the server itself puts on a new contact does not
// hide that it is the one.
func TestCreate_serverAdds(t *testing.T) {
	for _, sw := range []emulator.Switches{
		{RevisionBackground: time.Millisecond},
		{TextTrim: "on", EmailLower: "on", Locale: "lower", URLScheme: "add"},
		{EmailLower: "on", EmailCompare: "exact"},
		{Unknowns: "on", Order: "on", RevisionType: "string", Envelope: "printed"},
	} {
		onSite(t, func(s *site) {
			text, url, label := s.PutField("Text", "TEXT"), s.PutField("Site", "URL"), s.PutLabel("VIP")
			info := wix.Info{
				Name:   wix.Some(wix.Name{First: " Zoë ", Last: "O'Neil"}),
				Emails: wix.Items([]wix.Email{{Email: "Zoe@Example.com"}, {Email: "z@example.com", Tag: "WORK"}}),
				Phones: wix.Items([]wix.Phone{{Phone: "(202) 555-0105", CountryCode: "US", Tag: "MOBILE"}}),
				Locale: wix.Some[wix.Locale]("en-US"), LabelKeys: wix.Items([]string{label}),
				ExtendedFields: wix.Some(wix.Values{Items: map[string]any{text: " x ", url: "example.com"}}),
			}
			s.arm(emulator.Fault{Kind: emulator.FaultDropAfter}, makeContact, 1)
			out, err := s.client.CreateContact(s.ctx(), info, false)
			if err != nil || len(s.Contacts()) != 1 || s.Contacts()[0]["id"] != out.ID {
				t.Errorf("%+v: %v", sw, err)
			}
			s.sent(makeContact, queryContacts)
		}, switched(sw))
	}
}

// TestCreate_labelAddedMeanwhile: nor does what an automation adds at once.
func TestCreate_labelAddedMeanwhile(t *testing.T) {
	onSite(t, func(s *site) {
		s.arm(emulator.Fault{Kind: emulator.FaultStall}, makeContact, 1)
		go func() {
			time.Sleep(time.Second)
			if err := s.LabelContact(s.Contacts()[0]["id"].(string), "contacts.contacted-me"); err != nil {
				t.Error(err)
			}
		}()
		out, err := s.client.CreateContact(s.ctx(), withEmail("new@example.com"), false)
		if err != nil || len(s.Contacts()) != 1 || len(out.Labels()) != 1 {
			t.Errorf("%+v, %v", out, err)
		}
	})
}
