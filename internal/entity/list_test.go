package entity_test

import (
	"fmt"
	"net/http"
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

// A list gives as many as are wanted. It reads all pages, once, or is an error.
func TestList_limit(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, k kind, site *acctest.Site) {
		for i := range k.most {
			k.put(site, fmt.Sprintf("Name %05d", i))
		}
		for limit, pages := range map[int]int{10: 2, k.pageSize: 2, k.most + 50: 2, 0: 0} {
			site.ResetRequests()
			found, d := site.Core(t).List(t.Context(), acctest.Listing{Type: k.typ, Limit: int64(limit)})
			if n := min(limit, k.most); d.Failed() || len(found) != n || site.Count(k.list()) != pages || site.CountAll() != pages {
				t.Errorf("limit %d: found %d by %d requests, want %d by %d pages: %s", limit, len(found), site.CountAll(), n, pages, d)
			}
		}
		site.Inject(emulator.Fault{Route: k.list(), After: 1, Status: http.StatusForbidden, Message: "no more"})
		found, d := site.Core(t).List(t.Context(), acctest.Listing{Type: k.typ, Limit: 5_000})
		if !d.Mentions("permission") || len(found) > 0 {
			t.Errorf("a page failed: found %d: %s", len(found), d)
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

// A name of which Terraform would generate another one, or one that is not valid, is left
// out of what is generated, with a warning, and an import warns of it too; without
// configuration it is listed.
func TestList_notGenerated(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, k kind, site *acctest.Site) {
		var left []string
		for _, name := range []string{`{"a": 1.0}`, `[1, 2]`, " ", "\u00a0", "\u200b"} {
			left = append(left, k.put(site, name))
		}
		k.put(site, "Gold")
		core := site.Core(t)
		found, d := core.List(t.Context(), acctest.Listing{Type: k.typ, Limit: 100, Include: true})
		var warned acctest.Diagnostics
		for _, one := range found {
			warned = append(warned, one.Diagnostics...)
			if (one.Resource == nil) != (len(one.Diagnostics) == 1) || one.Resource != nil && one.Name != "Gold" {
				t.Errorf("%q is generated: %s", one.Name, one.Diagnostics)
			}
		}
		if d.Failed() || len(found) != 6 || len(warned) != 5 {
			t.Errorf("%q are found: %s %s", names(found), warned, d)
		}
		for _, key := range left {
			says := fmt.Sprintf("The name of %s cannot be generated.", key)
			if d := core.Resource(k.typ).Import(key); !warned.Mentions(says) || len(d) != 1 || d.Failed() || !d.Mentions(says) {
				t.Errorf("%s is listed with %s, and imported with %s", key, warned, d)
			}
		}
		if found, d := core.List(t.Context(), acctest.Listing{Type: k.typ, Limit: 100}); d.Failed() || len(found) != 6 {
			t.Errorf("without configuration %q are found: %s", names(found), d)
		}
	})
}
