package extendedfield_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// imported plans an import block and then applies the same configuration, which
// changes nothing.
func imported(id, config string) []resource.TestStep {
	block := "import {\n  to = " + size + "\n  id = \"" + id + "\"\n}\n"
	return []resource.TestStep{
		{
			Config:           config + block,
			ConfigPlanChecks: planned(plancheck.ExpectResourceAction(size, plancheck.ResourceActionNoop)),
		},
		{Config: config, PlanOnly: true},
	}
}

func TestAccExtendedField_import(t *testing.T) {
	for name, id := range map[string]func(key string) string{
		"key":              func(key string) string { return key },
		"name":             func(string) string { return "name:Size" },
		"name with spaces": func(string) string { return "name: Size " },
	} {
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			key, other := site.PutField("Size", "NUMBER"), site.PutField("Sizes", "NUMBER")
			cli(t, site, []string{other}, imported(id(key), field(`display_name = "Size"`, `data_type = "NUMBER"`))...)
			site.Sent(t, map[string]int{createRoute: 0, renameRoute: 0, deleteRoute: 1})
		})
	}
}

// An import with another data type in the configuration shows the replacement.
func TestAccExtendedField_importOtherType(t *testing.T) {
	site := acctest.NewSite(t)
	key := site.PutField("Size", "NUMBER")
	step := imported(key, field(`display_name = "Size"`, `data_type = "TEXT"`))[0]
	step.ConfigPlanChecks = planned(plancheck.ExpectResourceAction(size, plancheck.ResourceActionDestroyBeforeCreate))
	cli(t, site, nil, step)
	site.Sent(t, map[string]int{createRoute: 1, deleteRoute: 2})
}

// What the command imports is what the create stored.
func TestAccExtendedField_importVerify(t *testing.T) {
	site := acctest.NewSite(t)
	config := field(`display_name = "Size"`, `data_type = "URL"`)
	verify := func(id string, kind resource.ImportStateKind) resource.TestStep {
		return resource.TestStep{
			ResourceName: size, ImportState: true, ImportStateKind: kind, ImportStateId: id,
			ImportStateVerify:                    kind == resource.ImportCommandWithID,
			ImportStateVerifyIdentifierAttribute: "key",
		}
	}
	cli(t, site, nil,
		resource.TestStep{Config: config},
		verify("name:Size", resource.ImportCommandWithID),
		verify("name:Size", resource.ImportBlockWithID),
	)
}

func TestAccExtendedField_importInvalid(t *testing.T) {
	for name, c := range map[string]struct {
		id   string
		says *regexp.Regexp
	}{
		"no such name": {"name:size", acctest.Says("Nothing has that name.", `display name "size"`, "correct the name")},
		"several":      {"name:Color", acctest.Says("Several objects have that name.", "custom.color-", "custom.color-", "Import the right one by its key.")},
		"system key":   {"ecom.totalSpentAmount", acctest.Says("What Wix itself defines cannot be managed.", "data source wix_contact_extended_field")},
		"vat id":       {"invoices.vatId", acctest.Says("What Wix itself defines cannot be managed.")},
		"system name":  {"name:VAT ID", acctest.Says("What Wix itself defines cannot be managed.")},
		"no key":       {"Size", acctest.Says("The import id is not a key.", "name: followed by a display name")},
		"missing key":  {"custom.none", acctest.Says("Cannot import non-existent remote object")},
	} {
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			left := []string{site.PutField("Size", "TEXT"), site.PutField("Color", "TEXT"), site.PutField("Color", "TEXT")}
			step := imported(c.id, field(`display_name = "Size"`, `data_type = "TEXT"`))[0]
			step.PlanOnly, step.ExpectError, step.ConfigPlanChecks = true, c.says, resource.ConfigPlanChecks{}
			cli(t, site, left, step)
			site.Sent(t, map[string]int{createRoute: 0, renameRoute: 0, deleteRoute: 0})
		})
	}
}
