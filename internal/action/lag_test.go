package action_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// TestBulk_givenLags: contacts that exist are found by their ids, although queries do not
// know them yet, or not as they are.
func TestBulk_givenLags(t *testing.T) {
	for name, c := range map[string]config{"new": nil, "changed": {"has_all_labels": []any{"custom.label"}}} {
		t.Run(name, func(t *testing.T) {
			onSite(t, 0, func(t *testing.T, w *testSite) {
				id := w.person("Ann")
				if c != nil {
					_ = w.Clock.Sleep(t.Context(), time.Minute)
					if err := w.LabelContact(id, w.PutLabel("Label")); err != nil {
						t.Fatal(err)
					}
				}
				got := w.fine(w.run("wix_contacts_bulk_label", with(c, config{"ids": []any{id}, "add_label_keys": []any{"contacts.customers"}})))
				if len(got.Diagnostics) > 0 || !labels(w.Contact(id))["contacts.customers"] {
					t.Errorf("%v; %s", labels(w.Contact(id)), got.Diagnostics)
				}
				// One look at the contact; queries until they know it, and one for the choice.
				w.Sent(t, map[string]int{readRoute: 1, labelRoute: 1, countRoute: 6})
			}, switched(emulator.Switches{QueryLag: 3 * time.Second}))
		})
	}
}

// TestBulk_givenUnknown: what queries do not come to know is an error, and nothing is done.
func TestBulk_givenUnknown(t *testing.T) {
	onSite(t, 0, func(t *testing.T, w *testSite) {
		id, began := w.person("Ann"), time.Now()
		w.says(w.run("wix_contacts_bulk_delete", config{"ids": []any{id}}), "Wix does not find all contacts yet.", id, "ids")
		if took := time.Since(began); took < time.Minute || took > 90*time.Second || w.Count(deleteRoute) != 0 {
			t.Errorf("after %v: %v", took, w.Counts())
		}
	}, switched(emulator.Switches{QueryLag: time.Hour}))
}

// TestBulk_givenGone: ids of contacts that are gone or merged are named, and at most 100
// of them are read.
func TestBulk_givenGone(t *testing.T) {
	onSite(t, 0, func(t *testing.T, w *testSite) {
		ann, merged, gone := w.person("Ann"), w.person("Ann"), w.person("Ann")
		if err := w.MergeContacts(ann, merged); err != nil {
			t.Fatal(err)
		}
		if err := w.RemoveContact(gone); err != nil {
			t.Fatal(err)
		}
		got := w.fine(w.run("wix_contacts_bulk_delete", config{"ids": []any{ann, merged, gone}}))
		if !got.Mentions("Of the 3 ids, 2 belong to no contact") || !got.Mentions(merged) || !got.Mentions(gone) || w.Contact(ann) != nil {
			t.Error(got.Diagnostics)
		}
		w.Sent(t, map[string]int{countRoute: 1, readRoute: 2, deleteRoute: 1})
		got = w.fine(w.run("wix_contacts_bulk_delete", config{"ids": []any{merged, gone}}))
		if !got.Mentions("No contact was chosen.") || !got.Mentions("Not all ids were found.") {
			t.Error(got.Diagnostics)
		}
		w.ResetRequests()
		var many []any
		for i := range 101 {
			many = append(many, fmt.Sprintf("22222222-2222-4222-8222-%012d", i))
		}
		w.says(w.run("wix_contacts_bulk_delete", config{"ids": many, "max_contacts": 200}), "Too many of the ids were not found.")
		w.sent(map[string]int{countRoute: 1})
	})
}

// TestBulkDelete_failuresLag: who is not deleted is named, and nobody else, although
// queries still know all of them.
func TestBulkDelete_failuresLag(t *testing.T) {
	onSite(t, 0, func(t *testing.T, w *testSite) {
		var ids []string
		for range 8 {
			ids = append(ids, w.person("Ann"))
		}
		for _, id := range ids[4:] {
			if err := w.MakeMember(id); err != nil {
				t.Fatal(err)
			}
		}
		_ = w.Clock.Sleep(t.Context(), time.Minute)
		got := w.run("wix_contacts_bulk_delete", config{"filter": `{"info.name.first":"Ann"}`})
		w.says(got, append(ids[4:], "4 contacts were deleted, 4 failed", "Not deleted: ")...)
		for _, id := range ids[:4] {
			if got.Mentions(id) {
				t.Errorf("%s was deleted, and is listed", id)
			}
		}
	}, switched(emulator.Switches{QueryLag: 30 * time.Second}))
}

// TestBulk_fewer: a job that ends well and has not found the contacts is a failure, unless
// nothing is left to do.
func TestBulk_fewer(t *testing.T) {
	for name, c := range every("contacts.customers") {
		for _, left := range []bool{true, false} {
			onSite(t, 0, func(t *testing.T, w *testSite) {
				id := w.person("Ann")
				_ = w.Clock.Sleep(t.Context(), time.Minute)
				// The request waits, so that what others do comes first.
				w.Inject(emulator.Fault{Route: submits[name], Delay: time.Second})
				a := w.core.Action(name)
				a.OnProgress = func(message string) {
					switch {
					case strings.Contains(message, "is chosen"): // the index of jobs is behind that of queries
						w.SetSwitches(emulator.Switches{QueryLag: time.Hour})
					case strings.Contains(message, "has begun") && !left:
						_ = w.RemoveContact(id)
					}
				}
				got := a.Run(t.Context(), with(c, config{"ids": []any{id}}))
				if !left {
					w.fine(got)
					return
				}
				w.says(got, "Not all chosen contacts were", id, "1 were read one by one, and 1 are not")
			}, switched(emulator.Switches{QueryLag: time.Second}))
		}
	}
}
