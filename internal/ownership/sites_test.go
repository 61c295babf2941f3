package ownership

import (
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

const (
	otherSite = "9d1f0c44-1b2a-4c3d-8e5f-a6b7c8d9e0f1"
	instance  = "1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f"
)

// TestSites: a state that meets another site is refused before anything is read there,
// with the names of both, though the other site has an object of the same key.
func TestSites(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.typ, func(t *testing.T) {
			here, there := acctest.NewSite(t), acctest.NewSite(t, func(o *emulator.Options) { o.SiteID = otherSite })
			k.put(there.Server, "a")
			r := here.Core(t).Resource(k.typ)
			r.MustApply(k.config("a"))
			another := r
			r.Core = there.Core(t, config{"site_id": otherSite})
			refused := func(what string, d acctest.Diagnostics) {
				t.Helper()
				for _, text := range []string{"The object belongs to another site.", acctest.SiteID, otherSite} {
					if !d.Failed() || !d.Mentions(text) {
						t.Errorf("%s does not say %q: %s", what, text, d)
					}
				}
			}
			there.ResetRequests()
			refused("a refresh", r.Refresh())
			r.Restart()
			_, d := r.Plan(k.config("a"))
			refused("a plan without a refresh", d)
			if _, d = another.Plan(nil); !d.Mentions("The object belongs to another site.") || d.Mentions("A state belongs to one site.") {
				t.Errorf("the second error is not short: %s", d)
			}
			r.Restart()
			_, d = r.Plan(nil)
			refused("a destroy", d)
			if n := there.CountAll(); n > 0 || len(k.all(there.Server)) != 1 {
				t.Errorf("%d requests were sent to the other site", n)
			}
			r.Core = here.Core(t)
			r.MustBeEmpty(k.config("a"))
		})
	}
}

// TestSites_credentials: a state goes from an API key to an app of the same site and
// back, where the app is told the site.
func TestSites_credentials(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.typ, func(t *testing.T) {
			site := acctest.NewSite(t, func(o *emulator.Options) { o.AppID, o.AppSecret, o.InstanceID = "app", "secret", instance })
			app := config{"api_key": nil, "site_id": nil, "app_id": "app", "app_secret": "secret", "instance_id": instance}
			both := config{"api_key": nil, "app_id": "app", "app_secret": "secret", "instance_id": instance}
			refused := func(r *acctest.Resource, settings config) {
				t.Helper()
				r.Core = site.Core(t, settings)
				if d := r.Refresh(); !d.Mentions("The object belongs to another site.") || !d.Mentions("give site_id beside the app's credentials") {
					t.Errorf("nobody is told: %s", d)
				}
			}
			goes := func(r *acctest.Resource, settings config) {
				t.Helper()
				before := r.Identified()
				r.Core = site.Core(t, settings)
				if r.MustBeEmpty(k.config("a")); before != nil && before["site_id"] != r.Identified()["site_id"] {
					t.Errorf("the identity was %v and is %v", before, r.Identified())
				}
			}
			keyed := site.Core(t).Resource(k.typ)
			keyed.MustApply(k.config("a"))
			refused(keyed, app)
			goes(keyed, both)
			refused(keyed, app) // it is remembered by the site
			goes(keyed, nil)
			if d := keyed.Apply(nil); d.Failed() {
				t.Fatal(d)
			}
			installed := site.Core(t, app).Resource(k.typ)
			installed.MustApply(k.config("a"))
			refused(installed, nil)
			goes(installed, both)
			goes(installed, nil)
		})
	}
}

// TestAliases goes through the CLI: another site by another alias is refused; two
// aliases of one site are one owner each, as the documentation says, and nothing is lost.
func TestAliases(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.typ, func(t *testing.T) {
			t.Parallel()
			w, elsewhere := acctest.NewWorkspace(t), acctest.NewWorkspace(t, func(o *emulator.Options) { o.SiteID = otherSite })
			theirs := k.put(elsewhere.Site, "a")
			alias := func(name, site, url string) config {
				return config{"alias": name, "api_key": acctest.APIKey, "site_id": site, "endpoint": url, "requests_per_minute": 0}
			}
			providers := config{"provider": config{"wix": []any{alias("same", acctest.SiteID, w.URL), alias("other", otherSite, elsewhere.URL)}}}
			block := func(provider string, adopt bool) acctest.Block {
				c := k.config("a")
				c["adopt_existing"] = adopt
				if provider != "" {
					c["provider"] = "wix." + provider
				}
				return acctest.Block{Config: c}
			}
			x, y := k.typ+".x", k.typ+".y"
			w.Write(blocks{x: block("", false)}, providers)
			w.MustApply()
			w.Write(blocks{x: block("other", true)}, providers)
			if o := w.Apply(); o.Code == 0 || !o.Says("The object belongs to another site.", acctest.SiteID, otherSite) {
				t.Fatalf("another site is taken for ours: %s", o)
			}
			w.Write(blocks{x: block("", false), y: block("other", true)}, providers)
			w.MustApply()
			w.Write(blocks{x: block("", false)}, providers)
			w.MustApply() // that of the other site goes
			if len(k.all(w.Site)) != 1 || len(k.all(elsewhere.Site)) != 0 {
				t.Fatalf("the sites have %v and %v, not %s", k.all(w.Site), k.all(elsewhere.Site), theirs)
			}
			w.Write(blocks{x: block("", false), y: block("same", true)}, providers)
			if o := w.MustApply(); !o.Says("exists and is adopted") {
				t.Fatalf("nobody is told: %s", o)
			}
			w.MustBeEmpty()
			state := w.Objects()
			if state[x] != state[y] || len(k.all(w.Site)) != 1 {
				t.Fatalf("the state is %v, the site has %v", state, k.all(w.Site))
			}
		})
	}
}
