package wix

import (
	"context"
	"errors"
	"net/http"
)

var bulkPath = []string{"contacts", "v4", "bulk", "contacts"}

// ErrNoFilter is the cause of an error for a bulk call that would be for
// everybody. Nothing was sent (contract 7).
var ErrNoFilter = errors.New("a filter is missing, and without one every contact would be meant")

// BulkUpdate starts a job that changes the present members of info on the contacts
// that match (contract 7). It gives the job's id, and with a lost answer that of a job
// that may be the one, "" without one. Whether Wix then does to each contact what a PATCH
// would is not settled (contract 11, row 32), so look at one of them when the job has ended.
func (c *Client) BulkUpdate(ctx context.Context, filter map[string]any, info Info) (jobID string, err error) {
	return c.bulk(ctx, "update contacts in bulk", "update", filter, map[string]any{"info": info}, "UPDATE")
}

// BulkLabel starts a job that puts labels on the contacts that match, and takes
// others off (contract 7). It gives the id that BulkUpdate would. At most 100 keys can be
// in each list; which list wins for a key in both is not settled.
func (c *Client) BulkLabel(ctx context.Context, filter map[string]any, add, remove []string) (jobID string, err error) {
	body := map[string]any{}
	if len(add) > 0 {
		body["labelKeysToAdd"] = add
	}
	if len(remove) > 0 {
		body["labelKeysToRemove"] = remove
	}
	return c.bulk(ctx, "label contacts in bulk", "add-remove-labels", filter, body, "ADD_LABELS", "REMOVE_LABELS", "ADD_REMOVE_LABELS")
}

// BulkDelete starts a job that deletes the contacts that match, for good (contract
// 7). It gives the id that BulkUpdate would. Members, contributors and billing subscribers
// fail and stay.
func (c *Client) BulkDelete(ctx context.Context, filter map[string]any) (jobID string, err error) {
	return c.bulk(ctx, "delete contacts in bulk", "delete", filter, map[string]any{}, "DELETE")
}

// bulk starts a job for the contacts that match.
func (c *Client) bulk(ctx context.Context, name, route string, filter map[string]any, body map[string]any, types ...string) (string, error) {
	in := newCall(http.MethodPost, name, contactsWrite, bulkPath, route)
	in.body = body
	if MatchesAll(filter) {
		return "", c.fail(in, &Error{Cause: ErrNoFilter})
	}
	body["filter"] = filter
	return c.submit(ctx, in, types...)
}

// MatchesAll tells that a filter says nothing, and so every contact matches.
func MatchesAll(filter map[string]any) bool {
	for name, value := range filter {
		var clauses []any
		switch v := value.(type) {
		case []map[string]any:
			for _, clause := range v {
				clauses = append(clauses, clause)
			}
		case []any:
			clauses = v
		default:
			clauses = []any{v}
		}
		empty := 0
		for _, clause := range clauses {
			if object, ok := clause.(map[string]any); ok && (MatchesAll(object) || len(object) == 0) {
				empty++
			}
		}
		says := len(clauses) > empty
		if name == "$or" { // one clause that says nothing lets everybody in
			says = len(clauses) > 0 && empty == 0
		}
		if says {
			return false
		}
	}
	return true
}

// CountContacts counts the contacts that match, and gives the ids of the first ones, up to
// some. It takes one request where Wix tells the total.
func (c *Client) CountContacts(ctx context.Context, filter map[string]any, some int) (count int, ids []string, err error) {
	q := Query{Filter: filter, Fields: []string{"createdDate"}}
	first, err := getPage[Contact](ctx, c, queryContacts, q, paging{Limit: some})
	if err != nil || len(first.items) == 0 {
		return 0, nil, err
	}
	for _, have := range first.items {
		ids = append(ids, have.ID)
	}
	if first.total >= 0 {
		return max(first.total, len(ids)), ids, nil
	}
	for _, err := range c.QueryContacts(ctx, q) {
		if err != nil {
			return 0, nil, err
		}
		count++
	}
	return max(count, len(ids)), ids, nil
}
