package wix

import (
	"context"
	"iter"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

var contactsPath = []string{"contacts", "v4", "contacts"}

const (
	contactsRead  = "Read Contacts (CONTACTS.VIEW)"
	contactsWrite = "Manage Contacts (CONTACTS.MODIFY)"
	// labelChunk is how many keys one label or unlabel call takes (contract 1.4).
	labelChunk = 100
	// contactsPage is the largest page of contacts (contract 1.4).
	contactsPage = 1000
)

func validContact(c *Contact) bool { return c.ID != "" }

// GetContact reads one contact. A contact that was merged away gives the one
// that it was merged into, so compare the id (contract 6.4).
func (c *Client) GetContact(ctx context.Context, id string) (*Contact, error) {
	out, _, err := object(ctx, c, call{
		operation: operation{name: "read a contact", permission: contactsRead},
		method:    http.MethodGet, path: under(contactsPath, id),
		query: map[string][]string{"fieldsets": {"FULL"}},
	}, "contact", validContact)
	return out, err
}

// ListContacts walks all contacts, oldest first. List lags less behind writes
// than a query does (contract 3.4).
func (c *Client) ListContacts(ctx context.Context, fields ...string) iter.Seq2[*Contact, error] {
	return pages(ctx, c, contactsPage, 0, contactID, func(p paging) (page[Contact], error) {
		return c.listContacts(ctx, p, fields...)
	})
}

// QueryContacts walks the contacts that match (contract 3.2).
func (c *Client) QueryContacts(ctx context.Context, q Query) iter.Seq2[*Contact, error] {
	return pages(ctx, c, contactsPage, q.Limit, contactID, func(p paging) (page[Contact], error) {
		return c.queryContacts(ctx, q, p)
	})
}

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
	})
}

// FindContacts gives all contacts that match a filter.
func (c *Client) FindContacts(ctx context.Context, filter map[string]any) ([]*Contact, error) {
	return collect(c.QueryContacts(ctx, Query{Filter: filter}))
}

// WithAddress is the filter for contacts that have one of the e-mail addresses or
// phones. Queries may compare addresses with case: each is asked for as it is and
// folded (contract 11, row 23).
func WithAddress(emails, phones []string) map[string]any {
	var either []map[string]any
	if len(emails) > 0 {
		spelled := []string{}
		for _, email := range emails {
			spelled = append(spelled, strings.TrimSpace(email), forms.Fold(email))
		}
		slices.Sort(spelled)
		either = append(either, map[string]any{"info.emails.email": map[string]any{"$in": slices.Compact(spelled)}})
	}
	if len(phones) > 0 {
		either = append(either, map[string]any{"info.phones.phone": map[string]any{"$in": phones}})
	}
	if len(either) == 1 {
		return either[0]
	}
	return map[string]any{"$or": either}
}

// Labelled gives the ids of the contacts that carry a label.
func (c *Client) Labelled(ctx context.Context, key string) ([]string, error) {
	filter := map[string]any{"info.labelKeys": map[string]any{"$hasSome": []string{key}}}
	all, err := collect(c.QueryContacts(ctx, Query{Filter: filter, Fields: []string{"createdDate"}}))
	ids := make([]string, len(all))
	for i, one := range all {
		ids[i] = one.ID
	}
	return ids, err
}

func contactID(c *Contact) string { return c.ID }

func (c *Client) queryContacts(ctx context.Context, q Query, p paging) (page[Contact], error) {
	if q.Sort.FieldName == "" {
		q.Sort = Sort{FieldName: "createdDate", Order: "ASC"}
	}
	body := q.wire(p)
	if len(q.Fields) == 0 {
		body.Fieldsets = []string{"FULL"}
	}
	return getPage[Contact](ctx, c, call{
		operation: operation{name: "query contacts", permission: contactsRead, retriesSmallerPage: p.retriesSmallerPage},
		method:    http.MethodPost, path: under(contactsPath, "query"),
		body: map[string]any{"query": body},
	})
}

// DeleteContact deletes a contact for good. One that is gone is no error. Site
// members, contributors and billing subscribers are refused with 428 (contract
// 6.10).
func (c *Client) DeleteContact(ctx context.Context, id string) error {
	return c.remove(ctx, call{
		operation: operation{name: "delete a contact", permission: contactsWrite},
		method:    http.MethodDelete, path: under(contactsPath, id),
	})
}

// LabelContact puts labels on a contact, others stay. It needs no revision and
// is safe to repeat (contract 6.9).
func (c *Client) LabelContact(ctx context.Context, id string, keys []string) (*Contact, error) {
	var out *Contact
	for chunk := range slices.Chunk(keys, labelChunk) {
		var err error
		out, _, err = object(ctx, c, call{
			operation: operation{name: "label a contact", permission: contactsWrite},
			method:    http.MethodPost, path: under(contactsPath, id, "labels"),
			body: map[string]any{"labelKeys": chunk},
		}, "contact", validContact)
		if err != nil {
			return nil, err
		}
		if missing := subtract(chunk, out.Labels()); len(missing) > 0 {
			return out, c.notTaken("label a contact", "info.labelKeys")
		}
	}
	return out, nil
}

// UnlabelContact takes labels off a contact, others stay. The sources disagree
// on whether keys travel in the body or in the query, so both carry them; where
// labels remained, the query alone does, and at last a bulk job for this one
// contact (contract 6.9).
func (c *Client) UnlabelContact(ctx context.Context, id string, keys []string) (out *Contact, err error) {
	for chunk := range slices.Chunk(keys, labelChunk) {
		in := call{
			operation: operation{name: "unlabel a contact", permission: contactsWrite},
			method:    http.MethodDelete, path: under(contactsPath, id, "labels"),
			query: map[string][]string{"labelKeys": chunk},
		}
		for _, body := range []any{map[string]any{"labelKeys": chunk}, nil} {
			in.body = body
			if out, _, err = object(ctx, c, in, "contact", validContact); err != nil {
				return nil, err
			}
			if !carriesAny(out, chunk) {
				break
			}
		}
		if carriesAny(out, chunk) {
			if out, err = c.unlabelByJob(ctx, out, chunk); err != nil {
				return out, err
			}
		}
		if carriesAny(out, chunk) {
			return out, c.notTaken("unlabel a contact", "info.labelKeys")
		}
	}
	return out, nil
}

// unlabelByJob takes labels off a contact with a bulk job, and gives the contact as
// it then is, or with an error what it was given.
func (c *Client) unlabelByJob(ctx context.Context, have *Contact, keys []string) (*Contact, error) {
	job, err := c.BulkLabel(ctx, map[string]any{"id": map[string]any{"$in": []string{have.ID}}}, nil, keys)
	if err != nil {
		return have, err
	}
	if _, err := c.WaitForJob(ctx, job, unlabelPatience, nil); err != nil {
		return have, err
	}
	now, err := c.GetContact(ctx, have.ID)
	if err != nil || now.ID != have.ID {
		return have, err
	}
	return now, nil
}

// unlabelPatience is how long a job for one contact may take.
const unlabelPatience = time.Minute

func carriesAny(c *Contact, keys []string) bool {
	return slices.ContainsFunc(c.Labels(), func(k string) bool { return slices.Contains(keys, k) })
}

// subtract returns the keys that are not among have.
func subtract(keys, have []string) []string {
	return slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return slices.Contains(have, k) })
}

// notTaken is the error for values that Wix answered 200 to and did not store.
func (c *Client) notTaken(name string, members ...string) *Error {
	e := &Error{
		Operation: name, Host: c.base.Host, Status: http.StatusOK, Code: CodeNotTaken,
		Message: "Wix accepted the request but did not store the value.",
	}
	for _, m := range members {
		e.Violations = append(e.Violations, Violation{Field: m, Description: "Wix did not store this value."})
	}
	return e
}
