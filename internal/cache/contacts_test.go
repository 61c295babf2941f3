package cache_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

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

// TestContacts_moved: contacts that move between two pages, so that neither has them, are
// asked for by id. None is lost, and no other costs more.
func TestContacts_moved(t *testing.T) {
	for _, moved := range []int{0, 1, 5} {
		synctest.Test(t, func(t *testing.T) {
			s := newStore(200)
			s.page = 50
			r := s.reader(cache.Pages)
			if _, _, err := r.Get(t.Context(), "0", cache.Seen{}); err != nil {
				t.Fatal(err)
			}
			s.contacts = slices.Delete(s.contacts, 1, 1+moved) // what follows comes earlier
			for _, want := range s.contacts[1:] {
				if got, _, err := r.Get(t.Context(), want.ID, cache.Seen{}); err != nil || got.ID != want.ID {
					t.Errorf("%d moved: %s is read as %v, %v", moved, want.ID, got, err)
				}
			}
			if lost := max(0, moved-1); s.singles != lost || s.queries != 0 { // the pages overlap by one
				t.Errorf("%d moved: there were %d single reads and %d queries", moved, s.singles, s.queries)
			}
		})
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
