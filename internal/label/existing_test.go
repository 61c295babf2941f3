package label_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// The error of a create that meets an existing label holds an import block that
// works as it is.
func TestAccLabel_exists(t *testing.T) {
	site := acctest.NewSite(t)
	site.PutLabel("VIP")
	steps := []resource.TestStep{{
		Config: label(`display_name = "VIP"`),
		ExpectError: acctest.Says("An object of that name exists already.", "on terraform_plugin_test.tf line", `display_name = "VIP"`,
			`"VIP" with the key custom.vip`, `import { to = wix_contact_label.example id = "custom.vip" }`, "adopt_existing = true"),
	}}
	steps = append(steps, imported("custom.vip", label(`display_name = "VIP"`))...)
	cli(t, site, nil, steps...)
	site.Sent(t, map[string]int{createRoute: 1, renameRoute: 0, deleteRoute: 1})
}

func TestAccLabel_adopt(t *testing.T) {
	site := acctest.NewSite(t)
	site.PutLabel("VIP")
	cli(t, site, nil, resource.TestStep{
		Config:            label(`display_name = "VIP"`, `adopt_existing = true`),
		ConfigStateChecks: []statecheck.StateCheck{has("key", knownvalue.StringExact("custom.vip"))},
	})
	site.Sent(t, map[string]int{createRoute: 0, renameRoute: 0, deleteRoute: 1})
}

func TestAccLabel_adoptSystem(t *testing.T) {
	site := acctest.NewSite(t)
	cli(t, site, nil, resource.TestStep{
		Config:      label(`display_name = "Customers"`, `adopt_existing = true`),
		ExpectError: acctest.Says("Wix itself defines an object of that name.", "contacts.customers", "data source wix_contact_label", "another display name"),
	})
	site.Sent(t, map[string]int{renameRoute: 0, deleteRoute: 0})
}

// Two resources with one name are one error, in the plan.
func TestAccLabel_twins(t *testing.T) {
	for name, setting := range map[string]string{"plain": `adopt_existing = false`, "adopt": `adopt_existing = true`} {
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			cli(t, site, nil, resource.TestStep{
				Config: label(`display_name = "VIP"`, setting) + block("other", `display_name = " VIP"`, setting),
				ExpectError: acctest.Says("Two resources of one configuration want the same object.",
					`Another wix_contact_label of this plan wants "VIP", too.`, "Remove one of the two resources"),
			})
			site.Sent(t, map[string]int{createRoute: 0, renameRoute: 0, deleteRoute: 0})
		})
	}
}

// A create whose answer is lost is repeated, and is one label.
func TestAccLabel_lostAnswer(t *testing.T) {
	site := acctest.NewSite(t)
	site.Inject(emulator.Fault{Route: createRoute, Times: 1, Kind: emulator.FaultDropAfter})
	cli(t, site, nil, resource.TestStep{
		Config: label(`display_name = "VIP"`),
		PostApplyFunc: func() {
			if n := len(site.Labels()); n != 3 {
				t.Errorf("%d labels exist", n)
			}
		},
	})
	site.Sent(t, map[string]int{createRoute: 2, renameRoute: 0, deleteRoute: 1})
}
