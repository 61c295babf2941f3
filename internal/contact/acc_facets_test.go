package contact_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// TestAccContactFacetsDataSource_basic counts, and finds the counted with the filters.
func TestAccContactFacetsDataSource_basic(t *testing.T) {
	site := acctest.NewSite(t)
	vip, _, _, _, _, _ := people(t, site)
	const all = "data.wix_contact_facets.all.facets"
	count := func(key string) string { return "one([for f in " + all + " : f.count if f.key == \"" + key + "\"])" }
	config := "data \"wix_contact_facets\" \"all\" {}\n" +
		"output \"counts\" {\n  value = [" + count("contacts.all") + ", " + count(vip) + ", " + count("emailSubscriptions.subscribed") + ", " + count("membershipStatus.approved") + "]\n}\n" +
		"output \"vip\" {\n  value = one([for f in " + all + " : \"${f.type} ${f.display_name} ${f.namespace} ${f.namespace_display_name}\" if f.key == \"" + vip + "\"])\n}\n" +
		"output \"types\" {\n  value = sort(distinct([for f in " + all + " : f.type]))\n}\n" +
		"output \"everybody\" {\n  value = [for f in " + all + " : f.namespace == null && f.filter == null if f.type == \"ALL_CONTACTS\"]\n}\n" +
		plural("labelled", "filter = one([for f in "+all+" : f.filter if f.key == \""+vip+"\"])", "[for c in it : c.name.first]") +
		plural("subscribed", "filter = one([for f in "+all+" : f.filter if f.key == \"emailSubscriptions.subscribed\"])", "[for c in it : c.name.first]")
	cli(t, site, 4, resource.TestStep{
		Config: acctest.Config(config),
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownOutputValue("counts", knownvalue.ListExact([]knownvalue.Check{
				knownvalue.Int64Exact(4), knownvalue.Int64Exact(2), knownvalue.Int64Exact(1), knownvalue.Int64Exact(0),
			})),
			statecheck.ExpectKnownOutputValue("vip", knownvalue.StringExact("LABEL VIP custom Labels")),
			list("types", "ALL_CONTACTS", "LABEL", "MEMBERSHIP_STATUS", "NOT_LABELED", "SUBSCRIPTION_STATUS"),
			statecheck.ExpectKnownOutputValue("everybody", knownvalue.ListExact([]knownvalue.Check{knownvalue.Bool(true)})),
			list("labelled", "Ada", "Grace"), list("subscribed", "Ada"),
		},
	})
}
