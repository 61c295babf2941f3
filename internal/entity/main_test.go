package entity_test

import (
	"fmt"
	"maps"
	"os"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// The tests run thousands of short plans: collecting less often halves the time.
func TestMain(m *testing.M) {
	acctest.BeProvider()
	debug.SetGCPercent(800)
	os.Exit(m.Run())
}

type config = map[string]any

// kind is what differs between labels and extended fields for these tests.
type kind struct {
	typ, route string
	config     func(name string, settings config) config
	put        func(site *acctest.Site, name string) string
	rename     func(site *acctest.Site, key, name string) error
	remove     func(site *acctest.Site, key string) error
	get        func(site *acctest.Site, key string) map[string]any
	all        func(site *acctest.Site) []map[string]any
	system     string // the name of one that Wix defines
	systemKey  string
	// use has a contact carry the label, or hold a value in the field.
	use func(site *acctest.Site, key string) error
	// systems is how many Wix defines.
	systems int

	// What follows is for the tests through the CLI. fixed are the other arguments that a
	// resource needs, facts its other attributes, and typeName is the member of the API's
	// object that tells who defines it.
	fixed      string
	facts      map[string]knownvalue.Check
	typeName   string
	keyOfVIP   *regexp.Regexp
	longest    int
	countRoute string // by which contacts that use an object are counted
	one, many  string // what contacts do with an object
}

func withSettings(c, settings config) config {
	maps.Copy(c, settings)
	return c
}

var kinds = []kind{
	{
		typ: "wix_contact_label", route: "/contacts/v4/labels",
		config: func(name string, settings config) config {
			return withSettings(config{"display_name": name}, settings)
		},
		put:    func(site *acctest.Site, name string) string { return site.PutLabel(name) },
		rename: func(site *acctest.Site, key, name string) error { return site.RenameLabel(key, name) },
		remove: func(site *acctest.Site, key string) error { return site.RemoveLabel(key) },
		get:    func(site *acctest.Site, key string) map[string]any { return site.Label(key) },
		all:    func(site *acctest.Site) []map[string]any { return site.Labels() },
		system: "Customers", systemKey: "contacts.customers", systems: 2,
		facts:    map[string]knownvalue.Check{"label_type": knownvalue.StringExact("USER_DEFINED")},
		typeName: "labelType", keyOfVIP: regexp.MustCompile(`^custom\.vip$`), longest: 180,
		countRoute: "GET /contacts/v4/contacts/facets", one: "carries the label", many: "carry the label",
		use: func(site *acctest.Site, key string) error {
			id, err := site.PutContact(map[string]any{"name": map[string]any{"first": "Ada"}})
			if err != nil {
				return err
			}
			return site.LabelContact(id, key)
		},
	},
	{
		typ: "wix_contact_extended_field", route: "/contacts/v4/extended-fields",
		config: func(name string, settings config) config {
			return withSettings(config{"display_name": name, "data_type": "TEXT"}, settings)
		},
		put:    func(site *acctest.Site, name string) string { return site.PutField(name, "TEXT") },
		rename: func(site *acctest.Site, key, name string) error { return site.RenameField(key, name) },
		remove: func(site *acctest.Site, key string) error { return site.RemoveField(key) },
		get:    func(site *acctest.Site, key string) map[string]any { return site.Field(key) },
		all:    func(site *acctest.Site) []map[string]any { return site.Fields() },
		system: "VAT ID", systemKey: "invoices.vatId", systems: 12,
		fixed: "  data_type = \"TEXT\"\n",
		facts: map[string]knownvalue.Check{
			"field_type": knownvalue.StringExact("USER_DEFINED"), "data_type": knownvalue.StringExact("TEXT"), "description": knownvalue.Null(),
		},
		typeName: "fieldType", keyOfVIP: regexp.MustCompile(`^custom\.vip-`), longest: 150,
		countRoute: "GET /contacts/v4/contacts", one: "holds a value in the field", many: "hold a value in the field",
		use: func(site *acctest.Site, key string) error {
			_, err := site.PutContact(map[string]any{
				"name": map[string]any{"first": "Ada"}, "extendedFields": map[string]any{"items": map[string]any{key: "42"}},
			})
			return err
		},
	},
}

func (k kind) create() string { return "POST " + k.route }
func (k kind) patch() string  { return "PATCH " + k.route + "/{key}" }
func (k kind) del() string    { return "DELETE " + k.route + "/{key}" }
func (k kind) list() string   { return "GET " + k.route }
func (k kind) read() string   { return "GET " + k.route + "/{key}" }

// variations flip one switch each that decides how definitions behave (contract
// 11, rows 10, 17 to 22, 26).
var variations = []func(*emulator.Switches){
	func(s *emulator.Switches) { s.NamesMatch = "fold" },
	func(s *emulator.Switches) { s.FindExisting = "409" },
	func(s *emulator.Switches) { s.CreateRace = "conflict" },
	func(s *emulator.Switches) { s.RenameTaken = "allow" },
	func(s *emulator.Switches) { s.MissingDefinition = "400" },
	func(s *emulator.Switches) { s.Envelope = "printed" },
	func(s *emulator.Switches) { s.ListLag = 3 * time.Second },
	func(s *emulator.Switches) { s.QueryLag = 3 * time.Second },
	func(s *emulator.Switches) { s.MissingTotal = "on" },
	func(s *emulator.Switches) {
		s.FieldKeys, s.LabelKeys, s.Unknowns, s.Order, s.TextTrim = "underscore", "opaque", "on", "on", "on"
	},
	func(s *emulator.Switches) { s.FieldKeys, s.SystemDefinition = "plain", "403" },
}

// combinations are the default, every pair of variations, and all together. With
// -short, as under the race detector, each variation stands by itself.
func combinations() []emulator.Switches {
	var every emulator.Switches
	all := []emulator.Switches{every}
	for i, vary := range variations {
		vary(&every)
		for _, another := range variations[i:] {
			var s emulator.Switches
			vary(&s)
			another(&s)
			all = append(all, s)
			if testing.Short() {
				break
			}
		}
	}
	return append(all, every)
}

// world is a site with one definition under test.
type world struct {
	kind
	t    *testing.T
	site *acctest.Site
	core *acctest.Core
	r    *acctest.Resource
	sw   emulator.Switches
}

// everywhere runs a scenario for both kinds over all combinations of switches.
func everywhere(t *testing.T, scenario func(w *world)) {
	t.Helper()
	for _, k := range kinds {
		t.Run(k.typ, func(t *testing.T) {
			t.Parallel()
			for _, sw := range combinations() {
				scenario(newWorld(t, k, sw))
			}
		})
	}
}

func newWorld(t *testing.T, k kind, sw emulator.Switches) *world {
	t.Helper()
	site := acctest.NewSite(t, func(o *emulator.Options) { o.Switches = sw })
	w := &world{kind: k, t: t, site: site, core: site.Core(t), sw: sw}
	w.r = w.core.Resource(k.typ)
	return w
}

// later lets time pass, more than any lag.
func (w *world) later() { _ = w.site.Clock.Sleep(w.t.Context(), 10*time.Second) }

func (w *world) fail(format string, args ...any) {
	w.t.Helper()
	w.t.Fatalf("%s: %s", acctest.Describe(w.sw), fmt.Sprintf(format, args...))
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.fail("%s", err)
	}
}

// apply is a command of a later time, and the next one changes nothing.
func (w *world) apply(c config) {
	w.t.Helper()
	w.later()
	if d := w.r.Apply(c); d.Failed() {
		w.fail("%s", d)
	}
	w.empty(c)
}

func (w *world) empty(c config) {
	w.t.Helper()
	if p := w.r.MustPlan(c); !p.Empty() || p.Replace {
		w.fail("the next plan is not empty: %s", strings.Join(p.Changes, "; "))
	}
}

// refused fails the test unless the call failed and said all of this.
func (w *world) refused(d acctest.Diagnostics, texts ...string) {
	w.t.Helper()
	for _, text := range texts {
		if !d.Failed() || !d.Mentions(text) {
			w.fail("the refusal does not say %q: %s", text, d)
		}
	}
}

func (w *world) key() string {
	key, _ := w.r.Get("key").(string)
	return key
}

// called fails the test unless the object has that name on the site.
func (w *world) called(name string) {
	w.t.Helper()
	if have := w.get(w.site, w.key()); have == nil || have["displayName"] != name {
		w.fail("the site has %v under the key %q, want the name %q", have, w.key(), name)
	}
}

// left fails the test unless so many objects exist that Wix does not define.
func (w *world) left(n int) {
	w.t.Helper()
	if all := w.all(w.site); len(all) != w.systems+n {
		w.fail("%d objects exist, want %d: %v", len(all)-w.systems, n, all)
	}
}

func (w *world) sent(route string, n int) {
	w.t.Helper()
	if got := w.site.Count(route); got != n {
		w.fail("%s was sent %d times, want %d", route, got, n)
	}
}
