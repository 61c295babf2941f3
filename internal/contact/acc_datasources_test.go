package contact_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// plural is a data source wix_contacts and an output with something of it.
func plural(name, arguments, value string) string {
	const source = "data.wix_contacts."
	return fmt.Sprintf("data \"wix_contacts\" %q {\n  %s\n}\noutput %q {\n  value = %s\n}\n", name, arguments, name,
		strings.ReplaceAll(value, "it", source+name+".contacts"))
}

func list(name string, values ...string) statecheck.StateCheck {
	checks := []knownvalue.Check{}
	for _, v := range values {
		checks = append(checks, knownvalue.StringExact(v))
	}
	return statecheck.ExpectKnownOutputValue(name, knownvalue.ListExact(checks))
}

// people puts four contacts on the site, an hour apart: Ada, Grace, Joan, Mary.
func people(t *testing.T, site *acctest.Site) (vip, gold, color, score, link, since string) {
	t.Helper()
	vip, gold = site.PutLabel("VIP"), site.PutLabel("Gold")
	color, score = site.PutField("Color", "TEXT"), site.PutField("Score", "NUMBER")
	link, since = site.PutField("Link", "URL"), site.PutField("Since", "DATE")
	for i, p := range []struct {
		name, email, company string
		labels               []string
		values               map[string]any
		status               string
	}{
		{"Ada", "ada@example.com", "Example Ltd", []string{vip, gold}, map[string]any{color: "Blue", score: 12, link: "https://example.com"}, "SUBSCRIBED"},
		{"Grace", "Grace@example.com", "Sample GmbH", []string{vip}, map[string]any{color: "Blue", score: 12.5}, "UNSUBSCRIBED"},
		{"Joan", "joan@example.org", "Example Ltd", []string{gold}, map[string]any{color: "Red", since: "2026-01-31"}, "PENDING"},
		{"Mary", "mary@example.org", "", nil, nil, ""},
	} {
		_ = site.Clock.Sleep(t.Context(), 3600e9)
		info := map[string]any{
			"name": map[string]any{"first": p.name}, "emails": wrapped(map[string]any{"email": p.email}), "company": p.company,
			"extendedFields": map[string]any{"items": p.values},
		}
		if p.values == nil {
			delete(info, "extendedFields")
		}
		id := put(t, site, info)
		check(t, site.LabelContact(id, p.labels...))
		if p.status != "" {
			check(t, site.Subscribe(id, p.status))
		}
		if i == 0 { // changed later than Grace was made
			defer func() { check(t, site.BumpRevision(id)) }()
		}
	}
	return vip, gold, color, score, link, since
}

// Every filter by itself, and together.
func TestAccContactsDataSource_filters(t *testing.T) {
	site := acctest.NewSite(t)
	vip, gold, color, score, link, since := people(t, site)
	const names = "[for c in it : c.name.first]"
	raw := func(hcl string) string { return "filter = jsonencode(" + hcl + ")" }
	parts, checks := []string{}, []statecheck.StateCheck{}
	for name, c := range map[string]struct {
		arguments string
		found     []string
	}{
		"all":              {``, []string{"Ada", "Grace", "Joan", "Mary"}},
		"any_label":        {fmt.Sprintf("has_any_labels = [%q, %q]", vip, gold), []string{"Ada", "Grace", "Joan"}},
		"one_label":        {fmt.Sprintf("has_any_labels = [%q]", gold), []string{"Ada", "Joan"}},
		"all_labels":       {fmt.Sprintf("has_all_labels = [%q, %q]", vip, gold), []string{"Ada"}},
		"subscribed":       {`subscription_status = "SUBSCRIBED"`, []string{"Ada"}},
		"unsubscribed":     {`subscription_status = "UNSUBSCRIBED"`, []string{"Grace"}},
		"email_prefix":     {`email_prefix = "grace@"`, []string{"Grace"}},
		"no_email_prefix":  {`email_prefix = "example"`, nil},
		"text_equals":      {fmt.Sprintf("custom_field_equals = { %q = \"Blue\" }", color), []string{"Ada", "Grace"}},
		"number_equals":    {fmt.Sprintf("custom_field_equals = { %q = \"12.0\" }", score), []string{"Ada"}},
		"url_equals":       {fmt.Sprintf("custom_field_equals = { %q = \"example.com\" }", link), []string{"Ada"}},
		"date_equals":      {fmt.Sprintf("custom_field_equals = { %q = \"2026-01-31\" }", since), []string{"Joan"}},
		"two_equal":        {fmt.Sprintf("custom_field_equals = { %q = \"Blue\", %q = \"12.5\" }", color, score), []string{"Grace"}},
		"created_after":    {`created_after = "2026-01-01T11:30:00Z"`, []string{"Joan", "Mary"}},
		"in_another_zone":  {`created_after = "2026-01-01T13:30:00+02:00"`, []string{"Joan", "Mary"}},
		"updated_after":    {`updated_after = "2026-01-01T12:30:00Z"`, []string{"Ada", "Mary"}},
		"raw":              {raw(`{ "info.company" = "Example Ltd" }`), []string{"Ada", "Joan"}},
		"raw_or":           {raw(`{ "$or" = [{ "info.name.first" = "Ada" }, { "info.name.first" = { "$startsWith" = "Ma" } }] }`), []string{"Ada", "Mary"}},
		"raw_of_nothing":   {raw(`{}`), []string{"Ada", "Grace", "Joan", "Mary"}},
		"raw_and_typed":    {raw(`{ "info.company" = "Example Ltd" }`) + "\n  " + fmt.Sprintf("has_any_labels = [%q]", vip), []string{"Ada"}},
		"everything":       {fmt.Sprintf("has_any_labels = [%q]\n  email_prefix = \"g\"\n  subscription_status = \"UNSUBSCRIBED\"\n  custom_field_equals = { %q = \"Blue\" }", vip, color), []string{"Grace"}},
		"nothing":          {fmt.Sprintf("has_all_labels = [%q]\n  email_prefix = \"joan\"", vip), nil},
		"sorted":           {`sort = { field = "info.name.first" }`, []string{"Ada", "Grace", "Joan", "Mary"}},
		"sorted_backwards": {`sort = { field = "info.name.first", order = "DESC" }`, []string{"Mary", "Joan", "Grace", "Ada"}},
		"first_two":        {`max_results = 2`, []string{"Ada", "Grace"}},
		"last_one":         {"max_results = 1\n  sort = { field = \"createdDate\", order = \"DESC\" }", []string{"Mary"}},
	} {
		parts = append(parts, plural(name, c.arguments, names))
		checks = append(checks, list(name, c.found...))
	}
	cli(t, site, 4, resource.TestStep{Config: acctest.Config(parts...), ConfigStateChecks: checks})
}

// The elements have the attributes of the resource.
func TestAccContactsDataSource_elements(t *testing.T) {
	site := acctest.NewSite(t)
	id, label, field := existing(t, site)
	cli(t, site, 1, resource.TestStep{
		Config: acctest.Config(data("one", `id = "`+id+`"`), plural("all", "", "it[0]"),
			"output \"same\" {\n  value = alltrue([for name, value in data.wix_contacts.all.contacts[0] : jsonencode(value) == jsonencode(data.wix_contact.one[name])])\n}\n",
			plural("labels", "", "it[0].label_keys"), plural("value", "", `[it[0].extended_fields["`+field+`"]]`), plural("emails", "", "it[0].emails[*].email")),
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownOutputValue("same", knownvalue.Bool(true)),
			statecheck.ExpectKnownOutputValue("labels", knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact(label)})),
			list("value", "12.5"), list("emails", "ada@example.com", "ada@example.org"),
		},
	})
}

// Long lists are complete, and no page is read that is not needed.
func TestAccContactsDataSource_pages(t *testing.T) {
	site := acctest.NewSite(t, func(o *emulator.Options) { o.Seed = 1100 })
	for name, c := range map[string]struct {
		maxResults   any
		found, pages int
		missingTotal string
	}{
		"all":          {nil, 1100, 2, ""},
		"no total":     {nil, 1100, 3, "on"},
		"a page":       {1000, 1000, 1, ""},
		"a few":        {7, 7, 1, ""},
		"page and one": {1001, 1001, 2, ""},
		"more":         {5000, 1100, 2, ""},
	} {
		if testing.Short() && name != "all" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			site.SetSwitches(emulator.Switches{MissingTotal: c.missingTotal})
			core := site.Core(t)
			site.ResetRequests()
			state, d := core.DataSource("wix_contacts", config{"max_results": c.maxResults})
			found, _ := state["contacts"].([]any)
			ids := map[any]bool{}
			for _, one := range found {
				ids[one.(config)["id"]] = true
			}
			if d.Failed() || len(found) != c.found || len(ids) != c.found {
				t.Errorf("%d contacts with %d ids were found, want %d: %s", len(found), len(ids), c.found, d)
			}
			if n := site.Count(queryRoute); n != c.pages || site.CountAll() != n {
				t.Errorf("%d requests were sent, %d of them queries, want %d", site.CountAll(), n, c.pages)
			}
		})
	}
}
