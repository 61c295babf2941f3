package ownership

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

var cliLives = flag.Int("cli", 1, "how many random lives of each kind of object to run through the CLI")

// TestLives draws configurations one after the other, with whatever flags, and blocks
// that move, are removed or come from elsewhere: whatever is planned, no object is lost
// that the plan did not say, and no two resources share one unless -target hid it.
func TestLives(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.typ, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(rt *rapid.T) {
				live(rt, k, acctest.InProcess(t, rapid.Uint64().Draw(rt, "seed")), 6)
			})
		})
		if os.Getenv("TF_ACC") == "" {
			continue
		}
		for i := range *cliLives {
			t.Run(fmt.Sprint(k.typ, "/cli/", i), func(t *testing.T) {
				t.Parallel()
				d := acctest.OnCLI(t)
				slow(d.Emulator(), uint64(i))
				seed := rapid.Custom(func(rt *rapid.T) int { live(rt, k, d, 4); return 0 })
				seed.Example(i)
			})
		}
	}
}

// refusals are all that a plan may be refused with.
var refusals = []string{moved, kept, twins, twice, given, swap}

// drawn is a configuration with what is done to it.
type drawn struct {
	blocks blocks
	o      acctest.Options
	taint  []string
}

func live(rt *rapid.T, k kind, d acctest.Driver, steps int) {
	names, shared := []string{"a", "b", "c"}, false
	for i := range steps {
		if rapid.IntRange(0, 3).Draw(rt, "somebody makes one") == 0 {
			name := fmt.Sprint("d", i)
			k.put(d.Emulator(), name)
			names = append(names, name)
		}
		state := d.Objects()
		x := draw(rt, k, state, names)
		for _, address := range x.taint {
			d.Taint(address)
		}
		// What -target leaves out nobody sees, nor that a resource is tainted.
		shared = shared || len(x.o.Targets) > 0 || len(x.taint) > 0
		settled := step(rt, k, d, x.blocks, x.o, shared)
		x.o = acctest.Options{}
		for address, b := range x.blocks {
			b.Replace = false
			x.blocks[address] = b
		}
		for turn := 0; !settled && turn < 4; turn++ {
			settled = step(rt, k, d, x.blocks, x.o, shared)
		}
	}
}

// step plans and applies, and tells whether there is nothing left to do, or nothing that
// can be done.
func step(rt *rapid.T, k kind, d acctest.Driver, b blocks, o acctest.Options, shared bool) (settled bool) {
	had, state := k.all(d.Emulator()), d.Objects()
	p := d.Plan(b, o)
	if p.Failed {
		if !slices.ContainsFunc(refusals, func(text string) bool { return acctest.Says(text).MatchString(p.Said) }) {
			rt.Fatalf("the plan is refused: %s", p.Said)
		}
		if now := d.Objects(); !maps.Equal(now, state) || !slices.Equal(sorted(had), sorted(k.all(d.Emulator()))) {
			rt.Fatalf("a refused plan changed %v to %v", state, now)
		}
		return true
	}
	var announced []string
	for address, change := range p.Changes {
		for _, attribute := range []string{"id", "key"} {
			if id, ok := change.Before[attribute].(string); ok && change.After[attribute] != change.Before[attribute] {
				announced = append(announced, id)
			}
		}
		if strings.Contains(address, "deposed") {
			announced = append(announced, state[address])
		}
	}
	for address, id := range state {
		if strings.Contains(address, "deposed") {
			announced = append(announced, id)
		}
	}
	said, failed := p.Apply()
	now, owners := k.all(d.Emulator()), map[string]string{}
	for _, id := range had {
		if !slices.Contains(now, id) && !slices.Contains(announced, id) {
			rt.Fatalf("%s is gone, and the plan announced only %v: %s", id, announced, said)
		}
	}
	for address, id := range d.Objects() {
		if shared {
			break
		}
		if !slices.Contains(now, id) {
			rt.Fatalf("%s is %s, which the site does not have: %s", address, id, said)
		}
		if owners[id] != "" {
			rt.Fatalf("%s and %s are both %s: %s", address, owners[id], id, said)
		}
		owners[id] = address
	}
	return !failed && len(p.Changes) == 0
}

func draw(rt *rapid.T, k kind, state map[string]string, names []string) drawn {
	flip := func(what string) bool { return rapid.IntRange(0, 4).Draw(rt, what) == 0 }
	x := drawn{blocks: blocks{}}
	for _, block := range []string{"x", "y", "z", "w"} {
		address := k.typ + "." + block
		if flip("no " + block) {
			continue
		}
		c := k.config(rapid.SampledFrom(names).Draw(rt, "name of "+block))
		c["adopt_existing"] = rapid.Bool().Draw(rt, "adopt "+block)
		if flip("keep " + block) {
			c["deletion_policy"] = "RETAIN"
		}
		b := acctest.Block{Config: c, CreateBeforeDestroy: flip("first " + block)}
		if state[address] != "" {
			b.Replace = flip("replace " + block)
			if !b.Replace && flip("taint "+block) {
				x.taint = append(x.taint, address)
			}
		}
		x.blocks[address] = b
	}
	for _, address := range slices.Sorted(maps.Keys(state)) {
		free := func() (string, bool) {
			for _, to := range slices.Sorted(maps.Keys(x.blocks)) {
				if state[to] == "" && x.o.Moved == nil {
					return to, true
				}
			}
			return "", false
		}
		if _, stays := x.blocks[address]; stays || strings.Contains(address, "deposed") {
			continue
		}
		if to, ok := free(); ok && flip("move "+address) {
			x.o.Moved = map[string]string{address: to}
		} else if flip("remove " + address) {
			x.o.Removed = append(x.o.Removed, address)
		}
	}
	if len(x.blocks) > 0 && x.o.Moved == nil && len(x.o.Removed) == 0 && flip("target") {
		x.o.Targets = []string{rapid.SampledFrom(slices.Sorted(maps.Keys(x.blocks))).Draw(rt, "targeted")}
	}
	return x
}
