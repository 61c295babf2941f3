package live_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// invoked runs an action when it is applied.
func invoked(action string, arguments string) string {
	return fmt.Sprintf(`
resource "terraform_data" %[1]q {
  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.%[1]s.own]
    }
  }
}
action %[1]q "own" {
  config {
    %[2]s
  }
}
`, action, arguments)
}

// TestAccLive_actions labels, changes, merges and deletes contacts of the test. The jobs
// choose contacts by query, so queries must know them first.
func TestAccLive_actions(t *testing.T) {
	s := connect(t)
	one, two, three := s.putContact("-one", wix.Info{}), s.putContact("-two", wix.Info{}), s.putContact("-three", wix.Info{})
	key := s.putLabel("")
	for _, other := range []string{"-one", "-two", "-three"} {
		s.awaitEmail(s.email(other))
	}
	ids := fmt.Sprintf("ids = [%q, %q]", one.ID, two.ID)
	s.test(resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		Steps: []resource.TestStep{
			{
				Config: config(
					invoked("wix_contacts_bulk_label", ids+fmt.Sprintf("\nadd_label_keys = [%q]", key)),
					invoked("wix_contacts_bulk_update", ids+"\ncompany = \"Example Ltd\"")),
				PostApplyFunc: func() {
					for _, id := range []string{one.ID, two.ID} {
						if have := s.contact(id); !slices.Contains(have.Labels(), key) || have.Info.Company.Get() != "Example Ltd" {
							t.Errorf("the contact carries %v and holds %+v", have.Labels(), have.Info)
						}
					}
					if have := s.contact(three.ID); len(have.Labels()) > 0 || have.Info.Company.Get() != "" {
						t.Errorf("a contact that was not chosen carries %v and holds %+v", have.Labels(), have.Info)
					}
				},
			},
			{
				Config: config(invoked("wix_contact_merge", fmt.Sprintf("target_id = %q\nsource_ids = [%q]", one.ID, two.ID))),
				PostApplyFunc: func() {
					if have := s.contact(two.ID); have.ID != one.ID {
						t.Errorf("%s is not merged into %s: %s", two.ID, one.ID, have.ID)
					}
				},
			},
			{
				Config: config(invoked("wix_contacts_bulk_delete", fmt.Sprintf("ids = [%q]", three.ID))),
				PostApplyFunc: func() {
					if _, err := s.GetContact(t.Context(), three.ID); !wix.IsNotFound(err) {
						t.Errorf("the contact is still there: %v", err)
					}
				},
			},
		},
	})
}
