package cache

import (
	"context"
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
	// What follows is guarded by reading. A credential that may not list is not asked again.
	read      bool
	forbidden error

	mu    sync.Mutex
	order []string
	known map[string]*T // nil for what we have deleted
	made  map[string]bool
}

func newListing[T wix.NamedObject](from wix.Collection[T], uses *Uses) *Listing[T] {
	return &Listing[T]{Collection: from, Uses: uses, known: map[string]*T{}, made: map[string]bool{}}
}

// All returns every object, in the order of the listing, with those that we made at the
// end. The first call lists, the others remember.
func (l *Listing[T]) All(ctx context.Context) ([]*T, error) {
	if err := l.list(ctx); err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	all := make([]*T, 0, len(l.order))
	for _, key := range l.order {
		if item := l.known[key]; item != nil {
			all = append(all, item)
		}
	}
	return all, nil
}

// Called returns the objects that have a display name, in any spelling that means the
// same.
func (l *Listing[T]) Called(ctx context.Context, name string) ([]*T, error) {
	all, err := l.All(ctx)
	return slices.DeleteFunc(all, func(item *T) bool { return !forms.SameText(common(item).DisplayName, name) }), err
}

// list lists the objects, once, and lays over them what we have written meanwhile.
func (l *Listing[T]) list(ctx context.Context) error {
	free, err := l.reading.Lock(ctx, "")
	if err != nil {
		return err
	}
	defer free()
	if l.read || l.forbidden != nil {
		return l.forbidden
	}
	var read []*T
	for item, err := range l.List(ctx) {
		if wix.IsForbidden(err) {
			l.forbidden = err
		}
		if err != nil {
			return err
		}
		read = append(read, item)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	ours, written := l.order, l.known
	l.order, l.known = nil, map[string]*T{}
	for _, item := range read {
		l.keep(common(item).Key, item)
	}
	for _, key := range ours {
		l.keep(key, written[key])
	}
	l.read = true
	return nil
}

// Get returns one object. What the listing lacks, or holds in a form older than the
// time stamp that the caller has seen, is read singly: a listing may lag behind writes
// (contract 3.4), so absence from it proves nothing.
func (l *Listing[T]) Get(ctx context.Context, key, updated string) (*T, error) {
	if err := l.list(ctx); err != nil {
		return nil, err
	}
	l.mu.Lock()
	item := l.known[key]
	l.mu.Unlock()
	if item != nil && !forms.Older(common(item).UpdatedDate, updated) {
		return item, nil
	}
	item, err := l.Collection.Get(ctx, key)
	if err != nil {
		return nil, err
	}
	l.Put(item)
	return item, nil
}

// Has tells whether the site has an object with the key.
func (l *Listing[T]) Has(ctx context.Context, key string) (bool, error) {
	if !forms.IsKey(key) {
		return false, nil
	}
	_, err := l.Get(ctx, key, "")
	if wix.IsNotFound(err) {
		return false, nil
	}
	return err == nil, err
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
func (l *Listing[T]) Put(item *T) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.keep(common(item).Key, item)
}

// Drop records that we deleted an object.
func (l *Listing[T]) Drop(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.keep(key, nil)
}

func (l *Listing[T]) keep(key string, item *T) {
	if _, known := l.known[key]; !known {
		l.order = append(l.order, key)
	}
	l.known[key] = item
}

func common[T wix.NamedObject](item *T) wix.Named { return (*item).Common() }
