package label_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// carriers puts contacts on the site that carry the label.
func carriers(t *testing.T, site *acctest.Site, n int, key string) {
	t.Helper()
	for range n {
		id, err := site.PutContact(map[string]any{"name": map[string]any{"first": "Ada"}})
		must(t, err)
		must(t, site.LabelContact(id, key))
	}
}

func TestAccLabel_retain(t *testing.T) {
	site := acctest.NewSite(t)
	cli(t, site, []string{"custom.vip"}, resource.TestStep{
		Config:        label(`display_name = "VIP"`, `deletion_policy = "RETAIN"`),
		PostApplyFunc: func() { carriers(t, site, 1, "custom.vip") },
	})
	site.Sent(t, map[string]int{createRoute: 1, deleteRoute: 0, countRoute: 0})
}

// A destroy is refused at the apply, and allowed once force_destroy is in the state.
func TestAccLabel_inUse(t *testing.T) {
	site := acctest.NewSite(t)
	config := label(`display_name = "VIP"`)
	refused := acctest.Says("The object is in use by contacts.", `2 contacts carry the label "VIP" (custom.vip)`, "set force_destroy = true and apply that first", `deletion_policy = "RETAIN"`)
	cli(t, site, nil,
		resource.TestStep{Config: config, PostApplyFunc: func() { carriers(t, site, 2, "custom.vip") }},
		resource.TestStep{Config: config, Destroy: true, ExpectError: refused},
		resource.TestStep{Config: acctest.Config(), ExpectError: refused},
		resource.TestStep{
			PreConfig:        func() { site.Sent(t, map[string]int{deleteRoute: 0}) },
			Config:           label(`display_name = "VIP"`, `force_destroy = true`),
			ConfigPlanChecks: planned(plancheck.ExpectResourceAction(vip, plancheck.ResourceActionUpdate)),
		})
	site.Sent(t, map[string]int{deleteRoute: 1, renameRoute: 0})
}

// One contact is told as one.
func TestAccLabel_inUseByOne(t *testing.T) {
	site := acctest.NewSite(t)
	cli(t, site, nil,
		resource.TestStep{Config: label(`display_name = "VIP"`), PostApplyFunc: func() { carriers(t, site, 1, "custom.vip") }},
		resource.TestStep{Config: acctest.Config(), ExpectError: acctest.Says(`1 contact carries the label "VIP"`)},
		resource.TestStep{Config: label(`display_name = "VIP"`, `force_destroy = true`)},
	)
	site.Sent(t, map[string]int{deleteRoute: 1})
}
