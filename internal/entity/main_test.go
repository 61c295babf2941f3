package entity_test

import (
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// The tests run thousands of short plans: collecting less often halves the time.
func TestMain(m *testing.M) {
	acctest.BeProvider()
	debug.SetGCPercent(800)
	os.Exit(m.Run())
}

type config = map[string]any

// variations flip one switch each that decides how definitions behave (contract
// 11, rows 10, 17 to 22, 26).
var variations = []func(*emulator.Switches){
	func(s *emulator.Switches) { s.NamesMatch = "fold" },
	func(s *emulator.Switches) { s.FindExisting = "409" },
	func(s *emulator.Switches) { s.DefinitionDates = "milliseconds" },
	func(s *emulator.Switches) { s.CreateRace = "conflict" },
	func(s *emulator.Switches) { s.RenameTaken = "allow" },
	func(s *emulator.Switches) { s.MissingDefinition = "400" },
	func(s *emulator.Switches) { s.Envelope = "printed" },
	func(s *emulator.Switches) { s.ListLag = 3 * time.Second },
	func(s *emulator.Switches) { s.QueryLag = 3 * time.Second },
	func(s *emulator.Switches) { s.MissingTotal = "on" },
	func(s *emulator.Switches) {
		s.FieldKeys, s.LabelKeys, s.Unknowns, s.Order, s.TextTrim = "underscore", "opaque", "on", "on", "on"
	},
	func(s *emulator.Switches) { s.FieldKeys, s.SystemDefinition = "plain", "403" },
}

// combinations are the default, every pair of variations, and all together. With
// -short, as under the race detector, each variation stands by itself.
func combinations() []emulator.Switches {
	var every emulator.Switches
	all := []emulator.Switches{every}
	for i, vary := range variations {
		vary(&every)
		for _, another := range variations[i:] {
			var s emulator.Switches
			vary(&s)
			another(&s)
			all = append(all, s)
			if testing.Short() {
				break
			}
		}
	}
	return append(all, every)
}

// fixture is a site with one definition under test.
type fixture struct {
	kind
	t    *testing.T
	site *acctest.Site
	core *acctest.Core
	r    *acctest.Resource
	sw   emulator.Switches
}

// eachSwitch runs a test for both kinds over all combinations of switches.
func eachSwitch(t *testing.T, test func(w *fixture)) {
	t.Helper()
	for _, k := range kinds {
		t.Run(k.typ, func(t *testing.T) {
			t.Parallel()
			for _, sw := range combinations() {
				test(newFixture(t, k, sw))
			}
		})
	}
}

func newFixture(t *testing.T, k kind, sw emulator.Switches) *fixture {
	t.Helper()
	site := acctest.NewSite(t, func(o *emulator.Options) { o.Switches = sw })
	w := &fixture{kind: k, t: t, site: site, core: site.Core(t), sw: sw}
	w.r = w.core.Resource(k.typ)
	return w
}

// later lets time pass, more than any lag.
func (w *fixture) later() { _ = w.site.Clock.Sleep(w.t.Context(), 10*time.Second) }

func (w *fixture) fail(format string, args ...any) {
	w.t.Helper()
	w.t.Fatalf("%s: %s", acctest.Describe(w.sw), fmt.Sprintf(format, args...))
}

func (w *fixture) must(err error) {
	w.t.Helper()
	if err != nil {
		w.fail("%s", err)
	}
}

// apply is a command of a later time, and the next one changes nothing.
func (w *fixture) apply(c config) {
	w.t.Helper()
	w.later()
	if d := w.r.Apply(c); d.Failed() {
		w.fail("%s", d)
	}
	w.empty(c)
}

func (w *fixture) empty(c config) {
	w.t.Helper()
	if p := w.r.MustPlan(c); !p.Empty() || p.Replace {
		w.fail("the next plan is not empty: %s", strings.Join(p.Changes, "; "))
	}
}

// refused fails the test unless the call failed and said all of this.
func (w *fixture) refused(d acctest.Diagnostics, texts ...string) {
	w.t.Helper()
	for _, text := range texts {
		if !d.Failed() || !d.Mentions(text) {
			w.fail("the refusal does not say %q: %s", text, d)
		}
	}
}

func (w *fixture) key() string {
	key, _ := w.r.Get("key").(string)
	return key
}

// called fails the test unless the object has that name on the site.
func (w *fixture) called(name string) {
	w.t.Helper()
	if have := w.get(w.site, w.key()); have == nil || have["displayName"] != name {
		w.fail("the site has %v under the key %q, want the name %q", have, w.key(), name)
	}
}

// left fails the test unless so many objects exist that Wix does not define.
func (w *fixture) left(n int) {
	w.t.Helper()
	if all := w.all(w.site); len(all) != w.systems+n {
		w.fail("%d objects exist, want %d: %v", len(all)-w.systems, n, all)
	}
}

func (w *fixture) sent(route string, n int) {
	w.t.Helper()
	if got := w.site.Count(route); got != n {
		w.fail("%s was sent %d times, want %d", route, got, n)
	}
}
