package contact_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// A leaf is the smallest thing that is owned by itself.
type leaf struct {
	name   string
	values []any // of a configuration, spelled in several ways
	meant  []string
	see    func(info map[string]any) string
	write  func(info map[string]any, value string)
}

// belief is what a leaf should be on the site: what the configuration or somebody
// else made of it last.
type belief map[string]string

// saga is one random life of a contact.
type saga struct {
	*rapid.T
	w      *world
	leaves []leaf
	owned  map[string]bool // what the last successful apply's configuration set
	config map[string]int  // leaf to index of its value; absent is left out
	truth  belief
	labels map[string]bool // on the contact, those of others included
	mine   []string        // labels that the configuration uses
	want   []string        // label keys in the configuration, nil if left out
	had    []string        // label keys of the last successful apply
	seen   map[string]bool // labels on the contact when the plan was made
	saw    belief          // and what the leaves were
	blank  map[string]bool // leaves that the last successful apply's configuration set to nothing
}

func leavesOf(w *world) []leaf {
	part := func(name string) (func(map[string]any) string, func(map[string]any, string)) {
		get := func(info map[string]any) map[string]any {
			m, _ := info["name"].(map[string]any)
			return m
		}
		return func(info map[string]any) string { return or(get(info)[name]) }, func(info map[string]any, v string) {
			m := maps.Clone(get(info))
			if m == nil {
				m = map[string]any{}
			}
			m[name] = v
			info["name"] = m
		}
	}
	text := func(member string) (func(map[string]any) string, func(map[string]any, string)) {
		return scalar(member), func(info map[string]any, v string) {
			if info[member] = v; v == "" {
				delete(info, member)
			}
		}
	}
	value := func(key string, encode func(string) any) (func(map[string]any) string, func(map[string]any, string)) {
		get := func(info map[string]any) map[string]any {
			wrapper, _ := info["extendedFields"].(map[string]any)
			m, _ := wrapper["items"].(map[string]any)
			return m
		}
		return func(info map[string]any) string { return or(get(info)[key]) }, func(info map[string]any, v string) {
			m := maps.Clone(get(info))
			if m == nil {
				m = map[string]any{}
			}
			if m[key] = encode(v); v == "" {
				delete(m, key)
			}
			info["extendedFields"] = map[string]any{"items": m}
		}
	}
	same := func(v string) any { return v }
	number := func(v string) any {
		var n float64
		_, _ = fmt.Sscan(v, &n)
		return n
	}
	made := func(name string, values []any, meant []string, f func() (func(map[string]any) string, func(map[string]any, string))) leaf {
		see, write := f()
		return leaf{name, values, meant, see, write}
	}
	return []leaf{
		made("first", []any{"Ada", "Zoé", "Zoe\u0301 ", ""}, []string{"Ada", "Zoé", "Zoé", ""}, func() (func(map[string]any) string, func(map[string]any, string)) { return part("first") }),
		made("last", []any{"Byron", "Lovelace", ""}, []string{"Byron", "Lovelace", ""}, func() (func(map[string]any) string, func(map[string]any, string)) { return part("last") }),
		made("company", []any{"Example Ltd", " Example Ltd", "Sample GmbH", ""}, []string{"Example Ltd", "Example Ltd", "Sample GmbH", ""}, func() (func(map[string]any) string, func(map[string]any, string)) { return text("company") }),
		made("job_title", []any{"Engineer", ""}, []string{"Engineer", ""}, func() (func(map[string]any) string, func(map[string]any, string)) { return text("jobTitle") }),
		made("birthdate", []any{"1990-01-02", "1991-02-03", ""}, []string{"1990-01-02", "1991-02-03", ""}, func() (func(map[string]any) string, func(map[string]any, string)) { return text("birthdate") }),
		made("locale", []any{"en-US", "en-us", "de", ""}, []string{"en-us", "en-us", "de", ""}, func() (func(map[string]any) string, func(map[string]any, string)) { return text("locale") }),
		made(w.color, []any{"Blue", "Red", ""}, []string{"Blue", "Red", ""}, func() (func(map[string]any) string, func(map[string]any, string)) { return value(w.color, same) }),
		made(w.score, []any{"12", "12.0", "7.5", ""}, []string{"12", "12", "7.5", ""}, func() (func(map[string]any) string, func(map[string]any, string)) { return value(w.score, number) }),
	}
}

// render is the configuration as Terraform sees it.
func (s *saga) render() config {
	out, name, values := config{}, config{}, config{}
	for _, l := range s.leaves {
		i, set := s.config[l.name]
		switch {
		case !set:
		case l.name == "first" || l.name == "last":
			name[l.name] = l.values[i]
		case strings.HasPrefix(l.name, "custom."):
			values[l.name] = l.values[i]
		default:
			out[l.name] = l.values[i]
		}
	}
	if len(name) > 0 {
		out["name"] = name
	}
	if len(values) > 0 {
		out["extended_fields"] = values
	}
	if s.want != nil {
		keys := []any{}
		for _, k := range s.want {
			keys = append(keys, k)
		}
		out["label_keys"] = keys
	}
	out["emails"] = []any{config{"email": rapid.SampledFrom([]string{"ada@example.com", "Ada@Example.com"}).Draw(s.T, "email")}}
	return out
}

// look takes down what a plan sees.
func (s *saga) look() { s.seen, s.saw = maps.Clone(s.labels), maps.Clone(s.truth) }

// lookAgain takes down what a second plan sees: what was gone at the first one
// has left the state, and is of others when it is back.
func (s *saga) lookAgain() {
	for k := range s.seen {
		s.seen[k] = s.seen[k] && s.labels[k]
	}
	for k, v := range s.truth {
		if s.saw[k] != "" || s.blank[k] {
			s.saw[k] = v
		}
	}
}

// others draws what somebody else does to a leaf or a label, to be done later.
func (s *saga) others(when string) (do func()) {
	switch rapid.IntRange(0, 3).Draw(s.T, when) {
	case 0:
		key := rapid.SampledFrom(append(slices.Clone(s.mine), s.w.label)).Draw(s.T, "their label")
		return func() {
			if s.labels[key] = !s.labels[key]; s.labels[key] {
				s.must(s.w.site.LabelContact(s.id(), key))
			} else {
				s.must(s.w.site.UnlabelContact(s.id(), key))
			}
		}
	case 1:
		return func() { s.must(s.w.site.BumpRevision(s.id())) }
	}
	l := rapid.SampledFrom(s.leaves).Draw(s.T, "their leaf")
	v := rapid.SampledFrom(append(slices.Clone(l.meant), "")).Draw(s.T, "their value")
	return func() {
		s.must(s.w.site.EditContact(s.id(), func(info map[string]any) { l.write(info, v) }))
		s.truth[l.name] = v
	}
}

// id of the only contact.
func (s *saga) id() string { return fmt.Sprint(s.w.site.Contacts()[0]["id"]) }

func (s *saga) must(err error) {
	if err != nil {
		s.Fatal(err)
	}
}

// redraw changes the configuration.
func (s *saga) redraw() {
	for _, l := range s.leaves {
		switch rapid.IntRange(0, 3).Draw(s.T, l.name) {
		case 0:
			delete(s.config, l.name)
		case 1:
			s.config[l.name] = rapid.IntRange(0, len(l.values)-1).Draw(s.T, "value of "+l.name)
		}
	}
	if rapid.Bool().Draw(s.T, "labels change") {
		s.want = nil
		if rapid.Bool().Draw(s.T, "labels set") {
			s.want = []string{}
			for _, k := range s.mine {
				if rapid.Bool().Draw(s.T, k) {
					s.want = append(s.want, k)
				}
			}
		}
	}
}

// applied updates the beliefs after a successful apply.
func (s *saga) applied() {
	owned := map[string]bool{}
	s.blank = map[string]bool{}
	for _, l := range s.leaves {
		if i, set := s.config[l.name]; set {
			s.truth[l.name], owned[l.name], s.blank[l.name] = l.meant[i], true, l.meant[i] == ""
		} else if s.owned[l.name] && s.saw[l.name] != "" { // what others write into nothing is theirs
			s.truth[l.name] = ""
		}
	}
	s.owned = owned
	for _, k := range s.had { // one that others took off, and put on again later, is theirs
		if !slices.Contains(s.want, k) && s.seen[k] {
			s.labels[k] = false
		}
	}
	for _, k := range s.want {
		s.labels[k] = true
	}
	s.had = slices.Clone(s.want)
}

// holds compares the site with the beliefs.
func (s *saga) holds() {
	if n := len(s.w.site.Contacts()); n != 1 {
		s.Fatalf("%d contacts exist", n)
	}
	info := s.w.site.Contacts()[0]["info"].(map[string]any)
	for _, l := range s.leaves {
		got := strings.TrimSpace(l.see(info))
		if l.name == "locale" {
			got = strings.ToLower(got)
		}
		if want := s.truth[l.name]; !slices.Contains([]string{want, strings.ReplaceAll(want, "é", "e\u0301")}, got) {
			s.Fatalf("%s: %s is %q, want %q", s.w.combos, l.name, got, want)
		}
	}
	have := map[string]bool{}
	for _, k := range items(info, "labelKeys") {
		have[fmt.Sprint(k)] = true
	}
	for k, on := range s.labels {
		if have[k] != on {
			s.Fatalf("%s: label %s is on the contact: %v, want %v", s.w.combos, k, have[k], on)
		}
	}
}

func randomSwitches(t *rapid.T) emulator.Switches {
	all := acctest.PatchCombinations()
	s := all[rapid.IntRange(0, len(all)-1).Draw(t, "switches")]
	s.Order = rapid.SampledFrom([]string{"", "on"}).Draw(t, "order")
	s.TextTrim = rapid.SampledFrom([]string{"", "on"}).Draw(t, "trim")
	s.Locale = rapid.SampledFrom([]string{"", "lower", "canonical"}).Draw(t, "locale")
	s.EmailLower = rapid.SampledFrom([]string{"", "on"}).Draw(t, "e-mail")
	s.RevisionLabel = rapid.SampledFrom([]string{"", "always", "never"}).Draw(t, "revision of labels")
	s.RevisionType = rapid.SampledFrom([]string{"", "string"}).Draw(t, "revision type")
	s.Unknowns = rapid.SampledFrom([]string{"", "on"}).Draw(t, "unknowns")
	return s
}

func newSaga(t *testing.T, rt *rapid.T) *saga {
	w := newWorld(t, randomSwitches(rt))
	s := &saga{T: rt, w: w, leaves: leavesOf(w), config: map[string]int{}, truth: belief{}, labels: map[string]bool{}, owned: map[string]bool{}}
	s.mine = []string{w.site.PutLabel("Mine"), w.site.PutLabel("Mine too")}
	s.redraw()
	return s
}

// TestAnyLife draws configurations, edits of others before and during runs, and
// switches. After each apply the next plan is empty, what is owned is as
// configured, and what is not is as others left it.
func TestAnyLife(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		s := newSaga(t, rt)
		for range rapid.IntRange(1, 6).Draw(rt, "applies") {
			s.run()
			for range rapid.IntRange(0, 2).Draw(rt, "edits after") {
				s.others("after")()
			}
			if rapid.IntRange(0, 2).Draw(rt, "change the configuration") > 0 {
				s.redraw()
			}
		}
	})
}

// run is one apply, with edits between plan and apply: those may end it with a
// conflict, and then the next one goes through.
func (s *saga) run() {
	c := s.render()
	s.look()
	p := s.w.r.MustPlan(c)
	if !p.Empty() {
		if !s.w.r.State.IsNull() {
			for range rapid.IntRange(0, 2).Draw(s.T, "edits during") {
				s.others("during")()
			}
		}
		if d := s.w.r.Do(p); d.Failed() {
			if !d.Mentions("Somebody else changed the contact") {
				s.Fatalf("%s: %s", s.w.combos, d)
			}
			s.holds()
			s.lookAgain()
			if d := s.w.r.Apply(c); d.Failed() {
				s.Fatalf("%s: the apply after a conflict: %s", s.w.combos, d)
			}
		}
		// A label that somebody took off or put on meanwhile is for the next run.
		if d := s.w.r.Apply(c); d.Failed() {
			s.Fatalf("%s: %s", s.w.combos, d)
		}
	}
	if again := s.w.r.MustPlan(c); !again.Empty() {
		s.Fatalf("%s: the next plan is not empty: %s", s.w.combos, strings.Join(again.Changes, "; "))
	}
	s.applied()
	s.holds()
}
