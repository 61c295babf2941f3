package provider_test

import (
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// TestPrivate: where the private state cannot be read, it is not taken for that of an
// object of which nothing is known.
func TestPrivate(t *testing.T) {
	for typ, config := range map[string]map[string]any{
		"wix_contact":                {"name": map[string]any{"first": "Ada"}},
		"wix_contact_label":          {"display_name": "VIP"},
		"wix_contact_extended_field": {"display_name": "Size", "data_type": "TEXT"},
	} {
		for _, private := range []string{`nonsense`, `{"wix":"bm9uc2Vuc2U="}`} {
			site := acctest.NewSite(t)
			r := site.Core(t).Resource(typ)
			if d := r.Apply(config); d.Failed() {
				t.Fatal(d)
			}
			before := r.State
			r.Private = []byte(private)
			site.ResetRequests()
			refreshed := r.Refresh()
			_, planned := r.Plan(config)
			for _, d := range []acctest.Diagnostics{refreshed, planned} {
				if !d.Failed() {
					t.Errorf("%s with %s: %v", typ, private, d)
				}
			}
			if !r.State.Equal(before) || site.CountAll() > 0 {
				t.Errorf("%s with %s: the state is %v after %d requests", typ, private, r.State, site.CountAll())
			}
		}
	}
}
