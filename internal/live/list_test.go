package live_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestAccLive_dataSources finds exactly the objects of the test.
func TestAccLive_dataSources(t *testing.T) {
	s := connect(t)
	s.putContact("-one", wix.Info{})
	s.putContact("-two", wix.Info{})
	s.putLabel("-gold")
	s.putLabel("-silver")
	s.awaitEmail(s.email("-one"))
	s.awaitEmail(s.email("-two"))
	data := fmt.Sprintf(`
data "wix_contacts" "own" {
  email_prefix = %[1]q
}
data "wix_contact_labels" "own" {
  display_name_prefix = %[1]q
}
output "contacts" {
  value = sort(data.wix_contacts.own.contacts[*].primary_email.email)
}
output "labels" {
  value = sort(data.wix_contact_labels.own.labels[*].display_name)
}
`, s.name)
	texts := func(values ...string) knownvalue.Check {
		var checks []knownvalue.Check
		for _, v := range values {
			checks = append(checks, knownvalue.StringExact(v))
		}
		return knownvalue.ListExact(checks)
	}
	s.test(resource.TestCase{Steps: []resource.TestStep{{
		Config: config(data),
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownOutputValue("contacts", texts(s.email("-one"), s.email("-two"))),
			statecheck.ExpectKnownOutputValue("labels", texts(s.name+"-gold", s.name+"-silver")),
		},
	}}})
}

// TestAccLive_list lists exactly the objects of the test.
func TestAccLive_list(t *testing.T) {
	s := connect(t)
	s.putContact("", wix.Info{})
	s.putLabel("-gold")
	s.putLabel("-silver")
	s.awaitEmail(s.email(""))
	s.test(resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		Steps: []resource.TestStep{
			{Config: config()},
			{
				Query: true,
				Config: fmt.Sprintf(`
list "wix_contact" "own" {
  provider = wix
  config {
    email_prefix = %[1]q
  }
}
list "wix_contact_label" "own" {
  provider = wix
  config {
    display_name_prefix = %[1]q
  }
}
`, s.name),
				QueryResultChecks: []querycheck.QueryResultCheck{
					querycheck.ExpectLength("wix_contact.own", 1),
					querycheck.ExpectLength("wix_contact_label.own", 2),
				},
			},
		},
	})
}
