package acctest

import (
	"fmt"
	"slices"
	"strings"
)

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
				all = append(all, operation{"destroy deposed " + fmt.Sprint(r.Get("id")), nil, func() Diagnostics { return s.destroyDeposed(r, one.by) }})
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
