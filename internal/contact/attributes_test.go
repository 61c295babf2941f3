package contact_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// An attribute of wix_contact, two values for it, and how to see and change what
// it stands for on the site.
type attribute struct {
	name    string
	a, b    any
	empty   any // the explicit empty value
	remote  func(info map[string]any) string
	foreign func(info map[string]any) // what somebody else makes of it
	wantA   string
	wantB   string
	wantC   string
}

type config = map[string]any

func items(info map[string]any, member string) []any {
	wrapper, _ := info[member].(map[string]any)
	list, _ := wrapper["items"].([]any)
	return list
}

// flat words the named parts of every item.
func flat(member string, parts ...string) func(map[string]any) string {
	return func(info map[string]any) string {
		var out []string
		for _, item := range items(info, member) {
			m := item.(map[string]any)
			if inner, ok := m["address"].(map[string]any); ok {
				m = maps.Clone(inner)
				m["tag"] = item.(map[string]any)["tag"]
			}
			var words []string
			for _, p := range parts {
				if m[p] != nil {
					words = append(words, fmt.Sprint(m[p]))
				}
			}
			out = append(out, strings.Join(words, "/"))
		}
		return strings.Join(out, ",")
	}
}

func scalar(member string) func(map[string]any) string {
	return func(info map[string]any) string { return or(info[member]) }
}

// fieldValues are the values of extended fields in an info.
func fieldValues(info map[string]any) map[string]any {
	wrapper, _ := info["extendedFields"].(map[string]any)
	values, _ := wrapper["items"].(map[string]any)
	return values
}

func valueOf(key string) func(map[string]any) string {
	return func(info map[string]any) string { return or(fieldValues(info)[key]) }
}

func set(member string, v any) func(map[string]any) {
	return func(info map[string]any) { info[member] = v }
}

func wrapped(list ...any) map[string]any { return map[string]any{"items": list} }

func attributes(color, score string) []attribute {
	setValue := func(key string, v any) func(map[string]any) {
		return func(info map[string]any) {
			values := maps.Clone(fieldValues(info))
			if values == nil {
				values = map[string]any{}
			}
			values[key] = v
			info["extendedFields"] = map[string]any{"items": values}
		}
	}
	return []attribute{
		{
			name: "name", a: config{"first": "Ada", "last": "Byron"}, b: config{"first": "Ada", "last": "Lovelace"}, empty: config{"first": "", "last": ""},
			remote:  func(info map[string]any) string { return strings.TrimSpace(nameOf(info)) },
			foreign: set("name", map[string]any{"first": "Grace", "last": "Hopper"}),
			wantA:   "Ada Byron", wantB: "Ada Lovelace", wantC: "Grace Hopper",
		},
		{
			name:   "phones",
			a:      []any{config{"phone": "555-0100", "country_code": "US", "tag": "HOME"}},
			b:      []any{config{"phone": "555-0101", "primary": true}, config{"phone": "555-0100", "tag": "WORK", "country_code": "US"}},
			empty:  []any{},
			remote: flat("phones", "phone", "tag", "countryCode"),
			foreign: set("phones", wrapped(map[string]any{"phone": "555-0199", "tag": "FAX"},
				map[string]any{"phone": "555-0198", "tag": "HOME"})),
			wantA: "555-0100/HOME/US", wantB: "555-0101/UNTAGGED,555-0100/WORK/US", wantC: "555-0199/FAX,555-0198/HOME",
		},
		{
			name:   "addresses",
			a:      []any{config{"address_line": "1 Main St", "city": "Springfield", "subdivision": "US-IL", "country": "US", "postal_code": "62701"}},
			b:      []any{config{"street": config{"number": "5", "name": "Elm St"}, "city": "Springfield", "tag": "WORK"}, config{"address_line": "2 Main St"}},
			empty:  []any{},
			remote: flat("addresses", "tag", "addressLine", "streetAddress", "city", "subdivision", "country", "postalCode"),
			foreign: set("addresses", wrapped(map[string]any{
				"tag":     "BILLING",
				"address": map[string]any{"addressLine": "9 High St", "city": "London", "country": "GB"},
			})),
			wantA: "UNTAGGED/1 Main St/Springfield/US-IL/US/62701",
			wantB: "WORK/map[name:Elm St number:5]/Springfield,UNTAGGED/2 Main St", wantC: "BILLING/9 High St/London/GB",
		},
		{
			name: "company", a: "Example Ltd", b: "Sample GmbH", empty: "",
			remote: scalar("company"), foreign: set("company", "Other Inc"),
			wantA: "Example Ltd", wantB: "Sample GmbH", wantC: "Other Inc",
		},
		{
			name: "job_title", a: "Engineer", b: "Architect", empty: "",
			remote: scalar("jobTitle"), foreign: set("jobTitle", "Manager"),
			wantA: "Engineer", wantB: "Architect", wantC: "Manager",
		},
		{
			name: "birthdate", a: "1990-01-02", b: "1991-02-03", empty: "",
			remote: scalar("birthdate"), foreign: set("birthdate", "2001-01-01"),
			wantA: "1990-01-02", wantB: "1991-02-03", wantC: "2001-01-01",
		},
		{
			name: "locale", a: "en-US", b: "de", empty: "",
			remote: scalar("locale"), foreign: set("locale", "fr-FR"),
			wantA: "en-US", wantB: "de", wantC: "fr-FR",
		},
		{
			name: "extended_fields", a: config{color: "Blue"}, b: config{color: "Red"}, empty: config{color: ""},
			remote: valueOf(color), foreign: setValue(color, "Green"),
			wantA: "Blue", wantB: "Red", wantC: "Green",
		},
		{
			name: "extended_fields", a: config{score: "12"}, b: config{score: "12.5"}, empty: config{score: ""},
			remote: valueOf(score), foreign: setValue(score, 7),
			wantA: "12", wantB: "12.5", wantC: "7",
		},
	}
}

func or(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// testSite is a site with one contact under test, and what others put on it.
type testSite struct {
	t      *testing.T
	site   *acctest.Site
	r      *acctest.Resource
	label  string // of others
	field  string // of others
	color  string
	score  string
	combos string
}

func newTestSite(t *testing.T, sw emulator.Switches) *testSite {
	t.Helper()
	site := acctest.NewSite(t, func(o *emulator.Options) { o.Switches = sw })
	w := &testSite{t: t, site: site, combos: acctest.Describe(sw)}
	w.label, w.field = site.PutLabel("Of others"), site.PutField("Of others", "TEXT")
	w.color, w.score = site.PutField("Color", "TEXT"), site.PutField("Score", "NUMBER")
	w.r = site.Core(t).Resource("wix_contact")
	return w
}

func (w *testSite) id() string { return fmt.Sprint(w.r.Get("id")) }

func (w *testSite) info() map[string]any {
	w.t.Helper()
	have := w.site.Contact(w.id())
	if have == nil {
		w.t.Fatalf("%s: the contact is gone", w.combos)
	}
	info, _ := have["info"].(map[string]any)
	return info
}

// others puts a label and a value on the contact that nobody here owns.
func (w *testSite) others() {
	w.t.Helper()
	w.must(w.site.LabelContact(w.id(), w.label, "contacts.customers"))
	w.must(w.site.SetField(w.id(), w.field, "theirs"))
}

// untouched fails when what others put on the contact is no longer there.
func (w *testSite) untouched(when string) {
	w.t.Helper()
	info := w.info()
	if keys := labelsOf(info); !strings.Contains(keys, w.label) || !strings.Contains(keys, "contacts.customers") {
		w.t.Fatalf("%s: %s: a label of others is gone, left are %s", w.combos, when, keys)
	}
	if values := fieldValues(info); values[w.field] != "theirs" {
		w.t.Fatalf("%s: %s: a value of others is gone, left are %v", w.combos, when, values)
	}
}

func (w *testSite) edit(f func(info map[string]any)) {
	w.t.Helper()
	w.must(w.site.EditContact(w.id(), f))
}

func (w *testSite) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *testSite) apply(when string, c config) {
	w.t.Helper()
	if d := w.r.Apply(c); d.Failed() {
		w.t.Fatalf("%s: %s: %s", w.combos, when, d)
	}
	w.empty(when, c)
}

func (w *testSite) empty(when string, c config) {
	w.t.Helper()
	if p := w.r.MustPlan(c); !p.Empty() {
		w.t.Fatalf("%s: %s: the next plan is not empty: %s", w.combos, when, strings.Join(p.Changes, "; "))
	}
}

func (w *testSite) see(when string, a attribute, want string) {
	w.t.Helper()
	if got := a.remote(w.info()); got != want {
		w.t.Fatalf("%s: %s: %s on the site is %q, want %q", w.combos, when, a.name, got, want)
	}
}
