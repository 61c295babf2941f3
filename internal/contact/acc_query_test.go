package contact_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/querycheck/queryfilter"
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

func TestAccContact_identityInvalid(t *testing.T) {
	site := acctest.NewSite(t)
	existing(t, site)
	since(t, site, tfversion.SkipBelow(tfversion.Version1_12_0), resource.TestStep{
		Config:      hcl(`name = { first = "Ada" }`) + "import {\n  to       = wix_contact.ada\n  identity = { id = \"email:ada@example.com\" }\n}\n",
		PlanOnly:    true,
		ExpectError: acctest.Says("The import id is not the id of a contact."),
	})
}

func TestAccContact_query(t *testing.T) {
	site := acctest.NewSite(t)
	id, label, _ := existing(t, site)
	_, err := site.PutContact(map[string]any{"emails": wrapped(map[string]any{"email": "other@example.com"})})
	check(t, err)
	list := func(lines string) string {
		return "list \"wix_contact\" \"found\" {\n  provider = wix\n" + lines + "}\n"
	}
	is := queryfilter.ByResourceIdentity(acctest.Identity("id", id))
	since(t, site, tfversion.SkipBelow(tfversion.Version1_14_0),
		resource.TestStep{Config: acctest.Config()},
		resource.TestStep{Query: true, Config: list(""), QueryResultChecks: []querycheck.QueryResultCheck{
			querycheck.ExpectLength("wix_contact.found", 2),
			querycheck.ExpectIdentity("wix_contact.found", acctest.Identity("id", id)),
			querycheck.ExpectResourceDisplayName("wix_contact.found", is, knownvalue.StringExact("Ada Byron (ada@example.com)")),
		}},
		resource.TestStep{Query: true, Config: list("  limit = 1\n"), QueryResultChecks: []querycheck.QueryResultCheck{
			querycheck.ExpectLength("wix_contact.found", 1),
		}},
		resource.TestStep{
			Query: true, Config: list("  include_resource = true\n  config {\n    has_all_labels = [\"" + label + "\"]\n  }\n"),
			QueryResultChecks: []querycheck.QueryResultCheck{
				querycheck.ExpectLength("wix_contact.found", 1),
				querycheck.ExpectResourceKnownValues("wix_contact.found", is, []querycheck.KnownValueCheck{
					{Path: tfjsonpath.New("company"), KnownValue: knownvalue.StringExact("Example Ltd")},
					{Path: tfjsonpath.New("label_keys"), KnownValue: knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact(label)})},
				}),
			},
		},
		resource.TestStep{
			Query: true, Config: list("  config {\n    created_after = \"yesterday\"\n  }\n"),
			ExpectError: regexp.MustCompile(`The time is not valid`),
		},
	)
}
