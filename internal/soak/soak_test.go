package soak_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

var (
	lasting = flag.Duration("for", 0, "how long to let random configurations live among faults, kills and other people; 0 is one cycle")
	verbose = flag.Bool("cycles", false, "whether to log every cycle of the soak")
)

// tally counts what a soak did.
type tally struct {
	cycles, faults, kills, interrupts, edits, compared int
}

// soak is a configuration that lives on a site.
type soak struct {
	*operator
	*people
	random *rand.Rand
	tally
	next int // number of the next thing in the configuration
}

// TestAccSoak draws configurations, and what other people, the network and Wix do
// before and during applies, which are killed and interrupted too. Once that is over
// the applies converge: what is configured is on the site as configured, once; what
// others wrote is as they left it; what was taken out is gone.
func TestAccSoak(t *testing.T) {
	site := newSite(t, emulator.Options{Latency: 2 * time.Millisecond})
	random := draw(t)
	s := &soak{operator: newOperator(t, site), people: newPeople(t, site, random), random: random}
	s.settings = object{"max_retries": 2, "request_timeout": 2}
	for end := time.Now().Add(*lasting); ; {
		s.cycle()
		if t.Failed() || time.Now().After(end) {
			break
		}
	}
	t.Logf("%d cycles: %d commands, %d faults injected, %d kills, %d interruptions, %d edits by others, %d objects imported, %d objects compared, differences: %t",
		s.cycles, s.runs, s.faults, s.kills, s.interrupts, s.edits, s.adopted, s.compared, t.Failed())
}

func (s *soak) cycle() {
	s.cycles++
	s.mutate()
	var story []string
	for range s.random.IntN(4) {
		story = append(story, s.before(s.want))
		s.edits++
	}
	for range s.random.IntN(4) {
		story = append(story, s.trouble())
	}
	if *verbose {
		s.t.Logf("cycle %d, %d objects: %s", s.cycles, s.want.size(), strings.Join(story, "; "))
	}
	adopted, restored := s.adopted, s.restored
	s.converge()
	story = append(story, fmt.Sprintf("%d imported and %d restored at the end", s.adopted-adopted, s.restored-restored))
	s.prune(s.want)
	n, problems := compare(s.site.Server, s.foreign, s.want)
	s.compared += n
	if len(problems) > 0 {
		s.t.Errorf("cycle %d, after %s: %s", s.cycles, strings.Join(story, "; "), strings.Join(problems, "; "))
	}
}

// mutate changes the configuration.
func (s *soak) mutate() {
	want := s.want.clone()
	fresh := func(prefix string) string { s.next++; return fmt.Sprint(prefix, s.next) }
	if len(want.labels) < 6 && s.random.IntN(2) == 0 {
		name := fresh("l")
		want.labels[name] = "Label " + name
	}
	if len(want.fields) < 4 && s.random.IntN(2) == 0 {
		name := fresh("f")
		want.fields[name] = "Field " + name
	}
	for range s.random.IntN(6) {
		if name := fresh("c"); len(want.people) < 25 {
			want.people[name] = &person{email: name + "@example.com", first: "First " + name}
		}
	}
	if name, ok := pick(s.random, want.labels); ok && s.random.IntN(4) == 0 {
		want.labels[name] = "Label " + fresh("renamed ")
	}
	s.takeOut(want)
	imported := s.imported()
	for _, name := range ordered(want.people) {
		if s.random.IntN(2) == 0 {
			s.redraw(want, want.people[name], imported[name])
		}
	}
	s.want = want
}

// takeOut takes things out of a configuration.
func (s *soak) takeOut(want *stack) {
	if name, ok := pick(s.random, want.people); ok && s.random.IntN(2) == 0 {
		delete(want.people, name)
	}
	if name, ok := pick(s.random, want.labels); ok && s.random.IntN(5) == 0 {
		delete(want.labels, name)
	}
	if name, ok := pick(s.random, want.fields); ok && s.random.IntN(5) == 0 {
		delete(want.fields, name)
	}
	for _, name := range ordered(want.people) {
		p := want.people[name]
		var labels []string
		for _, l := range p.labels {
			if want.labels[l] != "" {
				labels = append(labels, l)
			}
		}
		p.labels = labels
		for f := range p.values {
			if want.fields[f] == "" {
				delete(p.values, f)
			}
		}
	}
}

// redraw changes a contact of a configuration. From one that was imported it takes no
// label and no value.
func (s *soak) redraw(want *stack, p *person, imported bool) {
	labels, values := p.labels, p.values
	p.company = []string{"Example Ltd", "Sample GmbH", ""}[s.random.IntN(3)]
	p.job = []string{"Engineer", "Manager", ""}[s.random.IntN(3)]
	p.labels, p.values = nil, map[string]string{}
	for _, l := range ordered(want.labels) {
		if s.random.IntN(2) == 0 || imported && slices.Contains(labels, l) {
			p.labels = append(p.labels, l)
		}
	}
	for _, f := range ordered(want.fields) {
		if s.random.IntN(2) == 0 || imported && values[f] != "" {
			p.values[f] = fmt.Sprint("value ", s.random.IntN(3))
		}
	}
}

// trouble is an apply that something happens to.
func (s *soak) trouble() string {
	moment := 1 + s.random.IntN(2*s.want.size()+5)
	defer func() {
		for _, f := range s.site.Faults() {
			s.faults += f.Fired
		}
		s.site.ClearFaults()
	}()
	what := s.random.IntN(9)
	switch what {
	case 0:
		return s.struck(moment, "provider killed", func(*exec.Cmd) { s.KillProviders() }, &s.kills)
	case 1:
		return s.struck(moment, "CLI killed", func(c *exec.Cmd) { _ = c.Process.Kill() }, &s.kills)
	case 2:
		return s.struck(moment, "interrupted", func(c *exec.Cmd) { signal(c, syscall.SIGINT) }, &s.interrupts)
	case 3:
		return s.struck(moment, "others", func(*exec.Cmd) { s.during(s.want) }, &s.edits)
	}
	kind := s.fault()
	if what > 5 { // and on top of that
		return kind + ", " + s.struck(moment, "others", func(*exec.Cmd) { s.during(s.want) }, &s.edits)
	}
	r := s.apply(nil)
	s.follow(r)
	return kind + about(r)
}

// about is what the errors of an apply are about.
func about(r result) (out string) {
	for _, e := range r.errors {
		out += fmt.Sprintf(" [%s: %s]", e.Address, e.Summary)
	}
	return out
}

// struck is an apply during which, at one of its requests, something happens.
func (s *soak) struck(at int, what string, do func(*exec.Cmd), count *int) string {
	delay := time.Duration(s.random.Int64N(int64(10 * time.Millisecond)))
	done := make(chan struct{})
	r := s.apply(func(command *exec.Cmd) {
		s.site.when(at, func() {
			defer close(done)
			time.Sleep(delay)
			do(command)
		})
	})
	if _, came := s.site.arrivals(); came {
		<-done
		*count++
	}
	s.restore()
	s.follow(r)
	return fmt.Sprintf("%s at request %d", what, at) + about(r)
}

// fault arms a fault of a random kind for an apply.
func (s *soak) fault() string {
	f := emulator.Fault{
		Kind: emulator.FaultKind(s.random.IntN(8)), Probability: 0.05 + 0.25*s.random.Float64(), Seed: s.random.Uint64(),
	}
	switch f.Kind {
	case emulator.FaultStatus:
		f.Status = []int{400, 401, 403, 428, 429, 500, 502, 503, 504}[s.random.IntN(9)]
		if s.random.IntN(2) == 0 {
			f.Header = http.Header{"Retry-After": {"1"}}
		}
	case emulator.FaultGarbage:
		f.Body = []string{"", "null", "[]"}[s.random.IntN(3)]
	case emulator.FaultStall:
		f.Probability /= 4
	}
	s.site.Inject(f)
	return fmt.Sprintf("%s %d with probability %.2f", f.Kind, f.Status, f.Probability)
}
