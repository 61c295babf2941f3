package faultmatrix

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// norm is what a command does that meets no fault.
type norm struct {
	sent map[string]int
	ours []string
}

// run is one command under a fault, and what it left.
type run struct {
	*testSite
	o    *operation
	f    fault
	m    mode
	norm norm

	wish   config
	state  tftypes.Value // before the command
	before map[string]string
	diags  acctest.Diagnostics
	sent   map[string]int
	fired  int
	undo   func()
}

// start brings the site and the state to where the command begins.
func start(t *testing.T, o *operation) *run {
	w := newTestSite(t, o)
	x := &run{testSite: w, o: o}
	if o.before != nil {
		x.begin(w.r, o.before(w))
		w.claim(w.r)
		if o.tagged("shared") {
			other := w.core.Resource(o.kind)
			c := o.before(w)
			c["emails"] = emails("also@example.com")
			x.begin(other, c)
			w.foreign(other)
			w.also = append(w.also, other)
			w.bystanders["id "+other.Get("id").(string)] = w.everything()["id "+other.Get("id").(string)]
		}
		if o.do != nil { // else the plan reads
			w.core.Restart()
			for _, r := range append(w.also, w.r) {
				if d := r.Refresh(); d.Failed() {
					t.Fatal(d)
				}
			}
		}
	}
	if o.wish != nil {
		x.wish = o.wish(w)
	}
	if o.tagged("import") {
		w.r = w.core.Resource(o.kind)
	}
	x.state, x.before = w.r.State, w.everything()
	return x
}

func (x *run) begin(r *acctest.Resource, c config) {
	if d := r.Apply(c); d.Failed() {
		x.Fatal(d)
	}
}

// command runs the operation, with the fault in force.
func (x *run) command() {
	do := x.o.do
	if do == nil {
		plan := x.r.MustPlan(x.wish)
		x.state = x.r.State
		do = func(w *testSite) acctest.Diagnostics { return w.r.Do(plan) }
	}
	x.core.Restart()
	x.site.ResetRequests()
	x.inject()
	x.diags = do(x.testSite)
	x.sent = x.site.Counts()
	x.mu.Lock()
	x.meanwhile = nil
	x.mu.Unlock()
	for _, f := range x.site.Faults() {
		x.fired += f.Fired
	}
	x.site.ClearFaults()
}

func (x *run) inject() {
	if x.f.name == "" {
		return
	}
	if x.f.event == nil {
		f := x.f.Fault
		f.Route, f.Times = x.o.route, x.m.times
		x.site.Inject(f)
		return
	}
	act, n := x.f.event(x.o), 0
	x.meanwhile = func() func() {
		if n++; x.m.times > 0 && n > x.m.times {
			return nil
		}
		x.fired++
		if x.undo == nil {
			x.undo = act(x.testSite)
		}
		if n == x.m.times {
			return x.end
		}
		return nil
	}
}

// end takes back what others did.
func (x *run) end() {
	if x.undo != nil {
		x.undo()
		x.undo = nil
	}
}

// outcome says in the words of README.md what became of the command.
func (x *run) outcome() string {
	carried := slices.Equal(x.ours(), x.norm.ours)
	kept := x.r.State.Equal(x.state)
	left := maps.Equal(x.owned(x.before), x.owned(x.everything()))
	eventful := x.f.event != nil
	if eventful { // what others did meanwhile may be in the state
		kept = maps.EqualFunc(x.configured(x.r.State), x.configured(x.state), tftypes.Value.Equal)
	}
	failed := x.diags.Failed()
	switch {
	case !failed && !x.state.IsNull() && x.r.State.IsNull() && x.wish != nil:
		return "dropped"
	case !failed && carried && x.holds():
		return "ok"
	case failed && left && kept:
		return "error"
	case failed && carried && kept && x.state.IsNull() && x.o.tagged("unmarked"):
		return "look"
	case failed && carried && kept && x.state.IsNull():
		return "import"
	case failed && carried && kept:
		return "late"
	case failed && !carried && (!left || eventful) && !kept:
		return "part"
	}
	return fmt.Sprintf("odd (failed %t, carried out %t, site as before %t, state as before %t, holds the wish %t)", failed, carried, left, kept, x.holds())
}

// owned is the part of a site that others do not have, as it is; where others
// changed or deleted it meanwhile, it is not compared.
func (x *run) owned(all map[string]string) map[string]string {
	out := map[string]string{}
	for key, text := range all {
		if _, theirs := x.bystanders[key]; !theirs && x.f.event == nil {
			out[key] = text
		}
	}
	return out
}

// configured are the attributes of a state that the wish sets.
func (x *run) configured(state tftypes.Value) map[string]tftypes.Value {
	var all map[string]tftypes.Value
	if !state.IsNull() {
		x.must(state.As(&all))
	}
	out := map[string]tftypes.Value{}
	for name := range x.wish {
		out[name] = all[name]
	}
	return out
}

// holds tells that the state is that of the wish, as far as can be told without
// asking the site.
func (x *run) holds() bool {
	switch {
	case x.wish == nil:
		return x.r.State.IsNull()
	case x.r.State.IsNull():
		return false
	case x.o.tagged("import"):
		return x.r.Get("id") == x.own
	}
	x.core.Restart()
	p, d := x.r.Plan(x.wish)
	return !d.Failed() && p.Empty()
}

// requests says how many requests of the operation were sent, and how many
// others more than without a fault. Less are no matter: a command that fails ends.
func (x *run) requests() string {
	if x.o.route == "" {
		n := 0
		for _, sent := range x.sent {
			n += sent
		}
		return fmt.Sprint(n)
	}
	out := fmt.Sprint(x.sent[x.o.route])
	all := maps.Clone(x.norm.sent)
	maps.Copy(all, x.sent)
	routes := slices.SortedFunc(maps.Keys(all), func(a, b string) int { return cmp.Compare(short[a], short[b]) })
	for _, route := range routes {
		if n := x.sent[route] - x.norm.sent[route]; n > 0 && route != x.o.route {
			out += fmt.Sprintf(" %+d %s", n, cmp.Or(short[route], route))
		}
	}
	return out
}
