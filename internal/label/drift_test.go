package label_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

func TestAccLabel_drift(t *testing.T) {
	site := acctest.NewSite(t)
	cli(t, site, nil,
		resource.TestStep{Config: label(`display_name = "VIP"`)},
		resource.TestStep{
			PreConfig: func() { must(t, site.RenameLabel("custom.vip", "Very important")) },
			Config:    label(`display_name = "VIP"`),
			ConfigPlanChecks: planned(
				plancheck.ExpectResourceAction(vip, plancheck.ResourceActionUpdate),
				plancheck.ExpectKnownValue(vip, tfjsonpath.New("display_name"), knownvalue.StringExact("VIP")),
			),
			PostApplyFunc: func() {
				if name := site.Label("custom.vip")["displayName"]; name != "VIP" {
					t.Errorf("the label is called %v", name)
				}
			},
		})
	site.Sent(t, map[string]int{createRoute: 1, renameRoute: 1, deleteRoute: 1})
}

func TestAccLabel_disappears(t *testing.T) {
	site := acctest.NewSite(t)
	cli(t, site, nil,
		resource.TestStep{Config: label(`display_name = "VIP"`)},
		resource.TestStep{
			PreConfig:         func() { must(t, site.RemoveLabel("custom.vip")) },
			Config:            label(`display_name = "VIP"`),
			ConfigPlanChecks:  planned(plancheck.ExpectResourceAction(vip, plancheck.ResourceActionCreate)),
			ConfigStateChecks: []statecheck.StateCheck{has("key", knownvalue.StringExact("custom.vip"))},
		})
	site.Sent(t, map[string]int{createRoute: 2, renameRoute: 0, deleteRoute: 1})
}

// Destroying what somebody else has deleted since the last refresh succeeds.
func TestAccLabel_disappearsBeforeDestroy(t *testing.T) {
	site := acctest.NewSite(t)
	cli(t, site, nil, resource.TestStep{
		Config:        label(`display_name = "VIP"`),
		PostApplyFunc: func() { must(t, site.RemoveLabel("custom.vip")) },
	})
	site.Sent(t, map[string]int{createRoute: 1, deleteRoute: 1})
}

const (
	composed   = "Caf\u00e9"
	decomposed = "Cafe\u0301"
)

// Outer spaces and the Unicode normal form are no difference, on either side.
func TestAccLabel_spelling(t *testing.T) {
	site := acctest.NewSite(t)
	same := func(name string) resource.TestStep {
		return resource.TestStep{Config: label(`display_name = "` + name + `"`), PlanOnly: true}
	}
	rename := func(name string, step resource.TestStep) resource.TestStep {
		step.PreConfig = func() { must(t, site.RenameLabel("custom.cafe", name)) }
		return step
	}
	cli(t, site, nil,
		resource.TestStep{
			Config:            label(`display_name = "  ` + composed + ` "`),
			ConfigStateChecks: []statecheck.StateCheck{has("display_name", knownvalue.StringExact("  "+composed+" "))},
			PostApplyFunc: func() {
				if name := site.Label("custom.cafe")["displayName"]; name != composed {
					t.Errorf("the label is called %q", name)
				}
			},
		},
		same(composed), same(decomposed), same(" "+decomposed),
		rename(decomposed, same(composed)),
		rename(" "+composed+"  ", same(decomposed)),
	)
	site.Sent(t, map[string]int{createRoute: 1, renameRoute: 0, deleteRoute: 1})
}

// Case is a difference.
func TestAccLabel_case(t *testing.T) {
	site := acctest.NewSite(t)
	cli(t, site, nil,
		resource.TestStep{Config: label(`display_name = "VIP"`)},
		resource.TestStep{
			Config:           label(`display_name = "Vip"`),
			ConfigPlanChecks: planned(plancheck.ExpectResourceAction(vip, plancheck.ResourceActionUpdate)),
		})
	site.Sent(t, map[string]int{renameRoute: 1})
}
