package wix

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// FindOrCreate returns the object of the display name that want has, and whether this
// call made it. It is made at most once: calls with one name wait for each other, and a
// repeat after a lost answer finds what the first attempt made. An object that existed
// can differ from want, as a field can have another data type (contract 4.2, 5.2).
//
// What it made is told from what it found, also when the answer to its own first
// attempt was lost: then the object is as young as the call.
func (c Collection[T]) FindOrCreate(ctx context.Context, want T) (*T, bool, error) {
	name := want.Common().DisplayName
	free, err := c.client.names.Lock(ctx, c.Member+"/"+name)
	if err != nil {
		return nil, false, err
	}
	defer free()
	in := c.call(http.MethodPost, "create "+c.Singular, c.Write)
	in.body = want
	out, x, err := c.one(ctx, in)
	if taken(err) { // somebody was faster, or our own lost attempt (contract 11, row 20)
		found, queryErr := c.named(ctx, name)
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
	created := (*out).Common().CreatedDate
	made := x.flag(c.Created) || x.lost && since(created, c.client.skew.server(x.started))
	return out, made, nil
}

// named finds the object of a name, nil if there is none. A query may be behind the
// writes (contract 11, row 26).
func (c Collection[T]) named(ctx context.Context, name string) (*T, error) {
	for _, wait := range lookups {
		if err := c.client.clock.Sleep(ctx, wait); err != nil {
			return nil, err
		}
		for found, err := range c.Query(ctx, Query{Filter: map[string]any{"displayName": name}}) {
			if err != nil || forms.SameText((*found).Common().DisplayName, name) {
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
