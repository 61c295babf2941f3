package label_test

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
	block := "import {\n  to = " + vip + "\n  id = \"" + id + "\"\n}\n"
	return []resource.TestStep{
		{
			Config:           config + block,
			ConfigPlanChecks: planned(plancheck.ExpectResourceAction(vip, plancheck.ResourceActionNoop)),
		},
		{Config: config, PlanOnly: true},
	}
}

func TestAccLabel_import(t *testing.T) {
	for name, id := range map[string]string{
		"key": "custom.vip", "name": "name:VIP", "name with spaces": "name: VIP ",
	} {
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			site.PutLabel("VIP")
			site.PutLabel("VIP2")
			cli(t, site, []string{"custom.vip2"}, imported(id, label(`display_name = "VIP"`))...)
			site.Sent(t, map[string]int{createRoute: 0, renameRoute: 0, deleteRoute: 1})
		})
	}
}

// The name of an import id may come in the other normal form.
func TestAccLabel_importSpelling(t *testing.T) {
	site := acctest.NewSite(t)
	site.PutLabel(decomposed)
	cli(t, site, nil, imported("name:"+composed, label(`display_name = "`+composed+`"`))...)
	site.Sent(t, map[string]int{createRoute: 0, renameRoute: 0})
}

// What the command imports is what the create stored.
func TestAccLabel_importVerify(t *testing.T) {
	site := acctest.NewSite(t)
	config := label(`display_name = "VIP"`)
	verify := func(id string, kind resource.ImportStateKind) resource.TestStep {
		return resource.TestStep{
			ResourceName: vip, ImportState: true, ImportStateKind: kind, ImportStateId: id,
			ImportStateVerify:                    kind == resource.ImportCommandWithID,
			ImportStateVerifyIdentifierAttribute: "key",
			ImportStateVerifyIgnore:              []string{"namespace_display_name"}, // the answer to a create lacks it
		}
	}
	cli(t, site, nil,
		resource.TestStep{Config: config},
		verify("custom.vip", resource.ImportCommandWithID),
		verify("name:VIP", resource.ImportCommandWithID),
		verify("custom.vip", resource.ImportBlockWithID),
		verify("name:VIP", resource.ImportBlockWithID),
	)
}

func TestAccLabel_importInvalid(t *testing.T) {
	for name, c := range map[string]struct {
		id   string
		says *regexp.Regexp
	}{
		"no such name": {"name:vip", acctest.Says("Nothing has that name.", `display name "vip"`, "Names are compared with case.", "correct the name")},
		"no name":      {"name:", acctest.Says("Nothing has that name.")},
		"several":      {"name:Gold", acctest.Says("Several objects have that name.", "custom.gold", "custom.gold", "Import the right one by its key.")},
		"system key":   {"contacts.customers", acctest.Says("What Wix itself defines cannot be managed.", "data source wix_contact_label")},
		"system name":  {"name:Customers", acctest.Says("What Wix itself defines cannot be managed.")},
		"no key":       {"VIP", acctest.Says("The import id is not a key.", "custom.vip", "name:VIP")},
		"missing key":  {"custom.none", acctest.Says("Cannot import non-existent remote object")},
	} {
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			left := []string{site.PutLabel("VIP"), site.PutLabel("Gold"), site.PutLabel("Gold")}
			step := imported(c.id, label(`display_name = "VIP"`))[0]
			step.PlanOnly, step.ExpectError, step.ConfigPlanChecks = true, c.says, resource.ConfigPlanChecks{}
			cli(t, site, left, step)
			site.Sent(t, map[string]int{createRoute: 0, renameRoute: 0, deleteRoute: 0})
		})
	}
}
