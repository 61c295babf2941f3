package acctest

import (
	"fmt"
	"maps"
	"slices"
)

// Options are flags of a command.
type Options struct {
	// NoRefresh is -refresh=false.
	NoRefresh bool
	// Targets are those of -target; nil is everything.
	Targets []string
	// Imports are import blocks: ids by address.
	Imports map[string]string
	// ByIdentity has them give identities.
	ByIdentity bool
	// Moved are moved blocks: where it goes by where it was.
	Moved map[string]string
	// Removed are removed blocks that leave the object alone.
	Removed []string
}

// StackPlan is the plan of a stack.
type StackPlan struct {
	Plans map[string]*Plan
	// Deposed are the destroys of what was put aside before.
	Deposed []*Plan
	blocks  map[string]Block
	first   map[string]bool
}

// Empty reports whether the plan changes nothing.
func (p *StackPlan) Empty() bool {
	for _, one := range p.Plans {
		if !one.Empty() {
			return false
		}
	}
	return len(p.Deposed) == 0
}

// Changes returns what changes, by address.
func (p *StackPlan) Changes() map[string][]string {
	out := map[string][]string{}
	for address, one := range p.Plans {
		if !one.Empty() {
			out[address] = one.Changes
		}
	}
	return out
}

// references are the addresses that a configuration refers to.
func references(b Block) []string {
	var out []string
	if b.Config != nil {
		resolve(b.Config, func(v any) any {
			if ref, ok := v.(Ref); ok {
				out = append(out, ref.Address)
				return Unknown
			}
			return v
		})
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ordered returns addresses with what they refer to before them, else as the seed has it.
func (s *Stack) ordered(blocks map[string]Block) []string {
	rest := slices.Sorted(maps.Keys(blocks))
	s.random.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
	var out []string
	for len(rest) > 0 {
		i := slices.IndexFunc(rest, func(address string) bool {
			return !slices.ContainsFunc(references(blocks[address]), func(ref string) bool { return slices.Contains(rest, ref) })
		})
		if i < 0 {
			s.t.Fatalf("the references go round in a circle: %v", rest)
		}
		out = append(out, rest[i])
		rest = slices.Delete(rest, i, i+1)
	}
	return out
}

// Plan refreshes and plans in a new command: what is configured, and the destroy of
// what is not.
func (s *Stack) Plan(blocks map[string]Block, o Options) (*StackPlan, Diagnostics) {
	s.t.Helper()
	s.Restart()
	before := map[string]*Resource{}
	for address, r := range s.Resources {
		was := *r
		before[address] = &was
	}
	for from, to := range o.Moved {
		if s.Resources[from] != nil {
			s.Moved(from, to)
		}
	}
	for _, address := range o.Removed {
		if r := s.Resources[address]; r != nil {
			_ = r.Refresh()
			s.Forget(address)
		}
	}
	p := &StackPlan{Plans: map[string]*Plan{}, blocks: blocks, first: s.putFirst(blocks)}
	var all Diagnostics
	orphans := map[string]Block{}
	for address, r := range s.Resources {
		if _, stays := blocks[address]; !stays && !r.State.IsNull() {
			orphans[address] = Block{}
		}
	}
	for _, address := range append(s.ordered(blocks), s.ordered(orphans)...) {
		if !s.targeted(address, blocks, o.Targets) {
			continue
		}
		_, orphan := orphans[address]
		if !orphan {
			d := s.found(address, o)
			all = append(all, d...)
			if d.Failed() {
				continue
			}
		}
		r := s.Resources[address]
		one, d := r.PlanBlock(s.evaluated(blocks[address], p))
		all = append(all, d...)
		if orphan && !o.NoRefresh { // Terraform plans the destroy first
			all = append(all, r.Refresh()...)
		}
		if one != nil && (!orphan || !r.State.IsNull()) {
			one.block = blocks[address]
			p.Plans[address] = one
		}
	}
	for _, r := range s.Deposed {
		if !o.NoRefresh {
			all = append(all, r.Refresh()...)
		}
		if r.State.IsNull() {
			continue
		}
		one, d := r.PlanBlock(Block{})
		all = append(all, d...)
		if one != nil {
			p.Deposed = append(p.Deposed, one)
		}
	}
	if all.Failed() { // the state stays as it was
		s.Resources = before
		return nil, all
	}
	return p, all
}

// found is the resource at an address, imported or refreshed where that is asked for.
func (s *Stack) found(address string, o Options) Diagnostics {
	s.t.Helper()
	r := s.Resources[address]
	if r == nil {
		r = s.Resource(typeOf(address))
		s.Resources[address] = r
		if id := o.Imports[address]; id != "" && o.ByIdentity {
			return r.importIdentity(map[string]any{"id": id})
		} else if id != "" {
			return r.ImportAlong(id)
		}
	}
	if o.NoRefresh {
		return nil
	}
	return r.Refresh()
}

// putFirst returns the addresses whose replacement is created first: those that say so,
// those that said so when they were applied last, and what such a one refers to.
func (s *Stack) putFirst(blocks map[string]Block) map[string]bool {
	out := map[string]bool{}
	var mark func(address string)
	mark = func(address string) {
		if !out[address] {
			out[address] = true
			for _, ref := range references(blocks[address]) {
				mark(ref)
			}
		}
	}
	for address, b := range blocks {
		if b.CreateBeforeDestroy {
			mark(address)
		}
	}
	for address := range s.first {
		if _, stays := blocks[address]; !stays && s.first[address] {
			out[address] = true
		}
	}
	return out
}

// targeted reports whether a target names the address, or refers to it.
func (s *Stack) targeted(address string, blocks map[string]Block, targets []string) bool {
	if targets == nil {
		return true
	}
	return slices.ContainsFunc(targets, func(target string) bool {
		return target == address || slices.ContainsFunc(references(blocks[target]), func(ref string) bool {
			return s.targeted(address, blocks, []string{ref})
		})
	})
}

// evaluated is a block with its references as they are planned, or without a plan as
// they are now.
func (s *Stack) evaluated(b Block, p *StackPlan) Block {
	if b.Config == nil {
		return b
	}
	b.Config = resolve(b.Config, func(v any) any {
		switch v := v.(type) {
		case Ref:
			if p != nil && p.Plans[v.Address] != nil {
				return native(members(p.Plans[v.Address].Planned)[v.Attribute])
			}
			return s.Get(v.Address, v.Attribute)
		case Later:
			if p != nil && !s.later[fmt.Sprint(v.Value)] {
				return v
			}
			s.later[fmt.Sprint(v.Value)] = true
			return v.Value
		}
		return v
	}).(map[string]any)
	return b
}
