package entity_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

func TestNamed_import(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		key, cafe := w.put(w.site, "VIP"), w.put(w.site, decomposed)
		w.put(w.site, "VIP 2")
		for id, want := range map[string]string{key: key, "name:VIP": key, "name: VIP ": key, "name:" + composed: cafe} {
			w.later()
			if d := w.r.Import(id); d.Failed() || w.key() != want {
				w.fail("%s: %s", id, d)
			}
			name := "VIP"
			if want == cafe {
				name = composed
			}
			w.empty(w.config(name, nil))
		}
		w.sent(w.create(), 0)
		w.sent(w.patch(), 0)
	})
}

// What an import reads is what the create stored.
func TestNamed_importVerify(t *testing.T) {
	for _, k := range kinds {
		w := newFixture(t, k, emulator.Switches{})
		w.apply(w.config("VIP", nil))
		imported := w.core.Resource(k.typ)
		if d := imported.Import("name:VIP"); d.Failed() {
			w.fail("%s", d)
		}
		for _, name := range slices.AppendSeq([]string{"id", "key", "display_name", "namespace", "created_date", "updated_date", "adopt_existing", "deletion_policy"}, maps.Keys(w.facts)) {
			if have, want := imported.Get(name), w.r.Get(name); have != want {
				w.fail("%s is imported as %v, and was stored as %v", name, have, want)
			}
		}
	}
}

func TestNamed_importRefused(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		first, second := w.put(w.site, "Gold"), w.put(w.site, "Gold")
		w.later()
		w.refused(w.r.Import("name:Gold"), "Several objects have that name.", first, second, "Import the right one by its key.")
		w.refused(w.r.Import("name:gold"), "Nothing has that name.", `display name "gold"`, "Names are compared with case.", "correct the name")
		w.refused(w.r.Import("name:"), "Nothing has that name.")
		w.refused(w.r.Import(w.systemKey), "What Wix itself defines cannot be managed.", "data source "+w.typ)
		w.refused(w.r.Import("name:"+w.system), "What Wix itself defines cannot be managed.")
		w.refused(w.r.Import("Gold"), "The import id is not a key.", w.example, "name: followed by a display name")
		w.refused(w.r.Import("custom.none"), "The object to import does not exist.", `with the key "custom.none"`, "data source "+w.typ+"s")
	})
}
