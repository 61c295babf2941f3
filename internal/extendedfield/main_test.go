package extendedfield_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

const size = "wix_contact_extended_field.size"

// cli takes steps through the CLI and destroys at the end, which leaves nothing
// but what Wix itself defines and the fields with these keys.
func cli(t *testing.T, site *acctest.Site, left []string, steps ...resource.TestStep) {
	t.Helper()
	acctest.Test(t, resource.TestCase{ProtoV6ProviderFactories: site.Providers(), Steps: steps})
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

// field is the configuration of wix_contact_extended_field.size.
func field(dataType string, lines ...string) string {
	return acctest.Config(block("size", dataType, lines...))
}

func block(name, dataType string, lines ...string) string {
	lines = append([]string{`display_name = "Size"`, "data_type = " + strconv.Quote(dataType)}, lines...)
	return "resource \"wix_contact_extended_field\" \"" + name + "\" {\n  " + strings.Join(lines, "\n  ") + "\n}\n"
}

func plans(action plancheck.ResourceActionType, more ...plancheck.PlanCheck) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: append(more, plancheck.ExpectResourceAction(size, action))}
}

func has(name string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(size, tfjsonpath.New(name), value)
}

// sent fails the test unless so many fields were created and deleted, and none renamed.
func sent(t *testing.T, site *acctest.Site, creates, deletes int) {
	t.Helper()
	site.Sent(t, map[string]int{
		"POST /contacts/v4/extended-fields": creates, "PATCH /contacts/v4/extended-fields/{key}": 0, "DELETE /contacts/v4/extended-fields/{key}": deletes,
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
