package contact_test

import (
	"fmt"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// TestUpdateOfManySendsOneRequestEach changes one attribute of 50 contacts in one
// run, with values in extended fields along.
func TestUpdateOfManySendsOneRequestEach(t *testing.T) {
	w := newTestSite(t, emulator.Switches{})
	core := w.site.Core(t)
	many := make([]*acctest.Resource, 50)
	c := func(i int, company string) config {
		return config{
			"emails": []any{config{"email": fmt.Sprintf("c%d@example.com", i)}}, "company": company,
			"extended_fields": config{w.score: fmt.Sprint(i)}, "label_keys": []any{w.label},
		}
	}
	run := func(company string) {
		core.Restart()
		plans := make([]*acctest.Plan, len(many))
		for i := range many {
			if many[i] == nil {
				many[i] = core.Resource("wix_contact")
			}
			var d acctest.Diagnostics
			plans[i], d = many[i].Plan(c(i, company))
			w.must2(d)
		}
		for i := range many {
			w.must2(many[i].Do(plans[i]))
		}
	}
	run("Example Ltd")
	if n := w.site.CountAll(); n > 53 || w.site.Count(createRoute) != 50 {
		t.Errorf("creating sent %d requests, want 50 creates and the definitions", n)
	}
	w.site.ResetRequests()
	run("Sample GmbH")
	if n, patches := w.site.CountAll(), w.site.Count(patchRoute); patches != 50 || n > 53 {
		t.Errorf("updating sent %d requests with %d PATCHes, want 50 and at most 3 others", n, patches)
	}
}
