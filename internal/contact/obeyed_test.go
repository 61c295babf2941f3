package contact_test

import (
	"maps"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// TestObeyed: a plan that shows a text which commands a terminal says so, wherever the
// text is and whoever has written it; lines and foreign scripts are no reason.
func TestObeyed(t *testing.T) {
	const command = "Ada\n\x1b[2A\x1b[0J"
	plain := config{"name": config{"first": "Zoë"}, "company": "Two\nlines\tand a tab", "emails": []any{config{"email": "zoe@example.com"}}}
	for where, more := range map[string]config{
		"company":           {"company": command},
		"name.first":        {"name": config{"first": command}},
		"addresses[0].city": {"addresses": []any{config{"city": "\u202egnp"}}},
	} {
		site := acctest.NewSite(t)
		r := site.Core(t).Resource("wix_contact")
		want := maps.Clone(plain)
		maps.Copy(want, more)
		warned := func(d acctest.Diagnostics) bool {
			return len(d) == 1 && !d.Failed() && d.Mentions("characters that a terminal obeys") && d.Mentions(where)
		}
		if _, d := r.Plan(want); !warned(d) {
			t.Errorf("%s in the configuration: %s", where, d)
		}
		r.MustApply(want)
		r.Restart()
		if _, d := r.Plan(plain); !warned(d) {
			t.Errorf("%s in the state: %s", where, d)
		}
		r.Restart()
		if _, d := r.Plan(nil); !warned(d) {
			t.Errorf("%s, destroyed: %s", where, d)
		}
		r.Restart()
		r.MustApply(plain)
		r.Restart()
		if _, d := r.Plan(plain); len(d) > 0 {
			t.Errorf("%s is gone: %s", where, d)
		}
	}
}
