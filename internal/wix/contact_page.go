package wix

import (
	"context"
	"net/http"
	"time"
)

// ContactsPage reads one page of all contacts, oldest first and 1,000 at a time,
// and tells whether more follow.
func (c *Client) ContactsPage(ctx context.Context, offset int) (contacts []*Contact, more bool, err error) {
	got, err := c.listContacts(ctx, paging{Limit: contactsPage, Offset: offset})
	if err != nil {
		return nil, false, err
	}
	for i := range got.items {
		contacts = append(contacts, &got.items[i])
	}
	// The total alone decides nothing: it may be missing, or behind (contract 3.4).
	more = len(contacts) == contactsPage || len(contacts) > 0 && (got.total < 0 || got.total > offset+len(contacts))
	return contacts, more, nil
}

// ContactsByID queries contacts by id, at most 100. A contact that is gone, that
// was merged away, or that queries do not know yet is missing from the answer.
func (c *Client) ContactsByID(ctx context.Context, ids []string) ([]*Contact, error) {
	got, err := c.queryContacts(ctx, Query{Filter: map[string]any{"id": map[string]any{"$in": ids}}}, paging{Limit: len(ids)})
	if err != nil {
		return nil, err
	}
	out := make([]*Contact, len(got.items))
	for i := range got.items {
		out[i] = &got.items[i]
	}
	return out, nil
}

func (c *Client) listContacts(ctx context.Context, p paging, fields ...string) (page[Contact], error) {
	query := p.values()
	query.Set("sort.fieldName", "createdDate")
	query.Set("sort.order", "ASC")
	if len(fields) == 0 {
		query.Set("fieldsets", "FULL")
	}
	for _, f := range fields {
		query.Add("fields", f)
	}
	return getPage[Contact](ctx, c, call{
		operation: operation{name: "list contacts", permission: contactsRead, retriesSmallerPage: p.retriesSmallerPage},
		method:    http.MethodGet, path: contactsPath, query: query,
	}, "contacts")
}

// Older tells that a time stamp of the API lies before another one. What is not a
// time stamp is not older.
func Older(a, b string) bool {
	x, errX := time.Parse(time.RFC3339, a)
	y, errY := time.Parse(time.RFC3339, b)
	return errX == nil && errY == nil && x.Before(y)
}
