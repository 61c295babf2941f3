package entity_test

import "testing"

func TestNamed_import(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		key := w.put(w.site, "VIP")
		w.put(w.site, "VIP 2")
		for _, id := range []string{key, "name:VIP", "name: VIP "} {
			w.later()
			if d := w.r.Import(id); d.Failed() || w.key() != key {
				w.fail("%s: %s", id, d)
			}
			w.empty(w.config("VIP", nil))
		}
		w.sent(w.create(), 0)
		w.sent(w.patch(), 0)
	})
}

func TestNamed_importRefused(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		first, second := w.put(w.site, "Gold"), w.put(w.site, "Gold")
		w.later()
		w.refused(w.r.Import("name:Gold"), "Several objects have that name.", first, second, "by its key")
		w.refused(w.r.Import("name:gold"), "Nothing has that name.", "correct the name")
		w.refused(w.r.Import(w.systemKey), "What Wix itself defines cannot be managed.", "data source")
		w.refused(w.r.Import("name:"+w.system), "What Wix itself defines cannot be managed.")
		w.refused(w.r.Import("Gold"), "The import id is not a key.", "name:VIP")
		if d := w.r.Import("custom.none"); d.Failed() || !w.r.State.IsNull() {
			w.fail("a missing key gives: %s", d)
		}
	})
}
