package contact_test

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

var update = flag.Bool("update", false, "whether to write the table of requests into the guide")

const (
	guide      = "../../templates/guides/thousands-of-contacts.md"
	tableBegin = "<!-- measured: begin -->\n"
	tableEnd   = "<!-- measured: end -->"
)

// A run of n resources of one kind, with what it may cost at most and what it
// would cost with one request for each read.
type run struct {
	what      string
	n, site   int
	most, one int
	kind      string
	do        func(*objects)
}

// objects is n resources of one kind.
type objects struct {
	t           testing.TB
	site        *acctest.Site
	core        *acctest.Core
	all         []*acctest.Resource
	apply       func(i int, value string) config
	parallelism int
}

func (f *objects) each(do func(i int, r *acctest.Resource) acctest.Diagnostics) {
	parallel(f.parallelism, len(f.all), func(i int) {
		if d := do(i, f.all[i]); d.Failed() {
			f.t.Error(d)
		}
	})
}

func (f *objects) write(value string) {
	plans := make([]*acctest.Plan, len(f.all))
	f.each(func(i int, r *acctest.Resource) (d acctest.Diagnostics) {
		var c config
		if value != "" {
			c = f.apply(i, value)
		}
		plans[i], d = r.Plan(c)
		return d
	})
	f.each(func(i int, r *acctest.Resource) acctest.Diagnostics { return r.Do(plans[i]) })
}

func (f *objects) create()  { f.write("Example") }
func (f *objects) destroy() { f.write("") }

func (f *objects) refresh() {
	f.each(func(_ int, r *acctest.Resource) acctest.Diagnostics { return r.Refresh() })
}

func (f *objects) change() {
	f.refresh()
	f.write("Sample")
}

// takeOver has the site have them before, but for their company.
func (f *objects) takeOver() {
	for i := range f.all {
		want := f.apply(i, "Example")
		values := map[string]any{}
		for key, v := range want["extended_fields"].(config) {
			n, err := strconv.Atoi(v.(string))
			check(f.t, err)
			values[key] = n
		}
		put(f.t, f.site, map[string]any{
			"emails": wrapped(want["emails"].([]any)[0].(config)), "labelKeys": map[string]any{"items": want["label_keys"]},
			"extendedFields": map[string]any{"items": values},
		})
	}
	apply := f.apply
	f.apply = func(i int, value string) config {
		c := apply(i, value)
		c["adopt_existing"] = true
		return c
	}
	f.create()
	if n := len(f.site.Contacts()); n != len(f.all) || f.site.Count(createRoute) > 0 {
		f.t.Errorf("the site has %d contacts", n)
	}
}

// newObjects makes n resources that do not exist yet.
func newObjects(t testing.TB, site *acctest.Site, kind string, n int) *objects {
	f := &objects{t: t, site: site, core: site.Core(t), parallelism: 10}
	label, field := "", ""
	if kind == "wix_contact" {
		label, field = site.PutLabel("Label"), site.PutField("Field", "NUMBER")
	}
	f.apply = func(i int, value string) config {
		switch kind {
		case "wix_contact_label":
			return config{"display_name": fmt.Sprint(value, " label ", i)}
		case "wix_contact_extended_field":
			return config{"display_name": fmt.Sprint(value, " field ", i), "data_type": "TEXT"}
		}
		return config{
			"emails": []any{config{"email": fmt.Sprintf("c%d@example.com", i)}}, "company": value,
			"label_keys": []any{label}, "extended_fields": config{field: fmt.Sprint(i)},
		}
	}
	for range n {
		f.all = append(f.all, f.core.Resource(kind))
	}
	return f
}

func runs() []run {
	return []run{
		{"create contacts, with labels and field values", 1_000, 1_000, 1_005, 2_000, "wix_contact", (*objects).create},
		{"create contacts, with labels and field values", 100, 100, 104, 200, "wix_contact", (*objects).create},
		{"take over contacts", 100, 100, 108, 400, "wix_contact", (*objects).takeOver},
		{"plan contacts", 10, 10, 4, 10, "wix_contact", (*objects).refresh},
		{"plan contacts", 100, 100, 5, 100, "wix_contact", (*objects).refresh},
		{"plan contacts", 1_000, 1_000, 12, 1_000, "wix_contact", (*objects).refresh},
		{"plan contacts", 10, 20_000, 4, 10, "wix_contact", (*objects).refresh},
		{"change one attribute of contacts, refresh included", 1_000, 1_000, 1_015, 3_000, "wix_contact", (*objects).change},
		{"plan labels", 1_000, 0, 3, 1_000, "wix_contact_label", (*objects).refresh},
		{"plan fields", 100, 0, 2, 100, "wix_contact_extended_field", (*objects).refresh},
		{"destroy labels that no contact carries, checks included", 1_000, 0, 1_005, 3_000, "wix_contact_label", (*objects).destroy},
	}
}

// TestRequests counts what runs cost, and compares the table in the guide.
func TestRequests(t *testing.T) {
	var table strings.Builder
	table.WriteString("| run | objects | contacts on the site | requests | one request for each read |\n| --- | ---: | ---: | ---: | ---: |\n")
	for _, c := range runs() {
		if testing.Short() && max(c.n, c.site) > 100 {
			continue
		}
		synctest.Test(t, func(t *testing.T) {
			site := acctest.NewBubbleSite(func(o *emulator.Options) { o.Seed, o.Latency = max(0, c.site-c.n), 50*time.Millisecond })
			f := newObjects(t, site, c.kind, c.n)
			if !strings.HasPrefix(c.what, "create") && !strings.HasPrefix(c.what, "take") {
				f.create()
			}
			f.core.Restart()
			f.site.ResetRequests()
			c.do(f)
			n := f.site.CountAll()
			if n > c.most {
				t.Errorf("%s: %d of %d cost %d requests, want at most %d", c.what, c.n, c.site, n, c.most)
			}
			fmt.Fprintf(&table, "| %s | %d | %d | %d | %d |\n", c.what, c.n, c.site, n, c.one)
		})
	}
	if testing.Short() {
		return
	}
	text, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(text), tableBegin)
	_, after, _ := strings.Cut(rest, tableEnd)
	want := before + tableBegin + table.String() + tableEnd + after
	switch {
	case string(text) == want:
	case *update:
		if err := os.WriteFile(guide, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the table in the guide is not what was measured; go test ./internal/contact -run TestRequests -update writes it:\n%s", table.String())
	}
}
