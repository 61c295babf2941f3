package live_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestAccLive_adoption: an object that exists is an error, or is adopted as the plan shows.
func TestAccLive_adoption(t *testing.T) {
	s := connect(t)
	contact := s.putContact("", wix.Info{JobTitle: wix.Some("Countess")})
	key := s.putLabel("")
	s.awaitEmail(s.email(""))
	of := func(more string) string {
		return config(
			block("wix_contact_label.own", fmt.Sprintf("display_name = %q", s.name), more),
			block("wix_contact.own", fmt.Sprintf("emails = [{ email = %q }]", s.email("")), `company = "Example Ltd"`, more))
	}
	s.test(resource.TestCase{Steps: []resource.TestStep{
		{Config: of(""), ExpectError: regexp.MustCompile(regexp.QuoteMeta(contact.ID))},
		{
			Config: of(`adopt_existing = true`),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectKnownValue("wix_contact.own", tfjsonpath.New("id"), knownvalue.StringExact(contact.ID)),
				plancheck.ExpectKnownValue("wix_contact_label.own", tfjsonpath.New("key"), knownvalue.StringExact(key)),
			}},
			PostApplyFunc: func() {
				if info := s.contact(contact.ID).Info; info.Company.Get() != "Example Ltd" || info.JobTitle.Get() != "Countess" {
					t.Errorf("the contact holds %+v", info)
				}
			},
		},
	}})
}
