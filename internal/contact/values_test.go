package contact_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// normalising are the ways in which a server may store something else than what
// was sent (contract 6.11).
func normalising() []emulator.Switches {
	most := emulator.Switches{URLScheme: "add", Locale: "lower", EmailLower: "on", TextTrim: "on", Order: "on", PhoneFormat: "reformat", EmptyLists: "wrapper", EmptyVATID: "text", Unknowns: "on", RevisionType: "string"}
	if testing.Short() {
		return []emulator.Switches{{}, most}
	}
	return []emulator.Switches{
		{},
		{URLScheme: "keep"},
		{Locale: "lower"},
		{Locale: "canonical"},
		{EmailLower: "on"},
		{TextTrim: "on"},
		{Order: "on"},
		{PhoneFormat: "reformat"},
		{EmptyLists: "wrapper"},
		{EmptyVATID: "text"},
		{ItemIDs: "keep"},
		most,
		{Envelope: "printed", RevisionType: "string", Unknowns: "on"},
	}
}

// spellings are pairs that mean the same.
func spellings(w *testSite, site, day string) map[string][2]config {
	email := func(more ...any) config { return config{"emails": more} }
	return map[string][2]config{
		"email case":      {email(config{"email": "Ada@Example.com"}), email(config{"email": "ada@example.com"})},
		"e-mail order":    {email(config{"email": "ada@example.com"}, config{"email": "b@example.com"}), email(config{"email": "ada@example.com"}, config{"email": "B@example.com"})},
		"trailing space":  {with(config{"company": "Example Ltd "}), with(config{"company": "Example Ltd"})},
		"unicode form":    {with(config{"name": config{"first": "Zoé"}}), with(config{"name": config{"first": "Zoe\u0301"}})},
		"locale case":     {with(config{"locale": "en-us"}), with(config{"locale": "en-US"})},
		"number form":     {with(config{"extended_fields": config{w.score: "12"}}), with(config{"extended_fields": config{w.score: "12.0"}})},
		"number power":    {with(config{"extended_fields": config{w.score: "1200"}}), with(config{"extended_fields": config{w.score: "1.2e3"}})},
		"url scheme":      {with(config{"extended_fields": config{site: "example.com/a"}}), with(config{"extended_fields": config{site: "https://example.com/a"}})},
		"phone space":     {with(config{"phones": []any{config{"phone": "555-0100"}}}), with(config{"phones": []any{config{"phone": " 555-0100"}}})},
		"form of a phone": {with(config{"phones": []any{config{"phone": "555-0100"}}}), with(config{"phones": []any{config{"phone": "(555) 0100"}}})},
		"phone of a country": {
			with(config{"phones": []any{config{"phone": "6465550100", "country_code": "US"}}}),
			with(config{"phones": []any{config{"phone": "(646) 555-0100", "country_code": "US"}}}),
		},
		"address space": {with(config{"addresses": []any{config{"city": "Paris "}}}), with(config{"addresses": []any{config{"city": "Paris"}}})},
		"null element":  {with(config{"extended_fields": config{w.color: "Blue"}}), with(config{"extended_fields": config{w.color: "Blue ", day: nil}})},
	}
}

func (w *testSite) moreFields() (site, day string) {
	return w.site.PutField("Homepage", "URL"), w.site.PutField("Day", "DATE")
}

// TestSpellings applies one spelling and then plans the other: no difference,
// also after an import.
func TestSpellings(t *testing.T) {
	t.Parallel()
	for _, sw := range normalising() {
		probe := newTestSite(t, sw)
		site, day := probe.moreFields()
		for name := range spellings(probe, site, day) {
			for first := range 2 {
				w := newTestSite(t, sw)
				site, day := w.moreFields()
				pair := spellings(w, site, day)[name]
				w.apply(name, pair[first])
				w.empty(name+", spelled otherwise", pair[1-first])

				if sw.Order != "" && name == "e-mail order" {
					continue // an import takes the order of the server, and a plan shows another one
				}
				imported := w.site.Core(t).Resource("wix_contact")
				w.succeeds(imported.Import(w.id()))
				for _, c := range pair {
					if p := imported.MustPlan(c); !p.Empty() {
						t.Errorf("%s: %s, imported: %s", w.combos, name, strings.Join(p.Changes, "; "))
					}
				}
			}
		}
	}
}

// edits look alike and are none of the above: they must not be lost.
func TestEditsAreNotLost(t *testing.T) {
	t.Parallel()
	for _, sw := range normalising() {
		w := newTestSite(t, sw)
		for name, pair := range map[string][2]config{
			"text of a number": {with(config{"extended_fields": config{w.color: "12"}}), with(config{"extended_fields": config{w.color: "12.0"}})},
			"text of a URL":    {with(config{"extended_fields": config{w.color: "example.com"}}), with(config{"extended_fields": config{w.color: "https://example.com"}})},
			"case of a name":   {with(config{"name": config{"first": "ada"}}), with(config{"name": config{"first": "Ada"}})},
			"inner space":      {with(config{"company": "Example Ltd"}), with(config{"company": "Example  Ltd"})},
			"order of a list": {
				config{"emails": []any{config{"email": "ada@example.com"}, config{"email": "b@example.com"}}},
				config{"emails": []any{config{"email": "b@example.com"}, config{"email": "ada@example.com"}}},
			},
		} {
			w.apply(name, pair[0])
			if p := w.r.MustPlan(pair[1]); p.Empty() {
				t.Errorf("%s: %s: the edit is lost", w.combos, name)
			}
			w.apply(name, pair[1])
		}
	}
}

func TestValuesAreTyped(t *testing.T) {
	w := newTestSite(t, emulator.Switches{})
	site, day := w.moreFields()
	w.apply("values", with(config{"extended_fields": config{w.color: "12", w.score: "12.50", site: "example.com", day: "2026-01-31", "invoices.vatId": "X1"}}))
	values := fieldValues(w.info())
	got := fmt.Sprintf("%T %v, %T %v, %v, %v, %v", values[w.color], values[w.color], values[w.score], values[w.score], values[site], values[day], values["invoices.vatId"])
	if want := "string 12, json.Number 12.5, https://example.com, 2026-01-31, X1"; got != want {
		t.Errorf("the values are %s, want %s", got, want)
	}
}

// A field goes while contacts hold values in it, ours and those of others.
func TestFieldDeletedMeanwhile(t *testing.T) {
	onAllSwitches(t, func(w *testSite) {
		w.apply("create", with(config{"extended_fields": config{w.color: "Blue", w.score: "1"}}))
		w.others()
		p := w.planned(with(config{"extended_fields": config{w.color: "Red", w.score: "1"}}))
		w.must(w.site.RemoveField(w.field))
		w.succeeds(w.r.Do(p))
		w.must(w.site.RemoveField(w.score))
		w.r.Restart()
		if _, d := w.r.Plan(with(config{"extended_fields": config{w.color: "Blue", w.score: "2"}})); !d.Failed() || !d.Mentions(w.score) {
			t.Fatalf("%s: a deleted field gives: %s", w.combos, d)
		}
		w.apply("without it", with(config{"extended_fields": config{w.color: "Blue"}}))
	})
}

func TestLabelDeletedMeanwhile(t *testing.T) {
	onAllSwitches(t, func(w *testSite) {
		mine, other := w.site.PutLabel("Mine"), w.site.PutLabel("Mine too")
		w.apply("create", with(config{"label_keys": []any{mine, other}}))
		p := w.planned(with(config{"label_keys": []any{other}}))
		w.must(w.site.RemoveLabel(mine))
		w.succeeds(w.r.Do(p))
		w.empty("label deleted", with(config{"label_keys": []any{other}}))
	})
}

// What an import brought and the configuration never set is not taken off.
func TestImportedEntriesStay(t *testing.T) {
	w := newTestSite(t, emulator.Switches{})
	mine, other := w.site.PutLabel("Mine"), w.site.PutLabel("Mine too")
	id := put(w.t, w.site, map[string]any{"emails": wrapped(map[string]any{"email": "ada@example.com"})})
	w.must(w.site.LabelContact(id, mine, w.label))
	w.succeeds(w.r.Import(id))
	if p := w.planned(config{"label_keys": []any{mine}}); p.Empty() {
		t.Fatal("the plan does not show what leaves the state")
	}
	d := w.r.Apply(config{"label_keys": []any{mine, other}})
	if d.Failed() || !d.Mentions("stay on the contact") || !d.Mentions(w.label) {
		t.Fatalf("the diagnostics are: %s", d)
	}
	if keys := fmt.Sprint(items(w.info(), "labelKeys")); !strings.Contains(keys, w.label) || !strings.Contains(keys, other) {
		t.Fatalf("the labels are %s", keys)
	}
	w.empty("after the first apply", config{"label_keys": []any{mine, other}})
	w.apply("none", config{"label_keys": []any{}})
	if keys := fmt.Sprint(items(w.info(), "labelKeys")); !strings.Contains(keys, w.label) || strings.Contains(keys, mine) {
		t.Fatalf("the labels are %s", keys)
	}
}

// Values that move by themselves change nothing.
func TestMovingValues(t *testing.T) {
	onAllSwitches(t, func(w *testSite) {
		c := with(config{"company": "Example Ltd"})
		w.apply("create", c)
		w.must(w.site.BumpRevision(w.id()))
		w.must(w.site.Subscribe(w.id(), "SUBSCRIBED"))
		w.must(w.site.LabelContact(w.id(), "contacts.contacted-me"))
		_ = w.site.Clock.Sleep(t.Context(), time.Hour)
		w.empty("moved", c)
		p := w.planned(with(config{"company": "Sample GmbH"}))
		for _, change := range p.Changes {
			for _, name := range []string{"id:", "created_date:", "source:", "primary_email:", "primary_phone:", "effective_label_keys:", "effective_extended_fields:"} {
				if strings.HasPrefix(change, name) {
					t.Fatalf("%s: the plan moves %s without need", w.combos, change)
				}
			}
		}
		w.must(w.site.Subscribe(w.id(), "UNSUBSCRIBED"))
		w.succeeds(w.r.Do(p))
	})
}
