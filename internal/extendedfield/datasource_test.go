package extendedfield_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/compare"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// The data source shows a field as its resource does, however it is found.
func TestAccExtendedFieldDataSource_basic(t *testing.T) {
	site := acctest.NewSite(t)
	config := field(`display_name = "Size"`, `data_type = "NUMBER"`)
	checks := []statecheck.StateCheck{}
	for name, argument := range map[string]string{
		"by_key": "key = " + size + ".key", "by_name": "display_name = " + size + ".display_name",
	} {
		config += "data \"wix_contact_extended_field\" \"" + name + "\" {\n  " + argument + "\n}\n"
		for _, attribute := range []string{"key", "display_name", "data_type", "field_type", "namespace", "description", "created_date", "updated_date"} {
			at := tfjsonpath.New(attribute)
			checks = append(checks, statecheck.CompareValuePairs(size, at, "data.wix_contact_extended_field."+name, at, compare.ValuesSame()))
		}
	}
	cli(t, site, nil,
		resource.TestStep{Config: config, ConfigStateChecks: checks},
		// Read by the listing: all of them by the one of the command.
		resource.TestStep{PreConfig: site.ResetRequests, Config: config, PlanOnly: true},
		resource.TestStep{PreConfig: func() { site.Sent(t, map[string]int{listRoute: 2, readRoute: 0}) }, Config: config})
	site.Sent(t, map[string]int{createRoute: 0, renameRoute: 0})
}

func TestAccExtendedFieldDataSource_system(t *testing.T) {
	site := acctest.NewSite(t)
	const vat = "data.wix_contact_extended_field.vat"
	is := func(name string, value knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownValue(vat, tfjsonpath.New(name), value)
	}
	cli(t, site, nil, resource.TestStep{
		Config: acctest.Config("data \"wix_contact_extended_field\" \"vat\" {\n  display_name = \"VAT ID\"\n}\n"),
		ConfigStateChecks: []statecheck.StateCheck{
			is("key", knownvalue.StringExact("invoices.vatId")),
			is("field_type", knownvalue.StringExact("SYSTEM")),
			is("data_type", knownvalue.StringExact("TEXT")),
			is("namespace", knownvalue.StringExact("invoices")),
			is("description", knownvalue.StringExact("Vat ID for Wix Invoices")),
			is("created_date", knownvalue.Null()),
		},
	})
}

func TestAccExtendedFieldDataSource_invalid(t *testing.T) {
	for name, c := range map[string]struct {
		arguments string
		says      *regexp.Regexp
	}{
		"no such key":  {`key = "custom.none"`, acctest.Says("The site has no such object.", `key = "custom.none"`, "data source wix_contact_extended_fields")},
		"no such name": {`display_name = "size"`, acctest.Says("The site has no such object.", `display_name = "size"`)},
		"several":      {`display_name = "Color"`, acctest.Says("Several objects have that name.", "Look it up by key.")},
		"both":         {"key = \"custom.size\"\n  display_name = \"Size\"", acctest.Says("Exactly one of these attributes must be configured: [key,display_name]")},
		"none":         {``, acctest.Says("Exactly one of these attributes must be configured: [key,display_name]")},
	} {
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			left := []string{site.PutField("Size", "TEXT"), site.PutField("Color", "TEXT"), site.PutField("Color", "TEXT")}
			cli(t, site, left, resource.TestStep{
				Config:      acctest.Config("data \"wix_contact_extended_field\" \"it\" {\n  " + c.arguments + "\n}\n"),
				ExpectError: c.says,
			})
		})
	}
}

// All filters, by themselves and together. Sites have 12 system fields.
func TestAccExtendedFieldsDataSource_filters(t *testing.T) {
	site := acctest.NewSite(t)
	text, number, date := site.PutField("Size", "TEXT"), site.PutField("size in cm", "NUMBER"), site.PutField("Since", "DATE")
	ours := []string{text, number, date}
	ecom := []string{"ecom.lastPurchaseDate", "ecom.numOfPurchases", "ecom.totalSpentAmount", "ecom.totalSpentCurrency"}
	parts, checks := []string{}, []statecheck.StateCheck{}
	for name, c := range map[string]struct {
		arguments string
		keys      []string
	}{
		"user":       {`field_type = "USER_DEFINED"`, ours},
		"custom":     {`namespace = "custom"`, ours},
		"ecom":       {`namespace = "ecom"`, ecom},
		"numbers":    {`data_type = "NUMBER"`, []string{number, "ecom.numOfPurchases", "ecom.totalSpentAmount"}},
		"dates":      {`data_type = "DATE"`, []string{date, "ecom.lastPurchaseDate"}},
		"urls":       {`data_type = "URL"`, nil},
		"prefix":     {`display_name_prefix = "SIZE"`, []string{text, number}},
		"combined":   {"field_type = \"USER_DEFINED\"\n  data_type = \"TEXT\"\n  namespace = \"custom\"\n  display_name_prefix = \"s\"", []string{text}},
		"contradict": {"field_type = \"SYSTEM\"\n  namespace = \"custom\"", nil},
	} {
		parts = append(parts, fmt.Sprintf("data \"wix_contact_extended_fields\" %q {\n  %s\n}\noutput %q {\n  value = sort([for f in data.wix_contact_extended_fields.%s.fields : f.key])\n}\n",
			name, c.arguments, name, name))
		slices.Sort(c.keys)
		list := []knownvalue.Check{}
		for _, key := range c.keys {
			list = append(list, knownvalue.StringExact(key))
		}
		checks = append(checks, statecheck.ExpectKnownOutputValue(name, knownvalue.ListExact(list)))
	}
	parts = append(parts, "data \"wix_contact_extended_fields\" \"all\" {}\noutput \"all\" {\n  value = length(data.wix_contact_extended_fields.all.fields)\n}\n")
	checks = append(checks, statecheck.ExpectKnownOutputValue("all", knownvalue.Int64Exact(15)))
	config := acctest.Config(strings.Join(parts, ""))
	cli(t, site, ours,
		resource.TestStep{Config: config, ConfigStateChecks: checks},
		resource.TestStep{PreConfig: site.ResetRequests, Config: config, PlanOnly: true},
		resource.TestStep{PreConfig: func() { site.Sent(t, map[string]int{listRoute: 2, readRoute: 0}) }, Config: config})
}

func TestAccExtendedFieldsDataSource_invalid(t *testing.T) {
	for argument, want := range map[string]string{
		`field_type = "WIX_APP_DEFINED"`: `Attribute field_type value must be one of: ["USER_DEFINED" "SYSTEM"]`,
		`data_type = "BOOLEAN"`:          `Attribute data_type value must be one of: ["TEXT" "NUMBER" "DATE" "URL"]`,
	} {
		t.Run(argument, func(t *testing.T) {
			site := acctest.NewSite(t)
			cli(t, site, nil, resource.TestStep{
				Config:      acctest.Config("data \"wix_contact_extended_fields\" \"it\" {\n  " + argument + "\n}\n"),
				ExpectError: acctest.Says(want),
			})
			if n := site.CountAll(); n != 0 {
				t.Errorf("%d requests were sent", n)
			}
		})
	}
}
