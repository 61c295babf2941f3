package acctest

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
)

// Promises are what users can rely on, each with the tests that prove it through the
// real CLI. With -short, as make test has it, these are the acceptance tests that run;
// all others are variations of them. A name may be that of a subtest.
var Promises = []struct {
	Promise string
	Tests   []string
}{
	{"The configuration owns what it sets and nothing else.", []string{
		"TestAccContact_basic", "TestAccContact_drift", "TestAccContact_importLabelsOnly", "TestAccContact_ignoredChanges",
	}},
	{"Adoption is planned, and concerns that object and no other.", []string{"TestAccContact_adopt", "TestAccNamed_adopt", "TestEdits"}},
	{"Without adopt_existing, an object that exists is an error with an import block.", []string{"TestAccContact_exists", "TestAccNamed_exists/wix_contact_label"}},
	{"Two resources never share an object; names move in order; a destroy never deletes what the run has adopted.", []string{"TestEdits"}},
	{"A create never makes a second object.", []string{"TestAccContact_lostAnswer", "TestAccNamed_lostAnswer", "TestAccExtendedField_adoptOtherType/true"}},
	{"An update sends the smallest safe change, stops over somebody else's, and leaves foreign values alone.", []string{
		"TestAccContact_writesTheDifference", "TestAccContact_foreignValues",
	}},
	{"What is gone or merged leaves the state.", []string{"TestAccContact_disappears", "TestAccContact_merged"}},
	{"The deletion of what is gone succeeds; what Wix refuses to delete is an error that says what to do.", []string{
		"TestAccNamed_disappearsBeforeDestroy/wix_contact_extended_field", "TestAccContact_undeletable/member",
	}},
	{"A destroy of a label or field in use is refused, but not that of a whole stack.", []string{"TestDestroy", "TestDestroy_inUse", "TestTeardown", "TestAccNamed_inUse/wix_contact_label"}},
	{"After an apply the next plan is empty, whatever the site normalises.", []string{"TestAccContact_normalised", "TestAccNamed_spelling/wix_contact_extended_field"}},
	{"What is certainly wrong is an error of the plan, at its line.", []string{"TestAccContact_invalidLines", "TestAccMistakes"}},
	{"What Wix refuses is an error at the attribute.", []string{"TestAccContact_refusedPhone"}},
	{"A listing is complete, and an action that succeeds has done its work.", []string{
		"TestAccContactsDataSource_filters", "TestAccNamedDataSource_filters/wix_contact_label", "TestAccBulkLabel_basic", "TestAccBulkLabel_givenLags", "TestAccMerge_basic",
		"TestAccInterrupt_ofActions",
	}},
	{"An object is imported by its id, its name or address, and its identity.", []string{
		"TestAccContact_import/email", "TestAccNamed_import/wix_contact_label_name", "TestAccNamed_import/wix_contact_extended_field_name",
		"TestAccContact_importInvalid/several", "TestAccContact_identity", "TestAccNamed_identity",
	}},
	{"A state belongs to a site.", []string{"TestAliases/wix_contact_label"}},
	{"The function takes a table whole, or says what is wrong with it.", []string{"TestAccContactsFromCSV"}},
	{"The stand-in for Terraform makes the calls that Terraform makes.", []string{
		"TestAccTraces/replace,_ignored", "TestAccTraces/tainted", "TestAccTraces/target", "TestAccTraces/another_data_type,_created_first",
		"TestAccTraces/ignored_changes", "TestAccTraces/known_later", "TestAccTraces/a_label_and_who_carries_it",
	}},
	{"An upgrade changes no plan.", []string{"TestAccReleases"}},
	{"The examples run.", []string{"TestExamples/quickstart"}},
}

// SkipVariation skips an acceptance test with -short, unless it is one that proves a
// promise.
func SkipVariation(t testing.TB) {
	t.Helper()
	if !testing.Short() {
		return
	}
	for _, p := range Promises {
		if slices.ContainsFunc(p.Tests, func(name string) bool { return t.Name() == name || strings.HasPrefix(t.Name(), name+"/") }) {
			return
		}
	}
	t.Skip("make test-all runs it")
}

// Test takes steps through the CLI, beside other tests.
func Test(t *testing.T, c resource.TestCase) {
	t.Helper()
	SkipVariation(t)
	resource.ParallelTest(t, c)
}
