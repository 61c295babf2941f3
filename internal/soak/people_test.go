package soak_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
)

// people are the others who work on a site, and what they believe to be there. The
// mutex is for what they do during an apply.
type people struct {
	*foreign
	tb     testing.TB
	place  *site
	chance *rand.Rand
	mu     sync.Mutex
}

func newPeople(t testing.TB, site *site, random *rand.Rand) *people {
	p := &people{foreign: newForeign(), tb: t, place: site, chance: rand.New(rand.NewPCG(random.Uint64(), 1))}
	for _, name := range []string{"Theirs", "Theirs too"} {
		site.PutLabel(name)
		p.labels[name] = true
	}
	site.PutField("Their field", "TEXT")
	p.fields["Their field"] = true
	return p
}

func ordered[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// pick draws a key.
func pick[V any](random *rand.Rand, m map[string]V) (string, bool) {
	names := ordered(m)
	if len(names) == 0 {
		return "", false
	}
	return names[random.IntN(len(names))], true
}

// contact is the id of the contact with an address, "" if there is none.
func (p *people) contact(email string) string {
	for _, c := range p.place.Contacts() {
		if info, _ := c["info"].(map[string]any); emailOf(info) == email {
			return text(c["id"])
		}
	}
	return ""
}

// before is what somebody does between two commands.
func (p *people) before(want *stack) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch p.chance.IntN(6) {
	case 0:
		return p.meet()
	case 1:
		return p.remove(want)
	case 2:
		return p.redefine(want)
	case 3:
		return p.spoil(want)
	}
	return p.touch(want)
}

// during is what somebody does while an apply runs: never what is owned, which
// would be theirs or ours by chance.
func (p *people) during(want *stack) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for range 3 {
		p.touch(want)
	}
}

// meet adds a contact of theirs, or a label.
func (p *people) meet() string {
	name := fmt.Sprint("Theirs ", p.chance.Uint32())
	if p.chance.IntN(4) == 0 {
		p.place.PutLabel(name)
		p.labels[name] = true
		return "a label is added"
	}
	email := fmt.Sprintf("theirs%d@example.org", p.chance.Uint32())
	id, err := p.place.PutContact(object{"name": object{"first": name}, "emails": object{"items": []any{object{"email": email}}}})
	if err != nil {
		p.tb.Error(err)
		return ""
	}
	p.contacts[email], _ = p.place.Contact(id)["info"].(map[string]any)
	return "a contact is added"
}

// remove deletes a contact of ours, or puts one in our way.
func (p *people) remove(want *stack) string {
	name, ok := pick(p.chance, want.people)
	if !ok {
		return "nothing"
	}
	email := want.people[name].email
	id := p.contact(email)
	if id == "" { // to be made
		_, err := p.place.PutContact(object{"birthdate": "1990-01-02", "emails": object{"items": []any{object{"email": email}}}})
		if err != nil {
			p.tb.Error(err)
		}
		p.birthdates[email] = "1990-01-02"
		return email + " is made by others first"
	}
	if err := p.place.RemoveContact(id); err != nil {
		p.tb.Error(err)
	}
	p.forget(email)
	return email + " is deleted"
}

func (p *people) forget(email string) {
	delete(p.birthdates, email)
	delete(p.labelled, email)
	delete(p.values, email)
}

// prune forgets what was on contacts that are not configured any more.
func (p *people) prune(want *stack) {
	ours := map[string]bool{}
	for _, one := range want.people {
		ours[one.email] = true
	}
	for _, all := range [][]string{ordered(p.birthdates), ordered(p.labelled), ordered(p.values)} {
		for _, email := range all {
			if !ours[email] {
				p.forget(email)
			}
		}
	}
}

// redefine renames or deletes a label of ours.
func (p *people) redefine(want *stack) string {
	name, ok := pick(p.chance, want.labels)
	if !ok {
		return "nothing"
	}
	display := want.labels[name]
	key := named(p.place.Labels(), new([]string))[display]
	if key == "" {
		return "nothing"
	}
	var err error
	if p.chance.IntN(2) == 0 {
		err = p.place.RemoveLabel(key)
	} else {
		err = p.place.RenameLabel(key, fmt.Sprint("Mistaken ", p.chance.Uint32()))
	}
	if err != nil {
		p.tb.Error(err)
	}
	return fmt.Sprintf("the label %q is renamed or deleted", display)
}

// spoil changes what is owned on a contact: the next apply puts it right.
func (p *people) spoil(want *stack) string {
	name, ok := pick(p.chance, want.people)
	if !ok {
		return "nothing"
	}
	one := want.people[name]
	id := p.contact(one.email)
	if id == "" {
		return "nothing"
	}
	err := p.place.EditContact(id, func(info map[string]any) {
		info["company"] = "Spoilt Ltd"
		if len(one.labels) > 0 {
			info["labelKeys"] = object{"items": []any{}}
			p.labelled[one.email] = nil
		}
	})
	if err != nil {
		p.tb.Error(err)
	}
	return one.email + " is spoilt"
}

// touch changes what is theirs on a contact of ours.
func (p *people) touch(want *stack) string {
	name, ok := pick(p.chance, want.people)
	if !ok {
		return "nothing"
	}
	email := want.people[name].email
	id := p.contact(email)
	if id == "" {
		return "nothing"
	}
	switch p.chance.IntN(3) {
	case 0:
		date := fmt.Sprintf("19%02d-03-04", 50+p.chance.IntN(50))
		if p.place.EditContact(id, func(info map[string]any) { info["birthdate"] = date }) == nil {
			p.birthdates[email] = date
		}
	case 1:
		label, _ := pick(p.chance, p.labels)
		key := named(p.place.Labels(), new([]string))[label]
		on := !p.labelled[email][label]
		change := p.place.UnlabelContact
		if on {
			change = p.place.LabelContact
		}
		if change(id, key) == nil {
			if p.labelled[email] == nil {
				p.labelled[email] = map[string]bool{}
			}
			p.labelled[email][label] = on
		}
	case 2:
		value := fmt.Sprint("theirs ", p.chance.IntN(9))
		key := named(p.place.Fields(), new([]string))["Their field"]
		err := p.place.EditContact(id, func(info map[string]any) {
			wrapper, _ := info["extendedFields"].(map[string]any)
			items, _ := wrapper["items"].(map[string]any)
			items = maps.Clone(items)
			if items == nil {
				items = object{}
			}
			items[key] = value
			info["extendedFields"] = object{"items": items}
		})
		if err == nil {
			p.values[email] = map[string]string{"Their field": value}
		}
	}
	return email + " is touched"
}
