package wix

import (
	"context"
	"iter"
	"net/http"
	"net/url"
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

func contactCall(method, name, permission string, more ...string) call {
	return newCall(method, name, permission, contactsPath, more...)
}

func contactListing(method, name string, more ...string) listing {
	in := contactCall(method, name, contactsRead, more...)
	return listing{call: in, size: contactsPage, order: createdDate, fieldsets: []string{"FULL"}}
}

var (
	listContacts  = contactListing(http.MethodGet, "list contacts")
	queryContacts = contactListing(http.MethodPost, "query contacts", "query")
)

// contacts walks contacts.
func (c *Client) contacts(ctx context.Context, l listing, q Query) iter.Seq2[*Contact, error] {
	l.most = mostContacts
	if q.Held {
		l.most = c.options.MaxContacts
	}
	return pages[Contact](ctx, c, l, q)
}

// contact sends a call that a contact answers.
func (c *Client) contact(ctx context.Context, in call) (*Contact, error) {
	out, _, err := one(ctx, c, in, "contact", func(have *Contact) bool { return have.id() != "" })
	return out, err
}

// GetContact reads one contact. A contact that was merged away gives the one
// that it was merged into, so compare the id (contract 6.4).
func (c *Client) GetContact(ctx context.Context, id string) (*Contact, error) {
	in := contactCall(http.MethodGet, "read a contact", contactsRead, id)
	in.query = url.Values{"fieldsets": {"FULL"}}
	return c.contact(ctx, in)
}

// ListContacts walks all contacts, oldest first. List lags less behind writes
// than a query does (contract 3.4).
func (c *Client) ListContacts(ctx context.Context, fields ...string) iter.Seq2[*Contact, error] {
	return c.contacts(ctx, listContacts, Query{Fields: fields})
}

// QueryContacts walks the contacts that match (contract 3.2).
func (c *Client) QueryContacts(ctx context.Context, q Query) iter.Seq2[*Contact, error] {
	if order := q.Sort.FieldName; q.Limit > 0 || order == "" || order == createdDate {
		return c.contacts(ctx, queryContacts, q)
	}
	return c.sortedContacts(ctx, q)
}

// ContactsPage reads one page of all contacts, oldest first and 1,000 at a time,
// and tells whether more follow. What is deleted between two pages moves others past the
// second: only [Client.ListContacts] has all of them.
func (c *Client) ContactsPage(ctx context.Context, offset int) (contacts []*Contact, more bool, err error) {
	got, err := getPage[Contact](ctx, c, listContacts, Query{}, paging{contactsPage, offset})
	n := len(got.items)
	// The total alone decides nothing: it may be missing, or behind (contract 3.4).
	more = n == contactsPage || n > 0 && (got.total < 0 || got.total > offset+n)
	return got.items, more, err
}

// ContactsByID queries contacts by id, at most 100. A contact that is gone, that
// was merged away, or that queries do not know yet is missing from the answer.
func (c *Client) ContactsByID(ctx context.Context, ids []string) ([]*Contact, error) {
	q := Query{Filter: map[string]any{"id": map[string]any{"$in": ids}}}
	got, err := getPage[Contact](ctx, c, queryContacts, q, paging{Limit: len(ids)})
	if slices.ContainsFunc(got.items, func(have *Contact) bool { return !slices.Contains(ids, have.ID) }) {
		c.contradicted(ctx, "3.2", "a query by id gives contacts with other ids")
	}
	return got.items, err
}

// FindContacts gives all contacts that match a filter.
func (c *Client) FindContacts(ctx context.Context, filter map[string]any) ([]*Contact, error) {
	return collect(c.QueryContacts(ctx, Query{Filter: filter, Held: true}))
}

// WithAddress is the filter for contacts that have one of the e-mail addresses or
// phones. Queries compare texts: each address is asked for as it is and folded (contract
// 11, row 23), each phone in the forms in which Wix may keep it (contract 6.1).
func WithAddress(emails []string, phones []forms.Phone) map[string]any {
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
		spelled := []string{}
		for _, phone := range phones {
			spelled = append(spelled, forms.PhoneSpellings(phone)...)
		}
		slices.Sort(spelled)
		either = append(either, map[string]any{"info.phones.phone": map[string]any{"$in": slices.Compact(spelled)}})
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

// DeleteContact deletes a contact for good. One that is gone is no error. Site
// members, contributors and billing subscribers are refused with 428 (contract
// 6.10).
func (c *Client) DeleteContact(ctx context.Context, id string) error {
	return c.remove(ctx, contactCall(http.MethodDelete, "delete a contact", contactsWrite, id))
}

// LabelContact puts labels on a contact, others stay. It needs no revision and
// is safe to repeat (contract 6.9).
func (c *Client) LabelContact(ctx context.Context, id string, keys []string) (out *Contact, err error) {
	in := contactCall(http.MethodPost, "label a contact", contactsWrite, id, "labels")
	for chunk := range slices.Chunk(keys, labelChunk) {
		in.body = map[string]any{"labelKeys": chunk}
		if out, err = c.contact(ctx, in); err != nil {
			return nil, err
		}
		if left := NotStored(Info{LabelKeys: Items(chunk)}, out.Info); len(left) > 0 {
			return out, c.notTaken(in.name, left...)
		}
	}
	return out, nil
}

// UnlabelContact takes labels off a contact, others stay. The sources disagree
// on whether keys travel in the body or in the query, so both carry them; where
// labels remained, the query alone does, and at last a bulk job for this one
// contact (contract 6.9).
func (c *Client) UnlabelContact(ctx context.Context, id string, keys []string) (out *Contact, err error) {
	in := contactCall(http.MethodDelete, "unlabel a contact", contactsWrite, id, "labels")
	for chunk := range slices.Chunk(keys, labelChunk) {
		in.query = url.Values{"labelKeys": chunk}
		for _, body := range []any{map[string]any{"labelKeys": chunk}, nil} {
			in.body = body
			if out, err = c.contact(ctx, in); err != nil {
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
			return out, c.notTaken(in.name, "info.labelKeys")
		}
	}
	return out, nil
}

// unlabelByJob takes labels off a contact with a bulk job, and gives the contact as
// it then is, or with an error what it was given.
func (c *Client) unlabelByJob(ctx context.Context, have *Contact, keys []string) (*Contact, error) {
	job, lost := c.BulkLabel(ctx, map[string]any{"id": map[string]any{"$in": []string{have.ID}}}, nil, keys)
	if job == "" {
		return have, lost
	}
	if _, err := c.WaitForJob(ctx, job, unlabelPatience, nil); err != nil {
		return have, err
	}
	now, err := c.GetContact(ctx, have.ID)
	if err != nil || now.ID != have.ID {
		return have, err
	}
	if carriesAny(now, keys) { // perhaps for another job was waited
		return now, lost
	}
	return now, nil
}

// unlabelPatience is how long a job for one contact may take.
const unlabelPatience = time.Minute

func carriesAny(c *Contact, keys []string) bool {
	return slices.ContainsFunc(c.Labels(), func(k string) bool { return slices.Contains(keys, k) })
}

// notTaken is the error for values that Wix answered 200 to and did not store.
func (c *Client) notTaken(name string, members ...string) *Error {
	e := &Error{
		Operation: name, Host: c.base.Host, Status: http.StatusOK, Code: CodeNotTaken,
		Message: "Wix accepted the request but did not store the value.",
	}
	for _, m := range members {
		e.Violations = append(e.Violations, Violation{Field: m, Description: "Wix did not store this value. " + Contradiction(m)})
	}
	return e
}
