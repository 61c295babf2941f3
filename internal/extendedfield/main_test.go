package extendedfield_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

const (
	size = "wix_contact_extended_field.size"

	createRoute = "POST /contacts/v4/extended-fields"
	listRoute   = "GET /contacts/v4/extended-fields"
	readRoute   = "GET /contacts/v4/extended-fields/{key}"
	renameRoute = "PATCH /contacts/v4/extended-fields/{key}"
	deleteRoute = "DELETE /contacts/v4/extended-fields/{key}"
	countRoute  = "GET /contacts/v4/contacts"
)

// cli takes steps through the CLI and destroys at the end, which leaves nothing
// but what Wix itself defines and the fields with these keys.
func cli(t *testing.T, site *acctest.Site, left []string, steps ...resource.TestStep) {
	t.Helper()
	resource.ParallelTest(t, resource.TestCase{ProtoV6ProviderFactories: site.Providers(), Steps: steps})
	got := custom(site)
	slices.Sort(got)
	slices.Sort(left)
	if !slices.Equal(got, left) {
		t.Errorf("the fields %v are left, want %v", got, left)
	}
}

// custom gives the keys of the fields that Wix does not define.
func custom(site *acctest.Site) (out []string) {
	for _, f := range site.Fields() {
		if f["fieldType"] == "USER_DEFINED" {
			out = append(out, f["key"].(string))
		}
	}
	return out
}

// name of the only custom field.
func name(t *testing.T, site *acctest.Site) string {
	t.Helper()
	keys := custom(site)
	if len(keys) != 1 {
		t.Fatalf("the site has the fields %v, want one", keys)
	}
	return site.Field(keys[0])["displayName"].(string)
}

// field is the configuration of wix_contact_extended_field.size.
func field(lines ...string) string { return acctest.Config(block("size", lines...)) }

func block(name string, lines ...string) string {
	return "resource \"wix_contact_extended_field\" \"" + name + "\" {\n  " + strings.Join(lines, "\n  ") + "\n}\n"
}

func planned(checks ...plancheck.PlanCheck) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: checks}
}

func has(name string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(size, tfjsonpath.New(name), value)
}

var customKey = knownvalue.StringRegexp(regexp.MustCompile(`^custom\.size`))

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
