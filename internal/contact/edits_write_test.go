package contact_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// fullConfig sets every attribute.
func fullConfig(label, field string) config {
	return config{
		"name": config{"first": "Ada", "last": "Byron"}, "company": "Example Ltd", "job_title": "Engineer", "birthdate": "1990-01-02", "locale": "en-US",
		"emails":     []any{config{"email": "ada@example.com", "tag": "WORK"}},
		"phones":     []any{config{"phone": "555-0100", "country_code": "US"}},
		"addresses":  []any{config{"city": "Paris", "country": "FR"}},
		"label_keys": []any{label}, "extended_fields": config{field: "Blue"},
	}
}

// Attributes that leave the configuration and are ignored stay on the contact,
// whatever else changes, and are not owned by having been ignored.
func TestAccContact_ignoredChanges(t *testing.T) {
	onEach(t, func(e *edits) {
		label, field := e.Emulator().PutLabel("VIP"), e.Emulator().PutField("Color", "TEXT")
		all := fullConfig(label, field)
		e.apply(contactOf(all))
		_, before := e.contact()
		names := slices.DeleteFunc(slices.Sorted(maps.Keys(all)), func(name string) bool { return name == "company" })
		left := contactOf(config{"company": "Sample GmbH"}, ignore(names...))
		e.shows(e.apply(left), "company")
		_, after := e.contact()
		before["company"] = "Sample GmbH"
		same(e, before, after)
		settings := contactOf(config{"company": "Sample GmbH", "deletion_policy": "RETAIN"}, ignore(names...))
		e.shows(e.apply(settings), "deletion_policy")
		_, after = e.contact()
		same(e, before, after)
		e.apply(contactOf(config{"company": "Sample GmbH", "name": config{"first": "Ada"}}))
		e.has("the name", nameOf, "Ada ")
		e.has("what was ignored and then removed", flat("emails", "email"), "")
	})
}

// Whatever an apply moves is in the state as the next refresh finds it.
func TestAccContact_movedByWix(t *testing.T) {
	onEach(t, func(e *edits) {
		all := fullConfig(e.Emulator().PutLabel("VIP"), e.Emulator().PutField("Color", "TEXT"))
		for _, name := range []string{"company", "birthdate", "addresses", "label_keys", "extended_fields", "emails", "phones", "job_title", "locale", "name"} {
			if name == "name" {
				all["name"] = config{"first": "Grace", "last": "Hopper"}
			} else {
				delete(all, name)
			}
			e.apply(contactOf(all))
		}
	})
}

// An update writes what it plans to change, and nothing that somebody else changed
// since the refresh.
func TestAccContact_writesTheDifference(t *testing.T) {
	onEach(t, func(e *edits) {
		c := func(company, birthdate string) blocks {
			return contactOf(config{"emails": []any{config{"email": "ada@example.com"}}, "company": company, "job_title": "Engineer", "birthdate": birthdate})
		}
		e.carryOut(e.plan(c("Example Ltd", "1990-01-02")))
		p := e.plan(c("Sample GmbH", "1990-01-02"))
		e.others(set("jobTitle", "Manager"))
		e.carryOut(p)
		e.has("the company", scalar("company"), "Sample GmbH")
		e.has("the job title", scalar("jobTitle"), "Manager")
		e.carryOut(e.plan(c("Sample GmbH", "1991-02-03"), acctest.Options{NoRefresh: true}))
		e.has("the birthdate", scalar("birthdate"), "1991-02-03")
		e.has("the job title after an apply that did not refresh", scalar("jobTitle"), "Manager")
		p = e.plan(c("Sample GmbH", "1991-02-03"))
		if len(p.Changes) == 0 {
			e.Fatal("the drift is not shown")
		}
		e.others(set("jobTitle", "Owner"))
		if said, failed := p.Apply(); !failed || !acctest.Says("Somebody else changed the contact", "job_title", "Manager", "Owner").MatchString(said) {
			e.Fatalf("the apply over somebody else's change says: %s", said)
		}
		e.has("the job title of somebody else", scalar("jobTitle"), "Owner")
	})
}

// A create whose answer is lost makes one contact.
func TestAccContact_lostAnswer(t *testing.T) {
	onEach(t, func(e *edits) {
		e.Emulator().Inject(emulator.Fault{Route: createRoute, Times: 1, Kind: emulator.FaultDropAfter})
		e.carryOut(e.plan(contactOf(config{"emails": []any{config{"email": "ada@example.com"}}})))
		id, _ := e.contact()
		if got := e.Get(theContact, "id"); got != id {
			e.Fatalf("the state has %v, want %s", got, id)
		}
	})
}

// Whatever the site makes of spellings, the next plan is empty.
func TestAccContact_normalised(t *testing.T) {
	onEach(t, func(e *edits) {
		site := e.Emulator()
		link, score, when := site.PutField("Link", "URL"), site.PutField("Score", "NUMBER"), site.PutField("When", "DATE")
		e.apply(contactOf(config{
			"name": config{"first": " Ada ", "last": "Byron"}, "company": "Example Ltd ", "job_title": " Engineer", "birthdate": "1990-01-02", "locale": "en-US",
			"emails":          []any{config{"email": "Ada@Example.com"}, config{"email": "b@example.com", "tag": "WORK"}},
			"phones":          []any{config{"phone": "(212) 555-0100", "country_code": "US"}, config{"phone": "+44 20 5550 0143", "country_code": "GB"}, config{"phone": "555-0101"}},
			"addresses":       []any{config{"city": " Paris", "country": "FR"}},
			"extended_fields": config{link: "example.com", score: "12.50", when: "2026-01-31"},
		}))
	}, func(o *emulator.Options) {
		o.Switches = emulator.Switches{URLScheme: "add", Locale: "lower", EmailLower: "on", TextTrim: "on", Order: "on", PhoneFormat: "reformat", EmptyLists: "wrapper", EmptyVATID: "text", Unknowns: "on"}
	})
}

// A value of others goes back as it came, also one that its field would not take.
func TestAccContact_foreignValues(t *testing.T) {
	onEach(t, func(e *edits) {
		site := e.Emulator()
		mine, odd, spaced, link := site.PutField("Color", "TEXT"), site.PutField("Odd", "TEXT"), site.PutField("Spaced", "TEXT"), site.PutField("Link", "URL")
		c := func(v string) blocks {
			return contactOf(config{"name": config{"first": "Ada"}, "extended_fields": config{mine: v}})
		}
		e.carryOut(e.plan(c("Blue")))
		id, _ := e.contact()
		for key, v := range map[string]any{odd: 7.50, spaced: " two  spaces ", link: "mailto:ada@example.com"} {
			if err := site.SetField(id, key, v); err != nil {
				e.Fatal(err)
			}
		}
		value := func(key string) func(map[string]any) string {
			return func(info map[string]any) string {
				return fmt.Sprint(fieldValues(info)[key])
			}
		}
		want := map[string]string{}
		for _, key := range []string{odd, spaced, link} {
			_, info := e.contact()
			want[key] = value(key)(info)
		}
		e.apply(c("Red"))
		for key, v := range want {
			e.has("the value of others", value(key), v)
		}
	})
}

// A label or field that is replaced under the same key is put on its contacts again.
func TestAccContact_replacedUnderOneKey(t *testing.T) {
	onEach(t, func(e *edits) {
		b := func(replace bool) blocks {
			made := config{"display_name": "VIP", "force_destroy": true}
			field := config{"display_name": "Color", "data_type": "TEXT", "force_destroy": true}
			return blocks{
				"wix_contact_label.vip":            acctest.Block{Config: made, Replace: replace},
				"wix_contact_extended_field.color": acctest.Block{Config: field, Replace: replace},
				theContact: acctest.Block{Config: config{
					"name": config{"first": "Ada"}, "label_keys": []any{acctest.Ref{Address: "wix_contact_label.vip", Attribute: "key"}},
					"extended_fields": acctest.Entries{{Key: acctest.Ref{Address: "wix_contact_extended_field.color", Attribute: "key"}, Value: "Blue"}},
				}},
			}
		}
		e.apply(b(false))
		label, field := fmt.Sprint(e.Get("wix_contact_label.vip", "key")), fmt.Sprint(e.Get("wix_contact_extended_field.color", "key"))
		e.carryOut(e.plan(b(true)))
		if e.Get("wix_contact_label.vip", "key") != label || e.Get("wix_contact_extended_field.color", "key") != field {
			e.Fatal("the keys did not come out the same: the test shows nothing")
		}
		e.has("the label", labelsOf, label)
		_, info := e.contact()
		if got := fieldValues(info)[field]; got != "Blue" {
			e.Fatalf("the value is %v", got)
		}
		e.empty(b(false))
	}, func(o *emulator.Options) { o.Switches.FieldKeys = "plain" })
}

// A number that a float64 does not hold is refused, not rounded.
func TestAccContact_numbersAreExact(t *testing.T) {
	onEach(t, func(e *edits) {
		field := e.Emulator().PutField("Score", "NUMBER")
		c := func(v string) blocks {
			return contactOf(config{"name": config{"first": "Ada"}, "extended_fields": config{field: v}})
		}
		for _, v := range []string{"9007199254740993", "0.1000000000000000055", "1e400", "0x10", "1_000", "NaN"} {
			e.refused(c(v), "number")
		}
		for _, v := range []string{"0.1", "12.50", "-3", "1e21", "9007199254740992"} {
			e.apply(c(v))
		}
	})
}

// A member, a contributor and a subscriber are not deleted: the error says what to do, and
// RETAIN is a way out.
func TestAccContact_undeletable(t *testing.T) {
	for name, c := range map[string]struct {
		protect func(site *emulator.Server, id string) error
		says    string
	}{
		"member":      {(*emulator.Server).MakeMember, "Delete the member first (Site Members in the dashboard)"},
		"contributor": {(*emulator.Server).MakeContributor, "Remove the person's role first"},
		"subscriber":  {(*emulator.Server).AddBillingSubscription, "Cancel the subscription first"},
	} {
		t.Run(name, func(t *testing.T) {
			onEach(t, func(e *edits) {
				e.apply(contactOf(config{"name": config{"first": "Ada"}}))
				id, _ := e.contact()
				check(t, c.protect(e.Emulator(), id))
				if said, failed := e.plan(nil).Apply(); !failed || !acctest.Says("Wix refuses to delete the contact.", c.says, `set deletion_policy = "RETAIN"`).MatchString(said) {
					e.Errorf("the destroy says: %s", said)
				}
				e.apply(contactOf(config{"name": config{"first": "Ada"}, "deletion_policy": "RETAIN"}))
				e.carryOut(e.plan(nil))
				if n := e.Emulator().Count(deleteRoute); n != 1 {
					e.Errorf("%d deletes were sent", n)
				}
				e.has("the name", nameOf, "Ada ")
			})
		})
	}
}
