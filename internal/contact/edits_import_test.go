package contact_test

import (
	"maps"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

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
				id := put(e.T, site, map[string]any{
					"name": map[string]any{"first": "Ada", "last": "Byron"}, "company": "Example Ltd",
					"emails":         wrapped(map[string]any{"email": "ada@example.com", "tag": "WORK"}),
					"phones":         wrapped(map[string]any{"phone": "555-0100", "countryCode": "US"}, map[string]any{"phone": "555-0101"}),
					"addresses":      wrapped(map[string]any{"address": map[string]any{"city": "Paris", "country": "FR"}}),
					"extendedFields": map[string]any{"items": map[string]any{field: "Blue", "invoices.vatId": "X1"}},
				})
				check(e, site.LabelContact(id, label))
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

// A contact that was imported and never applied has the policy of the import, and the
// plan of its destroy says so.
func TestAccContact_importedPolicy(t *testing.T) {
	onEach(t, func(e *edits) {
		id := put(e.T, e.Emulator(), map[string]any{"name": map[string]any{"first": "Ada"}})
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
		id := put(e.T, e.Emulator(), map[string]any{"name": map[string]any{"first": "Ada"}, "company": "Example Ltd"})
		check(e, e.Emulator().LabelContact(id, one, two))
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
		id := put(e.T, e.Emulator(), map[string]any{"name": map[string]any{"first": "Ada"}, "company": "Example Ltd", "jobTitle": "Engineer"})
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
