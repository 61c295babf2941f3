package soak_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// deed is an invocation of an action on contacts.
type deed struct {
	config func(ids []any, label string) object
	// done tells whether a site has what was asked for.
	done func(l *life, ids []any, label string) bool
}

func infoOf(contact object) object {
	info, _ := contact["info"].(map[string]any)
	return info
}

// onAll tells whether something holds for the chosen contacts, and for no other.
func onAll(holds func(info object, label string) bool) func(*life, []any, string) bool {
	return func(l *life, ids []any, label string) bool {
		n := 0
		for _, contact := range l.site.Contacts() {
			if holds(infoOf(contact), label) {
				n++
			}
		}
		for _, id := range ids {
			if !holds(infoOf(l.site.Contact(id.(string))), label) {
				return false
			}
		}
		return n == len(ids)
	}
}

// left tells whether so many of the contacts are no longer on a site, and all
// others are.
func left(n int) func(*life, []any, string) bool {
	return func(l *life, ids []any, _ string) bool {
		for _, id := range ids[n:] {
			if l.site.Contact(id.(string)) != nil {
				return false
			}
		}
		return len(l.site.Contacts()) == bystanders+n
	}
}

// bystanders are contacts that no deed is about.
const bystanders = 3

var deeds = map[string]deed{
	"wix_contacts_bulk_label": {
		config: func(ids []any, label string) object { return object{"ids": ids, "add_label_keys": []any{label}} },
		done:   onAll(func(info object, label string) bool { return fmt.Sprint(labelsOf(info)) == fmt.Sprint([]string{label}) }),
	},
	"wix_contacts_bulk_update": {
		config: func(ids []any, _ string) object { return object{"ids": ids, "company": "Example Ltd"} },
		done:   onAll(func(info object, _ string) bool { return info["company"] == "Example Ltd" }),
	},
	"wix_contacts_bulk_delete": {
		config: func(ids []any, _ string) object { return object{"ids": ids} },
		done:   left(0),
	},
	"wix_contact_merge": {
		config: func(ids []any, _ string) object { return object{"target_id": ids[0], "source_ids": ids[1:]} },
		done:   left(1),
	},
}

// TestInterrupt_ofActions: Ctrl-C at each request of an action ends it. What was
// begun at Wix goes on there, and the person is told; whatever was done, and only
// that, is right when the action is invoked again.
func TestInterrupt_ofActions(t *testing.T) {
	for name, deed := range deeds {
		t.Run(name, func(t *testing.T) {
			act := func(t *testing.T, at int, when string) (sent int) {
				synctest.Test(t, func(t *testing.T) {
					l := newLife(t, nil)
					l.wire.at, l.wire.when = at, when
					l.site.SetSwitches(emulator.Switches{BulkSlow: 20 * time.Second})
					label := l.site.PutLabel("Label")
					ids := l.put(t, 5)
					l.put(t, bystanders)
					action, config := l.core.Action(name), deed.config(ids, label)

					got := action.Run(t.Context(), config)
					if at == 0 {
						if got.Failed() || !deed.done(l, ids, label) {
							t.Errorf("undisturbed: %s", got.Diagnostics)
						}
						sent = l.wire.count()
						return
					}
					if l.stopped().IsZero() {
						t.Fatalf("request %d was never sent; %s", at, got.Diagnostics)
					}
					l.ended(name) // and an hour later
					done := deed.done(l, ids, label)
					told := got.Mentions("goes on at Wix") || got.Mentions("answer was lost")
					switch {
					case !got.Failed() && !done:
						t.Error("it went through, and is not done")
					case got.Failed() && done && !told:
						t.Errorf("nobody is told that it may be done: %s", got.Diagnostics)
					case got.Mentions("goes on at Wix") && !done:
						t.Error("the job did not go on")
					}

					// What is gone cannot be merged again, and the error says so.
					l.core.Restart()
					again := l.core.Action(name).Run(t.Context(), config)
					if again.Failed() && !(name == "wix_contact_merge" && done && again.Mentions("does not exist")) {
						t.Errorf("again: %s", again.Diagnostics)
					}
					if !deed.done(l, ids, label) {
						t.Errorf("it is not done after it was invoked again: %v", l.site.Contacts())
					}
				})
				return sent
			}
			total := act(t, 0, "")
			if total < 3 {
				t.Fatalf("it takes %d requests only", total)
			}
			for _, when := range []string{"sent", "handled", "stalled"} {
				for at := 1; at <= total; at++ {
					act(t, at, when)
				}
			}
			t.Logf("interrupted at each of %d requests in 3 states", total)
		})
	}
}

// put makes contacts.
func (l *life) put(t *testing.T, n int) (ids []any) {
	for i := range n {
		id, err := l.site.PutContact(object{"name": object{"first": fmt.Sprint("Person ", i)}})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	return ids
}
