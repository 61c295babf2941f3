package live_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestAccLive_drift changes a contact and a label beside Terraform: what is configured is
// put right, and what is not stays as others made it.
func TestAccLive_drift(t *testing.T) {
	s := connect(t)
	var id, key string
	steady := config(
		block("wix_contact.own", fmt.Sprintf("emails = [{ email = %q }]", s.email("")), `company = "Example Ltd"`),
		block("wix_contact_label.own", fmt.Sprintf("display_name = %q", s.name)))
	s.test(resource.TestCase{Steps: []resource.TestStep{
		{Config: steady, Check: resource.ComposeTestCheckFunc(keep("wix_contact.own", "id", &id), keep("wix_contact_label.own", "key", &key))},
		{
			PreConfig: func() {
				_, err := s.UpdateContact(t.Context(), id, s.contact(id).Revision, wix.Info{Company: wix.Some("Other Inc"), JobTitle: wix.Some("Countess")}, false)
				s.must(err)
				_, err = s.Labels.Rename(t.Context(), key, s.name+"-other")
				s.must(err)
			},
			Config: steady,
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectResourceAction("wix_contact.own", plancheck.ResourceActionUpdate),
				plancheck.ExpectResourceAction("wix_contact_label.own", plancheck.ResourceActionUpdate),
			}},
			PostApplyFunc: func() {
				if info := s.contact(id).Info; info.Company.Get() != "Example Ltd" || info.JobTitle.Get() != "Countess" {
					t.Errorf("the contact holds %+v", info)
				}
			},
		},
		{
			PreConfig:        func() { s.must(s.DeleteContact(t.Context(), id)) },
			Config:           steady,
			ConfigPlanChecks: is("wix_contact.own", plancheck.ResourceActionCreate),
		},
	}})
}
