// Package register keeps who manages what in one walk of Terraform: which objects the
// state has, what the plan makes of each, and what the run has made, taken over or
// given up so far.
//
// Terraform starts a provider for each walk, plans each instance of the walk, those
// that stay as they are and those that are destroyed included, in any order, and says
// of none where it stands in the configuration. So whoever comes second is told of a
// conflict. The package knows neither Terraform nor the API.
package register

import (
	"slices"
	"sync"
)

// Change is what a plan makes of one object.
type Change struct {
	// Type is the type of the object; names and ids of two types have nothing in common.
	Type string
	// ID is the object's in the prior state, "" for one that is to be made.
	ID string
	// Destroyed is planned to be destroyed, and not to be made again.
	Destroyed bool
	// Takes is the id of an object on the site that would be taken over.
	Takes string
	// Had are the names of the object in the prior state, Holds those as planned.
	Had, Holds []string
	// Wants are those of Holds that no other object may have.
	Wants []string
	// Adopts tells that whatever has one of the names is taken over.
	Adopts bool
	// Open tells that not all of Holds is known yet.
	Open bool
}

// Kind is a kind of trouble.
type Kind int

const (
	// None is no trouble.
	None Kind = iota
	// Twice is an object in two states.
	Twice
	// Twins are two that want the same.
	Twins
	// Kept is a name or an object that another one keeps.
	Kept
	// Moved is an object that is destroyed while another one is made of its name.
	Moved
	// Given is a name that one would adopt an object by and another one gives up.
	Given
	// Swap is names that go round among objects that all stay.
	Swap
	// Elsewhere is an object of another site.
	Elsewhere
)

// Conflict is what two changes of one walk cannot both do.
type Conflict struct {
	Kind Kind
	// Name is the name that it is about, "" where it is about the object itself.
	Name string
	// ID is that of the object that exists, "" if there is none yet.
	ID string
}

// Register is that of one walk. The zero value is ready for use.
type Register struct {
	mu      sync.Mutex
	seen    map[key]bool
	changes map[key][]*Change
	told    map[told]bool

	made     map[key]bool
	applies  bool // a change has been applied
	running  int
	waiting  []*int
	moment   int // counts releases
	released map[key]int
}

// key is an object by its id, or a name.
type key struct{ typ, id, name string }

type told struct {
	typ  string
	kind Kind
}

// See says that the state has an object.
func (r *Register) See(typ, id string) { r.mark(&r.seen, key{typ: typ, id: id}) }

// Seen tells whether the state has an object, as far as this walk has come.
func (r *Register) Seen(typ, id string) bool { return r.marked(&r.seen, key{typ: typ, id: id}) }

// Planned tells whether a change of an object has been entered.
func (r *Register) Planned(typ, id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.ContainsFunc(r.changes[key{typ: typ, id: id}], func(c *Change) bool { return c.ID == id })
}

// First tells whether a kind of trouble has not been told of yet in this walk.
func (r *Register) First(typ string, kind Kind) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.told == nil {
		r.told = map[told]bool{}
	}
	before := r.told[told{typ, kind}]
	r.told[told{typ, kind}] = true
	return !before
}

func (r *Register) mark(set *map[key]bool, k key) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if *set == nil {
		*set = map[key]bool{}
	}
	(*set)[k] = true
}

func (r *Register) marked(set *map[key]bool, k key) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return (*set)[k]
}

// Plan enters a planned change, and gives the first conflict with those before it.
func (r *Register) Plan(c Change) (found Conflict) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if c.Destroyed && r.applies {
		return found // put aside by create_before_destroy: the plan knew of it
	}
	if r.changes == nil {
		r.changes = map[key][]*Change{}
	}
	for _, k := range c.keys() {
		for _, other := range r.changes[k] {
			if found.Kind == None {
				found = between(&c, other)
			}
		}
		r.changes[k] = append(r.changes[k], &c)
	}
	for _, name := range c.taken() {
		if found.Kind == None && r.comesFrom(name, &c, &c, map[*Change]bool{}) {
			found = Conflict{Kind: Swap, Name: name, ID: c.ID}
		}
	}
	return found
}

// keys are those of whatever the change is about.
func (c *Change) keys() (out []key) {
	ids, names := []string{c.ID, c.Takes}, slices.Concat(c.Had, c.Holds)
	slices.Sort(names)
	for _, id := range slices.Compact(ids) {
		if id != "" {
			out = append(out, key{typ: c.Type, id: id})
		}
	}
	for _, name := range slices.Compact(names) {
		out = append(out, key{typ: c.Type, name: name})
	}
	return out
}

// taken are the names that the change wants anew.
func (c *Change) taken() []string {
	if c.Destroyed {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(c.Wants), func(name string) bool { return slices.Contains(c.Had, name) })
}

// gives tells that the change gives a name up and stays.
func (c *Change) gives(name string) bool {
	return !c.Destroyed && !c.Open && slices.Contains(c.Had, name) && !slices.Contains(c.Holds, name)
}

func (c *Change) keeps(name string) bool { return !c.Destroyed && slices.Contains(c.Holds, name) }

// between gives the conflict of two changes.
func between(a, b *Change) Conflict {
	if a.ID != "" && a.ID == b.ID {
		if a.Destroyed && b.Destroyed {
			return Conflict{}
		}
		return Conflict{Kind: Twice, ID: a.ID}
	}
	if found := takes(a, b); found.Kind != None {
		return found
	}
	return takes(b, a)
}

// takes gives the conflict in which a takes what b has.
func takes(a, b *Change) Conflict {
	for _, name := range a.taken() {
		switch {
		case slices.Contains(b.taken(), name):
			return Conflict{Kind: Twins, Name: name}
		case b.keeps(name):
			return Conflict{Kind: Kept, Name: name, ID: b.ID}
		case a.ID == "" && b.Destroyed && slices.Contains(b.Had, name):
			return Conflict{Kind: Moved, Name: name, ID: b.ID}
		case a.Adopts && b.gives(name):
			return Conflict{Kind: Given, Name: name, ID: b.ID}
		}
	}
	switch {
	case a.Takes == "" || a.Takes != b.ID && a.Takes != b.Takes:
		return Conflict{}
	case a.Takes != b.ID:
		return Conflict{Kind: Twins, ID: a.Takes}
	case b.Destroyed:
		return Conflict{Kind: Moved, ID: b.ID}
	}
	return Conflict{Kind: Kept, ID: b.ID}
}

// comesFrom tells that what gives a name up waits, through others, for c.
func (r *Register) comesFrom(name string, taker, c *Change, passed map[*Change]bool) bool {
	for _, giver := range r.changes[key{typ: taker.Type, name: name}] {
		if !giver.gives(name) || passed[giver] || giver == taker {
			continue
		}
		if giver == c {
			return true
		}
		passed[giver] = true
		for _, next := range giver.taken() {
			if r.comesFrom(next, giver, c, passed) {
				return true
			}
		}
	}
	return false
}
