package action_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// TestBulk_cancelled: in the middle of a job of 1,000 contacts the waiting ends, and
// the error says what goes on.
func TestBulk_cancelled(t *testing.T) {
	for name := range submits {
		t.Run(name, func(t *testing.T) {
			onSite(t, 1000, func(t *testing.T, w *testSite) {
				label := w.PutLabel("Label")
				a := w.core.Action(name)
				ctx := until(t, a, func(message string) bool { return strings.Contains(message, "RUNNING") })
				began := time.Now()
				got := a.Run(ctx, with(every(label)[name], config{"created_after": everybody, "max_contacts": 1000}))
				w.progressed(got, "which goes on when this run is interrupted")
				w.says(got, "The waiting for the job was cancelled.", "goes on at Wix, which cannot stop it", "RUNNING: of 1000 contacts", "Look at the contacts later")
				if took := time.Since(began); took > 2*time.Second {
					t.Errorf("it ended after %v", took)
				}
				w.sent(map[string]int{countRoute: 1, submits[name]: 1, jobRoute: 1})
				_ = w.Clock.Sleep(t.Context(), time.Hour) // the job has ended since
				changed := 0
				for _, contact := range w.Contacts() {
					if labels(contact)[label] || info(contact)["company"] == "Example Ltd" {
						changed++
					}
				}
				if changed != 1000 && name != "wix_contacts_bulk_delete" || len(w.Contacts()) > 300 && name == "wix_contacts_bulk_delete" {
					t.Errorf("%d of %d contacts were changed", changed, len(w.Contacts()))
				}
			}, switched(emulator.Switches{BulkSlow: time.Minute}))
		})
	}
}

// TestBulk_stopped: the provider says that it is stopped after the last event of an action
// has been taken, and at once then.
func TestBulk_stopped(t *testing.T) {
	onSite(t, 0, func(t *testing.T, w *testSite) {
		w.person("Ann")
		a := w.core.Action("wix_contacts_bulk_delete")
		var stopped <-chan struct{}
		a.OnProgress = func(message string) {
			if !strings.Contains(message, "RUNNING") {
				return
			}
			stopped = w.core.Interrupt()
			select {
			case <-stopped:
				t.Error("it is stopped, and the action still runs")
			default:
			}
		}
		began := time.Now()
		w.says(a.Run(t.Context(), config{"filter": `{"info.name.first":"Ann"}`}), "The waiting for the job was cancelled.")
		<-stopped
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("it took %v", took)
		}
	}, switched(emulator.Switches{BulkSlow: time.Hour}))
}

// TestBulk_cancelledEarly: while the contacts are counted nothing goes on yet, and
// while the job is begun perhaps something does.
func TestBulk_cancelledEarly(t *testing.T) {
	for name, route := range submits {
		c := with(every("contacts.customers")[name], config{"created_after": everybody})
		onSite(t, 10, func(t *testing.T, w *testSite) {
			w.Inject(emulator.Fault{Route: countRoute, Delay: time.Minute})
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			got := w.core.Action(name).Run(ctx, c)
			if !got.Failed() || got.Mentions("goes on") || got.Mentions("lost") {
				t.Error(got.Diagnostics)
			}
			w.sent(map[string]int{countRoute: 1})
		})
		onSite(t, 10, func(t *testing.T, w *testSite) {
			w.Inject(emulator.Fault{Route: route, Kind: emulator.FaultStall})
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			w.says(w.core.Action(name).Run(ctx, c), "Wix may have begun the job, but its answer was lost.")
			w.sent(map[string]int{countRoute: 1, route: 1})
		})
	}
}

// TestBulk_timeout: a job that never ends is left after the timeout.
func TestBulk_timeout(t *testing.T) {
	for name := range submits {
		for text, want := range map[string]time.Duration{"90s": 90 * time.Second, "": 30 * time.Minute} {
			for _, stuck := range []string{"new", "running"} {
				onSite(t, 100, func(t *testing.T, w *testSite) {
					c := with(every("contacts.customers")[name], config{"created_after": everybody, "max_contacts": 1000})
					if text != "" {
						c["timeout"] = text
					}
					began := time.Now()
					got := w.run(name, c)
					w.says(got, "The job has not ended in time.", "goes on at Wix", "set a longer timeout", "timeout")
					if took := time.Since(began); took < want || took > want+time.Second {
						t.Errorf("%s: it waited for %v, want %v", name, took, want)
					}
					if stuck == "running" && (len(got.Progress) > 6 || !got.Mentions("RUNNING: of 100 contacts")) {
						t.Errorf("the progress is %q; %s", got.Progress, got.Diagnostics)
					}
					w.few()
				}, switched(emulator.Switches{BulkStuck: stuck}))
			}
		}
	}
}

// TestBulk_lost: an answer that is lost begins no second job. The one that was begun
// is waited for where Wix lists it, and reported where it does not.
func TestBulk_lost(t *testing.T) {
	for name, route := range submits {
		for fault, begun := range map[emulator.FaultKind]bool{emulator.FaultDropAfter: true, emulator.FaultTruncate: true, emulator.FaultDropBefore: false} {
			t.Run(name+"/"+fault.String(), func(t *testing.T) {
				onSite(t, 100, func(t *testing.T, w *testSite) {
					w.Inject(emulator.Fault{Route: route, Kind: fault, Times: 1})
					got := w.run(name, with(every("contacts.customers")[name], config{"created_after": everybody}))
					if w.Count(route) != 1 || w.Count(jobsRoute) != 1 {
						t.Errorf("%v", w.Counts())
					}
					if begun {
						w.progressed(got, "COMPLETED: of 100 contacts")
						return
					}
					w.says(got, "Wix may have begun the job, but its answer was lost.", "was not sent again", "could not be told which", "invoke the action again if nothing has changed")
				})
			})
		}
	}
}

// TestBulk_refused: what Wix refuses is reported as elsewhere.
func TestBulk_refused(t *testing.T) {
	for name, route := range submits {
		c := with(every("contacts.customers")[name], config{"created_after": everybody})
		for _, where := range []string{countRoute, route} {
			onSite(t, 10, func(t *testing.T, w *testSite) {
				w.Inject(emulator.Fault{Route: where, Status: 403, Message: "no"})
				w.says(w.run(name, c), "The credential does not have the permission.", "CONTACTS.")
				if w.Count(where) != 1 || w.Count(jobRoute) != 0 {
					t.Errorf("%v", w.Counts())
				}
			})
			onSite(t, 10, func(t *testing.T, w *testSite) { // throttled a few times, then served
				w.Inject(emulator.Fault{Route: where, Status: 429, Message: "slow down", Times: 3})
				if got := w.run(name, c); !got.HasProgress("COMPLETED") || w.Count(where) < 4 {
					t.Errorf("%s: %s", name, got.Diagnostics)
				}
			})
		}
		onSite(t, 10, func(t *testing.T, w *testSite) { // throttled for good
			w.Inject(emulator.Fault{Route: route, Status: 429, Message: "slow down"})
			w.says(w.run(name, c), "Wix throttled the requests for too long.")
			if len(w.Contacts()) != 10 {
				t.Error("contacts are gone")
			}
		})
		onSite(t, 10, func(t *testing.T, w *testSite) { // the job can no longer be looked at
			w.Inject(emulator.Fault{Route: jobRoute, Status: 403, Message: "no"})
			w.says(w.run(name, c), "The credential does not have the permission.", "goes on at Wix", "How it ends is not known")
		})
	}
}

// TestBulk_badFilter: a filter that Wix does not take points at the argument.
func TestBulk_badFilter(t *testing.T) {
	onSite(t, 10, func(t *testing.T, w *testSite) {
		w.says(w.run("wix_contacts_bulk_delete", config{"filter": `{"info.nothing":1}`}), "UNSUPPORTED_FILTER_FIELD_UNKNOWN", "then invoke the action again.")
		w.sent(map[string]int{countRoute: 1})
		w.says(w.run("wix_contacts_bulk_label", config{"created_after": everybody, "add_label_keys": []any{"custom.nothing"}}), "A label does not exist on the site.", "custom.nothing", "Refer to the label's key")
		if w.Count(jobRoute) != 0 {
			t.Error("a job was begun")
		}
	})
}
