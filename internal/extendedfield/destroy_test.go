package extendedfield_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// holders puts contacts on the site that hold a value in the only custom field.
func holders(t *testing.T, site *acctest.Site, n int) {
	t.Helper()
	for range n {
		_, err := site.PutContact(map[string]any{
			"name":           map[string]any{"first": "Ada"},
			"extendedFields": map[string]any{"items": map[string]any{custom(site)[0]: "42"}},
		})
		must(t, err)
	}
	_, err := site.PutContact(map[string]any{"name": map[string]any{"first": "Grace"}})
	must(t, err)
}

func TestAccExtendedField_retain(t *testing.T) {
	site := acctest.NewSite(t)
	resource.ParallelTest(t, resource.TestCase{ProtoV6ProviderFactories: site.Providers(), Steps: []resource.TestStep{{
		Config:        field(`display_name = "Size"`, `data_type = "TEXT"`, `deletion_policy = "RETAIN"`),
		PostApplyFunc: func() { holders(t, site, 1) },
	}}})
	if got := name(t, site); got != "Size" {
		t.Errorf("the field %q is left", got)
	}
	site.Sent(t, map[string]int{createRoute: 1, deleteRoute: 0, countRoute: 0})
}

// A destroy is refused at the apply, and allowed once force_destroy is in the state.
func TestAccExtendedField_inUse(t *testing.T) {
	site := acctest.NewSite(t)
	config := field(`display_name = "Size"`, `data_type = "TEXT"`)
	refused := acctest.Says("The object is in use by contacts.", `2 contacts hold a value in the field "Size" (custom.size-`, "set force_destroy = true and apply that first", `deletion_policy = "RETAIN"`)
	cli(t, site, nil,
		resource.TestStep{Config: config, PostApplyFunc: func() { holders(t, site, 2) }},
		resource.TestStep{Config: config, Destroy: true, ExpectError: refused},
		resource.TestStep{Config: acctest.Config(), ExpectError: refused},
		resource.TestStep{
			PreConfig:        func() { site.Sent(t, map[string]int{deleteRoute: 0}) },
			Config:           field(`display_name = "Size"`, `data_type = "TEXT"`, `force_destroy = true`),
			ConfigPlanChecks: planned(plancheck.ExpectResourceAction(size, plancheck.ResourceActionUpdate)),
		})
	site.Sent(t, map[string]int{deleteRoute: 1, renameRoute: 0})
}

// A replacement loses the values as a destroy does, and is refused as well.
func TestAccExtendedField_replaceInUse(t *testing.T) {
	site := acctest.NewSite(t)
	cli(t, site, nil,
		resource.TestStep{
			Config:        field(`display_name = "Size"`, `data_type = "TEXT"`),
			PostApplyFunc: func() { holders(t, site, 1) },
		},
		resource.TestStep{
			Config:      field(`display_name = "Size"`, `data_type = "NUMBER"`),
			ExpectError: acctest.Says("The object is in use by contacts.", `1 contact holds a value in the field "Size"`),
		},
		resource.TestStep{
			Config:      field(`display_name = "Size"`, `data_type = "NUMBER"`, `force_destroy = true`),
			ExpectError: acctest.Says("The object is in use by contacts.", "apply that first"),
		},
		resource.TestStep{
			PreConfig: func() { site.Sent(t, map[string]int{createRoute: 1, deleteRoute: 0}) },
			Config:    field(`display_name = "Size"`, `data_type = "TEXT"`, `force_destroy = true`),
		},
		resource.TestStep{
			Config:           field(`display_name = "Size"`, `data_type = "NUMBER"`, `force_destroy = true`),
			ConfigPlanChecks: planned(plancheck.ExpectResourceAction(size, plancheck.ResourceActionDestroyBeforeCreate)),
		})
	site.Sent(t, map[string]int{createRoute: 2, deleteRoute: 2, renameRoute: 0})
}

// A replacement with RETAIN leaves the old field, so its name is still taken.
func TestAccExtendedField_replaceRetained(t *testing.T) {
	site := acctest.NewSite(t)
	resource.ParallelTest(t, resource.TestCase{ProtoV6ProviderFactories: site.Providers(), Steps: []resource.TestStep{
		{Config: field(`display_name = "Size"`, `data_type = "TEXT"`, `deletion_policy = "RETAIN"`)},
		{
			Config:      field(`display_name = "Size"`, `data_type = "NUMBER"`, `deletion_policy = "RETAIN"`),
			ExpectError: acctest.Says("An object of that name exists and differs.", "the data type TEXT"),
		},
	}})
	site.Sent(t, map[string]int{deleteRoute: 0})
}
