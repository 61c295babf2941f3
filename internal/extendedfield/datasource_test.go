package extendedfield_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

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
		resource.TestStep{PreConfig: func() {
			site.Sent(t, map[string]int{"GET /contacts/v4/extended-fields": 2, "GET /contacts/v4/extended-fields/{key}": 0})
		}, Config: config})
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
