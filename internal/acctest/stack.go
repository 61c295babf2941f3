package acctest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// Stack is a configuration of several resources and their state, by address
// ("wix_contact.ada"). Objects that create_before_destroy has put aside and that are
// still to be destroyed are deposed.
type Stack struct {
	*Core
	Resources map[string]*Resource
	Deposed   []*Resource

	blocks map[string]Block // of the last apply, whose references order destroys
	first  map[string]bool  // create_before_destroy, as the state keeps it
	later  map[string]bool  // values that were Later in an apply, and are known since
	random *rand.Rand
}

// Stack makes an empty one. Where Terraform may choose an order, the seed does.
func (c *Core) Stack(seed uint64) *Stack {
	return &Stack{Core: c, Resources: map[string]*Resource{}, blocks: map[string]Block{}, first: map[string]bool{}, later: map[string]bool{}, random: rand.New(rand.NewPCG(seed, 1))}
}

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

// Empty tells that the plan changes nothing.
func (p *StackPlan) Empty() bool {
	for _, one := range p.Plans {
		if !one.Empty() {
			return false
		}
	}
	return len(p.Deposed) == 0
}

// Changes gives what changes, by address.
func (p *StackPlan) Changes() map[string][]string {
	out := map[string][]string{}
	for address, one := range p.Plans {
		if !one.Empty() {
			out[address] = one.Changes
		}
	}
	return out
}

// Get is an attribute of the state of a resource.
func (s *Stack) Get(address, attribute string) any {
	if r := s.Resources[address]; r != nil {
		return r.Get(attribute)
	}
	return nil
}

// Moved is what a moved block, or state mv, does.
func (s *Stack) Moved(from, to string) {
	s.Resources[to], s.blocks[to], s.first[to] = s.Resources[from], s.blocks[from], s.first[from]
	s.Forget(from)
}

// Forget is what state rm does.
func (s *Stack) Forget(address string) {
	delete(s.Resources, address)
	delete(s.blocks, address)
	delete(s.first, address)
}

// Import is what terraform import does.
func (s *Stack) Import(address, id string) Diagnostics {
	s.t.Helper()
	r := s.Resource(typeOf(address))
	s.Restart()
	d := r.ImportAlong(id)
	if !d.Failed() {
		s.Resources[address] = r
	}
	return d
}

func typeOf(address string) string {
	typ, _, _ := strings.Cut(address, ".")
	return typ
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

// ordered gives addresses with what they refer to before them, else as the seed has it.
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
		d := s.found(address, o)
		all = append(all, d...)
		if d.Failed() {
			continue
		}
		r := s.Resources[address]
		one, d := r.PlanBlock(s.evaluated(blocks[address], p))
		all = append(all, d...)
		if one != nil {
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

// putFirst gives the addresses whose replacement is created first: those that say so,
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

// targeted tells that a target names the address, or refers to it.
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

// operation is a node of the graph of an apply.
type operation struct {
	name  string
	after []string
	do    func() Diagnostics
}

// Do carries a plan out, in an order that Terraform may choose.
func (s *Stack) Do(p *StackPlan) Diagnostics {
	s.t.Helper()
	var all []operation
	for address, one := range p.Plans {
		r := s.Resources[address]
		made := func() Diagnostics {
			one.block = s.evaluated(one.block, nil)
			return r.apply(s.applying(one.by), one)
		}
		gone := func() Diagnostics { return r.destroy(s.applying(one.by), one) }
		switch {
		case one.Empty():
			continue
		case one.block.Config == nil:
			all = append(all, operation{"destroy " + address, s.users(address, p), gone})
		case one.Replace && !r.State.IsNull() && p.first[address]:
			old := &Resource{Core: s.Core, Type: r.Type, object: r.object}
			all = append(all, operation{"make " + address, s.makers(address, one, p), func() Diagnostics {
				*old = *r
				r.State, r.Private, r.Identity, r.Tainted = r.null(), nil, nil, false
				d := made()
				if d.Failed() && r.State.IsNull() {
					*r = *old // it is put back
					old.State = old.null()
				} else {
					s.Deposed = append(s.Deposed, old)
				}
				return d
			}}, operation{"destroy " + address, append(s.users(address, p), "make "+address), func() Diagnostics {
				return s.destroyDeposed(old, one.by)
			}})
		case one.Replace && !r.State.IsNull():
			all = append(all, operation{"destroy " + address, s.users(address, p), gone},
				operation{"make " + address, append(s.makers(address, one, p), "destroy "+address), made})
		default:
			all = append(all, operation{"make " + address, s.makers(address, one, p), made})
		}
	}
	for _, one := range p.Deposed {
		for _, r := range s.Deposed {
			if r.State.Equal(one.prior) {
				all = append(all, operation{"destroy deposed " + fmt.Sprint(r.Get("id"), r.Get("key")), nil, func() Diagnostics { return s.destroyDeposed(r, one.by) }})
			}
		}
	}
	d := s.run(all)
	for address := range p.Plans {
		if s.Resources[address].State.IsNull() {
			delete(s.Resources, address)
			delete(s.blocks, address)
			delete(s.first, address)
		} else if b := p.blocks[address]; b.Config != nil {
			s.blocks[address], s.first[address] = b, p.first[address]
		}
	}
	s.Deposed = slices.DeleteFunc(s.Deposed, func(r *Resource) bool { return r.State.IsNull() })
	return d
}

// destroyDeposed plans the destroy in the process that applies, and applies it.
func (s *Stack) destroyDeposed(r *Resource, planned *process) Diagnostics {
	s.t.Helper()
	if r.State.IsNull() {
		return nil
	}
	server := s.applying(planned)
	r.upgrade(server)
	p, d := r.plan(server, Block{}, r.null())
	if p == nil {
		return d
	}
	return append(d, r.destroy(server, p)...)
}

// makers are the operations before which an object cannot be made: of what it refers
// to, and the destroys of what it referred to.
func (s *Stack) makers(address string, one *Plan, p *StackPlan) []string {
	var out []string
	for _, ref := range references(one.block) {
		out = append(out, "make "+ref)
	}
	for _, ref := range references(s.blocks[address]) {
		if !p.first[ref] {
			out = append(out, "destroy "+ref)
		}
	}
	return out
}

// users are the operations before which an object cannot be destroyed: whatever
// referred to it is destroyed before, or, with create_before_destroy, updated.
func (s *Stack) users(address string, p *StackPlan) []string {
	var out []string
	for user := range s.Resources {
		if slices.Contains(references(s.blocks[user]), address) {
			out = append(out, "destroy "+user)
			if p.first[address] {
				out = append(out, "make "+user)
			}
		}
	}
	return out
}

// run carries operations out one after the other, each after those that it waits
// for; what waits for one that failed is left out.
func (s *Stack) run(all []operation) Diagnostics {
	s.t.Helper()
	slices.SortFunc(all, func(a, b operation) int { return strings.Compare(a.name, b.name) })
	s.random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	var d Diagnostics
	failed := map[string]bool{}
	for len(all) > 0 {
		i := slices.IndexFunc(all, func(one operation) bool {
			return !slices.ContainsFunc(all, func(other operation) bool { return slices.Contains(one.after, other.name) })
		})
		if i < 0 {
			s.t.Fatalf("the operations wait for each other: %v", all)
		}
		one := all[i]
		all = slices.Delete(all, i, i+1)
		if slices.ContainsFunc(one.after, func(name string) bool { return failed[name] }) {
			failed[one.name] = true
			continue
		}
		said := one.do()
		failed[one.name] = said.Failed()
		d = append(d, said...)
	}
	return d
}

// Apply is a whole command.
func (s *Stack) Apply(blocks map[string]Block, o Options) Diagnostics {
	s.t.Helper()
	p, d := s.Plan(blocks, o)
	if p == nil || p.Empty() {
		return d
	}
	return append(d, s.Do(p)...)
}
