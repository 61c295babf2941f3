package contact_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

func long(n int) string { return strings.Repeat("x", n) }

func repeated(n int, item any) []any {
	out := make([]any, n)
	for i := range out {
		out[i] = item
	}
	return out
}

func email(more config) config { return merged(config{"email": "ada@example.com"}, more) }
func phone(more config) config { return merged(config{"phone": "555-0100"}, more) }

func merged(a, b config) config {
	maps.Copy(a, b)
	return a
}

func numbered(n int, part, format string) (out []any) {
	for i := range n {
		out = append(out, config{part: fmt.Sprintf(format, i)})
	}
	return out
}

// at is how a diagnostic names an attribute, or the item of a list with it:
// at("emails", 1, "email").
func at(steps ...any) string {
	var out []string
	for _, s := range steps {
		switch s := s.(type) {
		case int:
			return "[" + strings.Join(append(out, fmt.Sprintf("ElementKeyInt(%d)", s)), ".") + "]"
		default:
			out = append(out, fmt.Sprintf("AttributeName(%q)", s))
		}
	}
	return "[" + strings.Join(out, ".") + "]"
}

func entryAt(key string) string {
	return fmt.Sprintf("[AttributeName(%q).ElementKeyString(%q)]", "extended_fields", key)
}

// TestAccContact_invalid has every rule that is certain while planning: one error,
// at its attribute, with the next step, and nothing is asked of the site.
func TestAccContact_invalid(t *testing.T) {
	address := func(more config) []any { return []any{more} }
	for name, c := range map[string]struct {
		config config
		at     string
		says   string
	}{
		"long first name":         {config{"name": config{"first": long(1001)}}, at("name", "first"), "this one has 1001. Change the text."},
		"long last name":          {config{"name": config{"last": long(1001)}}, at("name", "last"), "this one has 1001. Change the text."},
		"long company":            {with(config{"company": long(1001)}), at("company"), "this one has 1001. Change the text."},
		"long job title":          {with(config{"job_title": long(1001)}), at("job_title"), "this one has 1001. Change the text."},
		"long phone":              {config{"phones": []any{phone(config{"phone": strings.Repeat("5", 51)})}}, at("phones", 0, "phone"), "from 1 to 50 characters"},
		"empty phone":             {config{"phones": []any{phone(config{"phone": " "})}}, at("phones", 0, "phone"), "from 1 to 50 characters"},
		"long e-mail":             {config{"emails": []any{email(config{"email": long(310) + "@example.com"})}}, at("emails", 0, "email"), "at most 320 characters. Correct the address."},
		"long line":               {with(config{"addresses": address(config{"address_line": long(1001)})}), at("addresses", 0, "address_line"), "this one has 1001"},
		"long second line":        {with(config{"addresses": address(config{"address_line_2": long(1001)})}), at("addresses", 0, "address_line_2"), "this one has 1001"},
		"long street":             {with(config{"addresses": address(config{"street": config{"name": long(1001)}})}), at("addresses", 0, "street", "name"), "this one has 1001"},
		"long number":             {with(config{"addresses": address(config{"street": config{"number": long(101)}})}), at("addresses", 0, "street", "number"), "this one has 101"},
		"long city":               {with(config{"addresses": address(config{"city": long(1001)})}), at("addresses", 0, "city"), "this one has 1001"},
		"long postal code":        {with(config{"addresses": address(config{"postal_code": long(101)})}), at("addresses", 0, "postal_code"), "this one has 101"},
		"51 e-mails":              {config{"emails": numbered(51, "email", "c%d@example.com")}, at("emails"), "at most 50"},
		"51 phones":               {config{"phones": numbered(51, "phone", "555-%04d")}, at("phones"), "at most 50"},
		"51 addresses":            {with(config{"addresses": repeated(51, config{"city": "London"})}), at("addresses"), "at most 50"},
		"long label key":          {with(config{"label_keys": []any{long(81)}}), `AttributeName("label_keys")`, "from 1 to 80 characters"},
		"empty label key":         {with(config{"label_keys": []any{""}}), `AttributeName("label_keys")`, "from 1 to 80 characters"},
		"null label key":          {with(config{"label_keys": []any{nil}}), `AttributeName("label_keys")`, "null"},
		"tag of an e-mail":        {config{"emails": []any{email(config{"tag": "FAX"})}}, at("emails", 0, "tag"), "none of UNTAGGED, MAIN, HOME, WORK"},
		"tag of a phone":          {config{"phones": []any{phone(config{"tag": "SHIPPING"})}}, at("phones", 0, "tag"), "MOBILE, WORK"},
		"tag of an address":       {with(config{"addresses": address(config{"city": "London", "tag": "MAIN"})}), at("addresses", 0, "tag"), "BILLING, SHIPPING"},
		"deletion policy":         {with(config{"deletion_policy": "KEEP"}), at("deletion_policy"), "none of DELETE, RETAIN"},
		"day of no month":         {with(config{"birthdate": "1990-02-30"}), at("birthdate"), "such as 1990-12-31. Correct the date."},
		"country in words":        {with(config{"addresses": address(config{"country": "USA"})}), at("addresses", 0, "country"), "such as US or DE. Did you mean US? Correct the code."},
		"country by its name":     {with(config{"addresses": address(config{"country": "Switzerland"})}), at("addresses", 0, "country"), "such as US or DE. Did you mean CH? Correct the code."},
		"UK":                      {with(config{"addresses": address(config{"country": "UK"})}), at("addresses", 0, "country"), `"UK" is not an ISO 3166-1 code of two capital letters such as US or DE. Did you mean GB?`},
		"country in small":        {config{"phones": []any{phone(config{"country_code": "us"})}}, at("phones", 0, "country_code"), "Did you mean US?"},
		"no country":              {with(config{"addresses": address(config{"country": "XX"})}), at("addresses", 0, "country"), "Correct the code."},
		"country of a phone":      {config{"phones": []any{phone(config{"country_code": "1"})}}, at("phones", 0, "country_code"), "Correct the code."},
		"subdivision alone":       {with(config{"addresses": address(config{"subdivision": "NY"})}), at("addresses", 0, "subdivision"), "such as US-NY. Correct the code."},
		"subdivision of another":  {with(config{"addresses": address(config{"subdivision": "CA-ON", "country": "US"})}), at("addresses", 0, "subdivision"), "CA-ON is not part of the country US. Correct one of the two."},
		"locale":                  {with(config{"locale": "english, please"}), at("locale"), "such as en-US or de. Correct the locale."},
		"locale of no language":   {with(config{"locale": "xx-notalang"}), at("locale"), "Correct the locale."},
		"e-mail without at":       {config{"emails": []any{email(config{"email": "ada.example.com"})}}, at("emails", 0, "email"), "name@example.com with at most 320 characters. Correct the address."},
		"e-mail with marks":       {config{"emails": []any{email(config{"email": "\u202aada@example.com\u202c"})}}, at("emails", 0, "email"), `"\u202aada@example.com\u202c" does not have`},
		"phone with marks":        {config{"phones": []any{phone(config{"phone": "555\u200b0100"})}}, at("phones", 0, "phone"), `"555\u200b0100" is not a phone number`},
		"phone as a number":       {config{"phones": []any{phone(config{"phone": "1.21256E+10"})}}, at("phones", 0, "phone"), "such as 1.2E+10. Correct the number."},
		"phone without digits":    {config{"phones": []any{phone(config{"phone": "n/a"})}}, at("phones", 0, "phone"), "Correct the number."},
		"second e-mail":           {config{"emails": []any{email(nil), email(config{"email": "x"})}}, at("emails", 1, "email"), "Correct the address."},
		"two primary e-mails":     {config{"emails": []any{email(config{"primary": true}), email(config{"email": "c@example.com"}), email(config{"email": "b@example.com", "primary": true})}}, at("emails", 2), "item 0 is primary already. Mark one item only."},
		"two primary phones":      {config{"phones": []any{phone(config{"primary": true}), phone(config{"phone": "555-0101", "primary": true})}}, at("phones", 1), "Mark one item only."},
		"an e-mail twice":         {config{"emails": []any{email(nil), email(config{"email": "Ada@Example.com", "tag": "WORK"})}}, at("emails", 1), "item 0 has the same email"},
		"a phone twice":           {config{"phones": []any{phone(nil), phone(config{"phone": " 555-0100", "tag": "WORK"})}}, at("phones", 1), "item 0 has the same phone"},
		"line and street":         {with(config{"addresses": address(config{"address_line": "1 Main St", "street": config{"name": "Main St"}})}), at("addresses", 0, "street"), "Remove address_line or street."},
		"empty name":              {with(config{"name": config{}}), at("name"), "at least one of first, last"},
		"empty street":            {with(config{"addresses": address(config{"street": config{}})}), at("addresses", 0, "street"), "at least one of number, name"},
		"nothing that identifies": {config{"company": "Example Ltd"}, "[]", "Set name, emails or phones."},
		"only empty names":        {config{"name": config{"first": "", "last": " "}}, at("name"), "Set name, emails or phones."},
		"only empty lists":        {config{"emails": []any{}, "phones": []any{}}, at("emails"), "Set name, emails or phones."},
		"no configuration at all": {config{}, "[]", "Set name, emails or phones."},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTestSite(t, emulator.Switches{})
			w.site.ResetRequests()
			_, d := w.r.Plan(c.config)
			if len(d) != 1 || !d.Failed() || !d.Mentions(c.at) || !d.Mentions(c.says) {
				t.Errorf("want one error at %s that says %q, got: %s", c.at, c.says, d)
			}
			if n := w.site.CountAll(); n != 0 {
				t.Errorf("%d requests were sent", n)
			}
		})
	}
}

// Rules about fields need their definitions: one list, and nothing is written.
func TestAccContact_invalidValues(t *testing.T) {
	for name, c := range map[string]struct{ dataType, value, says string }{
		"words for a number": {"NUMBER", "twelve", `"twelve" is not a number such as 12 or -3.5. Correct the value.`},
		"a comma":            {"NUMBER", "12,5", `"12,5" is not a number`},
		"infinity":           {"NUMBER", "Inf", `"Inf" is not a number`},
		"a date in words":    {"DATE", "tomorrow", `"tomorrow" is not a date in the form YYYY-MM-DD. Correct the value.`},
		"no such day":        {"DATE", "2026-02-29", `"2026-02-29" is not a date`},
		"no URL":             {"URL", "not a url", `"not a url" is not a URL such as https://example.com. Correct the value.`},
		"another scheme":     {"URL", "mailto:ada@example.com", "begins with mailto:, before which Wix may put https://. A field of this type is for addresses such as https://example.com, and one of the type TEXT for all others. Correct the value."},
		"no host":            {"URL", "https://", `"https://" is not a URL`},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTestSite(t, emulator.Switches{})
			key := w.site.PutField("Field under test", c.dataType)
			w.site.ResetRequests()
			_, d := w.r.Plan(with(config{"extended_fields": config{key: c.value, w.color: "Blue"}}))
			if len(d) != 1 || !d.Failed() || !d.Mentions(entryAt(key)) || !d.Mentions(c.says) || !d.Mentions(key) {
				t.Errorf("the diagnostics are: %s", d)
			}
			if n := w.site.CountAll(); n != 1 || w.site.Count("GET /contacts/v4/extended-fields") != 1 {
				t.Errorf("%d requests were sent", n)
			}
		})
	}
}

// TestAccContact_invalidKeys has keys that the site does not have, or that nobody can set:
// one error, after one listing, and one more look for what the listing lacks.
func TestAccContact_invalidKeys(t *testing.T) {
	for name, c := range map[string]struct {
		label, field string
		requests     int
		says         string
	}{
		"label":                   {"custom.none", "", 2, `The site has no contact label with the key "custom.none". Refer to the key of a wix_contact_label, or of the data source`},
		"label by name":           {"Of others", "", 1, `"Of others" is a name; its key is "custom.of-others". Refer to the key of a wix_contact_label`},
		"label by spaced name":    {" Of others ", "", 1, `its key is "custom.of-others".`},
		"field":                   {"", "custom.none", 2, `The site has no extended field with the key "custom.none". Refer to the key of a wix_contact_extended_field, or of the data source`},
		"field by name":           {"", "Of others", 1, `"Of others" is a name; its key is "custom.of-others". Refer to the key of a wix_contact_extended_field`},
		"field without namespace": {"", "size", 2, `The site has no extended field with the key "size".`},
		"field of Wix":            {"", "ecom.totalSpentAmount", 1, "Wix itself writes ecom.totalSpentAmount, and of the fields that Wix defines only invoices.vatId can be set."},
		"derived field":           {"", "contacts.displayByFirstName", 1, "remove the entry."},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTestSite(t, emulator.Switches{FieldKeys: "plain"})
			want, place, list := config{"label_keys": []any{c.label, "contacts.customers"}}, at("label_keys"), "GET /contacts/v4/labels"
			if c.field != "" {
				want, place, list = config{"extended_fields": config{c.field: "1", w.color: "Blue"}}, entryAt(c.field), "GET /contacts/v4/extended-fields"
			}
			refused := func() {
				t.Helper()
				w.site.ResetRequests()
				_, d := w.r.Plan(with(want))
				if len(d) != 1 || !d.Failed() || !d.Mentions(place) || !d.Mentions(c.says) {
					t.Errorf("the diagnostics are: %s", d)
				}
				if n := w.site.CountAll(); n != c.requests || w.site.Count(list) != 1 {
					t.Errorf("%d requests were sent", n)
				}
			}
			refused()
			w.apply("create", with(nil))
			w.r.Restart()
			refused() // on an update, too
		})
	}
}

// Labels that the state has already are not looked up.
func TestAccContact_keysNotChecked(t *testing.T) {
	w := newTestSite(t, emulator.Switches{})
	w.apply("create", with(config{"label_keys": []any{w.label}}))
	w.r.Restart()
	w.site.ResetRequests()
	w.planned(with(config{"label_keys": []any{w.label}, "company": "Example Ltd"}))
	w.planned(with(config{"label_keys": []any{}}))
	w.site.Sent(t, map[string]int{"GET /contacts/v4/labels": 0, "GET /contacts/v4/labels/{key}": 0})
}

// Contacts are labelled without the permission to read labels. It is asked for once.
func TestAccContact_labelsNotReadable(t *testing.T) {
	site := acctest.NewSite(t, func(o *emulator.Options) { o.Permissions = []string{"CONTACTS.VIEW", "CONTACTS.MODIFY"} })
	key := site.PutLabel("VIP")
	core := site.Core(t)
	for i := range 3 {
		if _, d := core.Resource("wix_contact").Plan(config{"name": config{"first": fmt.Sprint("Ada ", i)}, "label_keys": []any{key}}); len(d) > 0 {
			t.Error(d)
		}
	}
	site.Sent(t, map[string]int{"GET /contacts/v4/labels": 1})
	core.Resource("wix_contact").MustApply(config{"name": config{"first": "Ada"}, "label_keys": []any{key}})
}

// What is not known yet is never an error.
func TestAccContact_unknownValues(t *testing.T) {
	u := acctest.Unknown
	for name, c := range map[string]config{
		"all":          {"name": u, "emails": u, "phones": u, "addresses": u, "company": u, "job_title": u, "birthdate": u, "locale": u, "label_keys": u, "extended_fields": u, "allow_duplicates": u, "adopt_existing": u, "deletion_policy": u},
		"name":         {"name": config{"first": u, "last": u}},
		"items":        with(config{"emails": []any{u}, "phones": []any{u}, "addresses": []any{u}}),
		"email":        {"emails": []any{email(config{"email": u, "tag": u, "primary": u}), email(config{"primary": true})}},
		"phone":        {"phones": []any{phone(config{"phone": u, "country_code": u, "tag": u, "primary": u})}},
		"address":      with(config{"addresses": []any{config{"address_line": u, "street": u, "country": u, "subdivision": "US-NY"}, config{"address_line": "1 Main St", "street": u}, config{"street": config{"number": u, "name": u}}, config{"country": "US", "subdivision": u}}}),
		"texts":        with(config{"company": u, "job_title": u, "birthdate": u, "locale": u}),
		"labels":       with(config{"label_keys": []any{u, "contacts.customers"}}),
		"values":       with(config{"extended_fields": config{"custom.size": u}}),
		"settings":     with(config{"allow_duplicates": u, "adopt_existing": u, "deletion_policy": u}),
		"only a list":  {"emails": u},
		"only a part":  {"name": config{"first": u}},
		"only a phone": {"phones": u},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTestSite(t, emulator.Switches{})
			w.site.ResetRequests()
			if _, d := w.r.Plan(c); len(d) > 0 {
				t.Errorf("the create is refused: %s", d)
			}
			if n := w.site.CountAll() - w.site.Count("GET /contacts/v4/labels"); n != 0 {
				t.Errorf("%d requests were sent", n)
			}
			w.apply("create", with(config{"company": "Example Ltd", "addresses": []any{config{"city": "London"}}, "extended_fields": config{w.color: "Blue"}}))
			w.r.Restart()
			if _, d := w.r.Plan(c); d.Failed() {
				t.Errorf("the update is refused: %s", d)
			}
		})
	}
}
