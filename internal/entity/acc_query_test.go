package entity_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/querycheck/queryfilter"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

func TestAccNamed_identity(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.typ, func(t *testing.T) {
			site := acctest.NewSite(t)
			key := k.put(site, "Gold")
			identified := []statecheck.StateCheck{statecheck.ExpectIdentity(k.typ+".one", acctest.Identity("key", key))}
			acctest.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: site.Providers(),
				TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
				Steps: []resource.TestStep{
					{
						Config:            acctest.Config(k.block("one", `"Gold"`), fmt.Sprintf("import {\n  to       = %s.one\n  identity = { key = %q }\n}\n", k.typ, key)),
						ConfigPlanChecks:  resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(k.typ+".one", plancheck.ResourceActionNoop)}},
						ConfigStateChecks: identified,
					},
					{Config: acctest.Config(k.block("one", `"Silver"`)), ConfigStateChecks: identified},
					{ResourceName: k.typ + ".one", ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
				},
			})
		})
	}
}

func TestAccNamed_query(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.typ, func(t *testing.T) {
			site := acctest.NewSite(t)
			key := k.put(site, "Gold")
			k.put(site, "Silver")
			list := func(lines string) string {
				return fmt.Sprintf("list %q \"found\" {\n  provider = wix\n%s}\n", k.typ, lines)
			}
			is := queryfilter.ByResourceIdentity(acctest.Identity("key", key))
			acctest.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: site.Providers(),
				TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
				Steps: []resource.TestStep{
					{Config: acctest.Config()},
					{Query: true, Config: list(""), QueryResultChecks: []querycheck.QueryResultCheck{
						querycheck.ExpectLength(k.typ+".found", 2),
						querycheck.ExpectResourceDisplayName(k.typ+".found", is, knownvalue.StringExact("Gold")),
					}},
					{Query: true, Config: list("  limit = 100\n  config {\n    include_system = true\n  }\n"), QueryResultChecks: []querycheck.QueryResultCheck{
						querycheck.ExpectLength(k.typ+".found", 2+k.systems),
					}},
				},
			})
		})
	}
}
