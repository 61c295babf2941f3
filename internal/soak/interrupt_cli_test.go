package soak_test

import (
	"fmt"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// thirty is a configuration of 30 objects.
func thirty() *stack {
	s := newStack()
	for i := range 10 {
		l, f, c := fmt.Sprint("l", i), fmt.Sprint("f", i), fmt.Sprint("c", i)
		s.labels[l], s.fields[f] = fmt.Sprint("Label ", i), fmt.Sprint("Field ", i)
		s.people[c] = &person{email: c + "@example.com", first: c, labels: []string{l}, values: map[string]string{f: c}}
	}
	return s
}

// TestAccInterrupt presses Ctrl-C in the middle of applies. They end within two
// seconds and have everything in the state that Wix has answered; what it has not
// is found again.
func TestAccInterrupt(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault emulator.Fault
		// answered says that nothing stays without an answer.
		answered bool
	}{
		{"while Wix answers", emulator.Fault{Delay: 300 * time.Millisecond}, true},
		{"while it does not", emulator.Fault{Kind: emulator.FaultStall}, false},
		{"while it is out of order", emulator.Fault{Status: 503}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			site := newSite(t, emulator.Options{Latency: 5 * time.Millisecond})
			d := newOperator(t, site)
			d.want = thirty()
			random := draw(t)
			fastest := time.Hour
			for range 2 {
				site.Reset()
				d.forget()
				press := make(chan time.Time, 1)
				r := d.apply(func(command *exec.Cmd) {
					site.when(5+random.IntN(20), func() {
						site.Inject(c.fault)
						time.Sleep(100 * time.Millisecond)
						press <- time.Now()
						signal(command, syscall.SIGINT)
					})
				})
				ended := time.Now()
				if _, came := site.arrivals(); !came {
					t.Fatalf("the apply was over before: %s", r)
				}
				pressed := <-press
				site.ClearFaults()
				if r.code == 0 || strings.Contains(r.out, "panic") {
					t.Fatalf("the interrupted apply: %s", r)
				}
				fastest = min(fastest, ended.Sub(pressed))
				missing := d.missing()
				if c.answered && len(missing) > 0 {
					t.Errorf("made, and not in the state: %v", missing)
				}
				t.Logf("ended %v after Ctrl-C, with %d objects in the state; %d more are on the site", ended.Sub(pressed), len(d.state()), len(missing))
				d.converge()
				if c.answered && d.adopted > 0 {
					t.Errorf("%d objects had to be imported", d.adopted)
				}
				holds(t, site, newForeign(), d.want)
			}
			// A busy machine may take its time once, and the race detector takes more.
			if fastest > limit && !testing.Short() {
				t.Errorf("the applies took %v and more to end", fastest)
			}
		})
	}
}

// missing are the objects on the site that the state does not have.
func (d *operator) missing() (out []string) {
	d.t.Helper()
	have := d.state()
	for _, all := range [][]map[string]any{d.site.Labels(), d.site.Fields()} {
		for _, key := range named(all, new([]string)) {
			if !have[key] {
				out = append(out, key)
			}
		}
	}
	for _, c := range d.site.Contacts() {
		if id := text(c["id"]); !have[id] {
			out = append(out, id)
		}
	}
	return out
}
