package provider_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

const (
	vip   = "wix_contact_label.vip"
	label = "resource \"wix_contact_label\" \"vip\" {\n  display_name = \"VIP\"\n}\n"
)

func TestAccProvider_environment(t *testing.T) {
	t.Setenv("WIX_API_KEY", acctest.APIKey)
	t.Setenv("WIX_SITE_ID", acctest.SiteID)
	site := acctest.NewSite(t)
	acctest.SkipVariation(t)
	resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: site.Providers(), Steps: []resource.TestStep{
		{Config: label},
		{Config: "provider \"wix\" {\n  api_key = \"a-key-that-is-not-valid\"\n}\n" + label, ExpectError: acctest.Says("Wix did not accept the credential.")},
		{Config: label, PlanOnly: true},
	}})
}

// Errors point at the line of the provider block.
func TestAccProvider_invalid(t *testing.T) {
	site := acctest.NewSite(t)
	acctest.Test(t, resource.TestCase{ProtoV6ProviderFactories: site.Providers(), Steps: []resource.TestStep{{
		Config:   "provider \"wix\" {\n  api_key = \"a-key\"\n  endpoint = \"http://example.com\"\n}\n" + label,
		PlanOnly: true,
		ExpectError: acctest.Says("A part of the credential is missing.", `provider "wix"`, "WIX_SITE_ID",
			"The endpoint cannot be used.", `endpoint = "http://example.com"`, "plain http would send the credential unencrypted"),
	}}})
	if n := site.CountAll(); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
}

// later is a provider block whose key is known after apply, when input changes.
func later(input string) string {
	return fmt.Sprintf("resource \"terraform_data\" \"key\" {\n  input = %q\n}\n"+
		"provider \"wix\" {\n  api_key = split(\"/\", terraform_data.key.output)[1]\n  site_id = %q\n}\n", input+"/"+acctest.APIKey, acctest.SiteID)
}

// While the provider's configuration is unknown, resources plan without the site:
// they are created, kept, and destroyed, by the apply that makes it known.
func TestAccProvider_unknown(t *testing.T) {
	site := acctest.NewSite(t)
	field := "resource \"wix_contact_extended_field\" \"size\" {\n  display_name = \"Size\"\n  data_type = \"NUMBER\"\n}\n"
	contact := func(company string) string {
		return "resource \"wix_contact\" \"ada\" {\n  name = { first = \"Ada\" }\n  company = \"" + company + "\"\n  label_keys = [wix_contact_label.vip.key]\n" +
			"  extended_fields = { (wix_contact_extended_field.size.key) = \"12\" }\n}\n"
	}
	noop := func(names ...string) resource.ConfigPlanChecks {
		out := resource.ConfigPlanChecks{}
		for _, name := range names {
			out.PreApply = append(out.PreApply, plancheck.ExpectResourceAction(name, plancheck.ResourceActionNoop))
		}
		return out
	}
	acctest.Test(t, resource.TestCase{ProtoV6ProviderFactories: site.Providers(), Steps: []resource.TestStep{
		{Config: later("1") + label + field + contact("Example Ltd")},
		{Config: later("2") + label + field + contact("Example Ltd"), ConfigPlanChecks: noop(vip, "wix_contact_extended_field.size", "wix_contact.ada")},
		{
			Config: later("3") + label + field + contact("Sample GmbH"),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectResourceAction("wix_contact.ada", plancheck.ResourceActionUpdate),
			}},
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue("wix_contact.ada", tfjsonpath.New("company"), knownvalue.StringExact("Sample GmbH")),
			},
		},
		{Config: later("4")},
	}})
	if len(site.Contacts()) > 0 || len(site.Labels()) > 2 {
		t.Errorf("left are %v, %v", site.Contacts(), site.Labels())
	}
}

// What must be read while the provider's configuration is unknown says what to do.
func TestUnknownButNeeded(t *testing.T) {
	site := acctest.NewSite(t)
	site.PutLabel("VIP")
	core := site.Core(t, config{"api_key": acctest.Unknown})
	results := map[string]acctest.Diagnostics{}
	for typ, arguments := range map[string]config{
		"wix_contact_label": {"key": "custom.vip"}, "wix_contact_labels": nil,
		"wix_contact_extended_field": {"key": "custom.size"}, "wix_contact_extended_fields": nil,
		"wix_contact": {"email": "ada@example.com"}, "wix_contacts": nil, "wix_contact_facets": nil,
	} {
		_, results["data source "+typ] = core.DataSource(typ, arguments)
	}
	for id, typ := range map[string]string{
		"custom.vip": "wix_contact_label", "name:VIP": "wix_contact_label",
		"8046df3c-7575-4098-a5ab-c91ad8f33c47": "wix_contact", "email:ada@example.com": "wix_contact",
	} {
		results["import of "+id] = core.Resource(typ).Import(id)
	}
	for name, d := range results {
		if !d.Failed() || !d.Mentions("The provider's configuration is not known yet.") || !d.Mentions("terraform apply -target") {
			t.Errorf("%s: %s", name, d)
		}
	}
	if n := site.CountAll(); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
}
