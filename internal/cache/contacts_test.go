package cache_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
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
	for _, have := range s.contacts {
		if have.ID == id {
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
	for _, have := range from {
		if !wanted(have.ID) || s.missing != nil && s.missing(have.ID) {
			continue
		}
		if s.stale != nil && s.stale(have.ID) {
			have.Revision--
		}
		out = append(out, &have)
	}
	return out, s.fail
}

// readAll reads every step-th contact, ten at a time.
func readAll(t *testing.T, s *store, r *cache.Contacts, step int) {
	t.Helper()
	var wg sync.WaitGroup
	next := make(chan wix.Contact)
	for range 10 {
		wg.Go(func() {
			for want := range next {
				got, _, err := r.Get(t.Context(), want.ID, cache.Seen{Revision: 5})
				if err != nil || got.ID != want.ID || got.Revision != want.Revision {
					t.Errorf("%s is read as %v, %v", want.ID, got, err)
				}
			}
		})
	}
	for i := 0; i < len(s.contacts); i += step {
		next <- s.contacts[i]
	}
	close(next)
	wg.Wait()
}

// TestContacts_cost: what all contacts, and a few of many, cost.
func TestContacts_cost(t *testing.T) {
	for _, c := range []struct {
		policy               cache.Policy
		contacts, step, most int
	}{
		{cache.Auto, 1, 1, 1},
		{cache.Auto, 10, 1, 1},
		{cache.Auto, 1_000, 1, 2},
		{cache.Auto, 10_000, 1, 25},
		{cache.Auto, 100_000, 10_000, 2},
		{cache.Auto, 100_000, 100, 110},
		{cache.Off, 10, 1, 10},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newStore(c.contacts)
			readAll(t, s, s.reader(c.policy), c.step)
			if n := s.singles + s.queries + s.pages; n > c.most {
				t.Errorf("every %d. of %d contacts cost %d singles, %d queries and %d pages, want at most %d",
					c.step, c.contacts, s.singles, s.queries, s.pages, c.most)
			}
		})
	}
}

// TestContacts_right: whatever queries and pages leave out, get wrong or refuse, the
// reads are right.
func TestContacts_right(t *testing.T) {
	odd := func(id string) bool { return id[len(id)-1]%2 == 1 }
	for name, spoil := range map[string]func(*store){
		"nothing":            func(*store) {},
		"contacts missing":   func(s *store) { s.missing = odd },
		"contacts stale":     func(s *store) { s.stale = odd },
		"requests failing":   func(s *store) { s.fail = errors.New("refused") },
		"the filter ignored": func(s *store) { s.ignore = true },
	} {
		for _, policy := range []cache.Policy{cache.Auto, cache.Queries, cache.Pages, cache.Off} {
			t.Run(fmt.Sprint(name, " ", policy), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					s := newStore(200)
					s.page = 30
					spoil(s)
					r := s.reader(policy)
					readAll(t, s, r, 1)
					if s.ignore && s.queries > 1 {
						t.Errorf("%d queries were sent to a site that ignores the filter", s.queries)
					}
					if _, _, err := r.Get(t.Context(), "none", cache.Seen{}); !errors.Is(err, errGone) {
						t.Errorf("what is gone gives %v", err)
					}
				})
			})
		}
	}
}

// TestContacts_ownWrites: a copy from before our own write is not used.
func TestContacts_ownWrites(t *testing.T) {
	for _, policy := range []cache.Policy{cache.Queries, cache.Pages} {
		synctest.Test(t, func(t *testing.T) {
			s := newStore(3)
			r := s.reader(policy)
			s.during = func() { // the copies are taken, and then the write comes
				s.mu.Lock()
				s.contacts[1].Revision++
				s.stale = func(id string) bool { return id == "1" }
				s.mu.Unlock()
				r.Wrote("1")
			}
			got, certain, err := r.Get(t.Context(), "1", cache.Seen{Revision: 5})
			if err != nil || got.Revision != 6 || s.singles != 1 || !certain {
				t.Errorf("read %v (certain: %t), %v after %d single reads", got, certain, err, s.singles)
			}
		})
	}
}

// TestContacts_cancelled: one caller gives up, the others are answered.
func TestContacts_cancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newStore(10).reader(cache.Auto)
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, _, err := r.Get(ctx, "0", cache.Seen{}); !errors.Is(err, context.Canceled) {
				t.Errorf("the cancelled read gives %v", err)
			}
		})
		synctest.Wait()
		wg.Go(func() {
			if got, _, err := r.Get(t.Context(), "1", cache.Seen{}); err != nil || got.ID != "1" {
				t.Errorf("the other read gives %v, %v", got, err)
			}
		})
		cancel()
		wg.Wait()
	})
}

// TestContacts_abandoned: when every caller has been cancelled nothing more is sent, what
// is under way ends, and a read that comes then is answered by a query of its own.
func TestContacts_abandoned(t *testing.T) {
	for name, tt := range map[string]struct {
		after   time.Duration
		queries int
	}{
		"while gathering": {5 * time.Millisecond, 0},
		"while querying":  {500 * time.Millisecond, 1},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newStore(3)
				s.latency = time.Second
				r := s.reader(cache.Queries)
				ctx, cancel := context.WithTimeout(t.Context(), tt.after)
				defer cancel()
				var wg sync.WaitGroup
				for _, id := range []string{"0", "1", "1"} {
					wg.Go(func() {
						if _, _, err := r.Get(ctx, id, cache.Seen{}); !errors.Is(err, context.DeadlineExceeded) {
							t.Errorf("the read gives %v", err)
						}
					})
				}
				wg.Wait()
				ended := time.Now()
				got, _, err := r.Get(t.Context(), "2", cache.Seen{}) // before the query has noticed
				if err != nil || got.ID != "2" || s.queries != tt.queries+1 || s.singles != 0 {
					t.Errorf("read %v, %v by %d queries and %d single reads, want %d queries", got, err, s.queries, s.singles, tt.queries+1)
				}
				if took := time.Since(ended); took > 1100*time.Millisecond {
					t.Errorf("it took %v, and waited for the others' query", took)
				}
			})
		})
	}
}
