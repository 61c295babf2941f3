package provider_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// tools bring providers of Terraform to other systems. The version is what each says in
// the place of that of a CLI.
var tools = map[string]struct {
	version            string
	bare, nullIdentity bool
}{
	"Pulumi's bridge": {version: "pulumi-terraform-bridge"},
	"upjet":           {version: "crossTF000", bare: true},
	"null identities": {version: "another", nullIdentity: true},
}

// bridge is a site in the hands of a tool.
type bridge struct {
	t    *testing.T
	site *acctest.Site
	core *acctest.Core

	bare, nullIdentity bool
}

// eachTool runs a test with each tool.
func eachTool(t *testing.T, test func(b *bridge)) {
	for name, tool := range tools {
		t.Run(name, func(t *testing.T) {
			b := &bridge{t: t, site: acctest.NewSite(t), bare: tool.bare, nullIdentity: tool.nullIdentity}
			b.core = b.site.Core(t)
			b.core.Version = tool.version
			b.core.Restart()
			test(b)
		})
	}
}

func (b *bridge) resource(typ string) *acctest.Bridged {
	return &acctest.Bridged{Resource: b.core.Resource(typ), Bare: b.bare, NullIdentity: b.nullIdentity}
}

func (b *bridge) must(d acctest.Diagnostics) {
	b.t.Helper()
	if d.Failed() {
		b.t.Fatal(d)
	}
}

// apply is a command: it refreshes and applies, and the next one changes nothing.
func (b *bridge) apply(r *acctest.Bridged, c config) {
	b.t.Helper()
	b.core.Restart()
	if !r.State.IsNull() {
		b.must(r.Refresh())
	}
	b.must(r.Apply(c))
	b.empty(r, c)
}

func (b *bridge) empty(r *acctest.Bridged, c config) {
	b.t.Helper()
	b.core.Restart()
	before := r.State
	b.must(r.Refresh())
	if !r.State.Equal(before) {
		b.t.Errorf("a refresh changes the state from %s to %s", before, r.State)
	}
	p, d := r.Plan(c)
	b.must(d)
	if !p.Empty() {
		b.t.Errorf("the next plan is not empty: %s", strings.Join(p.Changes, "; "))
	}
}

// bridged is a kind of object. The label and the field of contacts are called VIP and
// Size, and their keys are given.
type bridged struct {
	typ             string
	config, changed func(label, field string) config
	// drift changes what the first configuration sets.
	drift func(site *acctest.Site, id string) error
	// has is the value on the site that the two configurations differ in.
	has func(site *acctest.Site, id string) any
	// values are those of the first configuration and of the second.
	values [2]any
}

func named(name string, more config) func(string, string) config {
	c := config{"display_name": name}
	maps.Copy(c, more)
	return func(string, string) config { return c }
}

func person(company string) func(string, string) config {
	return func(label, field string) config {
		return config{
			"name": config{"first": "Ada"}, "company": company, "emails": []any{config{"email": "ada@example.com"}},
			"label_keys": []any{label}, "extended_fields": config{field: "42"},
		}
	}
}

var everyKind = []bridged{
	{
		typ: "wix_contact_label", config: named("Gold", nil), changed: named("Silver", nil),
		drift:  func(site *acctest.Site, id string) error { return site.RenameLabel(id, "Bronze") },
		has:    func(site *acctest.Site, id string) any { return site.Label(id)["displayName"] },
		values: [2]any{"Gold", "Silver"},
	},
	{
		typ: "wix_contact_extended_field", config: named("Color", config{"data_type": "TEXT"}),
		changed: named("Colour", config{"data_type": "TEXT"}),
		drift:   func(site *acctest.Site, id string) error { return site.RenameField(id, "Paint") },
		has:     func(site *acctest.Site, id string) any { return site.Field(id)["displayName"] },
		values:  [2]any{"Color", "Colour"},
	},
	{
		typ: "wix_contact", config: person("Example Ltd"), changed: person("Example Inc"),
		drift: func(site *acctest.Site, id string) error {
			return site.EditContact(id, func(info map[string]any) { info["company"] = "Example GmbH" })
		},
		has: func(site *acctest.Site, id string) any {
			info, _ := site.Contact(id)["info"].(map[string]any)
			return info["company"]
		},
		values: [2]any{"Example Ltd", "Example Inc"},
	},
}

// TestBridge: a life in the hands of each tool.
func TestBridge(t *testing.T) {
	eachTool(t, func(b *bridge) {
		label, field := b.site.PutLabel("VIP"), b.site.PutField("Size", "NUMBER")
		for _, k := range everyKind {
			r, first, second := b.resource(k.typ), k.config(label, field), k.changed(label, field)
			b.must(r.Observe(""))
			if !r.State.IsNull() {
				b.t.Errorf("%s: without an id there is %s", k.typ, r.State)
			}
			b.apply(r, first)
			id := fmt.Sprint(r.Get("id"))
			b.has(k, id, k.values[0])
			if err := k.drift(b.site, id); err != nil {
				t.Fatal(err)
			}
			b.apply(r, first)
			b.has(k, id, k.values[0])
			b.apply(r, second)
			b.has(k, id, k.values[1])
			again := b.resource(k.typ)
			b.must(again.Import(b.listed(k, id)))
			b.empty(again, second)
			b.must(again.Observe(id))
			b.empty(again, second)

			b.must(again.Destroy(second))
			b.has(k, id, nil)
			b.must(r.Refresh())
			if !r.State.IsNull() || !again.State.IsNull() {
				b.t.Errorf("%s: %s is left in the state", k.typ, id)
			}
		}
	})
}

func (b *bridge) has(k bridged, id string, want any) {
	b.t.Helper()
	if have := k.has(b.site, id); have != want {
		b.t.Errorf("%s: the site has %v for %s, want %v", k.typ, have, id, want)
	}
}

// listed finds an object in a list by its id, which an import takes.
func (b *bridge) listed(k bridged, id string) string {
	b.t.Helper()
	found, d := b.core.List(b.t.Context(), acctest.Listing{Type: k.typ, Limit: 100, Include: true})
	b.must(d)
	for _, one := range found {
		if one.Resource.Get("id") != id {
			continue
		}
		for attribute, value := range one.Identity {
			if attribute != "site_id" && value != id {
				b.t.Errorf("%s: the identity of %s has %s = %v", k.typ, id, attribute, value)
			}
		}
		return id
	}
	b.t.Fatalf("%s: %s is not listed", k.typ, id)
	return ""
}
