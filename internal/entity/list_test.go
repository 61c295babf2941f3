package entity_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

func eachKind(t *testing.T, test func(t *testing.T, k kind, site *acctest.Site)) {
	t.Helper()
	for _, k := range kinds {
		t.Run(k.typ, func(t *testing.T) {
			t.Parallel()
			test(t, k, acctest.NewSite(t))
		})
	}
}

func names(found []acctest.Listed) (out []string) {
	for _, one := range found {
		out = append(out, one.Name)
	}
	return out
}

// No more is asked for than is wanted, and only when it is.
func TestList_pages(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, k kind, site *acctest.Site) {
		page, n := k.pageSize, k.most
		for i := range n {
			k.put(site, fmt.Sprintf("Name %05d", i))
		}
		core := site.Core(t)
		for limit, pages := range map[int][]int{10: {10}, page: {page}, n + 50: {page, n + 51 - page}, 0: nil} {
			site.ResetRequests()
			found, d := core.List(t.Context(), acctest.Listing{Type: k.typ, Limit: int64(limit)})
			var sizes []int
			for _, r := range site.Requests() {
				var body struct {
					Query struct{ Paging struct{ Limit int } }
				}
				if err := json.Unmarshal(r.Body, &body); err != nil || r.Route != "POST "+k.route+"/query" {
					t.Errorf("%s was sent: %v", r.Route, err)
				}
				sizes = append(sizes, body.Query.Paging.Limit)
			}
			if d.Failed() || len(found) != min(limit, n) || !slices.Equal(sizes, pages) {
				t.Errorf("limit %d: found %d in pages of %v, want %v: %s", limit, len(found), sizes, pages, d)
			}
		}
	})
}

// What goes wrong on a later page is an error, and a command that is stopped asks for
// no other.
func TestList_laterPage(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, k kind, site *acctest.Site) {
		for i := range k.most {
			k.put(site, fmt.Sprintf("Name %05d", i))
		}
		route := "POST " + k.route + "/query"
		core := site.Core(t)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		site.ResetRequests()
		found, d := core.List(ctx, acctest.Listing{Type: k.typ, Limit: 5_000, Stop: func(acctest.Listed) bool { cancel(); return false }})
		if !d.Failed() || len(found) == 0 || site.Count(route) != 1 {
			t.Errorf("stopped: found %d in %d pages: %s", len(found), site.Count(route), d)
		}
		site.Inject(emulator.Fault{Route: route, After: 1, Status: http.StatusForbidden, Message: "no more"})
		found, d = core.List(t.Context(), acctest.Listing{Type: k.typ, Limit: 5_000})
		if !d.Failed() || !d.Mentions("permission") || len(found) == 0 {
			t.Errorf("failed: found %d: %s", len(found), d)
		}
	})
}

// What a list gives is what an import reads, and its configuration changes nothing.
func TestList_includeResource(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, k kind, site *acctest.Site) {
		for _, name := range []string{"Gold", " outer spaces ", "Zoe\u0301 ${x}"} {
			k.put(site, name)
		}
		core := site.Core(t)
		found, d := core.List(t.Context(), acctest.Listing{Type: k.typ, Limit: 100, Include: true})
		if d.Failed() || len(found) != 3 {
			t.Fatalf("found %q: %s", names(found), d)
		}
		for _, one := range found {
			r := core.Resource(k.typ)
			if d := r.ImportByIdentity(one.Identity); d.Failed() || !r.State.Equal(one.Resource.State) {
				t.Errorf("the list gives %v, an import %v: %s", one.Resource.State, r.State, d)
			}
			generated := one.Resource.Generate()
			for _, name := range []string{"key", "namespace", "created_date", k.member + "_type"} {
				if generated[name] != nil {
					t.Errorf("%s is computed, and generated", name)
				}
			}
			r.MustBeEmpty(generated)
		}
		site.Sent(t, map[string]int{k.create(): 0, k.patch(): 0})
	})
}
