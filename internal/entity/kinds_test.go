package entity_test

import (
	"maps"
	"regexp"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// One name in the two normal forms of Unicode.
const (
	composed   = "Caf\u00e9"
	decomposed = "Cafe\u0301"
)

// kind is what differs between labels and extended fields for these tests.
type kind struct {
	typ, route string
	config     func(name string, settings config) config
	put        func(site *acctest.Site, name string) string
	rename     func(site *acctest.Site, key, name string) error
	remove     func(site *acctest.Site, key string) error
	get        func(site *acctest.Site, key string) map[string]any
	all        func(site *acctest.Site) []map[string]any
	example    string // a key in texts
	system     string // the name of one that Wix defines
	systemKey  string
	// use has a contact carry the label, or hold a value in the field.
	use    func(site *acctest.Site, key string) error
	member string // what the API calls one
	// systemFacts are what its data source gives of the one that Wix defines.
	systemFacts config
	// pageSize is the largest page, most as many objects as fill it, systems is how many
	// Wix defines.
	pageSize, most, systems int

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
		put:     func(site *acctest.Site, name string) string { return site.PutLabel(name) },
		rename:  func(site *acctest.Site, key, name string) error { return site.RenameLabel(key, name) },
		remove:  func(site *acctest.Site, key string) error { return site.RemoveLabel(key) },
		get:     func(site *acctest.Site, key string) map[string]any { return site.Label(key) },
		all:     func(site *acctest.Site) []map[string]any { return site.Labels() },
		example: "custom.vip", system: "Customers", systemKey: "contacts.customers", systems: 2, pageSize: 1_000, most: 1_200, member: "label",
		systemFacts: config{"label_type": "SYSTEM", "namespace": "contacts", "namespace_display_name": "Labels", "created_date": nil},
		facts:       map[string]knownvalue.Check{"label_type": knownvalue.StringExact("USER_DEFINED")},
		typeName:    "labelType", keyOfVIP: regexp.MustCompile(`^custom\.vip$`), longest: 180,
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
		put:     func(site *acctest.Site, name string) string { return site.PutField(name, "TEXT") },
		rename:  func(site *acctest.Site, key, name string) error { return site.RenameField(key, name) },
		remove:  func(site *acctest.Site, key string) error { return site.RemoveField(key) },
		get:     func(site *acctest.Site, key string) map[string]any { return site.Field(key) },
		all:     func(site *acctest.Site) []map[string]any { return site.Fields() },
		example: "custom.visits", system: "VAT ID", systemKey: "invoices.vatId", systems: 12, pageSize: 100, most: 100, member: "field",
		systemFacts: config{
			"field_type": "SYSTEM", "data_type": "TEXT", "namespace": "invoices", "description": "Vat ID for Wix Invoices", "created_date": nil,
		},
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

// Each kind that the provider has is tested here.
func TestNamed_kinds(t *testing.T) {
	server, err := acctest.NewSite(t).Providers()["wix"]()
	if err != nil {
		t.Fatal(err)
	}
	schemas, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for typ, s := range schemas.ResourceSchemas {
		named := slices.ContainsFunc(s.Block.Attributes, func(a *tfprotov6.SchemaAttribute) bool { return a.Name == "key" })
		if tested := slices.ContainsFunc(kinds, func(k kind) bool { return k.typ == typ }); named != tested {
			t.Errorf("%s: has a key %t, is tested %t", typ, named, tested)
		}
	}
}
