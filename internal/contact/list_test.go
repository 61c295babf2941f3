package contact_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// pageSizes are the sizes of the pages that queries asked for.
func pageSizes(t *testing.T, site *acctest.Site) (out []int) {
	t.Helper()
	for _, r := range site.Requests() {
		if r.Route != queryRoute {
			t.Errorf("%s was sent", r.Route)
			continue
		}
		var body struct {
			Query struct {
				Paging struct{ Limit int }
			}
		}
		check(t, json.Unmarshal(r.Body, &body))
		out = append(out, body.Query.Paging.Limit)
	}
	return out
}

func TestListContacts_limit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		limit int64
		stop  int // after so many
		found int
		pages []int
	}{
		{100, 0, 100, []int{100}},
		{1_000, 0, 1_000, []int{1_000}},
		{1_500, 0, 1_500, []int{1_000, 551}},
		{10_000, 0, 2_200, []int{1_000, 1_000, 1_000}},
		{10_000, 3, 3, []int{1_000}},
		{10_000, 1_001, 1_001, []int{1_000, 1_000}},
		{0, 0, 0, nil},
	} {
		t.Run(fmt.Sprintf("%d, %d", c.limit, c.stop), func(t *testing.T) {
			t.Parallel()
			site := acctest.NewSite(t, func(o *emulator.Options) { o.Seed = 2_200 })
			core, n := site.Core(t), 0
			site.ResetRequests()
			found, d := core.List(t.Context(), acctest.Listing{Type: "wix_contact", Limit: c.limit, Stop: func(acctest.Listed) bool {
				n++
				return n == c.stop
			}})
			if d.Failed() || len(found) != c.found {
				t.Errorf("found %d, want %d: %s", len(found), c.found, d)
			}
			if pages := pageSizes(t, site); fmt.Sprint(pages) != fmt.Sprint(c.pages) {
				t.Errorf("asked for pages of %v, want %v", pages, c.pages)
			}
		})
	}
}

// What goes wrong on a later page is reported, after what was found before.
func TestListContacts_laterPageFails(t *testing.T) {
	t.Parallel()
	site := acctest.NewSite(t, func(o *emulator.Options) { o.Seed = 2_200 })
	site.Inject(emulator.Fault{Route: queryRoute, After: 1, Status: http.StatusForbidden, Message: "no more"})
	found, d := site.Core(t).List(t.Context(), acctest.Listing{Type: "wix_contact", Limit: 10_000})
	if len(found) != 1_000 || !d.Failed() || !d.Mentions("Read Contacts (CONTACTS.VIEW)") {
		t.Errorf("found %d: %s", len(found), d)
	}
	site.Sent(t, map[string]int{queryRoute: 2})
}

func TestListContacts_cancel(t *testing.T) {
	t.Parallel()
	site := acctest.NewSite(t, func(o *emulator.Options) { o.Seed = 2_200 })
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	found, d := site.Core(t).List(ctx, acctest.Listing{Type: "wix_contact", Limit: 10_000, Stop: func(acctest.Listed) bool {
		cancel() // as when somebody presses Ctrl-C while the page is read
		return false
	}})
	if len(found) != 1_000 || !d.Failed() {
		t.Errorf("found %d: %s", len(found), d)
	}
	site.Sent(t, map[string]int{queryRoute: 1})
}

func TestListContacts_filters(t *testing.T) {
	t.Parallel()
	site := acctest.NewSite(t)
	id, label, field := existing(t, site)
	other := put(t, site, map[string]any{"emails": wrapped(map[string]any{"email": "other@example.com"})})
	phone := put(t, site, map[string]any{"phones": wrapped(map[string]any{"phone": "555-0199"})})
	core := site.Core(t)
	for name, c := range map[string]struct {
		config config
		ids    []string
		names  string
	}{
		"all":    {nil, []string{id, other, phone}, "Ada Byron (ada@example.com); other@example.com; 555-0199"},
		"label":  {config{"has_any_labels": []any{label}}, []string{id}, "Ada Byron (ada@example.com)"},
		"prefix": {config{"email_prefix": "OTHER"}, []string{other}, "other@example.com"},
		"field":  {config{"custom_field_equals": config{field: "12.50"}}, []string{id}, "Ada Byron (ada@example.com)"},
		"raw":    {config{"filter": `{"info.company": {"$eq": "Example Ltd"}}`, "email_prefix": "ada"}, []string{id}, "Ada Byron (ada@example.com)"},
		"none":   {config{"email_prefix": "nobody"}, nil, ""},
	} {
		found, d := core.List(t.Context(), acctest.Listing{Type: "wix_contact", Config: c.config, Limit: 100})
		var ids, names []string
		for _, one := range found {
			ids, names = append(ids, or(one.Identity["id"])), append(names, one.Name)
			if one.Resource != nil {
				t.Errorf("%s: a resource was not asked for", name)
			}
		}
		if d.Failed() || fmt.Sprint(ids) != fmt.Sprint(c.ids) || strings.Join(names, "; ") != c.names {
			t.Errorf("%s: found %v %q: %s", name, ids, names, d)
		}
	}
	for _, wrong := range []config{{"created_after": "yesterday"}, {"custom_field_equals": config{"custom.none": "1"}}, {"filter": "["}} {
		if _, d := core.List(t.Context(), acctest.Listing{Type: "wix_contact", Config: wrong, Limit: 100}); !d.Failed() {
			t.Errorf("%v was not refused", wrong)
		}
	}
}

// The whole contact comes with the page.
func TestListContacts_includeResource(t *testing.T) {
	t.Parallel()
	site := acctest.NewSite(t, func(o *emulator.Options) { o.Seed = 1_000 })
	core := site.Core(t)
	site.ResetRequests()
	found, d := core.List(t.Context(), acctest.Listing{Type: "wix_contact", Limit: 1_000, Include: true})
	if d.Failed() || len(found) != 1_000 {
		t.Fatalf("found %d: %s", len(found), d)
	}
	site.Sent(t, map[string]int{queryRoute: 1, readRoute: 0})
	one := core.Resource("wix_contact")
	if d := one.ImportByIdentity(found[5].Identity); d.Failed() {
		t.Fatal(d)
	}
	if !one.State.Equal(found[5].Resource.State) {
		t.Errorf("the query gives %v, an import %v", found[5].Resource.State, one.State)
	}
}
