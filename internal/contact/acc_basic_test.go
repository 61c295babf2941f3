package contact_test

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

// definitions are a label and fields of each type for contacts to refer to.
const definitions = `
resource "wix_contact_label" "vip" {
  display_name = "VIP"
}

resource "wix_contact_extended_field" "all" {
  count        = 4
  display_name = ["TEXT", "NUMBER", "DATE", "URL"][count.index]
  data_type    = ["TEXT", "NUMBER", "DATE", "URL"][count.index]
}
`

const (
	everything = `name      = { first = "Ada", last = "Byron" }
  emails    = [{ email = "ada@example.com", tag = "WORK" }, { email = "ada@example.org", tag = "HOME", primary = true }]
  phones    = [{ phone = "212-555-0100", country_code = "US", tag = "MOBILE", primary = true }, { phone = "555-0101" }]
  addresses = [
    { street = { number = "1", name = "Main St" }, city = "New York", subdivision = "US-NY", country = "US", postal_code = "10001", tag = "HOME" },
    { address_line = "2 Elm St", address_line_2 = "Flat 3", city = "London", country = "GB" },
  ]
  company    = "Example Ltd"
  job_title  = "Engineer"
  birthdate  = "1990-12-31"
  locale     = "en-us"
  label_keys = [wix_contact_label.vip.key, "contacts.customers"]
  extended_fields = {
    (wix_contact_extended_field.all[0].key)   = "Blue"
    (wix_contact_extended_field.all[1].key) = "12.50"
    (wix_contact_extended_field.all[2].key)   = "2026-01-31"
    (wix_contact_extended_field.all[3].key)    = "example.com"
    "invoices.vatId"                               = "GB123"
  }`
	everythingElse = `name      = { first = "Augusta", last = "King" }
  emails    = [{ email = "augusta@example.com", primary = true }]
  phones    = [{ phone = "555-0101", tag = "FAX" }]
  addresses = [{ address_line = "3 High St", city = "London", country = "GB", tag = "BILLING" }]
  company    = "Sample GmbH"
  job_title  = "Countess"
  birthdate  = "1815-12-10"
  locale     = "de"
  label_keys = ["contacts.contacted-me"]
  extended_fields = {
    (wix_contact_extended_field.all[0].key)   = "Red"
    (wix_contact_extended_field.all[1].key) = "13"
    (wix_contact_extended_field.all[2].key)   = "2026-02-01"
    (wix_contact_extended_field.all[3].key)    = "https://example.org/"
    "invoices.vatId"                               = "DE456"
  }`
)

// facts words what matters of a contact.
func facts(t *testing.T, site *acctest.Site) string {
	t.Helper()
	_, info := only(t, site)
	name, _ := info["name"].(map[string]any)
	return fmt.Sprint(or(name["first"]), " ", or(name["last"]), "|",
		flat("emails", "email", "tag")(info), "|", flat("phones", "phone", "tag", "countryCode")(info), "|",
		flat("addresses", "tag", "addressLine", "addressLine2", "streetAddress", "city", "subdivision", "country", "postalCode")(info), "|",
		or(info["company"]), "|", or(info["jobTitle"]), "|", or(info["birthdate"]), "|", or(info["locale"]), "|", items(info, "labelKeys"))
}

// TestAccContact_basic sets every attribute, changes every one, and removes all
// that identify nothing.
func TestAccContact_basic(t *testing.T) {
	site := acctest.NewSite(t)
	value := func(dataType string) string {
		t.Helper()
		_, info := only(t, site)
		for _, f := range site.Fields() {
			if f["displayName"] == dataType {
				return fmt.Sprint(fieldValues(info)[f["key"].(string)])
			}
		}
		return "no such field"
	}
	see := func(want string, values ...string) func() {
		return func() {
			t.Helper()
			if got := facts(t, site); got != want {
				t.Errorf("the contact is\n%s, want\n%s", got, want)
			}
			for i, dataType := range []string{"TEXT", "NUMBER", "DATE", "URL"} {
				if got := value(dataType); got != values[i] {
					t.Errorf("the %s is %s, want %s", dataType, got, values[i])
				}
			}
		}
	}
	cli(t, site, 0,
		resource.TestStep{
			Config:           hcl(everything) + definitions,
			ConfigPlanChecks: planned(action(plancheck.ResourceActionCreate), plancheck.ExpectUnknownValue(ada, tfjsonpath.New("id"))),
			ConfigStateChecks: []statecheck.StateCheck{
				holds("id", knownvalue.NotNull()),
				holds("locale", knownvalue.StringExact("en-us")),
				holds("allow_duplicates", knownvalue.Bool(false)),
				holds("primary_email", knownvalue.ObjectPartial(map[string]knownvalue.Check{"email": knownvalue.StringExact("ada@example.org")})),
				holds("primary_phone", knownvalue.ObjectPartial(map[string]knownvalue.Check{"e164_phone": knownvalue.StringExact("+12125550100")})),
				holds("effective_label_keys", knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("custom.vip"), knownvalue.StringExact("contacts.customers")})),
			},
			PostApplyFunc: see("Ada Byron|ada@example.com/WORK,ada@example.org/HOME|212-555-0100/MOBILE/US,555-0101/UNTAGGED|"+
				"HOME/map[name:Main St number:1]/New York/US-NY/US/10001,UNTAGGED/2 Elm St/Flat 3/London/GB|"+
				"Example Ltd|Engineer|1990-12-31|en-us|[contacts.customers custom.vip]", "Blue", "12.5", "2026-01-31", "https://example.com"),
		},
		resource.TestStep{
			Config:           hcl(everythingElse) + definitions,
			ConfigPlanChecks: planned(action(plancheck.ResourceActionUpdate), plancheck.ExpectKnownValue(ada, tfjsonpath.New("id"), knownvalue.NotNull())),
			PostApplyFunc: see("Augusta King|augusta@example.com/UNTAGGED|555-0101/FAX|BILLING/3 High St/London/GB|"+
				"Sample GmbH|Countess|1815-12-10|de|[contacts.contacted-me]", "Red", "13", "2026-02-01", "https://example.org/"),
		},
		resource.TestStep{
			Config:           hcl(`name = { last = "King" }`) + definitions,
			ConfigPlanChecks: planned(action(plancheck.ResourceActionUpdate)),
			PostApplyFunc:    see(" King||||||||[]", "<nil>", "<nil>", "<nil>", "<nil>"),
		},
	)
	site.Sent(t, map[string]int{createRoute: 1, patchRoute: 2, deleteRoute: 1})
}

func TestAccContact_disappears(t *testing.T) {
	site := acctest.NewSite(t)
	config := hcl(`emails = [{ email = "ada@example.com" }]`)
	cli(t, site, 0,
		resource.TestStep{Config: config},
		resource.TestStep{
			PreConfig: func() {
				id, _ := only(t, site)
				check(t, site.RemoveContact(id))
			},
			Config:           config,
			ConfigPlanChecks: planned(action(plancheck.ResourceActionCreate)),
		})
	site.Sent(t, map[string]int{createRoute: 2, patchRoute: 0, deleteRoute: 1})
}
