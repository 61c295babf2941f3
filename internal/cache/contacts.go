package cache

import (
	"context"
	"slices"
	"sync"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Policy says when reads of contacts share requests.
type Policy int

const (
	// Auto shares requests where that costs less.
	Auto Policy = iota
	// Queries queries even for a single contact, and reads no page. It is for tests.
	Queries
	// Pages reads pages as long as there are any. It is for tests.
	Pages
	// Off reads each contact singly.
	Off
)

// Source reads contacts. A [wix.Client] is one.
type Source interface {
	GetContact(ctx context.Context, id string) (*wix.Contact, error)
	ContactsByID(ctx context.Context, ids []string) ([]*wix.Contact, error)
	FindContacts(ctx context.Context, filter map[string]any) ([]*wix.Contact, error)
	ContactsPage(ctx context.Context, offset int) (contacts []*wix.Contact, more bool, err error)
}

// Contacts answers many reads of single contacts with few requests: reads that come
// together share a query on their ids, and pages of the listing answer those that follow.
//
// A shared copy counts only if it is fresh: not older than the caller has seen, nor read
// before the run wrote the contact. What the listing lacks is read singly, before it is
// called gone, and so is what fails.
type Contacts struct {
	source Source
	policy Policy
	reads  batch[string, map[string]reading]

	pager pager
	asked int  // contacts in queries
	alone bool // the site does not answer queries on ids: no more of them

	mu      sync.Mutex
	kept    map[string]reading // of pages
	hits    int                // reads answered by pages
	written map[string]int     // id to the moment of the run's last write
	moment  int                // counts writes
}

// reading is a copy of a contact, and the moment at which reading it began.
type reading struct {
	contact *wix.Contact
	begun   int
}

// Seen is the version of a contact that the caller has seen.
type Seen struct {
	Revision int64
	// Updated is a time stamp in RFC 3339 form, or "".
	Updated string
}

// NewContacts makes a reader of contacts. It sends nothing.
func NewContacts(source Source, clock wix.Clock, policy Policy) *Contacts {
	c := &Contacts{source: source, policy: policy, pager: pager{source: source}, kept: map[string]reading{}, written: map[string]int{}}
	c.reads = batch[string, map[string]reading]{ask: c.ask, sleep: clock.Sleep}
	return c
}

// Get reads a contact of which the caller has seen a version. A contact that was merged
// away gives the one that it was merged into. certain reports that it was read just now;
// a shared copy can have been read a little earlier.
func (c *Contacts) Get(ctx context.Context, id string, seen Seen) (have *wix.Contact, certain bool, err error) {
	if c.policy != Off {
		shared := c.take(id)
		if !c.isFresh(shared, id, seen) {
			all, err := c.reads.get(ctx, id)
			if err != nil {
				return nil, false, err
			}
			shared = all[id]
		}
		if c.isFresh(shared, id, seen) {
			return shared.contact, false, nil
		}
	}
	have, err = c.source.GetContact(ctx, id)
	return have, true, err
}

// Wrote records that the run has written a contact, which makes older copies stale.
func (c *Contacts) Wrote(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.moment++
	c.written[id] = c.moment
	delete(c.kept, id)
}

// take takes a contact out of the pages. Where they do not have it, the reading is empty.
func (c *Contacts) take(id string) reading {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, known := c.kept[id]
	if known {
		delete(c.kept, id)
		c.hits++
	}
	return r
}

func (c *Contacts) isFresh(r reading, id string, seen Seen) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return r.contact != nil && r.begun >= c.written[id] &&
		int64(r.contact.Revision) >= seen.Revision && !forms.Older(r.contact.UpdatedDate, seen.Updated)
}

// ask reads a page, if one is due, and queries the contacts that no page has had.
func (c *Contacts) ask(ctx context.Context, ids []string) (map[string]reading, error) {
	if c.pageIsDue() {
		begun := c.now()
		page := c.pager.next(ctx)
		c.mu.Lock()
		for _, have := range page {
			c.kept[have.ID] = reading{have, begun}
		}
		c.mu.Unlock()
	}
	found := map[string]reading{}
	var left []string
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		if r := c.take(id); r.contact != nil {
			found[id] = r
		} else {
			left = append(left, id)
		}
	}
	if len(left) > 0 {
		c.query(ctx, left, found)
	}
	return found, nil
}

// trialPages are read before it is known how many reads a page answers.
const trialPages = 3

// pageIsDue reports whether queries have cost more requests than pages, and a page answers
// about as many reads as a query.
func (c *Contacts) pageIsDue() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch c.policy {
	case Queries:
		return false
	case Pages:
		return !c.pager.ended()
	}
	return c.pager.due(len(c.kept)) && (c.pager.pages < trialPages || c.hits*c.pager.queries >= c.asked*c.pager.pages)
}

// query adds contacts to those found, with one request. It leaves a single one to the
// caller, whose read costs the same and follows merges.
func (c *Contacts) query(ctx context.Context, ids []string, found map[string]reading) {
	c.pager.queries++ // a single read counts as one towards the next page
	c.asked += len(ids)
	if c.alone || len(ids) == 1 && c.policy != Queries {
		return
	}
	begun := c.now()
	contacts, err := c.source.ContactsByID(ctx, ids)
	foreign := func(have *wix.Contact) bool { return !slices.Contains(ids, have.ID) }
	if err != nil || slices.ContainsFunc(contacts, foreign) { // which is one that ignores the filter
		c.alone = ctx.Err() == nil // else the callers were cancelled
		return
	}
	for _, have := range contacts {
		found[have.ID] = reading{have, begun}
	}
}

// now returns the moment.
func (c *Contacts) now() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.moment
}
