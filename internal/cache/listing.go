package cache

import (
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Listing is all objects of one kind, those that Wix defines included. It is read once,
// and kept true by the writes that go through it.
type Listing[T wix.NamedObject] struct {
	wix.Collection[T]
	// Uses tells which contacts use an object.
	Uses *Uses

	reading wix.KeyedMutex
	mu      sync.Mutex
	read    map[string]*T // nil until read
	order   []string
	written map[string]*T // our own writes, nil for a deletion: newer than read
	made    map[string]bool
}

func newListing[T wix.NamedObject](from wix.Collection[T], uses *Uses) *Listing[T] {
	return &Listing[T]{Collection: from, Uses: uses, written: map[string]*T{}, made: map[string]bool{}}
}

// All returns every object, in the order of the listing, with those that we made at the
// end. The first call lists, the others remember.
func (l *Listing[T]) All(ctx context.Context) ([]*T, error) {
	all, order, err := l.byKey(ctx)
	out := make([]*T, len(order))
	for i, key := range order {
		out[i] = all[key]
	}
	return out, err
}

// Called returns the objects that have a display name, in any spelling that means the
// same.
func (l *Listing[T]) Called(ctx context.Context, name string) ([]*T, error) {
	all, err := l.All(ctx)
	return slices.DeleteFunc(all, func(item *T) bool { return !forms.SameText(common(item).DisplayName, name) }), err
}

// byKey returns every object by key, and the keys in order.
func (l *Listing[T]) byKey(ctx context.Context) (map[string]*T, []string, error) {
	free, err := l.reading.Lock(ctx, "")
	if err != nil {
		return nil, nil, err
	}
	defer free()
	l.mu.Lock()
	known := l.read != nil
	l.mu.Unlock()
	if !known {
		read, order := map[string]*T{}, []string{}
		for item, err := range l.List(ctx) {
			if err != nil {
				return nil, nil, err
			}
			read[common(item).Key] = item
			order = append(order, common(item).Key)
		}
		l.mu.Lock()
		l.read, l.order = read, order
		l.mu.Unlock()
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	all, order := map[string]*T{}, []string{}
	add := func(key string, item *T) {
		if item != nil && all[key] == nil {
			all[key], order = item, append(order, key)
		}
	}
	for _, key := range l.order {
		item, ours := l.written[key]
		if !ours {
			item = l.read[key]
		}
		add(key, item)
	}
	for _, key := range slices.Sorted(maps.Keys(l.written)) {
		add(key, l.written[key])
	}
	return all, order, nil
}

// Get returns one object. What the listing lacks, or holds in a form older than the
// time stamp that the caller has seen, is read singly: a listing may lag behind writes
// (contract 3.4), so absence from it proves nothing.
func (l *Listing[T]) Get(ctx context.Context, key, updated string) (*T, error) {
	all, _, err := l.byKey(ctx)
	if err != nil {
		return nil, err
	}
	if item := all[key]; item != nil && !forms.Older(common(item).UpdatedDate, updated) {
		return item, nil
	}
	item, err := l.Collection.Get(ctx, key)
	if err != nil {
		return nil, err
	}
	l.Put(item)
	return item, nil
}

// FindOrCreate is that of the collection, and remembers what it made.
func (l *Listing[T]) FindOrCreate(ctx context.Context, want T) (item *T, made bool, err error) {
	item, made, err = l.Collection.FindOrCreate(ctx, want)
	if made && err == nil {
		l.Put(item)
		l.mu.Lock()
		defer l.mu.Unlock()
		l.made[common(item).Key] = true
	}
	return item, made, err
}

// Rename is that of the collection, and remembers the name.
func (l *Listing[T]) Rename(ctx context.Context, key, name string) (*T, error) {
	item, err := l.Collection.Rename(ctx, key, name)
	if err == nil {
		l.Put(item)
	}
	return item, err
}

// Delete is that of the collection, and remembers that the object is gone.
func (l *Listing[T]) Delete(ctx context.Context, key string) error {
	err := l.Collection.Delete(ctx, key)
	if err == nil {
		l.Drop(key)
	}
	return err
}

// Made tells whether this run has created the object with the key.
func (l *Listing[T]) Made(key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.made[key]
}

// Put records what a write of ours, or a single read, returned.
func (l *Listing[T]) Put(item *T) { l.write(common(item).Key, item) }

// Drop records that we deleted an object.
func (l *Listing[T]) Drop(key string) { l.write(key, nil) }

func (l *Listing[T]) write(key string, item *T) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.written[key] = item
}

func common[T wix.NamedObject](item *T) wix.Named { return (*item).Common() }
