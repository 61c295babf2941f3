package label_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

const (
	vip = "wix_contact_label.vip"

	createRoute = "POST /contacts/v4/labels"
	listRoute   = "GET /contacts/v4/labels"
	readRoute   = "GET /contacts/v4/labels/{key}"
	renameRoute = "PATCH /contacts/v4/labels/{key}"
	deleteRoute = "DELETE /contacts/v4/labels/{key}"
	countRoute  = "GET /contacts/v4/contacts/facets"
)

// cli takes steps through the CLI and destroys at the end, which leaves nothing
// but what Wix itself defines and the labels with these keys.
func cli(t *testing.T, site *acctest.Site, left []string, steps ...resource.TestStep) {
	t.Helper()
	resource.ParallelTest(t, resource.TestCase{ProtoV6ProviderFactories: site.Providers(), Steps: steps})
	want := append([]string{"contacts.contacted-me", "contacts.customers"}, left...)
	if got := keys(site.Labels()); !sameSet(got, want) {
		t.Errorf("the labels %v are left, want %v", got, want)
	}
}

// label is the configuration of wix_contact_label.vip.
func label(lines ...string) string { return acctest.Config(block("vip", lines...)) }

func block(name string, lines ...string) string {
	return "resource \"wix_contact_label\" \"" + name + "\" {\n  " + strings.Join(lines, "\n  ") + "\n}\n"
}

func planned(checks ...plancheck.PlanCheck) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: checks}
}

func keys(objects []map[string]any) (out []string) {
	for _, o := range objects {
		out = append(out, o["key"].(string))
	}
	return out
}

func sameSet(a, b []string) bool {
	count := map[string]int{}
	for _, s := range a {
		count[s]++
	}
	for _, s := range b {
		count[s]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
