package sharing_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/sharing"
)

type object struct {
	id       string
	revision int64
}

// store is a site: what single reads, queries and pages give of its objects.
type store struct {
	mu      sync.Mutex
	objects []object
	singles int
	queries [][]string
	pages   int
	page    int // objects on a page

	missing func(id string) bool // from queries and pages
	stale   func(id string) bool // in queries and pages
	fail    error                // of queries and pages
	ignore  bool                 // the filter
	during  func()               // while a query or page is under way
}

var errGone = errors.New("gone")

func (s *store) copyOf(o object) (*object, bool) {
	if s.missing != nil && s.missing(o.id) {
		return nil, false
	}
	if s.stale != nil && s.stale(o.id) {
		o.revision--
	}
	return &o, true
}

func (s *store) reader(policy sharing.Policy) *sharing.Reader[object] {
	latency := func() {
		time.Sleep(50 * time.Millisecond)
		if s.during != nil {
			s.during()
		}
	}
	return sharing.New(sharing.Source[object]{
		Policy: policy,
		One: func(_ context.Context, id string) (*object, error) {
			time.Sleep(50 * time.Millisecond)
			s.mu.Lock()
			defer s.mu.Unlock()
			s.singles++
			for _, o := range s.objects {
				if o.id == id {
					return &o, nil
				}
			}
			return nil, errGone
		},
		Some: func(_ context.Context, ids []string) ([]*object, error) {
			latency()
			s.mu.Lock()
			defer s.mu.Unlock()
			s.queries = append(s.queries, ids)
			wanted := map[string]bool{}
			for _, id := range ids {
				wanted[id] = true
			}
			var out []*object
			for _, o := range s.objects {
				if x, ok := s.copyOf(o); ok && (wanted[o.id] || s.ignore) {
					out = append(out, x)
				}
			}
			return out, s.fail
		},
		Page: func(_ context.Context, offset int) ([]*object, bool, error) {
			latency()
			s.mu.Lock()
			defer s.mu.Unlock()
			s.pages++
			var out []*object
			for _, o := range s.objects[offset:min(len(s.objects), offset+s.page)] {
				if x, ok := s.copyOf(o); ok {
					out = append(out, x)
				}
			}
			return out, offset+s.page < len(s.objects), s.fail
		},
		ID:    func(o *object) string { return o.id },
		Fresh: func(o *object, seen sharing.Seen) bool { return o.revision >= seen.Revision },
		Sleep: func(ctx context.Context, d time.Duration) error {
			select {
			case <-time.After(d):
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		},
	})
}

func newStore(n int) *store {
	s := &store{page: 1000}
	for i := range n {
		s.objects = append(s.objects, object{fmt.Sprint(i), 5})
	}
	return s
}

// readAll reads every step-th object, ten at a time.
func readAll(t *testing.T, s *store, r *sharing.Reader[object], step int) {
	t.Helper()
	var wg sync.WaitGroup
	next := make(chan object)
	for range 10 {
		wg.Go(func() {
			for o := range next {
				got, err := r.Get(t.Context(), o.id, sharing.Seen{Revision: 5})
				if err != nil || *got != o {
					t.Errorf("%s is read as %v, %v", o.id, got, err)
				}
			}
		})
	}
	for i := 0; i < len(s.objects); i += step {
		next <- s.objects[i]
	}
	close(next)
	wg.Wait()
}

// TestCost: what all objects, and a few of many, cost.
func TestCost(t *testing.T) {
	for _, c := range []struct{ objects, step, most int }{
		{1, 1, 1}, {10, 1, 1}, {1_000, 1, 2}, {10_000, 1, 25}, {100_000, 10_000, 2}, {100_000, 100, 110},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newStore(c.objects)
			readAll(t, s, s.reader(sharing.Auto), c.step)
			if n := s.singles + len(s.queries) + s.pages; n > c.most {
				t.Errorf("every %d. of %d objects cost %d singles, %d queries and %d pages, want at most %d",
					c.step, c.objects, s.singles, len(s.queries), s.pages, c.most)
			}
		})
	}
}

// TestRight: whatever queries and pages leave out, get wrong or refuse, the reads
// are right.
func TestRight(t *testing.T) {
	odd := func(id string) bool { return len(id) > 0 && id[len(id)-1]%2 == 1 }
	for name, spoil := range map[string]func(*store){
		"nothing":            func(*store) {},
		"objects missing":    func(s *store) { s.missing = odd },
		"objects stale":      func(s *store) { s.stale = odd },
		"requests failing":   func(s *store) { s.fail = errors.New("refused") },
		"the filter ignored": func(s *store) { s.ignore = true },
	} {
		for _, policy := range []sharing.Policy{sharing.Auto, sharing.Queries, sharing.Pages} {
			t.Run(fmt.Sprint(name, " ", policy), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					s := newStore(200)
					s.page = 30
					spoil(s)
					r := s.reader(policy)
					readAll(t, s, r, 1)
					if s.ignore && len(s.queries) > 1 {
						t.Errorf("%d queries were sent to a site that ignores the filter", len(s.queries))
					}
					if _, err := r.Get(t.Context(), "none", sharing.Seen{}); !errors.Is(err, errGone) {
						t.Errorf("what is gone gives %v", err)
					}
				})
			})
		}
	}
}

// TestOwnWrites: a copy from before our own write is not used.
func TestOwnWrites(t *testing.T) {
	for _, policy := range []sharing.Policy{sharing.Queries, sharing.Pages} {
		synctest.Test(t, func(t *testing.T) {
			s := newStore(3)
			r := s.reader(policy)
			s.during = func() { // the copies are taken, and then the write comes
				s.mu.Lock()
				s.objects[1].revision++
				s.stale = func(id string) bool { return id == "1" }
				s.mu.Unlock()
				r.Wrote("1")
			}
			got, err := r.Get(t.Context(), "1", sharing.Seen{Revision: 5})
			if err != nil || got.revision != 6 || s.singles != 1 {
				t.Errorf("read %v, %v after %d single reads", got, err, s.singles)
			}
		})
	}
}

// TestCancelled: one caller gives up, the others are answered.
func TestCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(10)
		r := s.reader(sharing.Auto)
		ctx, cancel := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, err := r.Get(ctx, "0", sharing.Seen{}); !errors.Is(err, context.Canceled) {
				t.Errorf("the cancelled read gives %v", err)
			}
		})
		synctest.Wait()
		wg.Go(func() {
			if got, err := r.Get(t.Context(), "1", sharing.Seen{}); err != nil || got.id != "1" {
				t.Errorf("the other read gives %v, %v", got, err)
			}
		})
		cancel()
		wg.Wait()
		if saved := r.Saved(); saved.Reads != 2 {
			t.Errorf("saved is %+v", saved)
		}
	})
}
