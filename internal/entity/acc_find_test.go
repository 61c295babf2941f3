package entity_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/compare"
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

// imported plans an import block and then applies the same configuration, which
// changes nothing.
func (a acc) imported(id, config string) []resource.TestStep {
	block := "import {\n  to = " + a.vip + "\n  id = \"" + id + "\"\n}\n"
	return []resource.TestStep{
		{Config: config + block, ConfigPlanChecks: a.plans(plancheck.ResourceActionNoop)},
		{Config: config, PlanOnly: true},
	}
}

func TestAccNamed_import(t *testing.T) {
	for name, id := range map[string]func(key string) string{
		"key":  func(key string) string { return key },
		"name": func(string) string { return "name:VIP" },
	} {
		for _, k := range kinds {
			t.Run(k.typ+" "+name, func(t *testing.T) {
				a := newAcc(t, k)
				key, other := a.put(a.site, "VIP"), a.put(a.site, "VIP2")
				a.run([]string{other}, a.imported(id(key), a.config("VIP"))...)
				a.sent(0, 0, 1)
			})
		}
	}
}

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

// data is a data source, with an argument.
func (k kind) data(name, argument string) string {
	return fmt.Sprintf("data %q %q {\n  %s\n}\n", k.typ, name, argument)
}

// The data source shows an object as its resource does, however it is found.
func TestAccNamedDataSource_basic(t *testing.T) {
	eachAcc(t, func(a acc) {
		config := a.config("VIP") + a.data("by_key", "key = "+a.vip+".key") + a.data("by_name", "display_name = "+a.vip+".display_name")
		checks := []statecheck.StateCheck{}
		for _, attribute := range append([]string{"id", "key", "display_name", "namespace", "created_date", "updated_date"}, slices.Collect(maps.Keys(a.facts))...) {
			for _, name := range []string{"by_key", "by_name"} {
				at := tfjsonpath.New(attribute)
				checks = append(checks, statecheck.CompareValuePairs(a.vip, at, "data."+a.typ+"."+name, at, compare.ValuesSame()))
			}
		}
		a.run(nil,
			resource.TestStep{Config: config, ConfigStateChecks: checks},
			// Read by the listing: all of them by the one of the command.
			resource.TestStep{PreConfig: a.site.ResetRequests, Config: config, PlanOnly: true},
			resource.TestStep{PreConfig: func() { a.site.Sent(a.t, map[string]int{a.list(): 2, a.read(): 0}) }, Config: config})
		a.sent(0, 0, 1)
	})
}

// The plural gives what all arguments choose, by one listing in each command.
func TestAccNamedDataSource_filters(t *testing.T) {
	eachAcc(t, func(a acc) {
		left := []string{a.put(a.site, "VIP"), a.put(a.site, "vip two"), a.put(a.site, "Gold")}
		config := acctest.Config(fmt.Sprintf("data %[1]q \"all\" {}\n\ndata %[1]q \"chosen\" {\n  namespace = \"custom\"\n  display_name_prefix = \"vIp\"\n}\n\n"+
			"output \"all\" {\n  value = length(data.%[1]s.all.%[2]s)\n}\n\noutput \"chosen\" {\n  value = [for one in data.%[1]s.chosen.%[2]s : one.key]\n}\n", a.typ+"s", a.member+"s"))
		a.run(left,
			resource.TestStep{Config: config, ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownOutputValue("all", knownvalue.Int64Exact(int64(a.systems+3))),
				statecheck.ExpectKnownOutputValue("chosen", knownvalue.ListExact([]knownvalue.Check{text(left[0]), text(left[1])})),
			}},
			resource.TestStep{PreConfig: a.site.ResetRequests, Config: config, PlanOnly: true},
			resource.TestStep{PreConfig: func() { a.site.Sent(a.t, map[string]int{a.list(): 2, a.read(): 0}) }, Config: config})
	})
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
