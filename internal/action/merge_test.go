package action_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// family makes a target and two contacts to merge into it.
func (w *testSite) family() (target string, sources []any) {
	w.t.Helper()
	label, field := w.PutLabel("Label"), w.PutField("Score", "NUMBER")
	put := func(info config) string {
		out, err := w.PutContact(info)
		if err != nil {
			w.t.Fatal(err)
		}
		return out
	}
	mails := func(addresses ...string) config {
		var items []any
		for _, a := range addresses {
			items = append(items, config{"email": a})
		}
		return config{"items": items}
	}
	target = put(config{"name": config{"first": "Ann"}, "emails": mails("ann@example.com"), "company": "Example Ltd"})
	return target, []any{
		put(config{
			"name": config{"first": "Anna"}, "emails": mails("anna@example.com", "ann@example.com"), "company": "Sample GmbH", "jobTitle": "Boss",
			"phones": config{"items": []any{config{"phone": "(201) 555-0100"}}}, "labelKeys": config{"items": []any{label}},
		}),
		put(config{"emails": mails("a@example.com"), "locale": "de", "extendedFields": config{"items": config{field: 12}}}),
	}
}

func TestMerge(t *testing.T) {
	onSite(t, 0, func(t *testing.T, w *testSite) {
		target, sources := w.family()
		got := w.fine(w.run("wix_contact_merge", config{"target_id": target, "source_ids": sources}))
		if len(got.Diagnostics) > 0 {
			t.Error(got.Diagnostics)
		}
		w.progressed(got, "The contact "+target+", at revision 1, takes in "+sources[0].(string)+", "+sources[1].(string)+
			" and gets: 2 e-mail addresses, 1 phone, 1 label, the job title, the locale, the value of custom.score",
			"2 contacts are merged into "+target+", which is now at revision 2")
		for _, private := range []string{"anna@", "a@example.com", "Boss", "Anna", "555"} {
			if got.HasProgress(private) {
				t.Errorf("%q is in the progress", private)
			}
		}
		if all := w.Contacts(); len(all) != 1 || info(all[0])["company"] != "Example Ltd" || info(all[0])["jobTitle"] != "Boss" {
			t.Errorf("%v", all)
		}
		w.sent(map[string]int{readRoute: 1, previewRoute: 1, mergeRoute: 1})
	})
}

// TestMerge_nothingNew: sources that add nothing.
func TestMerge_nothingNew(t *testing.T) {
	onSite(t, 0, func(t *testing.T, w *testSite) {
		target, _ := w.PutContact(config{"name": config{"first": "Ann"}})
		source, _ := w.PutContact(config{"name": config{"first": "Anna"}})
		got := w.fine(w.run("wix_contact_merge", config{"target_id": target, "source_ids": []any{source}}))
		w.progressed(got, "gets: nothing that it does not have", "1 contact is merged")
	})
}

// TestMerge_refused: what cannot be merged is an error, and nothing is merged.
func TestMerge_refused(t *testing.T) {
	const nobody = "22222222-2222-4222-8222-222222222222"
	for name, tt := range map[string]struct {
		sw   emulator.Switches
		act  func(w *testSite, c config, target string, sources []any) error
		says []string
		sent map[string]int
	}{
		"no target": {act: func(w *testSite, _ config, target string, _ []any) error { return w.RemoveContact(target) }, says: []string{"The site has no such contact.", "target_id"}, sent: map[string]int{readRoute: 1}},
		"target merged": {act: func(w *testSite, c config, target string, sources []any) error {
			c["target_id"], c["source_ids"] = sources[0], sources[1:]
			return w.MergeContacts(target, sources[0].(string))
		}, says: []string{"The contact was merged into another one.", "Use that id."}, sent: map[string]int{readRoute: 1}},
		"no source":   {act: func(w *testSite, c config, _ string, _ []any) error { c["source_ids"] = []any{nobody}; return nil }, says: []string{"A contact to merge does not exist.", nobody}, sent: map[string]int{readRoute: 1, previewRoute: 1}},
		"member":      {act: func(w *testSite, _ config, _ string, ids []any) error { return w.MakeMember(ids[0].(string)) }, says: []string{"Wix does not merge these contacts.", "make such a contact the target"}, sent: map[string]int{readRoute: 1, previewRoute: 1}},
		"member, 400": {sw: emulator.Switches{MergeMember: "400"}, act: func(w *testSite, _ config, _ string, ids []any) error { return w.MakeMember(ids[0].(string)) }, says: []string{"Wix does not merge these contacts."}, sent: map[string]int{readRoute: 1, previewRoute: 1}},
		"revision":    {act: func(_ *testSite, c config, _ string, _ []any) error { c["target_revision"] = 7; return nil }, says: []string{"The target was changed meanwhile.", "is at revision 1, not at 7"}, sent: map[string]int{readRoute: 1}},
		"permission": {act: func(w *testSite, _ config, _ string, _ []any) error {
			w.Inject(emulator.Fault{Route: previewRoute, Status: 403, Message: "no"})
			return nil
		}, says: []string{"The credential does not have the permission.", "CONTACTS.MERGE"}, sent: map[string]int{readRoute: 1, previewRoute: 1}},
		"precondition": {act: func(w *testSite, _ config, _ string, _ []any) error {
			w.Inject(emulator.Fault{Route: mergeRoute, Status: 428, Code: "FAILED_PRECONDITION", Message: "no"})
			return nil
		}, says: []string{"Wix does not merge these contacts."}, sent: map[string]int{readRoute: 2, previewRoute: 1, mergeRoute: 1}},
		"lost": {act: func(w *testSite, _ config, _ string, _ []any) error {
			w.Inject(emulator.Fault{Route: mergeRoute, Status: 503})
			return nil
		}, says: []string{"The contacts may have been merged, but the answer was lost.", "invoke the action again"}, sent: map[string]int{readRoute: 3, previewRoute: 1, mergeRoute: 2}},
	} {
		t.Run(name, func(t *testing.T) {
			onSite(t, 0, func(t *testing.T, w *testSite) {
				target, sources := w.family()
				c := config{"target_id": target, "source_ids": sources}
				if err := tt.act(w, c, target, sources); err != nil {
					t.Fatal(err)
				}
				before := len(w.Contacts())
				w.says(w.run("wix_contact_merge", c), tt.says...)
				if len(w.Contacts()) != before {
					t.Error("contacts were merged")
				}
				w.sent(tt.sent)
			}, switched(tt.sw))
		})
	}
}

// TestMerge_moved: a target that moves between the preview and the merge is shown
// again and merged, once, unless its revision is pinned.
func TestMerge_moved(t *testing.T) {
	for _, status := range []string{"428", "409"} {
		for name, tt := range map[string]struct {
			pinned bool
			moves  int
			fine   bool
			sent   map[string]int
		}{
			"once":        {false, 1, true, map[string]int{readRoute: 3, previewRoute: 2, mergeRoute: 2}},
			"twice":       {false, 2, false, map[string]int{readRoute: 4, previewRoute: 2, mergeRoute: 2}},
			"once pinned": {true, 1, false, map[string]int{readRoute: 2, previewRoute: 1, mergeRoute: 1}},
		} {
			t.Run(name+" "+status, func(t *testing.T) {
				onSite(t, 0, func(t *testing.T, w *testSite) {
					target, sources := w.family()
					c := config{"target_id": target, "source_ids": sources}
					if tt.pinned {
						c["target_revision"] = 1
					}
					// The merge waits, so that what moves the target comes first.
					w.Inject(emulator.Fault{Route: mergeRoute, Delay: time.Second})
					a := w.core.Action("wix_contact_merge")
					moves := 0
					a.OnProgress = func(message string) {
						if strings.Contains(message, "takes in") && moves < tt.moves {
							moves++
							_ = w.BumpRevision(target)
						}
					}
					got := a.Run(t.Context(), c)
					if got.Failed() == tt.fine || tt.fine != (len(w.Contacts()) == 1) || !tt.fine && !got.Mentions("changed between the preview and the merge") {
						t.Errorf("%d contacts; %q; %s", len(w.Contacts()), got.Progress, got.Diagnostics)
					}
					w.sent(tt.sent)
				}, switched(emulator.Switches{MergeStale: status}))
			})
		}
	}
}

// TestMerge_sourceChanges: what a source gets between the preview and the merge is told.
func TestMerge_sourceChanges(t *testing.T) {
	onSite(t, 0, func(t *testing.T, w *testSite) {
		target, sources := w.family()
		// The merge waits, so that the change comes first.
		w.Inject(emulator.Fault{Route: mergeRoute, Delay: time.Second})
		a := w.core.Action("wix_contact_merge")
		a.OnProgress = func(message string) {
			if !strings.Contains(message, "takes in") {
				return
			}
			if err := w.EditContact(sources[0].(string), func(info map[string]any) {
				info["jobTitle"] = "Director"
				info["emails"] = config{"items": []any{config{"email": "anna@example.com"}, config{"email": "late@example.com"}}}
			}); err != nil {
				t.Error(err)
			}
			if err := w.LabelContact(sources[0].(string), "contacts.customers"); err != nil {
				t.Error(err)
			}
		}
		got := w.fine(a.Run(t.Context(), config{"target_id": target, "source_ids": sources}))
		for _, text := range []string{"More was merged than the preview showed.", "also got: 1 e-mail address, 1 label, the job title."} {
			if !got.Mentions(text) {
				t.Errorf("%q is not in: %s", text, got.Diagnostics)
			}
		}
		if got.Mentions("Director") || got.Mentions("late@") {
			t.Error("a value is shown")
		}
		w.sent(map[string]int{readRoute: 1, previewRoute: 1, mergeRoute: 1})
	})
}

// TestMerge_lost: a merge whose answer is lost is found out.
func TestMerge_lost(t *testing.T) {
	for _, kind := range []emulator.FaultKind{emulator.FaultDropAfter, emulator.FaultDropBefore} {
		onSite(t, 0, func(t *testing.T, w *testSite) {
			target, sources := w.family()
			w.Inject(emulator.Fault{Route: mergeRoute, Kind: kind, Times: 1})
			w.fine(w.run("wix_contact_merge", config{"target_id": target, "source_ids": sources}))
			if len(w.Contacts()) != 1 {
				t.Errorf("%d contacts", len(w.Contacts()))
			}
		})
	}
}

func TestMerge_cancelled(t *testing.T) {
	onSite(t, 0, func(t *testing.T, w *testSite) {
		target, sources := w.family()
		w.Inject(emulator.Fault{Route: mergeRoute, Delay: time.Minute})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		w.says(w.core.Action("wix_contact_merge").Run(ctx, config{"target_id": target, "source_ids": sources}), "The contacts may have been merged")
		w.sent(map[string]int{readRoute: 1, previewRoute: 1, mergeRoute: 1})
	})
}

// TestMerge_resource: a wix_contact of a source leaves the state, with a warning.
func TestMerge_resource(t *testing.T) {
	onSite(t, 0, func(t *testing.T, w *testSite) {
		target, sources := w.family()
		r := w.core.Resource("wix_contact")
		if d := r.Import(sources[0].(string)); d.Failed() {
			t.Fatal(d)
		}
		w.fine(w.run("wix_contact_merge", config{"target_id": target, "source_ids": sources}))
		if d := r.Refresh(); !d.Mentions(target) || !r.State.IsNull() {
			t.Errorf("%s, state %s", d, r.State)
		}
	})
}
