package contact_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// since runs steps with CLIs of that version and later.
func since(t *testing.T, site *acctest.Site, check tfversion.TerraformVersionCheck, steps ...resource.TestStep) {
	t.Helper()
	acctest.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: site.Providers(), TerraformVersionChecks: []tfversion.TerraformVersionCheck{check}, Steps: steps,
	})
}

func TestAccContact_identity(t *testing.T) {
	site := acctest.NewSite(t)
	id, label, field := existing(t, site)
	config := full(label, field)
	identified := statecheck.ExpectIdentity(ada, acctest.Identity("id", id))
	since(t, site, tfversion.SkipBelow(tfversion.Version1_12_0),
		resource.TestStep{
			Config:            config + "import {\n  to       = wix_contact.ada\n  identity = { id = \"" + id + "\" }\n}\n",
			ConfigPlanChecks:  planned(action(plancheck.ResourceActionNoop)),
			ConfigStateChecks: []statecheck.StateCheck{identified},
		},
		resource.TestStep{Config: config, PlanOnly: true},
		resource.TestStep{Config: config + "# changed\n", ConfigStateChecks: []statecheck.StateCheck{
			identified, statecheck.ExpectIdentityValueMatchesState(ada, tfjsonpath.New("id")),
		}},
		resource.TestStep{ResourceName: ada, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	)
	site.Sent(t, map[string]int{createRoute: 0, patchRoute: 0, deleteRoute: 1})
}
