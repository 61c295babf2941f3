package contact_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

type blocks = map[string]acctest.Block

const theContact = "wix_contact.ada"

// edits is a test in which people edit a configuration, and others the site.
type edits struct {
	*testing.T
	acctest.Driver
}

// onEach runs a test in process and through the real CLI.
func onEach(t *testing.T, test func(e *edits), adjust ...func(*emulator.Options)) {
	t.Parallel()
	acctest.OnEach(t, func(t *testing.T, d acctest.Driver) { test(&edits{t, d}) }, adjust...)
}

// contactOf is the configuration of one contact.
func contactOf(values config, lifecycle ...func(*acctest.Block)) blocks {
	b := acctest.Block{Config: values}
	for _, f := range lifecycle {
		f(&b)
	}
	return blocks{theContact: b}
}

func ignore(names ...string) func(*acctest.Block) {
	return func(b *acctest.Block) { b.IgnoreChanges = names }
}

// plan plans, and must succeed.
func (e *edits) plan(b blocks, o ...acctest.Options) acctest.Planned {
	e.Helper()
	p := e.Plan(b, append(o, acctest.Options{})[0])
	if p.Failed {
		e.Fatalf("the plan failed: %s", p.Said)
	}
	return p
}

// apply applies, and must succeed; the next plan must be empty, and a refresh alone
// must change nothing.
func (e *edits) apply(b blocks, o ...acctest.Options) acctest.Planned {
	e.Helper()
	p := e.plan(b, o...)
	e.carryOut(p)
	e.empty(b)
	return p
}

func (e *edits) carryOut(p acctest.Planned) {
	e.Helper()
	if said, failed := p.Apply(); failed {
		e.Fatalf("the apply failed: %s", said)
	}
}

func (e *edits) empty(b blocks) {
	e.Helper()
	e.Settled()
	if p := e.plan(b); len(p.Changes) > 0 {
		for address, diff := range p.Changes {
			for _, name := range diff.Names() {
				e.Errorf("the next plan changes %s: %s from %v to %v", address, name, diff.Before[name], diff.After[name])
			}
		}
		e.FailNow()
	}
}

// refused fails the test unless the plan is refused with these texts.
func (e *edits) refused(b blocks, texts ...string) {
	e.Helper()
	p := e.Plan(b, acctest.Options{})
	if !p.Failed || !acctest.Says(texts...).MatchString(p.Said) {
		e.Fatalf("want a refusal that says %q: %s", texts, p.Said)
	}
}

// shows fails the test unless the plan of the contact changes these attributes, and
// beside them only what Wix moves.
func (e *edits) shows(p acctest.Planned, names ...string) {
	e.Helper()
	moved := []string{"revision", "updated_date", "primary_email", "primary_phone", "effective_label_keys", "effective_extended_fields", "last_activity"}
	got := slices.DeleteFunc(p.Changes[theContact].Names(), func(name string) bool { return slices.Contains(moved, name) })
	slices.Sort(names)
	if !slices.Equal(got, names) {
		e.Fatalf("the plan changes %v, want %v", got, names)
	}
}

// contact is the only contact of the site.
func (e *edits) contact() (id string, info map[string]any) {
	e.Helper()
	all := e.Emulator().Contacts()
	if len(all) != 1 {
		e.Fatalf("the site has %d contacts", len(all))
	}
	info, _ = all[0]["info"].(map[string]any)
	return fmt.Sprint(all[0]["id"]), info
}

// others edit the contact.
func (e *edits) others(edit func(info map[string]any)) {
	e.Helper()
	id, _ := e.contact()
	if err := e.Emulator().EditContact(id, edit); err != nil {
		e.Fatal(err)
	}
}

// has fails the test unless a member of the contact is as wanted, by the words of see.
func (e *edits) has(what string, see func(map[string]any) string, want string) {
	e.Helper()
	if _, info := e.contact(); see(info) != want {
		e.Fatalf("%s is %q on the site, want %q", what, see(info), want)
	}
}

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

// same compares two infos without the ids of items, which a write renews.
func same(e *edits, want, got map[string]any) {
	e.Helper()
	if !reflect.DeepEqual(withoutIDs(want), withoutIDs(got)) {
		e.Fatalf("the contact has\n%v, want\n%v", got, want)
	}
}

func withoutIDs(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for name, part := range v {
			if name != "id" {
				out[name] = withoutIDs(part)
			}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = withoutIDs(item)
		}
		return out
	}
	return v
}

func nameOf(info map[string]any) string {
	name, _ := info["name"].(map[string]any)
	return or(name["first"]) + " " + or(name["last"])
}

// An import whose configuration has values that are known later goes through.
func TestAccContact_importKnownLater(t *testing.T) {
	later := func(v any) any { return acctest.Later{Value: v} }
	for name, c := range map[string]func(label, field string) config{
		"email": func(_, _ string) config { return config{"emails": []any{config{"email": later("ada@example.com")}}} },
		"tag": func(_, _ string) config {
			return config{"emails": []any{config{"email": "Ada@Example.com", "tag": later("WORK")}}}
		},
		"item": func(_, _ string) config {
			return config{"emails": []any{config{"email": later("ADA@example.com"), "tag": "WORK"}}}
		},
		"whole item": func(_, _ string) config {
			return config{"emails": []any{later(config{"email": "ada@example.com", "tag": "WORK"})}}
		},
		"whole list": func(_, _ string) config {
			return config{"emails": later([]any{config{"email": "ada@example.com", "tag": "WORK"}})}
		},
		"phone": func(_, _ string) config {
			return config{"phones": []any{config{"phone": later("555-0100")}, config{"phone": "555-0101"}}}
		},
		"address": func(_, _ string) config {
			return config{"addresses": []any{config{"city": "Paris", "country": later("FR")}}}
		},
		"name":  func(_, _ string) config { return config{"name": config{"first": later("Ada"), "last": "Byron "}} },
		"value": func(_, field string) config { return config{"extended_fields": config{field: later("Blue")}} },
		"values": func(_, field string) config {
			return config{"extended_fields": config{field: later("Blue"), "invoices.vatId": "X1"}}
		},
		"label": func(label, _ string) config {
			return config{"label_keys": []any{acctest.Ref{Address: "wix_contact_label.vip", Attribute: "key"}}}
		},
		"primary": func(_, _ string) config {
			return config{"phones": []any{config{"phone": "555-0100"}, config{"phone": "555-0101", "primary": later(true)}}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			onEach(t, func(e *edits) {
				site := e.Emulator()
				label, field := site.PutLabel("VIP"), site.PutField("Color", "TEXT")
				id, err := site.PutContact(map[string]any{
					"name": map[string]any{"first": "Ada", "last": "Byron"}, "company": "Example Ltd",
					"emails":         wrapped(map[string]any{"email": "ada@example.com", "tag": "WORK"}),
					"phones":         wrapped(map[string]any{"phone": "555-0100", "countryCode": "US"}, map[string]any{"phone": "555-0101"}),
					"addresses":      wrapped(map[string]any{"address": map[string]any{"city": "Paris", "country": "FR"}}),
					"extendedFields": map[string]any{"items": map[string]any{field: "Blue", "invoices.vatId": "X1"}},
				})
				if err == nil {
					err = site.LabelContact(id, label)
				}
				if err != nil {
					e.Fatal(err)
				}
				b := contactOf(c(label, field))
				if name == "label" {
					b["wix_contact_label.vip"] = acctest.Block{Config: config{"display_name": "VIP", "adopt_existing": true}}
				}
				e.apply(b, acctest.Options{Imports: map[string]string{theContact: id}})
				e.has("the company", scalar("company"), "Example Ltd")
				e.has("the label", labelsOf, label)
			})
		})
	}
}

func labelsOf(info map[string]any) string {
	var out []string
	for _, key := range items(info, "labelKeys") {
		out = append(out, or(key))
	}
	slices.Sort(out)
	return strings.Join(out, ",")
}

// An item is complete: parts that leave it are gone, as the plan says.
func TestAccContact_partsRemoved(t *testing.T) {
	street := config{"tag": "HOME", "street": config{"number": "5", "name": "Elm St"}, "city": "Springfield", "country": "US", "subdivision": "US-IL", "postal_code": "62701"}
	see := flat("addresses", "tag", "addressLine", "streetAddress", "city", "subdivision", "country", "postalCode")
	onEach(t, func(e *edits) {
		least := config{"name": config{"first": "Ada"}, "addresses": []any{config{"tag": "HOME", "city": "Springfield"}}}
		e.apply(contactOf(config{"name": config{"first": "Ada", "last": "Byron"}, "addresses": []any{street}}))
		e.shows(e.apply(contactOf(least)), "addresses", "name")
		e.has("the address", see, "HOME/Springfield")
		e.has("the name", nameOf, "Ada ")
		two := config{"name": config{"first": "Ada"}, "addresses": []any{config{"city": "Paris"}, street}}
		e.apply(contactOf(two))
		e.has("the addresses", see, "UNTAGGED/Paris,HOME/map[name:Elm St number:5]/Springfield/US-IL/US/62701")
		e.shows(e.apply(contactOf(least)), "addresses")
		e.has("the address that is left", see, "HOME/Springfield")
	})
}

// What others add to an item that is owned is drift: the plan shows it, and it goes.
func TestAccContact_partsOfOthers(t *testing.T) {
	onEach(t, func(e *edits) {
		c := func(postal string) blocks {
			return contactOf(config{"name": config{"first": "Ada"}, "addresses": []any{config{"city": "Paris", "postal_code": postal}}})
		}
		e.apply(c("75001"))
		e.others(func(info map[string]any) {
			address := items(info, "addresses")[0].(map[string]any)["address"].(map[string]any)
			address["addressLine"], address["country"] = "1 Rue", "FR"
		})
		p := e.plan(c("75002"))
		before := p.Changes[theContact].Before["addresses"].([]any)[0].(map[string]any)
		after := p.Changes[theContact].After["addresses"].([]any)[0].(map[string]any)
		if before["address_line"] != "1 Rue" || before["country"] != "FR" || after["address_line"] != nil || after["country"] != nil {
			e.Fatalf("the plan goes from %v to %v", before, after)
		}
		e.carryOut(p)
		e.empty(c("75002"))
		e.has("the address", flat("addresses", "addressLine", "city", "country", "postalCode"), "Paris/75002")
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

// One address cannot be in a contact twice.
func TestAccContact_sameAddressTwice(t *testing.T) {
	onEach(t, func(e *edits) {
		one := func(attribute, part, first, second string) blocks {
			return contactOf(config{"name": config{"first": "Ada"}, attribute: []any{config{part: first, "tag": "HOME"}, config{part: second, "tag": "WORK"}}})
		}
		e.apply(contactOf(config{"name": config{"first": "Ada"}}))
		e.refused(one("emails", "email", "ada@example.com", "Ada@Example.com"), "twice")
		e.refused(one("phones", "phone", "555-0100", " 555-0100"), "twice")
		e.apply(one("addresses", "city", "Paris", "Paris"))
		e.has("the addresses", flat("addresses", "tag", "city"), "HOME/Paris,WORK/Paris")
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
			"phones":          []any{config{"phone": "(212) 555-0100", "country_code": "US"}, config{"phone": "555-0101"}},
			"addresses":       []any{config{"city": " Paris", "country": "FR"}},
			"extended_fields": config{link: "example.com", score: "12.50", when: "2026-01-31"},
		}))
	}, func(o *emulator.Options) {
		o.Switches = emulator.Switches{URLScheme: "add", Locale: "lower", EmailLower: "on", TextTrim: "on", ItemIDs: "new", Order: "on", Unknowns: "on"}
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

// Null items are told as what they are.
func TestAccContact_nullItems(t *testing.T) {
	onEach(t, func(e *edits) {
		for attribute, item := range map[string]config{"emails": {"email": "ada@example.com"}, "phones": {"phone": "555-0100"}, "addresses": {"city": "Paris"}} {
			for _, list := range [][]any{{nil}, {item, nil}} {
				p := e.Plan(contactOf(config{"name": config{"first": "Ada"}, attribute: list}), acctest.Options{})
				if !p.Failed || strings.Contains(p.Said, "Value Conversion Error") || !strings.Contains(p.Said, attribute) {
					e.Errorf("%s = %v gives: %s", attribute, list, p.Said)
				}
			}
		}
		e.refused(contactOf(config{"emails": []any{config{"tag": "HOME"}}}), "email")
		e.refused(contactOf(config{"name": config{"first": "Ada"}, "label_keys": []any{nil}}), "label_keys")
	})
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

// A contact that was imported and never applied has the policy of the import, and the
// plan of its destroy says so.
func TestAccContact_importedPolicy(t *testing.T) {
	onEach(t, func(e *edits) {
		id, err := e.Emulator().PutContact(map[string]any{"name": map[string]any{"first": "Ada"}})
		if err != nil {
			e.Fatal(err)
		}
		retained := contactOf(config{"name": config{"first": "Ada"}, "deletion_policy": "RETAIN"})
		e.carryOut(e.plan(contactOf(config{"name": config{"first": "Ada"}}), acctest.Options{Imports: map[string]string{theContact: id}}))
		if p := e.plan(nil); !acctest.Says(id, "deletion_policy").MatchString(p.Said) {
			e.Errorf("the plan of the destroy says nothing: %s", p.Said)
		}
		e.apply(retained)
		p := e.plan(nil)
		if acctest.Says("was imported").MatchString(p.Said) {
			e.Errorf("the plan of the destroy warns of nothing: %s", p.Said)
		}
		e.carryOut(p)
		e.has("the contact that is retained", nameOf, "Ada ")
	})
}

// A provider that is killed in the middle of an update keeps the state and loses the
// private part. Then nothing is taken off the contact that nobody asked for.
func TestAccContact_killedInUpdate(t *testing.T) {
	onEach(t, func(e *edits) {
		one, two := e.Emulator().PutLabel("One"), e.Emulator().PutLabel("Two")
		id, err := e.Emulator().PutContact(map[string]any{"name": map[string]any{"first": "Ada"}, "company": "Example Ltd"})
		if err == nil {
			err = e.Emulator().LabelContact(id, one, two)
		}
		if err != nil {
			e.Fatal(err)
		}
		c := func(more config, keys ...any) blocks {
			out := config{"name": config{"first": "Ada"}, "label_keys": keys}
			maps.Copy(out, more)
			return contactOf(out)
		}
		e.apply(c(config{"job_title": "Engineer"}, one, two), acctest.Options{Imports: map[string]string{theContact: id}})
		e.LosePrivate()
		p := e.plan(c(nil, one))
		if !acctest.Says(id, two, "stay on the contact").MatchString(p.Said) {
			e.Errorf("the plan says: %s", p.Said)
		}
		e.carryOut(p)
		e.empty(c(nil, one))
		e.has("the company of the import", scalar("company"), "Example Ltd")
		e.has("the job title", scalar("jobTitle"), "Engineer")
		e.has("the labels", labelsOf, one+","+two)
		e.apply(c(config{"job_title": ""}, one))
		e.has("the job title that is to be empty", scalar("jobTitle"), "")
		e.apply(c(nil, []any{}...))
		e.has("the labels that the state had", labelsOf, two)
	})
}

// What an import brought, was ignored and is then left out is not owned.
func TestAccContact_importIgnored(t *testing.T) {
	onEach(t, func(e *edits) {
		id, err := e.Emulator().PutContact(map[string]any{"name": map[string]any{"first": "Ada"}, "company": "Example Ltd", "jobTitle": "Engineer"})
		if err != nil {
			e.Fatal(err)
		}
		c := func(birthdate string, more config, lifecycle ...func(*acctest.Block)) blocks {
			out := config{"name": config{"first": "Ada"}, "birthdate": birthdate}
			maps.Copy(out, more)
			return contactOf(out, lifecycle...)
		}
		e.apply(c("1990-01-02", config{"company": "Sample GmbH"}, ignore("company", "job_title")), acctest.Options{Imports: map[string]string{theContact: id}})
		e.has("the ignored company", scalar("company"), "Example Ltd")
		e.apply(c("1991-02-03", nil))
		e.has("the company that was never set", scalar("company"), "Example Ltd")
		e.has("the job title that was never set", scalar("jobTitle"), "Engineer")
		e.apply(c("1991-02-03", config{"company": "Example Ltd"}))
		e.apply(c("1990-01-02", config{"company": "Example Ltd"}))
		e.apply(c("1990-01-02", nil))
		e.has("the company that was set", scalar("company"), "")
	})
}

// Items that change places and their spelling at once go through.
func TestAccContact_reordered(t *testing.T) {
	onEach(t, func(e *edits) {
		c := func(items ...any) blocks { return contactOf(config{"emails": items}) }
		e.apply(c(config{"email": "Ada@Example.com", "primary": true}, config{"email": "b@example.com", "tag": "WORK"}))
		e.apply(c(config{"email": "B@Example.com", "tag": "WORK"}, config{"email": "ada@example.com"}))
		e.apply(c(config{"email": "c@example.com"}, config{"email": "b@EXAMPLE.com", "tag": "WORK"}, config{"email": "ada@example.com"}))
		e.has("the addresses", flat("emails", "email", "tag"), "c@example.com/UNTAGGED,b@EXAMPLE.com/WORK,ada@example.com/UNTAGGED")
	})
}

// Where no item is marked, whichever is primary stays so, whatever others are edited.
func TestAccContact_primaryIsNotOwned(t *testing.T) {
	onEach(t, func(e *edits) {
		primary := func(info map[string]any) string {
			for _, item := range items(info, "emails") {
				if one := item.(map[string]any); one["primary"] == true {
					return or(one["email"])
				}
			}
			return ""
		}
		c := func(items ...any) blocks { return contactOf(config{"emails": items}) }
		a, b := config{"email": "ada@example.com"}, config{"email": "b@example.com"}
		e.apply(c(a, b))
		e.others(func(info map[string]any) {
			for i, item := range items(info, "emails") {
				item.(map[string]any)["primary"] = i == 1
			}
		})
		if p := e.plan(c(a, b)); len(p.Changes) > 0 {
			e.Fatalf("the plan changes %v", p.Changes[theContact].Names())
		}
		e.apply(c(config{"email": "ada@example.com", "tag": "HOME"}, b))
		e.has("the primary address", primary, "b@example.com")
		e.apply(c(config{"email": "ada@example.com", "primary": true}, b))
		e.has("the primary address that is set", primary, "ada@example.com")
		e.empty(c(a, b))
		e.apply(c(b, a))
		e.has("the primary address that is no longer set", primary, "ada@example.com")
		e.apply(c(config{"email": "ada@example.com", "primary": false}, config{"email": "b@example.com", "primary": true}))
		e.has("the primary address that is moved", primary, "b@example.com")
		e.apply(c(config{"email": "ada@example.com", "primary": false}, config{"email": "b@example.com", "primary": false}))
		e.apply(c(b))
		e.has("the only address", primary, "b@example.com")
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
