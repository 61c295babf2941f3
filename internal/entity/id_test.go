package entity_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// TestNamed_id: id is the key, known where the key is, however the object came into the
// state. Generated configuration leaves it out.
func TestNamed_id(t *testing.T) {
	for _, k := range kinds {
		for name, enter := range map[string]func(w *fixture) acctest.Diagnostics{
			"create": func(w *fixture) acctest.Diagnostics {
				w.planned(w.config("VIP", nil), false)
				return w.r.Apply(w.config("VIP", nil))
			},
			"adopt": func(w *fixture) acctest.Diagnostics {
				w.put(w.site, "VIP")
				w.planned(w.config("VIP", config{"adopt_existing": true}), true)
				return w.r.Apply(w.config("VIP", config{"adopt_existing": true}))
			},
			"import": func(w *fixture) acctest.Diagnostics { return w.r.Import(w.put(w.site, "VIP")) },
			"move": func(w *fixture) acctest.Diagnostics {
				return w.r.Move("example.com/mastercard/restapi", "restapi_object", fmt.Sprintf(`{"id":%q}`, w.put(w.site, "VIP")))
			},
		} {
			t.Run(k.typ+" "+name, func(t *testing.T) {
				w := newFixture(t, k, emulator.Switches{})
				if d := enter(w); d.Failed() {
					w.fail("%s", d)
				}
				key := w.key()
				if w.r.Get("id") != key || key == "" {
					w.fail("the id is %v, and the key %q", w.r.Get("id"), key)
				}
				w.planned(w.config("Gold", nil), true)
				w.apply(w.config("Gold", nil))
				if w.r.Get("id") != key || w.key() != key {
					w.fail("the id is %v, and the key %v after a rename of %s", w.r.Get("id"), w.key(), key)
				}
				if generated := w.r.Generate(); generated["id"] != nil || generated["key"] != nil {
					w.fail("the generated configuration is %v", generated)
				}
			})
		}
	}
}

// planned fails the test unless a plan has the same id and key, both known or both not.
func (w *fixture) planned(c config, known bool) {
	w.t.Helper()
	var planned map[string]tftypes.Value
	w.must(w.r.MustPlan(c).Planned.As(&planned))
	if id, key := planned["id"], planned["key"]; !id.Equal(key) || id.IsKnown() != known {
		w.fail("the id is planned as %s, and the key as %s", id, key)
	}
}
