package label_test

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

// cli takes steps through the CLI, which leave the site alone: nothing but what Wix
// itself defines and the labels with these keys.
func cli(t *testing.T, site *acctest.Site, left []string, steps ...resource.TestStep) {
	t.Helper()
	acctest.Test(t, resource.TestCase{ProtoV6ProviderFactories: site.Providers(), Steps: steps})
	want := append([]string{"contacts.contacted-me", "contacts.customers"}, left...)
	var got []string
	for _, l := range site.Labels() {
		got = append(got, l["key"].(string))
	}
	slices.Sort(got)
	if slices.Sort(want); !slices.Equal(got, want) {
		t.Errorf("the labels %v are left, want %v", got, want)
	}
}

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
		resource.TestStep{PreConfig: func() { site.Sent(t, map[string]int{"GET /contacts/v4/labels": 2, "GET /contacts/v4/labels/{key}": 0}) }, Config: config})
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
