//go:build unix

package acctest_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

type config = map[string]any

type blocks = map[string]acctest.Block

// step is a command: the configuration that is applied, and what happens before.
type step struct {
	blocks blocks
	before func(w *acctest.Workspace, s *acctest.Stack)
	flags  []string
	option acctest.Options
}

func label(name string, more ...func(*acctest.Block)) acctest.Block {
	b := acctest.Block{Config: config{"display_name": name, "force_destroy": true}}
	for _, f := range more {
		f(&b)
	}
	return b
}

func contact(values config, more ...func(*acctest.Block)) acctest.Block {
	b := acctest.Block{Config: config{"company": "Example Ltd", "name": config{"first": "Ada"}}}
	maps.Copy(b.Config, values)
	for _, f := range more {
		f(&b)
	}
	return b
}

func ignoring(names ...string) func(*acctest.Block) {
	return func(b *acctest.Block) { b.IgnoreChanges = names }
}

func createFirst(b *acctest.Block) { b.CreateBeforeDestroy = true }

func replaced(b *acctest.Block) { b.Replace = true }

// edits are the kinds of edits that people make.
func edits(t *testing.T) map[string][]step {
	field := func(name, dataType string, more ...func(*acctest.Block)) acctest.Block {
		b := label(name, more...)
		b.Config["data_type"] = dataType
		return b
	}
	taint := func(w *acctest.Workspace, s *acctest.Stack) {
		w.MustRun(t, "", "taint", "wix_contact_label.vip")
		s.Resources["wix_contact_label.vip"].Tainted = true
	}
	moved := func(w *acctest.Workspace, s *acctest.Stack) {
		w.MustRun(t, "", "state", "mv", "wix_contact_label.vip", "wix_contact_label.gold")
		s.Moved("wix_contact_label.vip", "wix_contact_label.gold")
	}
	one := step{blocks: blocks{"wix_contact_label.vip": label("VIP")}}
	return map[string][]step{
		"create":           {one},
		"unchanged":        {one, one},
		"rename in place":  {one, {blocks: blocks{"wix_contact_label.vip": label("Gold")}}},
		"block renamed":    {one, {blocks: blocks{"wix_contact_label.gold": label("Gold")}}},
		"moved":            {one, {blocks: blocks{"wix_contact_label.gold": label("VIP")}, before: moved}},
		"destroy":          {one, {}},
		"not refreshed":    {one, {blocks: blocks{"wix_contact_label.vip": label("Gold")}, flags: []string{"-refresh=false"}, option: acctest.Options{NoRefresh: true}}},
		"replace":          {one, {blocks: blocks{"wix_contact_label.vip": label("VIP", replaced)}, flags: []string{"-replace=wix_contact_label.vip"}}},
		"replace, ignored": {one, {blocks: blocks{"wix_contact_label.vip": label("Gold", replaced, ignoring("display_name"))}, flags: []string{"-replace=wix_contact_label.vip"}}},
		"tainted":          {one, {blocks: one.blocks, before: taint}},
		"target": {{
			blocks: blocks{"wix_contact_label.vip": label("VIP"), "wix_contact_label.gold": label("Gold")},
			flags:  []string{"-target=wix_contact_label.gold"}, option: acctest.Options{Targets: []string{"wix_contact_label.gold"}},
		}},
		"another data type": {
			{blocks: blocks{"wix_contact_extended_field.color": field("Color", "TEXT")}},
			{blocks: blocks{"wix_contact_extended_field.color": field("Color", "NUMBER")}},
		},
		"another data type, created first": {
			{blocks: blocks{"wix_contact_extended_field.color": field("Color", "TEXT", createFirst)}},
			{blocks: blocks{"wix_contact_extended_field.color": field("Colour", "NUMBER", createFirst)}},
		},
		"ignored changes": {
			{blocks: blocks{"wix_contact.ada": contact(config{"job_title": "Engineer"})}},
			{blocks: blocks{"wix_contact.ada": contact(config{"job_title": "Architect", "company": "Example Ltd"}, ignoring("job_title"))}},
			{blocks: blocks{"wix_contact.ada": contact(config{"name": config{"first": "Grace"}}, ignoring("job_title"))}},
		},
		"an attribute removed": {
			{blocks: blocks{"wix_contact.ada": contact(config{"job_title": "Engineer"})}},
			{blocks: blocks{"wix_contact.ada": contact(nil)}},
		},
		"known later": {
			{blocks: blocks{"wix_contact.ada": contact(nil)}},
			{blocks: blocks{"wix_contact.ada": contact(config{"job_title": acctest.Later{Value: "Engineer"}})}},
		},
		"known later, and the same": {
			{blocks: blocks{"wix_contact.ada": contact(config{"job_title": "Engineer"})}},
			{blocks: blocks{"wix_contact.ada": contact(config{"job_title": acctest.Later{Value: "Engineer"}})}},
		},
		"a label and who carries it": {
			{blocks: blocks{"wix_contact_label.vip": label("VIP"), "wix_contact.ada": contact(config{"label_keys": []any{acctest.Ref{Address: "wix_contact_label.vip", Attribute: "key"}}})}},
			{blocks: blocks{"wix_contact_label.vip": label("VIP"), "wix_contact.ada": contact(nil)}},
			{},
		},
	}
}

// calls are those of one process, about one object each in their order.
type calls []string

// collect sorts what was told into processes: those that were configured.
func collect(lines []string) []calls {
	var order []string
	by := map[string]calls{}
	configured := map[string]bool{}
	for _, line := range lines {
		process, call, _ := strings.Cut(line, "\t")
		if call == "Configure" {
			configured[process] = true
			continue
		}
		if by[process] == nil {
			order = append(order, process)
		}
		by[process] = append(by[process], call)
	}
	var out []calls
	for _, process := range order {
		if configured[process] {
			slices.Sort(by[process]) // what is independent comes in any order
			out = append(out, by[process])
		}
	}
	return out
}

// TestAccTraces makes each kind of edit with the real CLI and with the stand-in:
// both call the provider with the same, in the same processes. Only the order of
// calls about independent objects may differ, and how often the CLI reads a state
// that it has read before.
func TestAccTraces(t *testing.T) {
	for name, steps := range edits(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := acctest.NewWorkspace(t)
			file := filepath.Join(t.TempDir(), "trace")
			w.Trace(file)
			site := acctest.NewSite(t)
			var told []string
			site.Trace = func(process, call string) { told = append(told, process+"\t"+call) }
			stack := site.Core(t).Stack(1)
			for i, one := range steps {
				w.Write(one.blocks)
				if one.before != nil {
					one.before(w, stack)
				}
				_, _ = os.Create(file)
				told = nil
				o := w.Apply(one.flags...)
				d := stack.Apply(one.blocks, one.option)
				if o.Code != 0 || d.Failed() {
					t.Fatalf("step %d: %s\n%s", i, o, d)
				}
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				want, got := collect(strings.Split(strings.TrimSpace(string(data)), "\n")), collect(told)
				if diff := cmp.Diff(once(want), once(got)); diff != "" {
					t.Errorf("step %d: the CLI calls (-), the stand-in calls (+):\n%s", i, diff)
				}
			}
		})
	}
}

// once leaves out that a state is upgraded, or a configuration validated, again.
func once(all []calls) []calls {
	for i, one := range all {
		all[i] = slices.CompactFunc(one, func(a, b string) bool {
			return a == b && (strings.HasPrefix(a, "Upgrade") || strings.HasPrefix(a, "Validate"))
		})
	}
	return all
}
