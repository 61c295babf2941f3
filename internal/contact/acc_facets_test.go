package contact_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

const facetsRoute = "GET /contacts/v4/contacts/facets"

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

// TestContactFacets_forms: older spellings are the same facets, in one request.
func TestContactFacets_forms(t *testing.T) {
	read := func(sw emulator.Switches) map[string]int64 {
		site := acctest.NewSite(t, func(o *emulator.Options) { o.Seed, o.Switches = 300, sw })
		out := map[string]int64{}
		for _, f := range facetsOf(t, site) {
			out[fmt.Sprint(f["type"], " ", f["key"])] = f["count"].(int64)
			if f["display_name"] == nil || f["key"] == "" {
				t.Errorf("%v", f)
			}
		}
		site.Sent(t, map[string]int{facetsRoute: 1})
		return out
	}
	have, older := read(emulator.Switches{}), read(emulator.Switches{Envelope: "printed"})
	if have["ALL_CONTACTS contacts.all"] != 300 || have["LABEL contacts.customers"] == 0 {
		t.Errorf("%v", have)
	}
	delete(have, "NOT_LABELED contacts.notLabeled") // which older answers leave out
	if fmt.Sprint(have) != fmt.Sprint(older) {
		t.Errorf("%v is not %v", older, have)
	}
}

// facetsOf reads the data source at protocol level.
func facetsOf(t *testing.T, site *acctest.Site) []map[string]any {
	t.Helper()
	state, diags := site.Core(t).DataSource("wix_contact_facets", nil)
	if diags.Failed() {
		t.Fatal(diags)
	}
	var out []map[string]any
	for _, item := range state["facets"].([]any) {
		out = append(out, item.(map[string]any))
	}
	return out
}

// TestContactFacets_refused: the error names the permission.
func TestContactFacets_refused(t *testing.T) {
	site := acctest.NewSite(t, func(o *emulator.Options) { o.Permissions = []string{} })
	if _, diags := site.Core(t).DataSource("wix_contact_facets", nil); !diags.Mentions("The credential does not have the permission.") || !diags.Mentions("CONTACTS.VIEW") {
		t.Error(diags)
	}
}
