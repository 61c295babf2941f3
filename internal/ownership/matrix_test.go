package ownership

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

var seeds = flag.Uint64("seeds", 0, "how often to run each edit with each kind of object through the CLI; 0 is once with one kind")

// turns are how many applies an edit may take that waits, where Terraform does one
// thing at a time.
const turns = 5

// TestEdits makes every edit on every kind of object: what the state has is on the
// site, each in one resource only; nothing is gone that the plan did not say; and the
// next plan is empty, or refused with the right words.
func TestEdits(t *testing.T) {
	cells := 0
	for _, k := range kinds {
		for _, e := range edits {
			for _, adopt := range []bool{false, true} {
				if e.after.only != "" && e.after.only != k.typ {
					continue
				}
				name := fmt.Sprintf("%s, %s, adopt %t", k.typ, e.name, adopt)
				t.Run(name, func(t *testing.T) {
					t.Parallel()
					orders := uint64(10)
					if testing.Short() {
						orders = 2
					}
					for seed := range orders {
						try(t, acctest.InProcess(t, seed), k, e, adopt)
					}
				})
				cells += 10
				if os.Getenv("TF_ACC") == "" {
					continue
				}
				if testing.Short() {
					if !slices.Contains(brief, name) {
						continue
					}
				} else if *seeds == 0 && kinds[(cells/10)%len(kinds)].typ != k.typ {
					continue
				}
				for seed := range max(1, *seeds) {
					t.Run(fmt.Sprint(name, "/cli/", seed), func(t *testing.T) {
						t.Parallel()
						d := acctest.OnCLI(t)
						slow(d.Emulator(), seed)
						try(t, d, k, e, adopt)
					})
					cells++
				}
			}
		}
	}
	t.Logf("%d cells", cells)
}

// slow has creates, updates and deletes take their time, each some.
func slow(site *emulator.Server, seed uint64) {
	for i, method := range []string{"POST", "PATCH", "DELETE"} {
		for _, path := range []string{"/contacts/v4/contacts", "/contacts/v4/labels", "/contacts/v4/extended-fields"} {
			if method != "POST" {
				path += map[bool]string{true: "/{id}", false: "/{key}"}[strings.HasSuffix(path, "contacts")]
			}
			for j, delay := range []time.Duration{200 * time.Millisecond, 50 * time.Millisecond} {
				site.Inject(emulator.Fault{Route: method + " " + path, Delay: delay, Probability: 0.4, Seed: seed*10 + uint64(3*j+i)})
			}
		}
	}
}

// cell is one edit on one kind of object.
type cell struct {
	*testing.T
	kind
	d     acctest.Driver
	adopt bool
}

func try(t *testing.T, d acctest.Driver, k kind, e edit, adopt bool) {
	c := &cell{t, k, d, adopt}
	want := e.not
	if adopt {
		want = e.adopting
	}
	if len(e.before.names) > 0 {
		p := c.plan(e.before)
		if _, failed := c.apply(p); failed {
			t.Fatal("what was before was not made")
		}
	}
	for _, name := range e.after.others {
		k.put(d.Emulator(), name)
	}
	for _, address := range e.after.taint {
		d.Taint(k.typ + "." + address)
	}
	for _, address := range e.after.forget {
		d.Forget(k.typ + "." + address)
	}
	for address, of := range e.after.options.Imports {
		e.after.options.Imports = map[string]string{address: d.Objects()[k.typ+"."+of]}
	}
	had, state := k.all(d.Emulator()), d.Objects()
	p := c.plan(e.after)
	if want.refused != "" {
		c.refused(p, want.refused)
		c.same(had, state)
		return
	}
	if p.Failed {
		t.Fatalf("the plan is refused: %s", p.Said)
	}
	announced := c.announced(p, e.after)
	said, failed := p.Apply()
	for turn := 0; failed && want.waits && turn < turns; turn++ {
		if said, failed = c.apply(c.plan(e.after)); !failed {
			break
		}
	}
	switch {
	case failed != (want.fails != ""):
		t.Fatalf("the apply says: %s", said)
	case !acctest.Says(want.fails).MatchString(said):
		t.Fatalf("the error does not say %q: %s", want.fails, said)
	case failed:
		c.same(had, d.Objects())
		if !slices.Equal(sorted(had), sorted(k.all(d.Emulator()))) {
			t.Fatalf("the site had %v and has %v", had, k.all(d.Emulator()))
		}
		return
	}
	c.whole()
	c.counted(had, want, announced)
	next := e.after
	next.options, next.replace = acctest.Options{}, nil
	p = c.plan(next)
	switch {
	case want.next != "":
		c.refused(p, want.next)
	case e.after.options.Targets != nil && !p.Failed: // the rest follows
		if said, failed := c.apply(p); failed {
			t.Fatal(said)
		}
	case p.Failed || len(p.Changes) > 0 && !e.after.later:
		t.Fatalf("the next plan is not empty: %v %s", p.Changes, p.Said)
	}
}

// plan plans a setup.
func (c *cell) plan(w setup) acctest.Planned {
	c.Helper()
	all := blocks{}
	for address, name := range w.names {
		b := acctest.Block{Config: c.config(name), CreateBeforeDestroy: w.first, Replace: slices.Contains(w.replace, address)}
		b.Config["adopt_existing"] = c.adopt
		if w.number {
			b.Config["data_type"] = "NUMBER"
		}
		if w.later {
			for attribute, v := range b.Config {
				if attribute == "display_name" || attribute == "emails" {
					b.Config[attribute] = acctest.Later{Value: v}
				}
			}
		}
		all[c.typ+"."+address] = b
	}
	o := w.options
	full := func(addresses map[string]string, both bool) map[string]string {
		out := map[string]string{}
		for address, v := range addresses {
			if both {
				v = c.typ + "." + v
			}
			out[c.typ+"."+address] = v
		}
		return out
	}
	o.Moved, o.Imports = full(o.Moved, true), full(o.Imports, false)
	o.Targets, o.Removed = slices.Clone(o.Targets), slices.Clone(o.Removed)
	for _, some := range [][]string{o.Targets, o.Removed} {
		for i := range some {
			some[i] = c.typ + "." + some[i]
		}
	}
	return c.d.Plan(all, o)
}

func (c *cell) apply(p acctest.Planned) (said string, failed bool) {
	c.Helper()
	if p.Failed {
		c.Fatalf("the plan is refused: %s", p.Said)
	}
	if len(p.Changes) == 0 {
		return "", false
	}
	return p.Apply()
}

func (c *cell) refused(p acctest.Planned, text string) {
	c.Helper()
	if !p.Failed || !acctest.Says(text).MatchString(p.Said) {
		c.Fatalf("the plan is not refused with %q: %v %s", text, p.Changes, p.Said)
	}
	if strings.Contains(p.Said, "import {") {
		c.Fatalf("the advice does harm: %s", p.Said)
	}
}

// same fails the test where site or state have changed.
func (c *cell) same(had []string, state map[string]string) {
	c.Helper()
	if now := c.all(c.d.Emulator()); !slices.Equal(sorted(had), sorted(now)) {
		c.Fatalf("the site had %v and has %v", had, now)
	}
	if now := c.d.Objects(); !maps.Equal(now, state) {
		c.Fatalf("the state had %v and has %v", state, now)
	}
}

// whole fails the test unless what the state has is on the site.
func (c *cell) whole() {
	c.Helper()
	now, seen := c.all(c.d.Emulator()), map[string]string{}
	for address, id := range c.d.Objects() {
		if !slices.Contains(now, id) {
			c.Fatalf("%s is %s, which the site does not have: %v", address, id, now)
		}
		seen[id] = address
	}
}

// announced are the ids that a plan says it destroys.
func (c *cell) announced(p acctest.Planned, w setup) (out []string) {
	state := c.d.Objects()
	for address, change := range p.Changes {
		_, name, _ := strings.Cut(address, ".")
		if change.After == nil || slices.Contains(w.replace, name) || slices.Contains(w.taint, name) || w.number {
			out = append(out, state[address])
		}
	}
	return out
}

// counted fails the test unless the site has lost and gained so many objects, and lost
// none that the plan did not say.
func (c *cell) counted(had []string, want outcome, announced []string) {
	c.Helper()
	now := c.all(c.d.Emulator())
	lost, made := 0, 0
	for _, id := range had {
		if !slices.Contains(now, id) {
			if lost++; !slices.Contains(announced, id) {
				c.Fatalf("%s is gone, and the plan announced only %v", id, announced)
			}
		}
	}
	for _, id := range now {
		if !slices.Contains(had, id) {
			made++
		}
	}
	if reused := len(had) - lost + made; lost != want.lost && !slices.Contains(had, "custom.a") || reused != len(had)-want.lost+want.made {
		c.Fatalf("the site lost %d objects and gained %d: it had %v and has %v", lost, made, had, now)
	}
}

func sorted(all []string) []string { return slices.Sorted(slices.Values(all)) }
