package action_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// every names the bulk actions, each with something to do.
func every(label string) map[string]config {
	return map[string]config{
		"wix_contacts_bulk_label":  {"add_label_keys": []any{label}},
		"wix_contacts_bulk_update": {"company": "Example Ltd"},
		"wix_contacts_bulk_delete": {},
	}
}

// submits are the routes that the bulk actions begin their job with.
var submits = map[string]string{
	"wix_contacts_bulk_label": labelRoute, "wix_contacts_bulk_update": updateRoute, "wix_contacts_bulk_delete": deleteRoute,
}

// with gives a configuration with more arguments.
func with(c, more config) config {
	out := config{}
	for _, part := range []config{c, more} {
		maps.Copy(out, part)
	}
	return out
}

func TestBulkLabel_thousand(t *testing.T) {
	onSite(t, 1000, func(t *testing.T, w *testSite) {
		label := w.PutLabel("Label")
		got := w.fine(w.run("wix_contacts_bulk_label", config{
			"created_after": everybody, "add_label_keys": []any{label}, "remove_label_keys": []any{"contacts.customers"},
		}))
		for _, contact := range w.Contacts() {
			if has := labels(contact); !has[label] || has["contacts.customers"] {
				t.Fatalf("a contact carries %v", has)
			}
		}
		w.progressed(got, "1000 contacts are chosen", "Wix has begun the job", "RUNNING: of 1000 contacts, 500 are done and 0 failed", "COMPLETED: of 1000 contacts, 1000 are done and 0 failed")
		if len(got.Diagnostics) > 0 {
			t.Error(got.Diagnostics)
		}
		w.few()
		w.sent(map[string]int{countRoute: 1, labelRoute: 1, jobRoute: 2})
	})
}

func TestBulkUpdate_thousand(t *testing.T) {
	onSite(t, 1000, func(t *testing.T, w *testSite) {
		before := w.Contacts()
		got := w.fine(w.run("wix_contacts_bulk_update", config{"created_after": everybody, "company": " Example Ltd ", "job_title": "", "locale": "de"}))
		for i, contact := range w.Contacts() {
			have, was := info(contact), info(before[i])
			if have["company"] != "Example Ltd" || have["jobTitle"] != nil || have["locale"] != "de" || fmt.Sprint(have["emails"], have["labelKeys"]) != fmt.Sprint(was["emails"], was["labelKeys"]) {
				t.Fatalf("a contact is %v, was %v", have, was)
			}
		}
		if len(got.Diagnostics) > 0 {
			t.Error(got.Diagnostics)
		}
		w.few()
		w.sent(map[string]int{countRoute: 1, updateRoute: 1, jobRoute: 2, readRoute: 1})
	})
}

// TestBulkDelete_thousand: members, contributors and subscribers stay and are listed.
func TestBulkDelete_thousand(t *testing.T) {
	onSite(t, 1000, func(t *testing.T, w *testSite) {
		got := w.run("wix_contacts_bulk_delete", config{"created_after": everybody, "max_contacts": 1000})
		left := w.Contacts()
		w.says(got, "Some contacts could not be deleted.", fmt.Sprintf("%d contacts were deleted, %d failed", 1000-len(left), len(left)),
			"CANNOT_DELETE_SITE_MEMBERS", "Delete the site member first", "CANNOT_DELETE_CONTACT_WITH_BILLING_SUBSCRIPTION",
			"CANNOT_DELETE_MEMBER_OWNER_OR_CONTRIBUTOR", fmt.Sprintf("and %d more", len(left)-10))
		listed := 0
		for _, contact := range left {
			if got.Mentions(id(contact)) {
				listed++
			}
		}
		if len(left) < 100 || listed != 10 {
			t.Errorf("%d contacts are left, %d are listed", len(left), listed)
		}
		if size := len(got.String()); size > 2000 {
			t.Errorf("the error has %d characters", size)
		}
		w.sent(map[string]int{countRoute: 2, deleteRoute: 1, jobRoute: 2, readRoute: 10}) // who is listed was read
	})
}

// TestBulkDelete_ids deletes exactly the contacts with the ids.
func TestBulkDelete_ids(t *testing.T) {
	onSite(t, 1000, func(t *testing.T, w *testSite) {
		var ids []any
		for _, contact := range w.Contacts() {
			if contact["revision"] != nil && len(ids) < 90 && labels(contact)["contacts.customers"] {
				ids = append(ids, id(contact))
			}
		}
		got := w.run("wix_contacts_bulk_delete", config{"ids": ids})
		if left := len(w.Contacts()); left > 1000-len(ids)+30 || left < 1000-len(ids) {
			t.Errorf("%d contacts are left of 1000 without %d", left, len(ids))
		}
		w.progressed(got, fmt.Sprintf("%d contacts are chosen", len(ids)))
		gone := 0
		for _, one := range ids {
			if w.Contact(one.(string)) == nil {
				gone++
			}
		}
		if gone != 1000-len(w.Contacts()) {
			t.Error("contacts without the ids are gone")
		}
	})
}

// TestBulk_idsAndFilter: both must hold, and ids that do not are reported.
func TestBulk_idsAndFilter(t *testing.T) {
	onSite(t, 10, func(t *testing.T, w *testSite) {
		label := w.PutLabel("Label")
		all := w.Contacts()
		for _, contact := range all[:3] {
			if err := w.LabelContact(id(contact), label); err != nil {
				t.Fatal(err)
			}
		}
		got := w.fine(w.run("wix_contacts_bulk_update", config{
			"ids": []any{id(all[0]), id(all[2]), id(all[5])}, "has_any_labels": []any{label}, "company": "Sample GmbH",
		}))
		var changed []int
		for i, contact := range w.Contacts() {
			if info(contact)["company"] == "Sample GmbH" {
				changed = append(changed, i)
			}
		}
		if !slices.Equal(changed, []int{0, 2}) || !got.Mentions("Not all ids match the other arguments.") || !got.Mentions("Of the 3 ids, 1 belong") || !got.Mentions(id(all[5])) {
			t.Errorf("%v were changed; %s", changed, got.Diagnostics)
		}
	})
}

// TestBulk_nobody: no contact matches, which is no error.
func TestBulk_nobody(t *testing.T) {
	onSite(t, 10, func(t *testing.T, w *testSite) {
		for name, c := range every("contacts.customers") {
			got := w.fine(w.run(name, with(c, config{"email_prefix": "nobody"})))
			if !got.Mentions("No contact was chosen.") {
				t.Errorf("%s: %s", name, got.Diagnostics)
			}
			w.sent(map[string]int{countRoute: 1})
		}
	})
}

// TestBulk_tooMany: more than max_contacts are counted, and nothing else happens.
func TestBulk_tooMany(t *testing.T) {
	onSite(t, 1001, func(t *testing.T, w *testSite) {
		before := w.Changes()
		for name, c := range every("contacts.customers") {
			w.says(w.run(name, with(c, config{"created_after": everybody})), "More contacts are chosen than max_contacts allows.", "1001 contacts are chosen", "raise max_contacts to at least 1001")
			w.sent(map[string]int{countRoute: 1})
			w.says(w.run(name, with(c, config{"created_after": everybody, "max_contacts": 1000})), "max_contacts is 1000")
			w.sent(map[string]int{countRoute: 1})
			// Ids need no counting.
			w.says(w.run(name, with(c, config{"ids": []any{"a", "b", "c"}, "max_contacts": 2})), "3 contacts are chosen, and max_contacts is 2")
			w.sent(nil)
		}
		if w.Changes() != before {
			t.Error("the site was changed")
		}
	})
}

// TestBulk_more: others that come to match before the job looks are reported.
func TestBulk_more(t *testing.T) {
	onSite(t, 10, func(t *testing.T, w *testSite) {
		a := w.core.Action("wix_contacts_bulk_label")
		a.OnProgress = func(message string) {
			if strings.Contains(message, "begun") {
				if err := w.Seed(5); err != nil {
					t.Error(err)
				}
			}
		}
		got := w.fine(a.Run(t.Context(), config{"created_after": everybody, "add_label_keys": []any{"contacts.customers"}}))
		if !got.Mentions("More contacts were changed than were counted.") || !got.Mentions("found 15") {
			t.Error(got.Diagnostics)
		}
	}, switched(emulator.Switches{BulkMatch: "run"}))
}

// TestBulkUpdate_untaken: Wix may end the job well and change nothing.
func TestBulkUpdate_untaken(t *testing.T) {
	onSite(t, 10, func(t *testing.T, w *testSite) {
		got := w.run("wix_contacts_bulk_update", config{"created_after": everybody, "company": "Example Ltd"})
		w.says(got, "Wix did not do what it was asked for.", "info.company", "wix_contact")
		w.few()
	}, switched(emulator.Switches{BulkUpdateMaskless: "nothing"}))
}

// TestBulkUpdate_gone: the contact to look at was deleted since.
func TestBulkUpdate_gone(t *testing.T) {
	onSite(t, 2, func(t *testing.T, w *testSite) {
		w.Inject(emulator.Fault{Route: readRoute, Status: 404, Code: "CONTACT_NOT_FOUND"})
		if got := w.fine(w.run("wix_contacts_bulk_update", config{"created_after": everybody, "company": "A"})); len(got.Diagnostics) > 0 {
			t.Error(got.Diagnostics)
		}
		w.ClearFaults()
		w.Inject(emulator.Fault{Route: readRoute, Status: 403, Message: "no"})
		if got := w.fine(w.run("wix_contacts_bulk_update", config{"created_after": everybody, "company": "B"})); !got.Mentions("The result could not be looked at.") {
			t.Error(got.Diagnostics)
		}
	})
}

// TestBulkUpdate_failures: a contact that cannot be changed is listed.
func TestBulkUpdate_failures(t *testing.T) {
	onSite(t, 0, func(t *testing.T, w *testSite) {
		named, err := w.PutContact(config{"name": config{"first": "Ann"}})
		if err != nil {
			t.Fatal(err)
		}
		gone, err := w.PutContact(config{"name": config{"first": "Ann"}})
		if err != nil {
			t.Fatal(err)
		}
		a := w.core.Action("wix_contacts_bulk_update")
		a.OnProgress = func(message string) {
			if strings.Contains(message, "begun") {
				_ = w.RemoveContact(gone)
			}
		}
		got := a.Run(t.Context(), config{"filter": `{"info.name.first":"Ann"}`, "company": "Example Ltd"})
		w.says(got, "Some contacts could not be updated.", "1 contact was updated, 1 failed", "CONTACT_NOT_FOUND")
		if got.Mentions(named) {
			t.Error("a contact that was updated is listed")
		}
	}, switched(emulator.Switches{BulkMatch: "submit"}))
}
