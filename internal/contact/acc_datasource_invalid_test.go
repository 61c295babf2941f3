package contact_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// What a data source refuses by its arguments sends nothing; what only Wix can tell is
// an error, too.
func TestAccContactDataSources_invalid(t *testing.T) {
	all := func(arguments string) string { return plural("all", arguments, "length(it)") }
	for name, c := range map[string]struct {
		config   string
		says     *regexp.Regexp
		requests bool
	}{
		"no GUID":         {data("it", `id = "ada"`), acctest.Says("The id is not that of a contact.", `id = "ada"`, "is not a GUID such as", "look the contact up by email or phone."), false},
		"blank id":        {data("it", `id = " "`), acctest.Says("The argument is empty.", `id = " "`), false},
		"no such id":      {data("it", `id = "00000000-0000-4000-8000-000000000000"`), acctest.Says("The site has no such contact.", "id =", "look for it with the data source wix_contacts"), true},
		"no such e-mail":  {data("it", `email = "none@example.com"`), acctest.Says("The site has no such contact.", `email = "none@example.com"`, `No contact matches "none@example.com"`), true},
		"no such phone":   {data("it", `phone = "555-0199"`), acctest.Says("The site has no such contact.", `phone = "555-0199"`), true},
		"several":         {data("it", `email = "twice@example.com"`), acctest.Says("Several contacts match.", `email = "twice@example.com"`, "Give the id of the right one."), true},
		"several phones":  {data("it", `phone = "555-0100"`), acctest.Says("Several contacts match.", "Give the id of the right one."), true},
		"none":            {data("it", ``), acctest.Says("Exactly one of these attributes must be configured: [id,email,phone]"), false},
		"two":             {data("it", "id = \"x\"\n  phone = \"555-0100\""), acctest.Says("Exactly one of these attributes must be configured: [id,email,phone]"), false},
		"no JSON":         {all(`filter = "company = Example"`), acctest.Says("The filter is not a JSON object.", "Write it with jsonencode."), false},
		"JSON list":       {all(`filter = "[]"`), acctest.Says("The filter is not a JSON object.", "Write it with jsonencode."), false},
		"JSON null":       {all(`filter = "null"`), acctest.Says("The filter is not a JSON object.", "it is null"), false},
		"no such field":   {all(`filter = jsonencode({ "info.shoeSize" = 42 })`), acctest.Says("Wix refused", "request id"), true},
		"wrong operator":  {all(`filter = jsonencode({ "info.company" = { "$like" = "x" } })`), acctest.Says("Wix refused", "request id"), true},
		"no time":         {all(`created_after = "yesterday"`), acctest.Says("The time is not valid.", "2026-01-31T12:00:00Z. Correct the time."), false},
		"a day":           {all(`updated_after = "2026-01-31"`), acctest.Says("The time is not valid.", "Correct the time."), false},
		"status":          {all(`subscription_status = "subscribed"`), acctest.Says("is none of SUBSCRIBED"), false},
		"no results":      {all(`max_results = 0`), acctest.Says("value must be at least 1"), false},
		"order":           {all(`sort = { field = "createdDate", order = "up" }`), acctest.Says("is none of ASC, DESC"), false},
		"sort field":      {all(`sort = { field = "info.shoeSize" }`), acctest.Says("Wix refused", "request id"), true},
		"no such custom":  {all(`custom_field_equals = { "custom.none" = "1" }`), acctest.Says("The extended field does not exist.", `"custom.none"`, "Correct the key."), true},
		"value of number": {all(`custom_field_equals = { "ecom.numOfPurchases" = "many" }`), acctest.Says("The value does not fit the extended field.", `"many" is not a value of the type NUMBER. Correct the value.`), true},
	} {
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			for range 2 {
				put(t, site, map[string]any{
					"emails": wrapped(map[string]any{"email": "twice@example.com"}), "phones": wrapped(map[string]any{"phone": "555-0100"}),
				})
			}
			cli(t, site, 2, resource.TestStep{Config: acctest.Config(c.config), ExpectError: c.says})
			if n := site.CountAll(); n > 0 != c.requests {
				t.Errorf("%d requests were sent", n)
			}
		})
	}
}
