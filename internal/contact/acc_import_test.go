package contact_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// existing puts a contact with everything on it on the site, and gives its id and
// the keys of a label and a field of it.
func existing(t *testing.T, site *acctest.Site) (id, label, field string) {
	t.Helper()
	label, field = site.PutLabel("VIP"), site.PutField("Size", "NUMBER")
	id = put(t, site, map[string]any{
		"name":      map[string]any{"first": "Ada", "last": "Byron"},
		"emails":    wrapped(map[string]any{"email": "ada@example.com", "tag": "WORK", "primary": true}, map[string]any{"email": "ada@example.org"}),
		"phones":    wrapped(map[string]any{"phone": "555-0100", "countryCode": "US", "tag": "HOME"}),
		"addresses": wrapped(map[string]any{"tag": "HOME", "address": map[string]any{"addressLine": "1 Main St", "city": "New York", "country": "US", "subdivision": "US-NY"}}),
		"company":   "Example Ltd", "jobTitle": "Engineer", "birthdate": "1990-12-31", "locale": "en-us",
		"extendedFields": map[string]any{"items": map[string]any{field: 12.5}},
	})
	check(t, site.LabelContact(id, label, "contacts.customers"))
	return id, label, field
}

// full is the configuration of that contact.
func full(label, field string) string {
	return hcl(`name = { first = "Ada", last = "Byron" }`,
		`emails = [{ email = "ada@example.com", tag = "WORK", primary = true }, { email = "ADA@example.org" }]`,
		`phones = [{ phone = "555-0100", country_code = "US", tag = "HOME" }]`,
		`addresses = [{ address_line = "1 Main St", city = "New York", country = "US", subdivision = "US-NY", tag = "HOME" }]`,
		`company = "Example Ltd"`, `job_title = "Engineer"`, `birthdate = "1990-12-31"`, `locale = "en-US"`,
		`label_keys = ["`+label+`"]`, `extended_fields = { "`+field+`" = "12.50" }`)
}

func importBlock(id string) string {
	return "import {\n  to = wix_contact.ada\n  id = \"" + id + "\"\n}\n"
}

func TestAccContact_import(t *testing.T) {
	for name, id := range map[string]func(id string) string{
		"id":            func(id string) string { return id },
		"email":         func(string) string { return "email:ada@example.com" },
		"another email": func(string) string { return "email: ADA@example.org" },
	} {
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			key, label, field := existing(t, site)
			config := full(label, field)
			cli(t, site, 0,
				resource.TestStep{Config: config + importBlock(id(key)), ConfigPlanChecks: planned(action(plancheck.ResourceActionNoop))},
				resource.TestStep{Config: config, PlanOnly: true})
			site.Sent(t, map[string]int{createRoute: 0, patchRoute: 0, deleteRoute: 1})
		})
	}
}

// An import that is configured in one attribute leaves all others alone, also
// when that attribute changes.
func TestAccContact_importLabelsOnly(t *testing.T) {
	site := acctest.NewSite(t)
	id, label, _ := existing(t, site)
	gold := site.PutLabel("Gold")
	before := facts(t, site)
	cli(t, site, 0,
		resource.TestStep{
			Config:           hcl(`label_keys = ["`+label+`"]`) + importBlock(id),
			ConfigPlanChecks: planned(action(plancheck.ResourceActionNoop)),
			PostApplyFunc: func() {
				if got := facts(t, site); got != before {
					t.Errorf("the contact is %s, was %s", got, before)
				}
				site.Sent(t, map[string]int{patchRoute: 0})
			},
		},
		resource.TestStep{
			Config:           hcl(`label_keys = ["` + label + `", "` + gold + `"]`),
			ConfigPlanChecks: planned(action(plancheck.ResourceActionUpdate)),
			PostApplyFunc: func() {
				_, info := only(t, site)
				if got := len(items(info, "labelKeys")); got != 3 || info["company"] != "Example Ltd" || len(items(info, "emails")) != 2 {
					t.Errorf("the contact is %s", facts(t, site))
				}
			},
		})
	site.Sent(t, map[string]int{createRoute: 0, patchRoute: 0})
}

func TestAccContact_importInvalid(t *testing.T) {
	for name, c := range map[string]struct {
		id   string
		says *regexp.Regexp
	}{
		"no such e-mail": {"email:none@example.com", acctest.Says("The site has no such contact.", `"none@example.com"`, "may not be found yet")},
		"several":        {"email:twice@example.com", acctest.Says("Several contacts match.", "Give the id of the right one.")},
		"no prefix":      {"ada@example.com", acctest.Says("The import id is not the id of a contact.", "such as email:name@example.com")},
		"no such id":     {"00000000-0000-4000-8000-000000000000", acctest.Says("The contact to import does not exist.", "no contact with the id 00000000-0000-4000-8000-000000000000", "wix_contacts", "email:name@example.com")},
	} {
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			for range 2 {
				put(t, site, map[string]any{"emails": wrapped(map[string]any{"email": "twice@example.com"})})
			}
			cli(t, site, 2, resource.TestStep{Config: hcl(`name = { first = "Ada" }`) + importBlock(c.id), PlanOnly: true, ExpectError: c.says})
			site.Sent(t, map[string]int{createRoute: 0, patchRoute: 0, deleteRoute: 0})
		})
	}
}
