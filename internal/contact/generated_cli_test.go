//go:build unix

package contact_test

import (
	"flag"
	"fmt"
	"net/http/httptest"
	"testing"

	"pgregory.net/rapid"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

var cliGenerate = flag.Int("cli.generate", 100, "how many contacts to generate configuration for through the CLI")

// everybody puts so many contacts of every sort on the site.
func everybody(t *testing.T, site *acctest.Site, n int) {
	t.Helper()
	check(t, site.Seed(n-3))
	var many []any
	for i := range 50 {
		many = append(many, map[string]any{"email": fmt.Sprintf("many%d@example.com", i), "tag": "WORK"})
	}
	for _, info := range []map[string]any{
		{"emails": wrapped(many...), "name": map[string]any{"first": "Ünïcødé ${x} %{if} \"quoted\"", "last": "名前\nsecond line"}},
		{"phones": wrapped(map[string]any{"phone": "555-0100"})},
		{
			"name": map[string]any{"first": "Every form"},
			"addresses": wrapped(
				map[string]any{"tag": "HOME", "address": map[string]any{"addressLine": "1 Main St", "country": "US", "subdivision": "US-NY"}},
				map[string]any{"tag": "WORK", "address": map[string]any{"streetAddress": map[string]any{"number": "2"}, "city": "Köln"}},
				map[string]any{"tag": "BILLING", "address": map[string]any{"country": "US", "subdivision": "NY"}},
				map[string]any{"tag": "SHIPPING", "address": map[string]any{"country": "uk", "subdivision": "US-NY"}},
				map[string]any{"address": map[string]any{}},
			),
		},
	} {
		put(t, site, info)
	}
	all := site.Contacts()
	gone := put(t, site, map[string]any{"name": map[string]any{"first": "Merged"}})
	check(t, site.MergeContacts(or(all[5]["id"]), gone))
	check(t, site.MakeMember(or(all[7]["id"])))
	check(t, site.Subscribe(or(all[8]["id"]), "SUBSCRIBED"))
}

// generating opens a shell on a site with contacts of every sort, drawn ones among
// them.
func generating(t *testing.T, least string) (*acctest.Site, *acctest.Shell, int) {
	t.Helper()
	site := acctest.NewSite(t)
	x := acctest.NewShell(t)
	x.SkipBelow(t, least)
	server := httptest.NewServer(site.Server)
	t.Cleanup(server.Close)
	everybody(t, site, *cliGenerate)
	drawn := rapid.Custom(func(rt *rapid.T) string {
		r := newRemote(rt, site)
		for range 20 {
			r.put()
		}
		return ""
	})
	drawn.Example(1)
	site.SetSwitches(emulator.Switches{Order: "on", Unknowns: "on"})
	x.Write(t, "main.tf", acctest.Provider(server.URL))
	site.ResetRequests()
	return site, x, len(site.Contacts())
}

// What a query finds and generates is a configuration that imports everything and
// changes nothing.
func TestCLIContact_query(t *testing.T) {
	t.Parallel()
	site, x, n := generating(t, "1.14.0")
	x.Write(t, "all.tfquery.hcl", "list \"wix_contact\" \"all\" {\n  provider = wix\n  limit    = 10000\n}\n")
	x.MustRun(t, "", "query", "-generate-config-out=generated.tf")
	if sent := site.CountAll(); sent > 5 {
		t.Errorf("the query sent %d requests: %v", sent, site.Counts())
	}
	takeOver(t, site, x, n)
}

// The same for import blocks, which CLIs before the query know.
func TestCLIContact_generate(t *testing.T) {
	t.Parallel()
	site, x, n := generating(t, "1.5.0")
	blocks := func(provider string) (out string) {
		for i, have := range site.Contacts() {
			out += fmt.Sprintf("import {\n  to = wix_contact.c%d\n  id = %q\n%s}\n\n", i, have["id"], provider)
		}
		return out
	}
	// Some CLIs want the provider of what they generate, and none takes
	// that beside a configuration.
	x.Write(t, "imports.tf", blocks("  provider = wix\n"))
	x.MustRun(t, fmt.Sprintf("Plan: %d to import, 0 to add, 0 to change, 0 to destroy.", n), "plan", "-generate-config-out=generated.tf")
	x.Write(t, "imports.tf", blocks(""))
	takeOver(t, site, x, n)
}

// takeOver plans and applies a generated configuration of n contacts.
func takeOver(t *testing.T, site *acctest.Site, x *acctest.Shell, n int) {
	t.Helper()
	before := site.Changes()
	x.MustRun(t, fmt.Sprintf("Plan: %d to import, 0 to add, 0 to change, 0 to destroy.", n), "plan")
	x.MustRun(t, fmt.Sprintf("%d imported, 0 added, 0 changed, 0 destroyed.", n), "apply", "-auto-approve")
	x.MustRun(t, "No changes.", "plan", "-detailed-exitcode")
	if site.Changes() != before {
		t.Error("something was written to the site")
	}
}
