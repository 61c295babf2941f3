package label_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/compare"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// data is a data source and an output with what it found.
func data(kind, name, arguments, output string) string {
	return fmt.Sprintf("data %q %q {\n  %s\n}\noutput %q {\n  value = %s\n}\n", kind, name, arguments, name,
		strings.ReplaceAll(output, "it", "data."+kind+"."+name))
}

func output(name string, keys ...string) statecheck.StateCheck {
	list := []knownvalue.Check{}
	for _, key := range keys {
		list = append(list, knownvalue.StringExact(key))
	}
	return statecheck.ExpectKnownOutputValue(name, knownvalue.ListExact(list))
}

// The data source shows a label as its resource does, however it is found.
func TestAccLabelDataSource_basic(t *testing.T) {
	site := acctest.NewSite(t)
	config := label(`display_name = "VIP"`)
	finders := map[string]string{
		"by_key": "key = wix_contact_label.vip.key", "by_name": "display_name = wix_contact_label.vip.display_name",
	}
	checks := []statecheck.StateCheck{}
	for name, argument := range finders {
		config += "data \"wix_contact_label\" \"" + name + "\" {\n  " + argument + "\n}\n"
		for _, attribute := range []string{"key", "display_name", "namespace", "label_type", "created_date", "updated_date"} {
			at := tfjsonpath.New(attribute)
			checks = append(checks, statecheck.CompareValuePairs(vip, at, "data.wix_contact_label."+name, at, compare.ValuesSame()))
		}
	}
	cli(t, site, nil,
		resource.TestStep{Config: config, ConfigStateChecks: checks},
		// Read by the listing: all of them by the one of the command.
		resource.TestStep{PreConfig: site.ResetRequests, Config: config, PlanOnly: true},
		resource.TestStep{PreConfig: func() { site.Sent(t, map[string]int{listRoute: 2, readRoute: 0}) }, Config: config})
	site.Sent(t, map[string]int{createRoute: 0, renameRoute: 0})
}

func TestAccLabelDataSource_system(t *testing.T) {
	site := acctest.NewSite(t)
	at := func(name string) tfjsonpath.Path { return tfjsonpath.New(name) }
	const customers = "data.wix_contact_label.customers"
	cli(t, site, nil, resource.TestStep{
		Config: acctest.Config("data \"wix_contact_label\" \"customers\" {\n  key = \"contacts.customers\"\n}\n"),
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue(customers, at("display_name"), knownvalue.StringExact("Customers")),
			statecheck.ExpectKnownValue(customers, at("label_type"), knownvalue.StringExact("SYSTEM")),
			statecheck.ExpectKnownValue(customers, at("namespace"), knownvalue.StringExact("contacts")),
			statecheck.ExpectKnownValue(customers, at("namespace_display_name"), knownvalue.StringExact("Labels")),
			statecheck.ExpectKnownValue(customers, at("created_date"), knownvalue.Null()),
		},
	})
}

// A name is found in any spelling that means the same.
func TestAccLabelDataSource_spelling(t *testing.T) {
	site := acctest.NewSite(t)
	left := []string{site.PutLabel(decomposed), site.PutLabel(" VIP ")}
	cli(t, site, left, resource.TestStep{
		Config: acctest.Config(
			data("wix_contact_label", "cafe", `display_name = "`+composed+`"`, "[it.key]"),
			data("wix_contact_label", "vip", `display_name = "VIP"`, "[it.key]")),
		ConfigStateChecks: []statecheck.StateCheck{output("cafe", left[0]), output("vip", left[1])},
	})
}

func TestAccLabelDataSource_invalid(t *testing.T) {
	for name, c := range map[string]struct {
		arguments string
		says      *regexp.Regexp
	}{
		"no such key":  {`key = "custom.none"`, acctest.Says("The site has no such object.", `key = "custom.none"`, "data source wix_contact_labels")},
		"no such name": {`display_name = "vip"`, acctest.Says("The site has no such object.", `display_name = "vip"`, `Nothing on the site matches "vip" exactly.`)},
		"empty key":    {`key = ""`, acctest.Says("The site has no such object.")},
		"several":      {`display_name = "Gold"`, acctest.Says("Several objects have that name.", "Look it up by key.")},
		"both":         {"key = \"custom.vip\"\n  display_name = \"VIP\"", acctest.Says("Exactly one of these attributes must be configured: [key,display_name]")},
		"none":         {``, acctest.Says("Exactly one of these attributes must be configured: [key,display_name]")},
	} {
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			left := []string{site.PutLabel("VIP"), site.PutLabel("Gold"), site.PutLabel("Gold")}
			cli(t, site, left, resource.TestStep{
				Config:      acctest.Config("data \"wix_contact_label\" \"it\" {\n  " + c.arguments + "\n}\n"),
				ExpectError: c.says,
			})
		})
	}
}

func TestAccLabelsDataSource_filters(t *testing.T) {
	site := acctest.NewSite(t)
	left := []string{site.PutLabel("VIP"), site.PutLabel("vip two"), site.PutLabel("Gold")}
	const many, list = "wix_contact_labels", "[for l in it.labels : l.key]"
	parts, checks := []string{}, []statecheck.StateCheck{}
	for name, c := range map[string]struct {
		arguments string
		keys      []string
	}{
		"all":        {``, []string{"contacts.contacted-me", "contacts.customers", "custom.gold", "custom.vip", "custom.vip-two"}},
		"system":     {`label_type = "SYSTEM"`, []string{"contacts.contacted-me", "contacts.customers"}},
		"user":       {`label_type = "USER_DEFINED"`, []string{"custom.gold", "custom.vip", "custom.vip-two"}},
		"apps":       {`label_type = "WIX_APP_DEFINED"`, nil},
		"custom":     {`namespace = "custom"`, []string{"custom.gold", "custom.vip", "custom.vip-two"}},
		"nowhere":    {`namespace = "elsewhere"`, nil},
		"prefix":     {`display_name_prefix = "vIp"`, []string{"custom.vip", "custom.vip-two"}},
		"not_infix":  {`display_name_prefix = "IP"`, nil},
		"no_prefix":  {`display_name_prefix = ""`, []string{"contacts.contacted-me", "contacts.customers", "custom.gold", "custom.vip", "custom.vip-two"}},
		"combined":   {"label_type = \"SYSTEM\"\n  namespace = \"contacts\"\n  display_name_prefix = \"cu\"", []string{"contacts.customers"}},
		"contradict": {"label_type = \"SYSTEM\"\n  namespace = \"custom\"", nil},
	} {
		parts = append(parts, data(many, name, c.arguments, list))
		checks = append(checks, output(name, c.keys...))
	}
	config := acctest.Config(parts...)
	cli(t, site, left,
		resource.TestStep{Config: config, ConfigStateChecks: checks},
		resource.TestStep{PreConfig: site.ResetRequests, Config: config, PlanOnly: true},
		resource.TestStep{PreConfig: func() { site.Sent(t, map[string]int{listRoute: 2, readRoute: 0}) }, Config: config})
}

func TestAccLabelsDataSource_invalid(t *testing.T) {
	site := acctest.NewSite(t)
	cli(t, site, nil, resource.TestStep{
		Config:      acctest.Config(data("wix_contact_labels", "all", `label_type = "custom"`, "it.labels")),
		ExpectError: acctest.Says("Attribute label_type value must be one of:", "USER_DEFINED"),
	})
	if n := site.CountAll(); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
}
