package emulator

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

// contact is a contact (contract 6.1). Values are immutable once stored: a
// change works on a copy and puts new slices and maps in.
type contact struct {
	id               string
	revision         int
	source           source
	created, updated time.Time
	activity         activity
	info             info

	member, billing, contributor bool
	// halfDeleted makes the next deletion stop after the membership.
	halfDeleted bool
	// subscribed is the primary e-mail that the emailSubscriptions fields are
	// about.
	subscribed  string
	phoneStatus string
}

type source struct{ kind, appID string }

type activity struct {
	at   time.Time
	kind string
}

type info struct {
	infoTexts
	first, last string
	emails      []email
	phones      []phone
	addresses   []address
	labelKeys   []string
	extended    map[string]any
	locations   []string
	picture     object
}

// item is what the entries of e-mails, phones and addresses share.
type item struct {
	id, tag string
	primary bool
}

func (i *item) base() *item { return i }

// entry is a pointer to an e-mail, a phone or an address.
type entry[T any] interface {
	*T
	base() *item
}

type email struct {
	item
	email string
}

type phone struct {
	item
	country, number, e164 string
}

type address struct {
	item
	postal
}

// postal is an address proper; it holds line or street, never both (contract
// 6.1).
type postal struct {
	country, subdivision, city, postalCode string
	line, line2                            string
	streetNumber, streetName               string
}

func (p phone) value() string   { return p.country + " " + p.number }
func (e email) value() string   { return e.email }
func (a address) value() postal { return a.postal }

// olderContact is the default order of contacts, ties broken by id (contract
// 11, rows 27 and 28).
func olderContact(a, b *contact) bool { return compareAge(a, b) < 0 }

func compareAge(a, b *contact) int {
	return cmp.Or(a.created.Compare(b.created), strings.Compare(a.id, b.id))
}

func (c *contact) primaryEmail() string {
	for _, e := range c.info.emails {
		if e.primary {
			return e.email
		}
	}
	return ""
}

func (c *contact) primaryPhone() phone {
	for _, p := range c.info.phones {
		if p.primary {
			return p
		}
	}
	return phone{}
}

func (c *contact) hasLabel(key string) bool { return slices.Contains(c.info.labelKeys, key) }

// derive brings the system fields in line with the rest (contract 6.6). The
// subscription fields follow the primary e-mail, and may come later.
func (c *contact) derive(subscriptionsLater bool) {
	fields := maps.Clone(c.info.extended)
	if fields == nil {
		fields = map[string]any{}
	}
	setOrDelete(fields, keyFirstName, strings.TrimSpace(c.info.first+" "+c.info.last))
	setOrDelete(fields, keyLastName, strings.TrimSpace(c.info.last+" "+c.info.first))
	if now := c.primaryEmail(); now != c.subscribed && !subscriptionsLater {
		c.subscribed = now
		delete(fields, keyDeliverability)
		delete(fields, keySubscription)
		setOrDelete(fields, keyEffectiveEmail, now)
		if now != "" {
			fields[keySubscription] = "NOT_SET"
		}
	}
	c.info.extended = fields
}

func setOrDelete(fields map[string]any, key, value string) {
	if value == "" {
		delete(fields, key)
	} else {
		fields[key] = value
	}
}

// store puts a contact in place and keeps the indexes right.
func (s *Server) store(c *contact, now time.Time) {
	slug := slugCreated
	if old := s.site.contacts.get(c.id); old != nil {
		s.site.unindex(old)
		slug = slugUpdated
	}
	s.site.contacts.put(c.id, c, now, s.keep())
	s.site.index(c)
	s.happened(happening{at: now, entity: entityContact, slug: slug, id: c.id, about: c})
}

// save stores a changed copy under the next revision.
func (s *Server) save(next *contact, now time.Time) *contact {
	next.revision++
	next.updated = now
	s.store(next, now)
	return next
}

// setLabels replaces the label keys of a contact and moves its revision
// as the switch has it.
func (s *Server) setLabels(c *contact, keys []string, now time.Time) *contact {
	changed := !sameSet(c.info.labelKeys, keys)
	if !changed && s.switches.RevisionLabel != "always" {
		return c
	}
	next := *c
	next.info.labelKeys = keys
	if s.switches.RevisionLabel == "never" {
		s.store(&next, now)
		return &next
	}
	return s.save(&next, now)
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func removeKeys(keys []string, gone ...string) []string {
	out := make([]string, 0, len(keys))
	for _, key := range keys {
		if !slices.Contains(gone, key) {
			out = append(out, key)
		}
	}
	return out
}

// addMissing appends the values that keys lack, in order.
func addMissing(keys []string, more ...string) []string {
	out := slices.Clone(keys)
	for _, key := range more {
		if !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out
}

// removeContact takes a contact out of the site.
func (s *Server) removeContact(c *contact, now time.Time) {
	s.site.unindex(c)
	s.site.contacts.remove(c.id, now, s.keep())
	s.happened(happening{at: now, entity: entityContact, slug: slugDeleted, id: c.id})
}
