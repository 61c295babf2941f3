package wix

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"strings"
	"time"
)

// FindOrCreateLabel returns the label of that name, and whether this call made
// it (contract 4.2). It is made at most once: calls with one name wait for each
// other, and a repeat after a lost answer finds what the first attempt made.
func (c *Client) FindOrCreateLabel(ctx context.Context, displayName string) (*Label, bool, error) {
	in := call{
		operation: operation{name: "create a contact label", permission: labelsWrite},
		method:    http.MethodPost, path: labelsPath,
		body: map[string]string{"displayName": displayName},
	}
	return findOrCreate(ctx, c, in, displayName, labelMembers, c.QueryLabels)
}

// FindOrCreateField returns the extended field of that name, and whether this
// call made it. A field that existed can have another data type than the one
// asked for (contract 5.2).
func (c *Client) FindOrCreateField(ctx context.Context, displayName, dataType string) (*Field, bool, error) {
	in := call{
		operation: operation{name: "create an extended field", permission: fieldsWrite},
		method:    http.MethodPost, path: fieldsPath,
		body: map[string]string{"displayName": displayName, "dataType": dataType},
	}
	return findOrCreate(ctx, c, in, displayName, fieldMembers, c.QueryFields)
}

// findOrCreate tells an object that it made from one that it found, also when
// the answer to its own first attempt was lost: then the object is as young as
// the call.
func findOrCreate[T any](ctx context.Context, c *Client, in call, name string, m members[T],
	query func(context.Context, Query) iter.Seq2[*T, error],
) (*T, bool, error) {
	free, err := c.names.Lock(ctx, m.name+"/"+name)
	if err != nil {
		return nil, false, err
	}
	defer free()
	out, x, err := object(ctx, c, in, m.name, m.valid)
	if taken(err) { // somebody was faster, or our own lost attempt (contract 11, row 20)
		found, queryErr := m.called(ctx, c, name, query)
		if queryErr != nil {
			return nil, false, queryErr
		}
		if found != nil {
			out, err = found, nil
		}
	}
	if err != nil {
		return nil, false, err
	}
	made := x.flag(m.flag) || x.lost && since(m.created(out), c.skew.server(x.started))
	return out, made, nil
}

// called finds the object of a name, nil if there is none. A query may be behind
// the writes (contract 11, row 26).
func (m members[T]) called(ctx context.Context, c *Client, name string, query func(context.Context, Query) iter.Seq2[*T, error]) (*T, error) {
	for _, wait := range lookups {
		if err := c.clock.Sleep(ctx, wait); err != nil {
			return nil, err
		}
		for found, err := range query(ctx, Query{Filter: map[string]any{"displayName": name}}) {
			if err != nil || SameText(m.display(found), name) {
				return found, err
			}
		}
	}
	return nil, nil
}

func taken(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Cause == nil && e.Status >= 400 && e.Status < 500 &&
		(e.Status == http.StatusConflict || strings.Contains(strings.ToUpper(e.Code+e.Message), "ALREADY"))
}

// since tells whether a time stamp of the server is not before start. Stamps and
// the Date header, from which the server's clock is known, have whole seconds.
func since(stamp string, start time.Time) bool {
	t, err := time.Parse(time.RFC3339, stamp)
	return err == nil && !t.Before(start.Add(-2*time.Second))
}
