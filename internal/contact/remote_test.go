package contact_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// oddTexts are texts that Wix takes anywhere, and that a configuration has to
// quote, compare or leave out.
var oddTexts = []string{
	"Ada", "Zoé", "Zoe\u0301", " spaces around ", "名前", "\"quoted\" \\ and \\n", "${name} and %{if}", "two\nlines\ttab",
	`{"json": [1, 2]}`, `[ 1 ]`, "true", "12", "null", "<<EOT", "# none", "\u00a0", "e\u0327\u0301", "🙂", "\u200b", "a\u0000b", "<a&b>",
	strings.Repeat("ü", 1000),
}

// remote draws contacts as others may leave them on a site.
type remote struct {
	*rapid.T
	site   *acctest.Site
	labels []string
	fields map[string]string // key to data type
	n      int
}

func newRemote(t *rapid.T, site *acctest.Site) *remote {
	r := &remote{T: t, site: site, fields: map[string]string{}}
	r.labels = []string{site.PutLabel("VIP"), site.PutLabel("Übersee"), site.PutAppLabel("bookings", "Booked"), "contacts.customers"}
	for _, dataType := range []string{"TEXT", "NUMBER", "DATE", "URL"} {
		r.fields[site.PutField("Field "+dataType, dataType)] = dataType
	}
	return r
}

func (r *remote) one(values ...string) string { return rapid.SampledFrom(values).Draw(r.T, "one of") }

func (r *remote) text() string {
	if rapid.Bool().Draw(r.T, "odd") {
		return rapid.SampledFrom(oddTexts).Draw(r.T, "odd text")
	}
	return rapid.StringN(0, 20, 60).Draw(r.T, "text")
}

// some draws up to most items.
func (r *remote) some(most int, item func() any) map[string]any {
	out := []any{}
	for range rapid.IntRange(0, most).Draw(r.T, "items") {
		out = append(out, item())
	}
	return wrapped(out...)
}

// with adds what is not empty, and now and then what is.
func (r *remote) with(out map[string]any, name, value string) {
	if value != "" || rapid.Bool().Draw(r.T, "empty "+name) {
		out[name] = value
	}
}

func (r *remote) tagged(tags ...string) map[string]any {
	out := map[string]any{}
	if tag := r.one(append(tags, "")...); tag != "" {
		out["tag"] = tag
	}
	return out
}

func (r *remote) email() any {
	r.n++
	out := r.tagged("UNTAGGED", "MAIN", "HOME", "WORK")
	out["email"] = r.one(fmt.Sprintf("Mail%d@example.com", r.n), fmt.Sprintf("mail%d@example.com", r.n), "twice@example.com", "TWICE@example.com",
		"jürgen@example.com", "not an address", "a@b@example.com", "Name <name@example.com>", "<name@example.com>", `"odd local"@example.com`,
		strings.Repeat("x", 300)+"@example.com", " outer@example.com ", "ends.with.dot.@example.com")
	return out
}

func (r *remote) phone() any {
	out := r.tagged("UNTAGGED", "MAIN", "HOME", "MOBILE", "WORK", "FAX")
	out["phone"] = r.one("555-0100", "(212) 555-0101", "+1 212 555 0102", " 555-0103 ", "ext. 5", "٥٥٥-٠١٠٠", strings.Repeat("5", 50), "no number")
	r.with(out, "countryCode", r.one("US", "us", "DE", "UK", "ZZ", "XX", ""))
	return out
}

func (r *remote) address() any {
	postal := map[string]any{}
	r.with(postal, "country", r.one("US", "us", "DE", "UK", "ZZ", ""))
	r.with(postal, "subdivision", r.one("US-NY", "NY", "DE-BY", "US-ny", "New York", "JP-13", ""))
	r.with(postal, "city", r.text())
	r.with(postal, "postalCode", r.one("10001", "", " ", "SW1A 1AA"))
	r.with(postal, "addressLine2", r.text())
	if rapid.Bool().Draw(r.T, "street") {
		street := map[string]any{}
		r.with(street, "number", r.one("1", "", "12b", " "))
		r.with(street, "name", r.text())
		postal["streetAddress"] = street
	} else {
		r.with(postal, "addressLine", r.text())
	}
	out := r.tagged("UNTAGGED", "HOME", "WORK", "BILLING", "SHIPPING")
	out["address"] = postal
	return out
}

func (r *remote) values() map[string]any {
	out := map[string]any{}
	for key, dataType := range r.fields {
		if !rapid.Bool().Draw(r.T, "value") {
			continue
		}
		switch dataType {
		case "TEXT":
			out[key] = r.text()
		case "NUMBER":
			out[key] = rapid.SampledFrom([]float64{0, -1.5, 12, 1e21, 1e-9, 123456789012}).Draw(r.T, "number")
		case "DATE":
			out[key] = r.one("2020-02-29", "0001-01-01", "9999-12-31")
		case "URL":
			out[key] = r.one("https://example.com/a?b=c#d", "example.com", "http://例え.example.com/ü")
		}
	}
	return map[string]any{"items": out}
}

// put puts a contact on the site. What the site would not take is left out.
func (r *remote) put() {
	r.Helper()
	info := map[string]any{
		"emails": r.some(4, r.email), "phones": r.some(3, r.phone), "addresses": r.some(3, r.address), "extendedFields": r.values(),
		"name": map[string]any{"first": r.text(), "last": r.text()},
	}
	r.with(info, "company", r.text())
	r.with(info, "jobTitle", r.text())
	r.with(info, "birthdate", r.one("1990-12-31", "0001-01-01", "2024-02-29", ""))
	r.with(info, "locale", r.one("en-US", "en_us", "de", "zh-Hant-TW", "xx-notalang", "iw", "qqq-ZZZZZ", ""))
	id, err := r.site.PutContact(info)
	if err != nil {
		info["name"] = map[string]any{"first": "Named"}
		id, err = r.site.PutContact(info)
	}
	if err != nil {
		r.Fatalf("the site refuses %v: %s", info, err)
	}
	r.past(id)
}

// past is what happened to the contact since.
func (r *remote) past(id string) {
	var labels []string
	for _, key := range r.labels {
		if rapid.Bool().Draw(r.T, "label") {
			labels = append(labels, key)
		}
	}
	errs := []error{r.site.LabelContact(id, labels...)}
	if rapid.Bool().Draw(r.T, "member") {
		errs = append(errs, r.site.MakeMember(id))
	}
	if status := r.one("SUBSCRIBED", "UNSUBSCRIBED", "PENDING", ""); status != "" {
		errs = append(errs, r.site.Subscribe(id, status))
	}
	if rapid.Bool().Draw(r.T, "VAT id") {
		errs = append(errs, r.site.SetField(id, "invoices.vatId", r.text()))
	}
	if rapid.IntRange(0, 9).Draw(r.T, "merge") == 0 {
		var more []any
		for i := range 50 {
			more = append(more, map[string]any{"email": fmt.Sprintf("more%d.%d@example.com", r.n, i)})
		}
		source, err := r.site.PutContact(map[string]any{"emails": wrapped(more...)})
		errs = append(errs, err, r.site.MergeContacts(id, source))
	}
	for _, err := range errs {
		if err != nil {
			r.Fatal(err)
		}
	}
}

// plain fails the test where a generated configuration holds something empty, or
// something that only Wix can write.
func plain(t interface{ Fatalf(string, ...any) }, config any, at string) {
	switch v := config.(type) {
	case nil:
		t.Fatalf("%s is null", at)
	case string:
		if v == "" {
			t.Fatalf("%s is empty", at)
		}
	case map[string]any:
		for name, part := range v {
			if strings.HasPrefix(name, "effective_") || name == "id" || name == "revision" || strings.HasPrefix(name, "primary_") || strings.HasPrefix(name, "emailSubscriptions.") {
				t.Fatalf("%s.%s is computed", at, name)
			}
			plain(t, part, at+"."+name)
		}
	case []any:
		for i, item := range v {
			plain(t, item, fmt.Sprintf("%s[%d]", at, i))
		}
	}
}

// TestGeneratedConfigIsReady takes contacts of every kind through a query, the
// generator and an import, by either way: the configuration is valid and changes
// nothing, then and later.
func TestGeneratedConfigIsReady(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		site := acctest.NewSite(t)
		r := newRemote(rt, site)
		r.put()
		site.SetSwitches(randomSwitches(rt))
		core := site.Core(t)
		found, d := core.List(t.Context(), acctest.Listing{Type: "wix_contact", Limit: 10, Include: true})
		if d.Failed() || len(found) == 0 {
			rt.Fatalf("found %d: %s", len(found), d)
		}
		for _, one := range found {
			queried := one.Resource.Generate()
			plain(rt, queried, "")
			c := core.Resource("wix_contact")
			if d := c.ImportByIdentity(one.Identity); d.Failed() {
				rt.Fatal(d)
			}
			imported := c.Generate()
			plain(rt, imported, "")
			for _, config := range []config{queried, imported} {
				for range 2 { // and in the next plan
					if p := c.MustPlan(config); !p.Empty() {
						rt.Fatalf("a generated configuration is not ready: %s\n%v", strings.Join(p.Changes, "; "), config)
					}
				}
			}
		}
		for route, n := range site.Counts() {
			if !strings.HasPrefix(route, "GET ") && !strings.HasSuffix(route, "/query") && n > 0 {
				rt.Fatalf("%s was sent", route)
			}
		}
	})
}
