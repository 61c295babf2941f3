package wix

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
)

// pages walks a listing. Each object that exists, and matches, all the while is given
// once, whatever is made, changed or deleted meanwhile (contract 3.4): a page begins with
// objects of the one before, and the walk goes back as far as it has to where it does not.
//
// It ends with a page on which nothing new follows, or that is shorter than asked for
// where the total says so: a server may cap pages and tell no total (contract 3.4). A 504
// is met with half the page size (contract 1.5), and so is a page that is larger than an
// answer may be.
func pages[T object](ctx context.Context, c *Client, l listing, q Query) iter.Seq2[*T, error] {
	l.retriesSmallerPage = true
	return func(yield func(*T, error) bool) {
		w := newWalk[T](l, q)
		fail := func(cause error) {
			yield(nil, c.fail(l.call, &Error{Status: http.StatusOK, Cause: cause}))
		}
		weight := 0
		for {
			ask, got, err := nextPage(ctx, c, l, q, w)
			if err != nil {
				yield(nil, err)
				return
			}
			if weight += got.weight; len(w.given) > l.most || q.Held && weight > l.most*perObject {
				fail(fmt.Errorf("%w: more than %d objects, or more than %d MiB", ErrTooMany, l.most, l.most*perObject>>20))
				return
			}
			if !w.joins(ask, got.items) {
				if cause := w.stepBack(ask); cause != nil {
					fail(cause)
					return
				}
				continue
			}
			fresh := 0
			for _, item := range got.items {
				if w.give(item) {
					fresh++
					if !yield(item, nil) {
						return
					}
				}
				if q.Limit > 0 && len(w.given) >= q.Limit {
					return
				}
			}
			ended := fresh == 0 && (ask.Offset+len(got.items) <= w.offset || w.room == 1 && ask.Offset > 0)
			w.follow(ask, got.items, fresh)
			if w.capped(ask, len(got.items), fresh) {
				c.contradicted(ctx, "1.4", "pages have fewer objects than are asked for, though more follow")
			}
			if len(got.items) < ask.Limit && (ended || got.total >= 0 && w.offset >= got.total) {
				return
			}
			if w.repeats(fresh) {
				if w.shuffled > 0 {
					fail(errUnordered)
				} else {
					fail(errEndless)
				}
				return
			}
		}
	}
}

// nextPage reads the page that a walk needs next. Where the site cannot give one so large,
// it asks for half of it.
func nextPage[T object](ctx context.Context, c *Client, l listing, q Query, w *walk[T]) (asked paging, got page[T], err error) {
	for timeouts := 0; ; {
		asked = w.next()
		if l.asked != nil {
			*l.asked++
		}
		got, err = getPage[T](ctx, c, l, q, asked)
		switch {
		case errors.Is(err, errTooLarge) && asked.Limit > 2:
		case asError(err).Status == http.StatusGatewayTimeout && timeouts < c.options.MaxRetries:
			if err = c.options.Clock.Sleep(ctx, backoff(timeouts)); err != nil {
				return asked, got, err
			}
			timeouts++
		default:
			return asked, got, err
		}
		w.resize(asked.Limit / 2)
	}
}

// collect reads a whole listing.
func collect[T any](list iter.Seq2[*T, error]) ([]*T, error) {
	var out []*T
	for item, err := range list {
		if err != nil {
			return nil, err
		}
		out = append(out, item)
	}
	return out, nil
}
