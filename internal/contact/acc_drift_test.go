package contact_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// Drift on what is owned is shown with the configured value and put right; what
// is not owned is left as others made it.
func TestAccContact_drift(t *testing.T) {
	site := acctest.NewSite(t)
	config := hcl(`name = { first = "Ada" }`, `emails = [{ email = "ada@example.com", tag = "WORK" }]`, `company = "Example Ltd"`)
	cli(t, site, 0,
		resource.TestStep{Config: config},
		resource.TestStep{
			PreConfig: func() {
				id, _ := only(t, site)
				check(t, site.EditContact(id, func(info map[string]any) {
					info["name"] = map[string]any{"first": "Augusta", "last": "King"}
					info["emails"] = wrapped(map[string]any{"email": "ada@example.com", "tag": "HOME"}, map[string]any{"email": "king@example.com"})
					info["company"], info["jobTitle"] = "Other Inc", "Countess"
				}))
			},
			Config: config,
			ConfigPlanChecks: planned(
				action(plancheck.ResourceActionUpdate),
				plancheck.ExpectKnownValue(ada, tfjsonpath.New("name"), knownvalue.ObjectExact(map[string]knownvalue.Check{"first": knownvalue.StringExact("Ada"), "last": knownvalue.Null()})),
				plancheck.ExpectKnownValue(ada, tfjsonpath.New("company"), knownvalue.StringExact("Example Ltd")),
				plancheck.ExpectKnownValue(ada, tfjsonpath.New("job_title"), knownvalue.Null()),
				plancheck.ExpectKnownValue(ada, tfjsonpath.New("emails").AtSliceIndex(0).AtMapKey("tag"), knownvalue.StringExact("WORK")),
			),
			PostApplyFunc: func() {
				if got := facts(t, site); got != "Ada |ada@example.com/WORK|||Example Ltd|Countess|||[]" {
					t.Errorf("the contact is %s", got)
				}
			},
		})
	site.Sent(t, map[string]int{createRoute: 1, patchRoute: 1, deleteRoute: 1})
}

// A contact that was merged into another leaves the state, and the survivor is
// left alone.
func TestAccContact_merged(t *testing.T) {
	site := acctest.NewSite(t)
	config := hcl(`name = { first = "Ada" }`)
	var survivor string
	cli(t, site, 1,
		resource.TestStep{Config: config},
		resource.TestStep{
			PreConfig: func() {
				id, _ := only(t, site)
				survivor = put(t, site, map[string]any{"name": map[string]any{"first": "Grace"}})
				check(t, site.MergeContacts(survivor, id))
			},
			Config:           config,
			ConfigPlanChecks: planned(action(plancheck.ResourceActionCreate)),
		})
	if site.Contact(survivor) == nil {
		t.Error("the survivor is gone")
	}
	site.Sent(t, map[string]int{patchRoute: 0, deleteRoute: 1})
}
