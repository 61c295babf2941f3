package cache

import (
	"context"
	"slices"
	"sync"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Uses tells which contacts use an object. One count of everything serves the whole
// run; what this run has taken off contacts since is known here, while the counts,
// queries and listings of a site are behind the writes (contract 3.4).
type Uses struct {
	// all counts by key, and tells who it is unless who does.
	all  func(context.Context) (map[string]int, map[string][]string, error)
	who  func(ctx context.Context, key string) ([]string, error)
	gone func(id string) bool

	counting wix.KeyedMutex // guards what follows
	counts   map[string]int // nil before the count
	users    map[string][]string

	mu  sync.Mutex
	off map[use]bool
}

type use struct{ key, contact string }

// Off says that this run has taken the object with a key off a contact.
func (u *Uses) Off(key, contact string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.off == nil {
		u.off = map[use]bool{}
	}
	u.off[use{key, contact}] = true
}

// Count tells how many contacts used the object with that key when they were counted.
func (u *Uses) Count(ctx context.Context, key string) (int, error) {
	counts, _, err := u.counted(ctx)
	if err != nil && u.who != nil { // without the common count, each by itself
		users, err := u.who(ctx, key)
		return len(users), err
	}
	return counts[key], err
}

// Left tells how many contacts use the object with that key, after what this run has
// done.
func (u *Uses) Left(ctx context.Context, key string) (int, error) {
	counts, users, err := u.counted(ctx)
	if err == nil && counts[key] == 0 || err != nil && u.who == nil {
		return 0, err
	}
	left := users[key]
	if u.who != nil {
		if left, err = u.who(ctx, key); err != nil {
			return 0, err
		}
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	return len(slices.DeleteFunc(slices.Clone(left), func(id string) bool { return u.off[use{key, id}] || u.gone(id) })), nil
}

// counted counts, once.
func (u *Uses) counted(ctx context.Context) (map[string]int, map[string][]string, error) {
	free, err := u.counting.Lock(ctx, "")
	if err != nil {
		return nil, nil, err
	}
	defer free()
	if u.counts == nil {
		u.counts, u.users, err = u.all(ctx)
	}
	return u.counts, u.users, err
}

// labelled counts by the facets, one request for all labels (contract 8).
func labelled(client *wix.Client) func(context.Context) (map[string]int, map[string][]string, error) {
	return func(ctx context.Context) (map[string]int, map[string][]string, error) {
		counts := map[string]int{}
		for facet, err := range client.ListFacets(ctx) {
			if err != nil {
				return nil, nil, err
			}
			if facet.FacetType == "LABEL" {
				counts[facet.Key] = facet.Count
			}
		}
		return counts, nil, nil
	}
}

// holding counts by reading the values of all contacts, 1,000 a request: the query
// language cannot ask who holds a value (contract 3.2).
func holding(client *wix.Client) func(context.Context) (map[string]int, map[string][]string, error) {
	return func(ctx context.Context) (map[string]int, map[string][]string, error) {
		counts, users := map[string]int{}, map[string][]string{}
		for contact, err := range client.ListContacts(ctx, "info.extendedFields") {
			if err != nil {
				return nil, nil, err
			}
			for key := range contact.Info.ExtendedFields.Get().Items {
				counts[key]++
				users[key] = append(users[key], contact.ID)
			}
		}
		return counts, users, nil
	}
}
