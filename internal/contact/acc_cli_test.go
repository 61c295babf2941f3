package contact_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

const (
	ada         = "wix_contact.ada"
	readRoute   = "GET /contacts/v4/contacts/{id}"
	deleteRoute = "DELETE /contacts/v4/contacts/{id}"
)

// cli takes steps through the CLI and destroys at the end, which leaves so many
// contacts.
func cli(t *testing.T, site *acctest.Site, left int, steps ...resource.TestStep) {
	t.Helper()
	acctest.Test(t, resource.TestCase{ProtoV6ProviderFactories: site.Providers(), Steps: steps})
	if n := len(site.Contacts()); n != left {
		t.Errorf("%d contacts are left, want %d", n, left)
	}
}

// hcl is the configuration of wix_contact.ada.
func hcl(lines ...string) string {
	return acctest.Config("resource \"wix_contact\" \"ada\" {\n  " + strings.Join(lines, "\n  ") + "\n}\n")
}

func planned(checks ...plancheck.PlanCheck) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: checks}
}

func action(a plancheck.ResourceActionType) plancheck.PlanCheck {
	return plancheck.ExpectResourceAction(ada, a)
}

func holds(name string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(ada, tfjsonpath.New(name), value)
}

// only is the one contact of the site.
func only(t *testing.T, site *acctest.Site) (id string, info map[string]any) {
	t.Helper()
	all := site.Contacts()
	if len(all) != 1 {
		t.Fatalf("the site has %d contacts", len(all))
	}
	info, _ = all[0]["info"].(map[string]any)
	return or(all[0]["id"]), info
}

// put puts a contact on the site.
func put(t testing.TB, site interface {
	PutContact(info map[string]any) (string, error)
}, info config,
) (id string) {
	t.Helper()
	id, err := site.PutContact(info)
	check(t, err)
	return id
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
