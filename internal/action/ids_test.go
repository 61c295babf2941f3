package action_test

import (
	"strings"
	"testing"
)

// TestIDs_upperCase: ids are GUIDs, and the same in any case.
func TestIDs_upperCase(t *testing.T) {
	for name, c := range every("contacts.customers") {
		onSite(t, 0, func(t *testing.T, w *testSite) {
			id := w.person("Ann")
			w.progressed(w.fine(w.run(name, with(c, config{"ids": []any{strings.ToUpper(id), id}, "max_contacts": 1}))), "1 contact is chosen", "COMPLETED: of 1 contact, 1 are done")
		})
	}
	onSite(t, 0, func(t *testing.T, w *testSite) {
		target, source := w.person("Ann"), w.person("Anna")
		w.says(w.run("wix_contact_merge", config{"target_id": target, "source_ids": []any{strings.ToUpper(target)}}), "the target is among the sources")
		w.says(w.run("wix_contact_merge", config{"target_id": target, "source_ids": []any{source, strings.ToUpper(source)}}), "the id is given twice")
		w.fine(w.run("wix_contact_merge", config{"target_id": strings.ToUpper(target), "source_ids": []any{strings.ToUpper(source)}}))
		if w.Contact(source) != nil || len(w.Contacts()) != 1 {
			t.Error("they were not merged")
		}
	})
}
