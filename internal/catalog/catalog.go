// Package catalog remembers, for one run of the provider, what every resource
// of a site would otherwise have to ask for again: the labels and the field
// definitions, each read with one listing and kept true by the run's own
// writes, and what it has taken off contacts.
//
// It knows the client and nothing of Terraform.
package catalog

import (
	"context"
	"iter"
	"maps"
	"slices"
	"sync"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Catalog is shared by all resources of one configured provider.
type Catalog struct {
	// Labels are the labels of the site, those of Wix included.
	Labels *Listing[wix.Label]
	// Fields are the extended fields of the site, those of Wix included.
	Fields *Listing[wix.Field]

	// Labelled counts contacts by the labels that they carry, Holding by the
	// extended fields that they hold values in.
	Labelled, Holding *Uses

	// Addresses looks contacts up.
	Addresses *Addresses

	held wix.KeyedMutex
	mu   sync.Mutex
	gone map[string]bool
}

// Hold keeps other resources of this run from creating a contact with one of the
// same addresses, until the returned function is called: what one creates, the
// next can tell from what was there before.
func (c *Catalog) Hold(ctx context.Context, addresses []string) (func(), error) {
	var held []func()
	release := func() {
		for _, free := range held {
			free()
		}
	}
	for _, a := range slices.Compact(slices.Sorted(slices.Values(addresses))) { // in one order for all
		free, err := c.held.Lock(ctx, a)
		if err != nil {
			release()
			return nil, err
		}
		held = append(held, free)
	}
	return release, nil
}

// New makes an empty catalog. It sends nothing.
func New(client *wix.Client) *Catalog {
	c := &Catalog{
		Addresses: &Addresses{query: client.FindContacts, page: client.ContactsPage, sleep: client.Clock().Sleep},
		Labels: &Listing[wix.Label]{
			list: client.ListLabels, get: client.GetLabel,
			key:     func(l *wix.Label) string { return l.Key },
			updated: func(l *wix.Label) string { return l.UpdatedDate },
		},
		Fields: &Listing[wix.Field]{
			list: client.ListFields, get: client.GetField,
			key:     func(f *wix.Field) string { return f.Key },
			updated: func(f *wix.Field) string { return f.UpdatedDate },
		},
		gone: map[string]bool{},
	}
	c.Labelled = &Uses{all: labelled(client), who: client.Labelled, gone: c.IsGone}
	c.Holding = &Uses{all: holding(client), gone: c.IsGone}
	return c
}

// Gone says that this run has deleted a contact.
func (c *Catalog) Gone(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.gone[id] = true
}

// IsGone tells whether this run has deleted a contact, which listings, queries and
// counts may still have (contract 3.4).
func (c *Catalog) IsGone(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.gone[id]
}

// Listing is all objects of one kind.
type Listing[T any] struct {
	list         func(context.Context) iter.Seq2[*T, error]
	get          func(context.Context, string) (*T, error)
	key, updated func(*T) string

	reading wix.KeyedMutex
	mu      sync.Mutex
	read    map[string]*T // nil until read
	order   []string
	written map[string]*T // our own writes, nil for a deletion: newer than read
	made    map[string]bool
}

// All returns every object by key, in the order of the listing, with those that
// we made at the end. The first call lists, the others remember.
func (l *Listing[T]) All(ctx context.Context) (map[string]*T, []string, error) {
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
		for item, err := range l.list(ctx) {
			if err != nil {
				return nil, nil, err
			}
			read[l.key(item)] = item
			order = append(order, l.key(item))
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

// Get returns one object. What the listing lacks, or holds in a form older than
// the caller has seen, is read singly: a listing may lag behind writes (contract
// 3.4), so absence from it proves nothing.
func (l *Listing[T]) Get(ctx context.Context, key, updated string) (*T, error) {
	all, _, err := l.All(ctx)
	if err != nil {
		return nil, err
	}
	if item := all[key]; item != nil && !wix.Older(l.updated(item), updated) {
		return item, nil
	}
	item, err := l.get(ctx, key)
	if err != nil {
		return nil, err
	}
	l.Put(item)
	return item, nil
}

// Put records what a write of ours, or a single read, returned.
func (l *Listing[T]) Put(item *T) { l.write(l.key(item), item) }

// Created records what a creation of ours returned.
func (l *Listing[T]) Created(item *T) {
	l.Put(item)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.made == nil {
		l.made = map[string]bool{}
	}
	l.made[l.key(item)] = true
}

// Made tells whether this run has created the object with the key.
func (l *Listing[T]) Made(key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.made[key]
}

// Drop records that we deleted an object.
func (l *Listing[T]) Drop(key string) { l.write(key, nil) }

func (l *Listing[T]) write(key string, item *T) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.written == nil {
		l.written = map[string]*T{}
	}
	l.written[key] = item
}
