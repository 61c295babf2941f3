package entity_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// A create that meets an existing object is an error with an import block, and
// adopts it when that is allowed.
func TestNamed_exists(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		key := w.put(w.site, "VIP")
		w.later()
		w.refused(w.r.Apply(w.config("VIP", nil)), "An object of that name exists already.", key, "import {", "to = "+w.typ+".example", `AttributeName("display_name")`)
		w.left(1)
		w.apply(w.config(" VIP", config{"adopt_existing": true}))
		w.called("VIP")
		w.left(1)
		w.sent(w.patch(), 0)
	})
}

// The same in another spelling, where Wix compares without case: adopting it
// would leave a difference for ever.
func TestNamed_existsInAnotherCase(t *testing.T) {
	for _, k := range kinds {
		w := newFixture(t, k, emulator.Switches{NamesMatch: "fold"})
		key := w.put(w.site, "vip")
		w.refused(w.r.Apply(w.config("VIP", nil)), "An object of that name exists already.", key, `"vip"`)
		w.core.Restart()
		w.refused(w.r.Apply(w.config("VIP", config{"adopt_existing": true})), "An object exists under another spelling of the name.", key, `"vip"`, "Use exactly that display name")
		w.apply(w.config("vip", config{"adopt_existing": true}))
		w.left(1)
		w.sent(w.patch(), 0)
	}
}

// What Wix defines is never adopted.
func TestNamed_ofTheSystem(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		for _, adopt := range []bool{false, true} {
			w.refused(w.r.Apply(w.config(w.system, config{"adopt_existing": adopt})), "Wix itself defines an object of that name.", w.systemKey, "data source "+w.typ)
		}
		w.left(0)
		w.sent(w.patch(), 0)
		w.sent(w.del(), 0)
	})
}

func TestFieldOfAnotherType(t *testing.T) {
	for _, sw := range combinations() {
		for _, adopt := range []bool{false, true} {
			w := newFixture(t, kinds[1], sw)
			key := w.site.PutField("Size", "NUMBER")
			w.later()
			w.refused(w.r.Apply(w.config("Size", config{"adopt_existing": adopt})), "An object of that name exists and differs.", key, "data type NUMBER")
			w.left(1)
			if !w.r.State.IsNull() {
				w.fail("the field of another type is in the state")
			}
		}
	}
}

// A create whose answer is lost is repeated where it makes no second object, and
// succeeds; it is not taken for one that somebody else made.
func TestNamed_lostAnswer(t *testing.T) {
	faults := map[string]emulator.Fault{
		"answer lost":    {Kind: emulator.FaultDropAfter},
		"request lost":   {Kind: emulator.FaultDropBefore},
		"cut answer":     {Kind: emulator.FaultTruncate},
		"garbage answer": {Kind: emulator.FaultGarbage},
		"status 500":     {Kind: emulator.FaultStatus, Status: 500},
		"refused":        {Kind: emulator.FaultRefuse},
	}
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			eachSwitch(t, func(w *fixture) {
				fault := fault
				fault.Route, fault.Times = w.create(), 1
				w.site.Inject(fault)
				w.apply(w.config("VIP", nil))
				w.left(1)
				w.called("VIP")
			})
		})
	}
}

// A rename and a delete whose answers are lost are repeated, and succeed.
func TestNamed_lostWrites(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		w.apply(w.config("VIP", nil))
		w.site.Inject(emulator.Fault{Route: w.patch(), Times: 1, Kind: emulator.FaultDropAfter})
		w.apply(w.config("Gold", nil))
		w.called("Gold")
		w.site.Inject(emulator.Fault{Route: w.del(), Times: 1, Kind: emulator.FaultDropAfter})
		if d := w.r.Apply(nil); d.Failed() {
			w.fail("%s", d)
		}
		w.left(0)
		w.sent(w.patch(), 2)
		w.sent(w.del(), 2)
	})
}

// One that somebody else made long before stays theirs when our answer is lost.
func TestNamed_lostAnswerNextToAnother(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		key := w.put(w.site, "VIP")
		w.later()
		w.site.Inject(emulator.Fault{Route: w.create(), Times: 1, Kind: emulator.FaultDropAfter})
		w.refused(w.r.Apply(w.config("VIP", nil)), "An object of that name exists already.", key)
		w.left(1)
	})
}

// Two resources with one name: whichever comes second is refused while planning, also
// when both would adopt.
func TestNamed_twins(t *testing.T) {
	eachSwitch(t, func(w *fixture) {
		for _, exists := range []bool{false, true} {
			for _, adopt := range []bool{exists, true} {
				w := newFixture(w.t, w.kind, w.sw)
				if exists {
					w.put(w.site, "VIP")
					w.later()
				}
				if _, d := w.r.Plan(w.config("VIP", config{"adopt_existing": adopt})); d.Failed() {
					w.fail("%s", d)
				}
				_, d := w.core.Resource(w.typ).Plan(w.config(" VIP", config{"adopt_existing": adopt}))
				w.refused(d, "Two resources of one configuration want the same object.", `"VIP"`)
				if d.Mentions("import {") {
					w.fail("the diagnostics are: %s", d)
				}
			}
		}
	})
}

// Names that Wix takes for one are refused as well.
func TestNamed_twinsInAnotherCase(t *testing.T) {
	for _, k := range kinds {
		for range 20 { // whichever comes first
			w := newFixture(t, k, emulator.Switches{NamesMatch: "fold"})
			said := together(w, w.config("VIP", config{"adopt_existing": true}), w.config("vip", config{"adopt_existing": true}))
			w.left(1)
			if all := said[0].String() + said[1].String(); said[0].Failed() == said[1].Failed() || !strings.Contains(all, "Another resource of the configuration has the name.") {
				w.fail("the diagnostics are: %s", all)
			}
		}
	}
}

// together plans creates in one command and carries them out at the same time.
func together(w *fixture, configs ...config) []acctest.Diagnostics {
	w.t.Helper()
	said := make([]acctest.Diagnostics, len(configs))
	w.core.Restart()
	resources, plans := make([]*acctest.Resource, len(configs)), make([]*acctest.Plan, len(configs))
	for i, c := range configs {
		var d acctest.Diagnostics
		resources[i] = w.core.Resource(w.typ)
		if plans[i], d = resources[i].Plan(c); d.Failed() {
			w.fail("%s", d)
		}
	}
	var wg sync.WaitGroup
	for i := range configs {
		wg.Go(func() { said[i] = resources[i].Do(plans[i]) })
	}
	wg.Wait()
	return said
}

// Two resources of one object, as after two imports of it, are refused.
func TestNamed_managedTwice(t *testing.T) {
	for _, k := range kinds {
		w := newFixture(t, k, emulator.Switches{})
		key := w.put(w.site, "VIP")
		other := w.core.Resource(k.typ)
		if d := w.r.Import(key); d.Failed() {
			w.fail("%s", d)
		}
		if d := other.Import(key); d.Failed() {
			w.fail("%s", d)
		}
		for _, configs := range [][2]config{{k.config("VIP", nil), k.config("VIP", nil)}, {k.config("VIP", nil), nil}, {nil, k.config("VIP", nil)}, {nil, nil}} {
			w.core.Restart()
			_, first := w.r.Plan(configs[0])
			_, second := other.Plan(configs[1])
			if first.Failed() {
				w.fail("%s", first)
			}
			if configs[0] == nil && configs[1] == nil { // destroying one destroys both
				if second.Failed() {
					w.fail("%s", second)
				}
				continue
			}
			w.refused(second, "Two resources manage the same object.", key, "terraform state rm")
		}
	}
}

// With -minimal-refresh, Terraform plans an object, reads it where the plan changes it, and
// plans it again: it is still one object.
func TestNamed_minimalRefresh(t *testing.T) {
	for _, k := range kinds {
		w := newFixture(t, k, emulator.Switches{})
		w.apply(k.config("VIP", nil))
		w.core.Restart()
		renamed := k.config("Gold", nil)
		if _, d := w.r.Plan(renamed); d.Failed() {
			w.fail("%s", d)
		}
		if d := w.r.Refresh(); d.Failed() {
			w.fail("%s", d)
		}
		p, d := w.r.Plan(renamed)
		if d.Failed() {
			w.fail("%s", d)
		}
		if d := w.r.Do(p); d.Failed() {
			w.fail("%s", d)
		}
		w.called("Gold")
	}
}
