package acctest

import (
	"math/rand/v2"
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

// Stack makes an empty one. The seed chooses where Terraform may choose an order.
func (c *Core) Stack(seed uint64) *Stack {
	return &Stack{Core: c, Resources: map[string]*Resource{}, blocks: map[string]Block{}, first: map[string]bool{}, later: map[string]bool{}, random: rand.New(rand.NewPCG(seed, 1))}
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
