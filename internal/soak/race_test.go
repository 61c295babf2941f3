package soak_test

import (
	"fmt"
	"regexp"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// both does something as two people do it at the same time.
func both(do func(i int)) {
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() { do(i) })
	}
	wg.Wait()
}

// pair is one configuration in two states, by two providers.
type pair struct {
	t                     *testing.T
	site                  *acctest.Site
	label, field, contact [2]*acctest.Resource
}

func newPair(t *testing.T, sw emulator.Switches) *pair {
	p := &pair{t: t, site: acctest.NewBubbleSite(func(o *emulator.Options) { o.Latency, o.Switches = 50*time.Millisecond, sw })}
	for i := range 2 {
		core := p.site.Core(t)
		p.label[i], p.field[i], p.contact[i] = core.Resource("wix_contact_label"), core.Resource("wix_contact_extended_field"), core.Resource("wix_contact")
	}
	return p
}

// made has both make the same thing at once: one of the two does, and the other is
// told how to import it, does that, and has it too.
func (p *pair) made(what string, r [2]*acctest.Resource, config map[string]any) {
	p.t.Helper()
	var said [2]acctest.Diagnostics
	both(func(i int) { said[i] = r[i].Apply(config) })
	if said[0].Failed() == said[1].Failed() {
		p.t.Fatalf("%s: both or none succeeded: %s; %s", what, said[0], said[1])
	}
	loser := 0
	if said[1].Failed() {
		loser = 1
	}
	id := importID.FindStringSubmatch(said[loser].String())
	if id == nil {
		p.t.Fatalf("%s: the error shows no import: %s", what, said[loser])
	}
	if d := r[loser].Import(id[1]); d.Failed() {
		p.t.Fatalf("%s: %s", what, d)
	}
	r[loser].MustApply(config)
	r[1-loser].MustBeEmpty(config)
}

// TestRace has two runs make, change and delete the same things at once.
func TestRace(t *testing.T) {
	for _, sw := range []emulator.Switches{{}, {CreateRace: "conflict"}, {RevisionLabel: "always"}, {QueryLag: 2 * time.Second}} {
		t.Run(acctest.Describe(sw), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := newPair(t, sw)
				label := map[string]any{"display_name": "VIP", "force_destroy": true}
				field := map[string]any{"display_name": "Color", "data_type": "TEXT", "force_destroy": true}
				p.made("a label", p.label, label)
				p.made("a field", p.field, field)
				emails := []any{map[string]any{"email": "ada@example.com"}}
				p.made("a contact", p.contact, map[string]any{"emails": emails})
				p.merge(emails)
				p.quarrel(emails)
				for _, r := range [][2]*acctest.Resource{p.contact, p.label, p.field} {
					both(func(i int) {
						if d := r[i].Apply(nil); d.Failed() {
							t.Errorf("the deletion of what another deletes too: %s", d)
						}
					})
				}
				var problems []string
				if n := len(p.site.Contacts()) + len(named(p.site.Labels(), &problems)) + len(named(p.site.Fields(), &problems)); n > 0 {
					t.Errorf("%d objects are left", n)
				}
			})
		})
	}
}

// merge has each change another part of the contact: both changes are on it.
func (p *pair) merge(emails []any) {
	p.t.Helper()
	other := p.site.PutLabel("Other")
	keys := []any{p.label[0].Get("key"), other}
	configs := [2]map[string]any{
		{"emails": emails, "company": "Example Ltd", "label_keys": keys[:1]},
		{"emails": emails, "job_title": "Engineer", "label_keys": keys[1:], "extended_fields": map[string]any{fmt.Sprint(p.field[1].Get("key")): "Blue"}},
	}
	both(func(i int) {
		if d := p.contact[i].Apply(configs[i]); d.Failed() {
			p.t.Errorf("a change beside another's: %s", d)
		}
	})
	info := p.site.Contacts()[0]["info"].(map[string]any)
	labels := []string{text(keys[0]), text(keys[1])}
	slices.Sort(labels)
	if text(info["company"]) != "Example Ltd" || text(info["jobTitle"]) != "Engineer" || !slices.Equal(labelsOf(info), labels) || len(valuesOf(info)) != 1 {
		p.t.Errorf("the contact is %v", info)
	}
	for i := range 2 {
		p.contact[i].MustBeEmpty(configs[i])
	}
	if err := p.site.RemoveLabel(other); err != nil {
		p.t.Error(err)
	}
}

// quarrel has both change the same part: one value wins, and whoever lost is told,
// by an error or by the next plan.
func (p *pair) quarrel(emails []any) {
	p.t.Helper()
	var said [2]acctest.Diagnostics
	config := func(i int) map[string]any {
		return map[string]any{"emails": emails, "company": fmt.Sprint("Company ", i)}
	}
	both(func(i int) { said[i] = p.contact[i].Apply(config(i)) })
	got := text(p.site.Contacts()[0]["info"].(map[string]any)["company"])
	for i := range 2 {
		won := got == config(i)["company"]
		if said[i].Failed() && (won || !said[i].Mentions("Somebody else changed the contact")) {
			p.t.Errorf("the site has %q, and run %d says %s", got, i, said[i])
		}
		if plan := p.contact[i].MustPlan(config(i)); plan.Empty() != won {
			p.t.Errorf("the site has %q, and the next plan of run %d is %v", got, i, plan.Changes)
		}
	}
	if got != "Company 0" && got != "Company 1" {
		p.t.Errorf("the site has %q", got)
	}
}

var lost = regexp.MustCompile(`is lost$|^(labels|values) of `)

// overlap is the configuration of one of two people: most of it is the other's too.
func overlap(i int) *stack {
	s := newStack()
	for n := range 6 {
		s.labels[fmt.Sprint("l", n)] = fmt.Sprint("Label ", n)
		s.people[fmt.Sprint("c", n)] = &person{
			email: fmt.Sprintf("c%d@example.com", n), first: "Ada", company: "Example Ltd", job: "Engineer",
			labels: []string{fmt.Sprint("l", n)}, values: map[string]string{"f0": "Blue"},
		}
	}
	s.fields["f0"] = "Field 0"
	s.labels[fmt.Sprint("own", i)] = fmt.Sprint("Own ", i)
	return s
}

// TestAccRace is two people with the CLI and a state each, on one site: each object
// is made by one of them, the other is told how to take it over, and does.
func TestAccRace(t *testing.T) {
	site := newSite(t, emulator.Options{Latency: 10 * time.Millisecond})
	var operators [2]*operator
	for i := range operators {
		operators[i] = newOperator(t, site)
		operators[i].want = overlap(i)
	}
	var said [2]result
	both(func(i int) { said[i] = operators[i].apply(nil) })
	if _, problems := compare(site.Server, newForeign(), overlap(0), overlap(1)); len(problems) > 0 {
		// Contacts whose labels somebody else made are still to come; nothing may be doubled.
		for _, p := range problems {
			if !lost.MatchString(p) {
				t.Error(p)
			}
		}
	}
	for i, r := range said {
		for _, e := range r.errors {
			if !importBlock.MatchString(e.Detail) {
				t.Errorf("run %d says about %s: %s %s", i, e.Address, e.Summary, e.Detail)
			}
		}
		operators[i].follow(r)
	}
	if len(said[0].errors)+len(said[1].errors) == 0 {
		t.Error("neither was told about the other")
	}
	both(func(i int) { operators[i].converge() })
	for i := range operators {
		if r := operators[i].run(nil, "plan", "-detailed-exitcode"); r.code != 0 {
			t.Errorf("the plan of run %d is not empty: %s", i, r)
		}
	}
	holds(t, site, newForeign(), overlap(0), overlap(1))
	t.Logf("%d objects were made once, and %d taken over by the other", overlap(0).size(), operators[0].adopted+operators[1].adopted)
	both(func(i int) {
		operators[i].want = newStack()
		operators[i].converge()
	})
	holds(t, site, newForeign())
}
