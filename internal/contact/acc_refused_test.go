package contact_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// refuse answers the next request of a route with violations of these members.
func refuse(site *acctest.Site, route string, fields ...string) {
	var list []string
	for _, f := range fields {
		list = append(list, fmt.Sprintf(`{"field": %q, "description": "has an invalid format", "violatedRule": "FORMAT"}`, f))
	}
	site.Inject(emulator.Fault{Route: route, Times: 1, Status: 400, Body: fmt.Sprintf(
		`{"message": "not valid", "details": {"validationError": {"fieldViolations": [%s]}}}`, strings.Join(list, ","))})
}

// What only Wix can refuse is an error at the attribute, in words.
func TestAccContact_refused(t *testing.T) {
	for field, c := range map[string]struct{ at, place string }{
		"info.company":                                       {at("company"), "company"},
		"info.jobTitle":                                      {at("job_title"), "job_title"},
		"info.birthdate":                                     {at("birthdate"), "birthdate"},
		"info.locale":                                        {at("locale"), "locale"},
		"info.name.first":                                    {at("name", "first"), "name.first"},
		"info.emails":                                        {at("emails"), "emails"},
		"info.emails.items[1].email":                         {at("emails", 1, "email"), "emails[1].email"},
		"info.emails.items[1].tag":                           {at("emails", 1, "tag"), "emails[1].tag"},
		"info.phones.items[0].countryCode":                   {at("phones", 0, "country_code"), "phones[0].country_code"},
		"info.addresses.items[1].address.subdivision":        {at("addresses", 1, "subdivision"), "addresses[1].subdivision"},
		"info.addresses.items[1].address.postalCode":         {at("addresses", 1, "postal_code"), "addresses[1].postal_code"},
		"info.addresses.items[0].address.streetAddress.name": {at("addresses", 0, "street", "name"), "addresses[0].street.name"},
		"info.addresses.items[0].address.somethingNew":       {at("addresses", 0), "addresses[0]"},
		"info.labelKeys.items[0]":                            {at("label_keys"), "label_keys"},
		"info.extendedFields.items.custom.size":              {entryAt("custom.size"), `extended_fields["custom.size"]`},
		"info.somethingNew":                                  {"[]", "info.somethingNew"},
	} {
		t.Run(field, func(t *testing.T) {
			w := newTestSite(t, emulator.Switches{FieldKeys: "plain"})
			w.site.PutLabel("VIP")
			w.site.PutField("size", "TEXT")
			refuse(w.site, createRoute, field)
			d := w.r.Apply(config{
				"name": config{"first": "Ada"}, "emails": []any{email(nil), email(config{"email": "ada@example.org"})},
				"phones": []any{phone(nil)}, "addresses": []any{config{"street": config{"name": "Main St"}}, config{"country": "US", "subdivision": "US-NY"}},
				"company": "Example Ltd", "label_keys": []any{"custom.vip"}, "extended_fields": config{"custom.size": "12"},
			})
			if len(d) != 1 || !d.Failed() || !d.Mentions("Wix refused a value. "+c.at) || !d.Mentions(c.place+": has an invalid format.") ||
				!d.Mentions("Correct the value in the configuration and apply again.") || !d.Mentions("status 400, request id") {
				t.Errorf("the diagnostics are: %s", d)
			}
			if !w.r.State.IsNull() {
				t.Error("something is in the state")
			}
			w.site.Sent(t, map[string]int{createRoute: 1, patchRoute: 0})
		})
	}
}

// By the emulator's own strict rules.
func TestAccContact_refusedPhone(t *testing.T) {
	site := acctest.NewSite(t, func(o *emulator.Options) { o.Switches.Format = "strict" })
	cli(t, site, 0, resource.TestStep{
		Config:      hcl(`phones = [{ phone = "555-0100" }, { phone = "call 555-0101" }]`),
		ExpectError: acctest.Says("Wix refused a value.", "phones[1].phone: must be a phone number."),
	})
}

// An update that is refused leaves the state as it was.
func TestAccContact_updateRefused(t *testing.T) {
	site := acctest.NewSite(t)
	before := hcl(`name = { first = "Ada" }`)
	cli(t, site, 0,
		resource.TestStep{Config: before},
		resource.TestStep{
			PreConfig:   func() { refuse(site, patchRoute, "info.company", "info.addresses.items[0].address.city") },
			Config:      hcl(`name = { first = "Ada" }`, `addresses = [{ city = "London" }]`, `company = "Example Ltd"`),
			ExpectError: acctest.Says("Wix refused a value.", "addresses[0].city: has", "Wix refused a value.", `company = "Example Ltd"`, "company: has"),
		},
		resource.TestStep{Config: before, PlanOnly: true},
	)
	site.Sent(t, map[string]int{createRoute: 1, patchRoute: 1})
}

// Errors of the plan come all at once, with their lines, as far as the CLI shows
// lines, and in words.
func TestAccContact_invalidLines(t *testing.T) {
	site := acctest.NewSite(t)
	site.PutLabel("VIP")
	cli(t, site, 0, resource.TestStep{
		Config:      hcl(`name = { first = "Ada" }`, `addresses = [{ country = "US", subdivision = "CA-ON" }]`),
		PlanOnly:    true,
		ExpectError: acctest.Says("The subdivision is not valid.", `addresses = [{ country = "US", subdivision = "CA-ON" }]`, "addresses[0].subdivision: CA-ON is not part of the country US."),
	}, resource.TestStep{
		Config:   hcl("emails = [\n    { email = \"ada@example.com\" },\n    { email = \"ada\" },\n  ]", `birthdate = "1990-02-30"`),
		PlanOnly: true,
		ExpectError: acctest.Says("The e-mail address is not valid.", `{ email = "ada" },`, `emails[1].email: "ada" does not have the form name@example.com`,
			"The date is not valid.", `birthdate = "1990-02-30"`, "Correct the date."),
	}, resource.TestStep{
		Config:   hcl(`name = { first = "Ada" }`, `label_keys = ["VIP"]`, `extended_fields = { "ecom.totalSpentAmount" = "12" }`),
		PlanOnly: true,
		ExpectError: acctest.Says("A display name is not a key.", `label_keys = ["VIP"]`, `"VIP" is a name; its key is "custom.vip".`,
			"The field cannot be set.", `extended_fields = { "ecom.totalSpentAmount" = "12" }`, "remove the entry."),
	})
	site.Sent(t, map[string]int{"GET /contacts/v4/labels": 1, "GET /contacts/v4/extended-fields": 1, createRoute: 0})
}

// A value that turns out on apply not to fit its field is an error before anything is
// sent for the contact.
func TestAccContact_misfitOnApply(t *testing.T) {
	site := acctest.NewSite(t)
	cli(t, site, 0, resource.TestStep{
		Config: hcl(`name = { first = "Ada" }`, `extended_fields = { (wix_contact_extended_field.size.key) = "large" }`) +
			"resource \"wix_contact_extended_field\" \"size\" {\n  display_name = \"Size\"\n  data_type = \"NUMBER\"\n}\n",
		ExpectError: acctest.Says("The value does not fit the extended field.", `"large" is not a number`),
	})
	site.Sent(t, map[string]int{createRoute: 0})
}

// The error of a create that meets another contact holds an import block that
// works as it is, and names the line of the address.
func TestAccContact_exists(t *testing.T) {
	site := acctest.NewSite(t)
	id := put(t, site, map[string]any{"emails": wrapped(map[string]any{"email": "ada@example.com"})})
	config := hcl(`emails = [{ email = "Ada@example.com" }]`)
	cli(t, site, 0,
		resource.TestStep{
			Config: config,
			ExpectError: acctest.Says("A contact with the same e-mail address or phone exists.", `the e-mail address "Ada@example.com"`,
				`import { to = wix_contact.example id = "`+id+`" }`, "adopt_existing = true", "allow_duplicates = true"),
		},
		resource.TestStep{Config: config + importBlock(id), ConfigPlanChecks: planned(action(plancheck.ResourceActionNoop))},
	)
	site.Sent(t, map[string]int{createRoute: 1, patchRoute: 0, deleteRoute: 1})
}

func TestAccContact_adopt(t *testing.T) {
	site := acctest.NewSite(t)
	put(t, site, map[string]any{"emails": wrapped(map[string]any{"email": "ada@example.com"}), "company": "Other Inc", "jobTitle": "Engineer"})
	cli(t, site, 0, resource.TestStep{
		Config: hcl(`emails = [{ email = "ada@example.com" }]`, `company = "Example Ltd"`, `adopt_existing = true`),
		PostApplyFunc: func() {
			if _, info := only(t, site); info["company"] != "Example Ltd" || info["jobTitle"] != "Engineer" {
				t.Errorf("the contact is %s", facts(t, site))
			}
		},
	})
	site.Sent(t, map[string]int{createRoute: 0, patchRoute: 1, deleteRoute: 1})
}
