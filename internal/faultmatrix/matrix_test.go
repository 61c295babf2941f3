// Package faultmatrix is a test and nothing else: every operation of the provider
// meets every fault, once, three times and for good, and what was sent, what the
// site has, what the state holds and what the user is told are compared with the
// tables in README.md (table_test.go).
//
// An operation is one request that the provider sends and what is done to send
// it (operations_*_test.go); a fault is a way in which that request goes wrong
// (faults_test.go). Each cell has a site of its own, in a bubble of
// testing/synctest, with objects and values of others on it (site_test.go).
// After the fault is gone the same command is run again and has to end where a
// command that met no fault ends.
//
// go test with -update writes the tables anew: each cell that has changed is to be
// reviewed as a promise to users.
package faultmatrix

import (
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// cell is a place in the table.
type cell struct{ operation, fault, mode string }

// matrix gathers what the cells found.
type matrix struct {
	mu              sync.Mutex
	want, found     map[cell]string
	fired, compared int
}

func (x *matrix) add(c cell, outcome string, fired, compared int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.found[c] = outcome
	x.fired += fired
	x.compared += compared
}

// TestMatrix runs every operation under every fault. With -short one fault of each
// sort strikes once.
func TestMatrix(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(800))
	all := &matrix{want: expectations(t), found: map[cell]string{}}
	t.Run("cells", func(t *testing.T) {
		for _, plain := range operations() {
			t.Run(plain.name, func(t *testing.T) {
				t.Parallel()
				norms := map[bool]norm{}
				for _, f := range faults {
					o := plain
					if f.app && !o.tagged("token") {
						o = o.withApp()
					}
					for _, m := range modes {
						if !f.applies(o, m) || testing.Short() && (!f.brief || m.times != 1 && !f.lasting) {
							continue
						}
						if norms[o.app].sent == nil {
							norms[o.app] = undisturbed(t, o)
						}
						t.Run(f.name+", "+m.name, func(t *testing.T) {
							synctest.Test(t, func(t *testing.T) { all.try(t, o, f, m, norms[o.app]) })
						})
					}
				}
			})
		}
	})
	t.Logf("%d cells, %d faults injected, %d objects compared", len(all.found), all.fired, all.compared)
	if !testing.Short() && !t.Failed() {
		all.publish(t)
	}
}

// undisturbed runs the operation without a fault.
func undisturbed(t *testing.T, o *operation) (out norm) {
	synctest.Test(t, func(t *testing.T) {
		x := start(t, o)
		x.command()
		out = norm{x.sent, x.ours()}
		if x.norm = out; x.diags.Failed() || !x.holds() {
			t.Fatalf("without a fault: %s", x.diags)
		}
		x.testSite.undisturbed("without a fault")
	})
	return out
}

// try runs one cell.
func (all *matrix) try(t *testing.T, o *operation, f fault, m mode, normal norm) {
	x := start(t, o)
	x.f, x.m, x.norm = f, m, normal
	x.command()
	outcome := x.outcome()
	got := outcome + " " + x.requests()
	c := cell{o.name, f.name, m.name}
	if want := all.want[c]; got != want && !*update || strings.HasPrefix(outcome, "odd") {
		t.Errorf("%s, want %s: %s", got, want, x.diags)
	}
	if text, says := x.diags.String(), f.words(o); x.diags.Failed() && (says == "" || !strings.Contains(text, says)) || strings.Contains(text, acctest.APIKey) || strings.Contains(text, appSecret) {
		t.Errorf("the error does not say %q: %s", says, text)
	}
	if x.fired == 0 {
		t.Error("the fault did not strike")
	}
	x.testSite.undisturbed("under the fault")
	x.end()
	x.converge(outcome)
	all.add(c, got, x.fired, x.compared)
}
