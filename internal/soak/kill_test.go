package soak_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

var (
	kills = flag.Int("kills", 1, "at how many moments of an apply to kill it")
	seed  = flag.Uint64("seed", 0, "of what is drawn; 0 takes the time")
)

// draw is the source of a test's random numbers.
func draw(t testing.TB) *rand.Rand {
	s := *seed
	if s == 0 {
		s = uint64(time.Now().UnixNano())
	}
	t.Logf("-seed %d", s)
	return rand.New(rand.NewPCG(s, 0))
}

// twoHundred is a configuration of 200 objects.
func twoHundred() *stack {
	s := newStack()
	for i := range 20 {
		s.labels[fmt.Sprint("l", i)] = fmt.Sprint("Label ", i)
	}
	for i := range 10 {
		s.fields[fmt.Sprint("f", i)] = fmt.Sprint("Field ", i)
	}
	for i := range 170 {
		s.people[fmt.Sprint("c", i)] = &person{
			email: fmt.Sprintf("c%d@example.com", i), first: fmt.Sprint("First ", i), company: "Example Ltd", job: "Engineer",
			labels: []string{fmt.Sprint("l", i%20), fmt.Sprint("l", (i+7)%20)},
			values: map[string]string{fmt.Sprint("f", i%10): fmt.Sprint("value ", i)},
		}
	}
	return s
}

// changed is the same with a hundred changes of every kind.
func changed(s *stack) *stack {
	out := s.clone()
	for i := range 5 {
		out.labels[fmt.Sprint("l", i)] = fmt.Sprint("Renamed ", i)
	}
	for i := range 15 {
		delete(out.people, fmt.Sprint("c", i))
		name := fmt.Sprint("new", i)
		out.people[name] = &person{email: name + "@example.com", first: name, labels: []string{"l9"}, values: map[string]string{"f9": name}}
	}
	for i := 20; i < 85; i++ {
		p := out.people[fmt.Sprint("c", i)]
		p.company, p.labels = "Sample GmbH", []string{"l19"}
	}
	return out
}

// TestAccKill kills an apply of 200 objects at random moments: the provider, the
// CLI, or both. Each time the next runs converge, doing nothing but what the errors
// say, and nothing is lost or doubled.
func TestAccKill(t *testing.T) {
	site := newSite(t, emulator.Options{Latency: 4 * time.Millisecond})
	d := newOperator(t, site)
	random := draw(t)
	create := twoHundred()
	if testing.Short() {
		create = thirty()
	}
	change := changed(twoHundred())
	length := func(want *stack) int {
		d.want = want
		site.when(1<<30, func() {})
		d.converge()
		n, _ := site.arrivals()
		return n / 2 // the plan afterwards is about as long
	}
	lengths := map[*stack]int{create: length(create), change: 0}
	if *kills > 1 {
		lengths[change] = length(change)
	}
	sorts := map[string]int{}
	for n := 0; n < *kills; {
		site.Reset()
		d.forget()
		d.want = create
		if *kills > 1 && random.IntN(4) == 0 {
			d.converge()
			d.want = change
		}
		victim := []string{"provider", "CLI", "both"}[random.IntN(3)]
		adopted, restored := d.adopted, d.restored
		d.apply(func(command *exec.Cmd) {
			site.when(1+random.IntN(lengths[d.want]), func() {
				soon(random)
				switch victim {
				case "provider":
					d.KillProviders()
				case "CLI":
					_ = command.Process.Kill()
				case "both":
					signal(command, syscall.SIGKILL)
				}
			})
		})
		at, came := site.arrivals()
		if !came {
			continue // it was over before
		}
		n++
		sorts[victim]++
		made := len(site.Contacts())
		d.converge()
		holds(t, site, newForeign(), d.want)
		t.Logf("kill %d: the %s at request %d, with %d contacts on the site; %d objects were imported, %d states restored",
			n, victim, at, made, d.adopted-adopted, d.restored-restored)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d of %d kills converged (%v): %d commands, %d objects found again and imported, %d states restored from the backup",
		*kills, *kills, sorts, d.runs, d.adopted, d.restored)
}
