package contact_test

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// asJSON is a configuration of one contact in Terraform's JSON form.
func asJSON(c config) string {
	source := map[string]any{"source": acctest.Source}
	out, err := json.Marshal(map[string]any{
		"terraform": map[string]any{"required_providers": map[string]any{"wix": source}},
		"provider":  map[string]any{"wix": map[string]any{"api_key": acctest.APIKey, "site_id": acctest.SiteID}},
		"resource":  map[string]any{"wix_contact": map[string]any{"this": c}},
	})
	if err != nil {
		panic(err)
	}
	return string(out)
}

var emptyNext = resource.ConfigPlanChecks{PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}

// TestAccContact_life is TestOwnership through the CLI, where the server differs
// most.
func TestAccContact_life(t *testing.T) {
	corners := acctest.CornerCombinations()
	for _, sw := range []emulator.Switches{corners[0], corners[4], corners[len(corners)-1]} {
		t.Run(acctest.Describe(sw), func(t *testing.T) {
			w := newTestSite(t, sw)
			all := attributes(w.color, w.score)
			id := func() string { return or(w.site.Contacts()[0]["id"]) }
			foreign := func() {
				w.must(w.site.EditContact(id(), func(info map[string]any) {
					for _, a := range all {
						a.foreign(info)
					}
				}))
			}
			step := func(before func(), c config, want func(attribute) string) resource.TestStep {
				return resource.TestStep{PreConfig: before, Config: asJSON(c), ConfigPlanChecks: emptyNext, Check: func(*terraform.State) error {
					info := w.site.Contact(id())["info"].(map[string]any)
					for _, a := range all {
						if got := a.remote(info); got != want(a) {
							t.Errorf("%s on the site is %q, want %q", a.name, got, want(a))
						}
					}
					return nil
				}}
			}
			pick := func(f func(attribute) any) config { return together(all, f) }
			b1 := func(a attribute) string { return a.wantB }
			none := func(attribute) string { return "" }
			acctest.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: w.site.Providers(),
				Steps: []resource.TestStep{
					step(nil, pick(func(a attribute) any { return a.a }), func(a attribute) string { return a.wantA }),
					step(nil, pick(func(a attribute) any { return a.b }), b1),
					step(foreign, pick(func(a attribute) any { return a.b }), b1),
					step(nil, with(nil), none),
					step(foreign, with(nil), func(a attribute) string { return a.wantC }),
					step(nil, pick(func(a attribute) any { return a.empty }), none),
				},
				CheckDestroy: func(*terraform.State) error {
					if n := len(w.site.Contacts()); n != 0 {
						t.Errorf("%d contacts are left behind", n)
					}
					return nil
				},
			})
		})
	}
}
