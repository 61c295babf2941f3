package cache_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// store is what single reads, queries and pages give of contacts.
type store struct {
	cache.Source
	mu       sync.Mutex
	contacts []wix.Contact
	singles  int
	queries  int
	pages    int
	page     int           // contacts on a page
	latency  time.Duration // of a request

	missing func(id string) bool // from queries and pages
	stale   func(id string) bool // in queries and pages
	fail    error                // of queries and pages
	ignore  bool                 // the filter
	during  func()               // while a query or page is under way
}

var errGone = errors.New("gone")

func newStore(n int) *store {
	s := &store{page: 1000, latency: 50 * time.Millisecond}
	for i := range n {
		s.contacts = append(s.contacts, wix.Contact{ID: fmt.Sprint(i), Revision: 5})
	}
	return s
}

func (s *store) reader(policy cache.Policy) *cache.Contacts {
	return cache.NewContacts(s, waits{}, policy)
}

// waits is the time in a test's bubble.
type waits struct{}

func (waits) Now() time.Time { return time.Now() }

func (waits) Sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *store) GetContact(ctx context.Context, id string) (*wix.Contact, error) {
	if err := (waits{}).Sleep(ctx, s.latency); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.singles++
	for i := range s.contacts {
		if s.contacts[i].ID == id {
			have := s.contacts[i]
			return &have, nil
		}
	}
	return nil, errGone
}

func (s *store) ContactsByID(ctx context.Context, ids []string) ([]*wix.Contact, error) {
	wanted := map[string]bool{}
	for _, id := range ids {
		wanted[id] = true
	}
	return s.shared(ctx, &s.queries, s.contacts, func(id string) bool { return wanted[id] || s.ignore })
}

func (s *store) ContactsPage(ctx context.Context, offset int) ([]*wix.Contact, bool, error) {
	end := min(len(s.contacts), offset+s.page)
	out, err := s.shared(ctx, &s.pages, s.contacts[offset:end], func(string) bool { return true })
	return out, end < len(s.contacts), err
}

// shared answers a query or a page.
func (s *store) shared(ctx context.Context, count *int, from []wix.Contact, wanted func(id string) bool) (out []*wix.Contact, err error) {
	s.mu.Lock()
	*count++
	s.mu.Unlock()
	if err := (waits{}).Sleep(ctx, s.latency); err != nil {
		return nil, err
	}
	if s.during != nil {
		s.during()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range from { // a contact is long to copy
		id := from[i].ID
		if !wanted(id) || s.missing != nil && s.missing(id) {
			continue
		}
		have := from[i]
		if s.stale != nil && s.stale(id) {
			have.Revision--
		}
		out = append(out, &have)
	}
	return out, s.fail
}
