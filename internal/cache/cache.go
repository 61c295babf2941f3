// Package cache remembers, for one run of the provider, what every resource
// of a site would otherwise have to ask for again: the labels and the field
// definitions, each read with one listing and kept true by the run's own
// writes, and what it has taken off contacts. Reads and look-ups of contacts
// share requests.
//
// It knows the client and nothing of Terraform.
package cache

import (
	"context"
	"slices"
	"sync"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Cache is shared by all resources of one configured provider.
type Cache struct {
	// Labels are the labels of the site, and the contacts that carry them.
	Labels *Listing[wix.Label]
	// Fields are the extended fields of the site, and the contacts that hold values in
	// them.
	Fields *Listing[wix.Field]

	// Contacts reads contacts, Addresses looks them up.
	Contacts  *Contacts
	Addresses *Addresses

	held wix.KeyedMutex
	mu   sync.Mutex
	gone map[string]bool
}

// Lock keeps other resources of this run from creating a contact with one of the
// same addresses, until the returned function is called: what one creates, the
// next can tell from what was there before.
func (c *Cache) Lock(ctx context.Context, addresses []string) (func(), error) {
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

// New makes an empty cache. It sends nothing.
func New(client *wix.Client, policy Policy) *Cache {
	c := &Cache{
		Contacts:  NewContacts(client, client.Clock(), policy),
		Addresses: newAddresses(client, client.Clock()),
		gone:      map[string]bool{},
	}
	c.Labels = newListing(client.Labels, &Uses{all: labelled(client), who: client.Labelled, gone: c.IsGone})
	c.Fields = newListing(client.Fields, &Uses{all: holding(client), gone: c.IsGone})
	return c
}

// Gone says that this run has deleted a contact.
func (c *Cache) Gone(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.gone[id] = true
}

// IsGone tells whether this run has deleted a contact, which listings, queries and
// counts may still have (contract 3.4).
func (c *Cache) IsGone(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.gone[id]
}
