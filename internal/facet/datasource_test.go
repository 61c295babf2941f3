package facet_test

import (
	"fmt"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

const route = "GET /contacts/v4/contacts/facets"

// TestContactFacets_forms: older spellings are the same facets, in one request.
func TestContactFacets_forms(t *testing.T) {
	read := func(sw emulator.Switches) map[string]int64 {
		site := acctest.NewSite(t, func(o *emulator.Options) { o.Seed, o.Switches = 300, sw })
		out := map[string]int64{}
		for _, f := range facetsOf(t, site) {
			out[fmt.Sprint(f["type"], " ", f["key"])] = f["count"].(int64)
			if f["display_name"] == nil || f["key"] == "" {
				t.Errorf("%v", f)
			}
		}
		site.Sent(t, map[string]int{route: 1})
		return out
	}
	have, older := read(emulator.Switches{}), read(emulator.Switches{Envelope: "printed"})
	if have["ALL_CONTACTS contacts.all"] != 300 || have["LABEL contacts.customers"] == 0 {
		t.Errorf("%v", have)
	}
	delete(have, "NOT_LABELED contacts.notLabeled") // which older answers leave out
	if fmt.Sprint(have) != fmt.Sprint(older) {
		t.Errorf("%v is not %v", older, have)
	}
}

// facetsOf reads the data source at protocol level.
func facetsOf(t *testing.T, site *acctest.Site) []map[string]any {
	t.Helper()
	state, diags := site.Core(t).DataSource("wix_contact_facets", nil)
	if diags.Failed() {
		t.Fatal(diags)
	}
	var out []map[string]any
	for _, item := range state["facets"].([]any) {
		out = append(out, item.(map[string]any))
	}
	return out
}

// TestContactFacets_refused: the error names the permission.
func TestContactFacets_refused(t *testing.T) {
	site := acctest.NewSite(t, func(o *emulator.Options) { o.Permissions = []string{} })
	if _, diags := site.Core(t).DataSource("wix_contact_facets", nil); !diags.Mentions("The credential does not have the permission.") || !diags.Mentions("CONTACTS.VIEW") {
		t.Error(diags)
	}
}
