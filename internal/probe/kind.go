package probe

import "net/url"

// kind is a sort of object that the probe makes.
type kind struct {
	noun, path, member, list string
	// operations are the names of the calls in the printed examples.
	make, get, find, query, rename, remove string
}

var (
	labels = &kind{
		"label", "/contacts/v4/labels", "label", "labels",
		"Find Or Create Label", "Get Label", "List Labels", "Query Labels", "Update Label", "Delete Label",
	}
	fields = &kind{
		"extended field", "/contacts/v4/extended-fields", "field", "fields",
		"Find Or Create Extended Field", "Get Extended Field", "List Extended Fields", "Query Extended Fields",
		"Update Extended Field", "Delete Extended Field",
	}
	contacts = &kind{
		"contact", "/contacts/v4/contacts", "contact", "contacts",
		"Create Contact", "Get Contact", "List Contacts", "Query Contacts", "Update Contact", "Delete Contact",
	}
)

// at is the path of one object.
func (k *kind) at(id string) string { return k.path + "/" + url.PathEscape(id) }

// usable tells whether an id or a key can be the end of a path.
func usable(id string) bool { return id != "" && id != "." && id != ".." && len(id) <= 200 }

// entry is an object that the probe makes. It is noted before the request that makes it.
type entry struct {
	kind *kind
	name string
	// id is the id of a contact or the key of a definition, "" while it is not known.
	id string
	// doubtful tells that the object may exist although no answer says so.
	doubtful bool
	gone     bool
}

// journal has all that the probe makes.
type journal struct{ entries []*entry }

func (j *journal) note(k *kind, name string) *entry {
	e := &entry{kind: k, name: name, doubtful: true}
	j.entries = append(j.entries, e)
	return e
}

// made settles what the answer to a create says of its object. Where a create is refused for
// a duplicate, an object may be left behind (contract 6.7).
func (e *entry) made(a *answer, id string) {
	_, duplicate := a.duplicate()
	switch {
	case id != "":
		e.id, e.doubtful = id, false
	case !a.reached, a.status >= 400 && a.status < 500 && !a.unsure && !duplicate:
		e.doubtful = false
	}
}

// known tells whether the journal has the object, and whether it is gone.
func (j *journal) known(k *kind, id string) *entry {
	for _, e := range j.entries {
		if e.kind == k && e.id == id {
			return e
		}
	}
	return nil
}
