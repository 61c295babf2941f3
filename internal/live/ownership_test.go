package live_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestAccLive_ownership: what others put on a contact is no difference and stays, also when
// the contact changes; what is removed from the configuration is cleared once.
func TestAccLive_ownership(t *testing.T) {
	s := connect(t)
	foreign := s.putLabel("-foreign")
	var id, own string
	of := func(arguments ...string) string {
		return config(
			block("wix_contact_label.own", fmt.Sprintf("display_name = %q", s.name)),
			block("wix_contact.own", append(arguments, fmt.Sprintf("emails = [{ email = %q }]", s.email("")))...))
	}
	labelled := of(`label_keys = [wix_contact_label.own.key]`, `company = "Example Ltd"`)
	// holds checks the labels and texts that the contact has.
	holds := func(company string, labels ...*string) func() {
		return func() {
			have := s.contact(id)
			if have.Info.Company.Get() != company || have.Info.JobTitle.Get() != "Countess" {
				t.Errorf("the contact holds %+v", have.Info)
			}
			for _, key := range labels {
				if !slices.Contains(have.Labels(), *key) {
					t.Errorf("the contact carries %v, not %s", have.Labels(), *key)
				}
			}
			if len(have.Labels()) != len(labels) {
				t.Errorf("the contact carries %v, want %d labels", have.Labels(), len(labels))
			}
		}
	}
	s.test(resource.TestCase{Steps: []resource.TestStep{
		{Config: labelled, Check: resource.ComposeTestCheckFunc(keep("wix_contact.own", "id", &id), keep("wix_contact_label.own", "key", &own))},
		{
			PreConfig: func() {
				_, err := s.UpdateContact(t.Context(), id, s.contact(id).Revision, wix.Info{JobTitle: wix.Some("Countess")}, false)
				s.must(err)
				_, err = s.LabelContact(t.Context(), id, []string{foreign})
				s.must(err)
			},
			Config: labelled, PlanOnly: true,
		},
		{
			Config:           of(`label_keys = [wix_contact_label.own.key]`, `company = "Sample GmbH"`),
			ConfigPlanChecks: is("wix_contact.own", plancheck.ResourceActionUpdate),
			PostApplyFunc:    func() { holds("Sample GmbH", &own, &foreign)() },
		},
		{
			Config:           of(),
			ConfigPlanChecks: is("wix_contact.own", plancheck.ResourceActionUpdate),
			PostApplyFunc:    func() { holds("", &foreign)() },
		},
	}})
}
