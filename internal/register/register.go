// Package register records who manages what in one walk of Terraform: which objects the
// state has, the planned change of each, and what the run has created, adopted or released
// so far.
//
// Terraform starts a provider for each walk, and plans each instance of it in any order,
// unchanged and destroyed ones included, without its address. The second of two changes
// in conflict therefore gets the error. The package knows neither Terraform nor the API.
package register

import (
	"slices"
	"sync"
)

// Change is the planned change of an object.
type Change struct {
	// Type is the type of the object. Names and ids are unique within a type.
	Type string
	// ID is the id in the prior state, "" for an object to create.
	ID string
	// Replaces is the id of the object that an object to create replaces. That it changes
	// instead has been entered before.
	Replaces string
	// Destroyed objects are destroyed, and not replaced.
	Destroyed bool
	// Takes is the id of the object on the site that the change adopts.
	Takes string
	// Had are the names of the object in the prior state, Holds the planned ones.
	Had, Holds []string
	// Wants are the names of Holds that no other object may have.
	Wants []string
	// Adopts objects that have one of the names.
	Adopts bool
	// Open changes have names that are not known yet.
	Open bool
}

// Kind is a kind of conflict.
type Kind int

const (
	// None is no conflict.
	None Kind = iota
	// Twice is an object in two states.
	Twice
	// Twins are two changes that want the same name or object.
	Twins
	// Kept is a name or an object that another resource keeps.
	Kept
	// Keeps is a name or an object that this one keeps, and another resource wants.
	Keeps
	// Moved is an object that is destroyed while one of its name is created.
	Moved
	// Given is a name that one object gives up, and by which another resource adopts.
	Given
	// Swap is a cycle of objects that take each other's names.
	Swap
	// Elsewhere is an object of another site.
	Elsewhere
)

// Conflict is a conflict of two changes in one walk.
type Conflict struct {
	Kind Kind
	// Name is the name in conflict, "" where it is the object.
	Name string
	// ID is the id of the existing object, "" if there is none.
	ID string
}

// Register is the register of one walk. The zero value is ready for use.
type Register struct {
	mu       sync.Mutex
	seen     map[key]bool
	changes  map[key][]*Change
	reported map[report]bool
	// refreshed are the objects that were read for the state.
	refreshed map[key]bool

	made     map[key]bool
	applies  bool // a change has been applied
	running  int
	waiting  []*int
	moment   int // counts releases
	released map[key]int
}

// key identifies an object by its id, or a name.
type key struct{ typ, id, name string }

type report struct {
	typ  string
	kind Kind
}

// See records that the state has an object.
func (r *Register) See(typ, id string) { r.mark(&r.seen, key{typ: typ, id: id}) }

// Seen reports whether the state has an object, as far as this walk has come.
func (r *Register) Seen(typ, id string) bool { return r.marked(&r.seen, key{typ: typ, id: id}) }

// Planned reports whether a change of an object has been entered.
func (r *Register) Planned(typ, id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.ContainsFunc(r.changes[key{typ: typ, id: id}], func(c *Change) bool { return c.ID == id })
}

// First reports whether it is the first call for a type and kind in this walk.
func (r *Register) First(typ string, kind Kind) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.reported == nil {
		r.reported = map[report]bool{}
	}
	before := r.reported[report{typ, kind}]
	r.reported[report{typ, kind}] = true
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

// Plan enters a planned change, and returns the first conflict with those before it.
func (r *Register) Plan(c Change) (found Conflict) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if c.Destroyed && r.applies {
		return found // deposed by create_before_destroy, and planned before
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

// keys are the objects and names that the change is about.
func (c *Change) keys() (out []key) {
	ids, names := []string{c.ID, c.Replaces, c.Takes}, slices.Concat(c.Had, c.Holds)
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

// taken are the names that the change wants and the object did not have.
func (c *Change) taken() []string {
	if c.Destroyed {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(c.Wants), func(name string) bool { return slices.Contains(c.Had, name) })
}

// gives reports whether an object that stays gives a name up.
func (c *Change) gives(name string) bool {
	return !c.Destroyed && !c.Open && slices.Contains(c.Had, name) && !slices.Contains(c.Holds, name)
}

func (c *Change) keeps(name string) bool { return !c.Destroyed && slices.Contains(c.Holds, name) }

// between returns the conflict of two changes.
func between(a, b *Change) Conflict {
	if a.Replaces != "" && a.Replaces == b.ID || b.Replaces != "" && b.Replaces == a.ID {
		return Conflict{}
	}
	if a.ID != "" && a.ID == b.ID {
		if a.Destroyed && b.Destroyed {
			return Conflict{}
		}
		return Conflict{Kind: Twice, ID: a.ID}
	}
	if found := takes(a, b); found.Kind != None {
		return found
	}
	found := takes(b, a)
	if found.Kind == Kept {
		found.Kind = Keeps
	}
	return found
}

// takes returns the conflict in which a takes what b has.
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

// comesFrom reports whether the object that gives a name up waits, through others, for c.
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
