package wix

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"time"
)

// sortedReadings are how often a listing is read in an order that edits change.
const sortedReadings = 3

var errMoved = errors.New("contacts moved in this order each time while they were read, so that some were missed; run the command again, or sort by createdDate, which no edit changes")

// sortedContacts walks all contacts that match, in an order that edits change: one that
// moves forward while pages are read can be missed. So what took more than a page is
// compared with the ids of all, in the order of their creation, and read again where
// one is missing that was there before.
func (c *Client) sortedContacts(ctx context.Context, q Query) iter.Seq2[*Contact, error] {
	return func(yield func(*Contact, error) bool) {
		for range sortedReadings {
			began := c.options.Clock.Now()
			requests := 0
			counted := queryContacts
			counted.asked = &requests
			found, err := collect(c.contacts(ctx, counted, q))
			if err == nil && requests > 1 {
				err = c.missing(ctx, q, found, began)
			}
			if errors.Is(err, errMoved) {
				continue
			}
			if err != nil {
				yield(nil, err)
				return
			}
			for _, have := range found {
				if !yield(have, nil) {
					return
				}
			}
			return
		}
		yield(nil, c.fail(queryContacts.call, &Error{Status: http.StatusOK, Cause: errMoved}))
	}
}

// missing returns errMoved if a contact that matches is not among those found and was
// made before they were asked for.
func (c *Client) missing(ctx context.Context, q Query, found []*Contact, began time.Time) error {
	known := map[string]bool{}
	for _, have := range found {
		known[have.ID] = true
	}
	for have, err := range c.contacts(ctx, queryContacts, Query{Filter: q.Filter, Fields: []string{createdDate}}) {
		switch {
		case err != nil:
			return err
		case !known[have.ID] && !c.isSince(have.CreatedDate, began):
			return errMoved
		}
	}
	return nil
}
