package extendedfield_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

func TestAccExtendedField_drift(t *testing.T) {
	site := acctest.NewSite(t)
	config := field(`display_name = "Size"`, `data_type = "TEXT"`)
	cli(t, site, nil,
		resource.TestStep{Config: config},
		resource.TestStep{
			PreConfig: func() { must(t, site.RenameField(custom(site)[0], "Shoe size")) },
			Config:    config,
			ConfigPlanChecks: planned(
				plancheck.ExpectResourceAction(size, plancheck.ResourceActionUpdate),
				plancheck.ExpectKnownValue(size, tfjsonpath.New("display_name"), knownvalue.StringExact("Size")),
			),
			PostApplyFunc: func() {
				if got := name(t, site); got != "Size" {
					t.Errorf("the field is called %q", got)
				}
			},
		})
	site.Sent(t, map[string]int{createRoute: 1, renameRoute: 1, deleteRoute: 1})
}

func TestAccExtendedField_disappears(t *testing.T) {
	site := acctest.NewSite(t)
	config := field(`display_name = "Size"`, `data_type = "TEXT"`)
	cli(t, site, nil,
		resource.TestStep{Config: config},
		resource.TestStep{
			PreConfig:        func() { must(t, site.RemoveField(custom(site)[0])) },
			Config:           config,
			ConfigPlanChecks: planned(plancheck.ExpectResourceAction(size, plancheck.ResourceActionCreate)),
		})
	site.Sent(t, map[string]int{createRoute: 2, renameRoute: 0, deleteRoute: 1})
}

// Somebody deletes the field and makes one of the same name and another type:
// that one is not taken for ours.
func TestAccExtendedField_disappearsForAnother(t *testing.T) {
	site := acctest.NewSite(t)
	config := field(`display_name = "Size"`, `data_type = "TEXT"`)
	var other string
	cli(t, site, nil,
		resource.TestStep{Config: config},
		resource.TestStep{
			PreConfig: func() {
				must(t, site.RemoveField(custom(site)[0]))
				other = site.PutField("Size", "NUMBER")
			},
			Config:      config,
			ExpectError: acctest.Says("An object of that name exists and differs.", `the data type NUMBER`, `Set data_type = "NUMBER"`),
		},
		resource.TestStep{
			PreConfig: func() { must(t, site.RemoveField(other)) },
			Config:    config,
		})
	site.Sent(t, map[string]int{renameRoute: 0, deleteRoute: 1})
}

const (
	composed   = "Gr\u00f6\u00dfe"
	decomposed = "Gro\u0308\u00dfe"
)

// Outer spaces and the Unicode normal form are no difference, on either side.
func TestAccExtendedField_spelling(t *testing.T) {
	site := acctest.NewSite(t)
	same := func(name string) resource.TestStep {
		return resource.TestStep{Config: field(`display_name = "`+name+`"`, `data_type = "TEXT"`), PlanOnly: true}
	}
	rename := func(name string, step resource.TestStep) resource.TestStep {
		step.PreConfig = func() { must(t, site.RenameField(custom(site)[0], name)) }
		return step
	}
	cli(t, site, nil,
		resource.TestStep{
			Config:            field(`display_name = "  `+composed+` "`, `data_type = "TEXT"`),
			ConfigStateChecks: []statecheck.StateCheck{has("display_name", knownvalue.StringExact("  "+composed+" "))},
			PostApplyFunc: func() {
				if got := name(t, site); got != composed {
					t.Errorf("the field is called %q", got)
				}
			},
		},
		same(composed), same(decomposed), same(" "+decomposed),
		rename(decomposed, same(composed)),
		rename(" "+composed+"  ", same(decomposed)),
	)
	site.Sent(t, map[string]int{createRoute: 1, renameRoute: 0, deleteRoute: 1})
}
