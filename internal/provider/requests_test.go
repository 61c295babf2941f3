package provider_test

import (
	"context"
	"fmt"
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// many is a configuration of 20 labels, 10 fields and 100 contacts that refer to
// them. The first 50 contacts have the company.
func many(company string) string {
	return acctest.Config(fmt.Sprintf(`
resource "wix_contact_label" "all" {
  count         = 20
  display_name  = "Label ${count.index}"
  force_destroy = true
}

resource "wix_contact_extended_field" "all" {
  count         = 10
  display_name  = "Field ${count.index}"
  data_type     = count.index %% 2 == 0 ? "TEXT" : "NUMBER"
  force_destroy = true
}

resource "wix_contact" "all" {
  count           = 100
  name            = { first = "Contact ${count.index}" }
  emails          = [{ email = "contact${count.index}@example.com" }]
  company         = count.index < 50 ? %q : "Example Ltd"
  label_keys      = [wix_contact_label.all[count.index %% 20].key, wix_contact_label.all[(count.index + 1) %% 20].key]
  extended_fields = { (wix_contact_extended_field.all[count.index %% 10].key) = "12" }
}
`, company))
}

const (
	createLabel   = "POST /contacts/v4/labels"
	createField   = "POST /contacts/v4/extended-fields"
	createContact = "POST /contacts/v4/contacts"
	listLabels    = "GET /contacts/v4/labels"
	listFields    = "GET /contacts/v4/extended-fields"
	patchContact  = "PATCH /contacts/v4/contacts/{id}"
)

// counts is how many requests each route took.
func counts(site *acctest.Site) map[string]int {
	out := map[string]int{}
	for _, r := range site.Requests() {
		out[r.Route]++
	}
	return out
}

func total(counts map[string]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

// moment runs between a plan and its apply.
type moment func()

func (m moment) CheckPlan(context.Context, plancheck.CheckPlanRequest, *plancheck.CheckPlanResponse) {
	m()
}

// The requests of a first apply, a refresh, and an update of half the contacts.
func TestAccProvider_requests(t *testing.T) {
	site := acctest.NewSite(t)
	atPlan := func() resource.ConfigPlanChecks {
		return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{moment(func() {
			t.Logf("the plan sent %v", counts(site))
			if n := total(counts(site)); n > 100+2 {
				t.Errorf("the plan sent %d requests", n)
			}
			site.ResetRequests()
		})}}
	}
	acctest.Test(t, resource.TestCase{ProtoV6ProviderFactories: site.Providers(), Steps: []resource.TestStep{
		{
			Config:           many("Example Ltd"),
			ConfigPlanChecks: atPlan(),
			Check: func(*terraform.State) error {
				want := map[string]int{createLabel: 20, createField: 10, createContact: 100, listFields: 1, listLabels: 1}
				if got := counts(site); !maps.Equal(got, want) {
					return fmt.Errorf("the apply sent %v, want %v", got, want)
				}
				site.ResetRequests()
				return nil
			},
			PostApplyFunc: func() {
				got := counts(site)
				t.Logf("the next plan sent %v", got)
				if got[listLabels] != 1 || got[listFields] != 1 || total(got) > 100+2 {
					t.Errorf("the next plan sent %v", got)
				}
				site.ResetRequests()
			},
		},
		{
			Config:           many("Sample GmbH"),
			ConfigPlanChecks: atPlan(),
			Check: func(*terraform.State) error {
				got := counts(site)
				t.Logf("the update sent %v", got)
				if got[patchContact] != 50 || total(got) > 50+3 {
					return fmt.Errorf("the update sent %v", got)
				}
				return nil
			},
		},
	}})
	if left := len(site.Contacts()) + len(site.Labels()) + len(site.Fields()); left != 2+12 {
		t.Errorf("%d objects are left", left)
	}
}
