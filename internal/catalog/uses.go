package catalog

import (
	"context"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Uses counts contacts by what they use. One count of everything serves the whole
// run as long as it says none; before somebody is told that contacts are in the
// way, they are counted again, because the run may have taken them away since.
type Uses struct {
	all func(context.Context) (map[string]int, error)
	one func(ctx context.Context, key string) (int, error) // nil counts everything again

	counting wix.KeyedMutex // guards what follows
	counts   map[string]int
	round    int // of the count; 0 before the first
}

// Count tells how many contacts use the object with that key.
func (u *Uses) Count(ctx context.Context, key string) (int, error) {
	counts, round, ours, err := u.counted(ctx, 0)
	switch {
	case err != nil && u.one != nil:
		return u.one(ctx, key) // without the common count, each by itself
	case err != nil || ours || counts[key] == 0:
		return counts[key], err
	case u.one != nil:
		return u.one(ctx, key)
	}
	counts, _, _, err = u.counted(ctx, round)
	return counts[key], err
}

// counted gives a count of a later round than the given one, and whether it was
// begun by this call. Those who wait together share it.
func (u *Uses) counted(ctx context.Context, after int) (counts map[string]int, round int, ours bool, err error) {
	free, err := u.counting.Lock(ctx, "")
	if err != nil {
		return nil, 0, false, err
	}
	defer free()
	if u.round > after {
		return u.counts, u.round, false, nil
	}
	if counts, err = u.all(ctx); err != nil {
		return nil, 0, false, err
	}
	u.round++
	u.counts = counts
	return counts, u.round, true, nil
}

// labelled counts by the facets, one request for all labels (contract 8).
func labelled(client *wix.Client) func(context.Context) (map[string]int, error) {
	return func(ctx context.Context) (map[string]int, error) {
		counts := map[string]int{}
		for facet, err := range client.ListFacets(ctx) {
			if err != nil {
				return nil, err
			}
			if facet.FacetType == "LABEL" {
				counts[facet.Key] = facet.Count
			}
		}
		return counts, nil
	}
}

// holding counts by reading the values of all contacts, 1,000 a request: the query
// language cannot ask who holds a value (contract 3.2).
func holding(client *wix.Client) func(context.Context) (map[string]int, error) {
	return func(ctx context.Context) (map[string]int, error) {
		counts := map[string]int{}
		for contact, err := range client.ListContacts(ctx, "info.extendedFields") {
			if err != nil {
				return nil, err
			}
			for key := range contact.Info.ExtendedFields.Get().Items {
				counts[key]++
			}
		}
		return counts, nil
	}
}
