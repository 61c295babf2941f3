package contact_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/compare"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

const queryRoute = "POST /contacts/v4/contacts/query"

func data(name, arguments string) string {
	return "data \"wix_contact\" \"" + name + "\" {\n  " + arguments + "\n}\n"
}

// However it is found, and as an import has it, a contact looks as its resource does that
// owns everything.
func TestAccContactDataSource_basic(t *testing.T) {
	site := acctest.NewSite(t)
	label, field := site.PutLabel("VIP"), site.PutField("Size", "NUMBER")
	config := hcl(`name = { first = "Ada", last = "Byron" }`,
		`emails = [{ email = "ada@example.com", tag = "WORK", primary = true }]`,
		`phones = [{ phone = "212-555-0100", country_code = "US", tag = "HOME", primary = true }]`,
		`addresses = [{ street = { number = "1", name = "Main St" }, city = "New York", subdivision = "US-NY", country = "US", postal_code = "10001", tag = "HOME" }]`,
		`company = "Example Ltd"`, `job_title = "Engineer"`, `birthdate = "1990-12-31"`, `locale = "en-US"`,
		`label_keys = ["`+label+`"]`, `extended_fields = { "`+field+`" = "12.5" }`)
	checks := []statecheck.StateCheck{}
	for name, argument := range map[string]string{
		"by_id": "id = wix_contact.ada.id", "by_email": "email = wix_contact.ada.emails[0].email",
		"by_upper": `email = upper(wix_contact.ada.emails[0].email)`, "by_phone": "phone = wix_contact.ada.phones[0].phone",
	} {
		config += data(name, argument)
		for _, attribute := range []string{
			"id", "revision", "created_date", "updated_date", "source", "last_activity", "primary_email", "primary_phone",
			"effective_label_keys", "effective_extended_fields",
			"name", "emails", "phones", "addresses", "company", "job_title", "birthdate", "locale", "label_keys", "extended_fields",
		} {
			at := tfjsonpath.New(attribute)
			checks = append(checks, statecheck.CompareValuePairs(ada, at, "data.wix_contact."+name, at, compare.ValuesSame()))
		}
	}
	cli(t, site, 0,
		resource.TestStep{Config: config, ConfigStateChecks: checks},
		resource.TestStep{ResourceName: ada, ImportState: true, ImportStateVerify: true},
		resource.TestStep{ResourceName: ada, ImportState: true, ImportStateVerify: true, ImportStateId: "email:ada@example.com"},
	)
}

// A contact with nothing on it has null for what is absent.
func TestAccContactDataSource_least(t *testing.T) {
	site := acctest.NewSite(t)
	id := put(t, site, map[string]any{"name": map[string]any{"last": "Byron"}})
	is := func(name string, value knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownValue("data.wix_contact.it", tfjsonpath.New(name), value)
	}
	cli(t, site, 1, resource.TestStep{
		Config: acctest.Config(data("it", `id = "`+id+`"`)),
		ConfigStateChecks: []statecheck.StateCheck{
			is("name", knownvalue.ObjectExact(map[string]knownvalue.Check{"first": knownvalue.Null(), "last": knownvalue.StringExact("Byron")})),
			is("emails", knownvalue.Null()), is("phones", knownvalue.Null()), is("addresses", knownvalue.Null()),
			is("company", knownvalue.Null()), is("label_keys", knownvalue.Null()), is("extended_fields", knownvalue.Null()),
			is("primary_email", knownvalue.Null()), is("primary_phone", knownvalue.Null()),
			is("effective_label_keys", knownvalue.SetSizeExact(0)),
		},
	})
}

func TestAccContactDataSource_merged(t *testing.T) {
	site := acctest.NewSite(t)
	survivor := put(t, site, map[string]any{"name": map[string]any{"first": "Ada"}})
	gone := put(t, site, map[string]any{"name": map[string]any{"first": "Ada"}})
	check(t, site.MergeContacts(survivor, gone))
	cli(t, site, 1, resource.TestStep{
		Config:      acctest.Config(data("it", `id = "`+gone+`"`)),
		ExpectError: acctest.Says("The contact was merged into another one.", "The contact "+gone+" was merged into "+survivor+". Use that id."),
	})
}
