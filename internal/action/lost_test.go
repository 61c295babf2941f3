package action_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// TestBulk_lostBeside: an action whose request never arrives, while a job of its type is
// begun by another action of the run or by a colleague, fails: the job is not its own, and
// its contacts are still there.
func TestBulk_lostBeside(t *testing.T) {
	for name, colleague := range map[string]bool{"of the run": false, "of a colleague": true} {
		t.Run(name, func(t *testing.T) {
			onSite(t, 0, func(t *testing.T, w *testSite) {
				ann, bob := w.person("Ann"), w.person("Bob")
				other := w.core
				if colleague {
					other = w.Core(t)
				}
				first := other.Action("wix_contacts_bulk_delete")
				first.OnProgress = func(message string) {
					if !strings.Contains(message, "has begun the job") {
						return
					}
					w.ResetRequests()
					w.Inject(emulator.Fault{Route: deleteRoute, Kind: emulator.FaultDropBefore, Times: 1})
					got := w.run("wix_contacts_bulk_delete", config{"filter": `{"info.name.first":"Bob"}`})
					w.says(got, "Wix may have begun the job, but its answer was lost.", "could not be told which of Wix's jobs is ours", "Of 1 contact, 1 were read one by one, and 1 are not deleted: "+bob)
					if w.Count(deleteRoute) != 1 {
						t.Errorf("%v", w.Counts())
					}
				}
				w.fine(first.Run(t.Context(), config{"filter": `{"info.name.first":"Ann"}`}))
				if w.Contact(ann) != nil || w.Contact(bob) == nil {
					t.Error("the wrong contact is gone")
				}
			})
		})
	}
}

// TestBulk_lostAndDone: an action whose answer is lost succeeds where all of its contacts
// were read, and does not where there are too many of them.
func TestBulk_lostAndDone(t *testing.T) {
	for name, route := range submits {
		for _, n := range []int{5, 101} {
			onSite(t, 0, func(t *testing.T, w *testSite) {
				for range n {
					w.person("Ann")
				}
				w.Inject(emulator.Fault{Route: route, Kind: emulator.FaultDropAfter, Times: 1})
				got := w.run(name, with(every("contacts.customers")[name], config{"filter": `{"info.name.first":"Ann"}`, "max_contacts": 200}))
				if n <= 100 {
					w.progressed(w.fine(got), "The job", "may be the one", "Of 5 contacts, 5 were read one by one, and all of these are")
				} else {
					w.says(got, "could not be told", "Of 101 contacts, 100 were read one by one, and all of these are")
				}
				w.Sent(t, map[string]int{countRoute: 1, route: 1, jobsRoute: 1, readRoute: min(n, 100)})
			})
		}
	}
}

// TestBulk_lostToAnother: a job for another number of contacts is not waited for.
func TestBulk_lostToAnother(t *testing.T) {
	onSite(t, 0, func(t *testing.T, w *testSite) {
		w.person("Ann")
		w.person("Ann")
		bob := w.person("Bob")
		colleague := w.Core(t).Action("wix_contacts_bulk_delete")
		colleague.OnProgress = func(message string) {
			if !strings.Contains(message, "has begun the job") {
				return
			}
			w.Inject(emulator.Fault{Route: deleteRoute, Kind: emulator.FaultDropBefore, Times: 1})
			began := time.Now()
			w.says(w.run("wix_contacts_bulk_delete", config{"filter": `{"info.name.first":"Bob"}`}), "could not be told", bob)
			if took := time.Since(began); took > time.Minute {
				t.Errorf("it took %v", took)
			}
		}
		w.says(colleague.Run(t.Context(), config{"filter": `{"info.name.first":"Ann"}`}), "The job has not ended in time.")
	}, switched(emulator.Switches{BulkSlow: time.Hour}))
}

// person makes a contact.
func (w *testSite) person(name string) (id string) {
	w.t.Helper()
	id, err := w.PutContact(config{"name": config{"first": name}})
	if err != nil {
		w.t.Fatal(err)
	}
	return id
}
