package entity_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// A definition is made, renamed, renamed by somebody else, deleted by somebody
// else, and destroyed.
func TestNamed_life(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		vip, gold := w.config("VIP", nil), w.config("Gold", nil)
		w.apply(vip)
		w.called("VIP")
		key := w.key()

		w.apply(gold)
		w.called("Gold")
		if w.key() != key {
			w.fail("the rename made the key %s of %s", w.key(), key)
		}
		w.sent(w.patch(), 1)
		w.apply(w.config("gold", nil)) // case is a difference
		w.called("gold")
		w.apply(gold)
		w.sent(w.patch(), 3)

		w.later()
		w.must(w.rename(w.site, key, "Silver"))
		w.later()
		if p := w.r.MustPlan(gold); !slices.Equal(p.Changes[:1], []string{"display_name: Silver to Gold"}) {
			w.fail("the drift is shown as %v", p.Changes)
		}
		w.apply(gold)
		w.called("Gold")

		w.must(w.remove(w.site, key))
		w.apply(gold)
		w.called("Gold")
		w.sent(w.create(), 2)
		w.left(1)

		w.later()
		if d := w.r.Apply(nil); d.Failed() {
			w.fail("%s", d)
		}
		w.left(0)
		w.sent(w.del(), 1)
	})
}

// Somebody deletes the object between the plan and the apply.
func TestNamed_goneBeforeDelete(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		w.apply(w.config("VIP", nil))
		p := w.r.MustPlan(nil)
		w.must(w.remove(w.site, w.key()))
		if d := w.r.Do(p); d.Failed() || !w.r.State.IsNull() {
			w.fail("%s", d)
		}
		w.sent(w.del(), 1)
	})
}

// The same for a rename: it is an error, and the next command makes a new one.
func TestNamed_goneBeforeRename(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		w.apply(w.config("VIP", nil))
		w.later()
		p := w.r.MustPlan(w.config("Gold", nil))
		w.must(w.remove(w.site, w.key()))
		w.refused(w.r.Do(p), "The object does not exist on the site.", "Run plan again")
		w.apply(w.config("Gold", nil))
		w.left(1)
	})
}

// In use: a warning while the destroy is planned, and refused at the apply.
func TestNamed_inUse(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		w.apply(w.config("VIP", nil))
		w.must(w.use(w.site, w.key()))
		w.later()
		w.core.Restart()
		p, d := w.r.Plan(nil)
		if d.Failed() || len(d) != 1 || !d.Mentions("1 contact") || !d.Mentions("Nothing to do if this run deletes the contacts") || !d.Mentions("alone (-target)") {
			w.fail("the plan says: %s", d)
		}
		w.refused(w.r.Do(p), "The object is in use by contacts.", "1 contact", "create_before_destroy", "force_destroy = true", "RETAIN", "If the block is gone already, put it back", "with -target")
		w.sent(w.del(), 0)

		w.apply(w.config("VIP", config{"force_destroy": true}))
		w.apply(w.config("VIP", nil))
		w.refused(w.r.Apply(nil), "The object is in use by contacts.")
		w.apply(w.config("VIP", config{"force_destroy": true}))
		if d := w.r.Apply(nil); d.Failed() {
			w.fail("%s", d)
		}
		w.left(0)
	})
}

func TestNamed_inUseSinceThePlan(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		w.apply(w.config("VIP", nil))
		p := w.r.MustPlan(nil)
		w.must(w.use(w.site, w.key()))
		w.later()
		w.core.Restart() // a plan and its apply are two runs of the provider
		w.refused(w.r.Do(p), "The object is in use by contacts.", "1 contact")
		w.sent(w.del(), 0)
		w.left(1)
		w.called("VIP")
	})
}

func TestNamed_retain(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		w.apply(w.config("VIP", config{"deletion_policy": "RETAIN"}))
		w.must(w.use(w.site, w.key()))
		w.later()
		if d := w.r.Apply(nil); d.Failed() {
			w.fail("%s", d)
		}
		w.sent(w.del(), 0)
		w.sent(w.countRoute, 0)
		w.left(1)
	})
}

// A name that is taken is refused before a PATCH, which Wix may allow.
func TestNamed_renameTaken(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		other := w.put(w.site, "Gold")
		w.apply(w.config("VIP", nil))
		w.later()
		w.refused(w.r.Apply(w.config(" Gold", nil)), "The new name belongs to another object.", other)
		w.sent(w.patch(), 0)
		w.called("VIP")
	})
}

// A change of settings sends nothing.
func TestNamed_settings(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		w.apply(w.config("VIP", nil))
		w.site.ResetRequests()
		w.core.Restart()
		p, d := w.r.Plan(w.config("VIP", config{"force_destroy": true, "adopt_existing": true, "deletion_policy": "RETAIN"}))
		if d.Failed() || len(p.Changes) != 3 {
			w.fail("%v %s", p, d)
		}
		if d := w.r.Do(p); d.Failed() || w.site.CountAll() != 0 {
			w.fail("%d requests were sent: %s", w.site.CountAll(), d)
		}
	})
}

// What is certainly wrong is an error of the plan, and sends nothing.
func TestNamed_invalid(t *testing.T) {
	for _, k := range kinds {
		for name, c := range map[string]struct {
			name     any
			settings config
			says     string
		}{
			"empty":  {"", nil, "from 1 to "},
			"spaces": {"   ", nil, "from 1 to "},
			"long":   {strings.Repeat("x", k.longest+1), nil, "outer white space not counted; this one has"},
			"null":   {nil, nil, "Must set a configuration value for the display_name attribute"},
			"policy": {"VIP", config{"deletion_policy": "KEEP"}, `"KEEP" is none of DELETE, RETAIN. Give one of them.`},
			"key":    {"VIP", config{"key": "custom.vip"}, "Cannot set value for this attribute"},
		} {
			t.Run(k.typ+" "+name, func(t *testing.T) {
				w := newFixture(t, k, emulator.Switches{})
				invalid := w.config("", c.settings)
				invalid["display_name"] = c.name
				_, d := w.r.Plan(invalid)
				w.refused(d, c.says)
				if n := w.site.CountAll(); n != 0 {
					w.fail("%d requests were sent", n)
				}
			})
		}
	}
}

// The length counts characters, and outer spaces do not count.
func TestNamed_longest(t *testing.T) {
	for _, k := range kinds {
		w, longest := newFixture(t, k, emulator.Switches{}), strings.Repeat("é", k.longest)
		w.apply(w.config("  "+longest+"  ", nil))
		w.called(longest)
	}
}

// TestNamed_dates: dates are the same after a create and after every refresh.
func TestNamed_dates(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		w.later()
		_ = w.site.Clock.Sleep(t.Context(), 138*time.Millisecond)
		w.r.MustApply(w.config("VIP", nil))
		created, updated := w.r.Get("created_date"), w.r.Get("updated_date")
		w.later()
		if d := w.r.Refresh(); d.Failed() {
			w.fail("%s", d)
		}
		if now := w.r.Get("created_date"); now != created || created == nil {
			w.fail("created_date was %v, and is %v", created, now)
		}
		if now := w.r.Get("updated_date"); now != updated || updated == nil {
			w.fail("updated_date was %v, and is %v", updated, now)
		}
	})
}
