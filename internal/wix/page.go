package wix

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"strconv"
)

// Sort orders a listing by one field.
type Sort struct {
	FieldName string `json:"fieldName"`
	// Order is ASC or DESC.
	Order string `json:"order"`
}

// Query is the body of a query call (contract 3).
type Query struct {
	// Filter is in the API's query language; nil matches everything.
	Filter map[string]any
	// Sort is always sent: the default order is not settled (contract 3.4).
	Sort Sort
	// Fields is a projection, for contacts only; nil asks for everything.
	Fields []string
	// Limit ends the listing after so many objects; 0 stands for all.
	Limit int
}

type paging struct {
	Limit  int `json:"limit"`
	Offset int `json:"offset"`

	halved bool // after a 504, by pages
}

func (p paging) values() url.Values {
	return url.Values{
		"paging.limit":  {strconv.Itoa(p.Limit)},
		"paging.offset": {strconv.Itoa(p.Offset)},
	}
}

type wireQuery struct {
	Filter    map[string]any `json:"filter,omitempty"`
	Sort      []Sort         `json:"sort,omitempty"`
	Paging    paging         `json:"paging"`
	Fields    []string       `json:"fields,omitempty"`
	Fieldsets []string       `json:"fieldsets,omitempty"`
}

func (q Query) wire(p paging) wireQuery {
	return wireQuery{Filter: q.Filter, Sort: []Sort{q.Sort}, Paging: p, Fields: q.Fields}
}

// mostItems is far more than a page is asked for, and a bound on memory.
const mostItems = 10 * contactsPage

// barrenPages are how many pages in a row may bring nothing new. Objects that
// move while a listing is read can fill one; a site that answers with them for
// ever is not read for ever.
const barrenPages = 3

var errEndless = errors.New("the listing repeats itself and does not come to an end")

// page is one page of objects. Its members are found under either of the names
// that types and printed examples use (contract Appendix A).
type page[T any] struct {
	items []T
	total int // -1 when not told
}

func (p *page[T]) UnmarshalJSON(data []byte) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return err
	}
	p.total = -1
	known := len(members) == 0 // an empty list may be left out of an answer
	for _, name := range []string{"pagingMetadata", "metadata"} {
		known = known || members[name] != nil
		var meta struct {
			Total *int `json:"total"`
		}
		if members[name] != nil && json.Unmarshal(members[name], &meta) == nil && meta.Total != nil {
			p.total = *meta.Total
		}
	}
	for _, name := range []string{"contacts", "labels", "fields", "facets"} {
		if members[name] == nil {
			continue
		}
		return p.read(members[name])
	}
	if !known { // something else answers: nothing may be taken for absent
		return errors.New("the answer is not a page")
	}
	return nil
}

// read decodes the objects one by one: of a hostile answer, 64 MiB of empty
// objects, all at once would take gigabytes.
func (p *page[T]) read(list json.RawMessage) error {
	if string(list) == "null" {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(list))
	decoder.UseNumber()
	if start, err := decoder.Token(); err != nil || start != json.Delim('[') {
		return errors.New("the page is not a list")
	}
	for decoder.More() {
		var item T
		if len(p.items) == mostItems {
			return errors.New("the page is larger than any that is asked for")
		}
		if err := decoder.Decode(&item); err != nil {
			return err
		}
		p.items = append(p.items, item)
	}
	return nil
}

// pages walks a listing. An object that moved to a later page while reading is
// given once. A 504 is met with half the page size (contract 1.5).
func pages[T any](ctx context.Context, c *Client, most, limit int, key func(*T) string, fetch func(paging) (page[T], error)) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		seen := map[string]bool{}
		offset, given, timeouts, barren := 0, 0, 0, 0
		for {
			size := most
			if limit > 0 {
				size = min(most, limit-given)
			}
			got, err := fetch(paging{Limit: size, Offset: offset, halved: true})
			if timedOut(err) && timeouts < c.retries {
				if err = c.clock.Sleep(ctx, backoff(timeouts)); err == nil {
					most = max(1, size/2)
					timeouts++
					continue
				}
			}
			if err != nil {
				yield(nil, err)
				return
			}
			timeouts = 0
			before := len(seen)
			for i := range got.items {
				if k := key(&got.items[i]); seen[k] {
					continue
				} else {
					seen[k] = true
				}
				given++
				if !yield(&got.items[i], nil) {
					return
				}
				if limit > 0 && given >= limit {
					return
				}
			}
			offset += len(got.items)
			short := len(got.items) < size && (got.total < 0 || offset >= got.total)
			if len(got.items) == 0 || short {
				return
			}
			if barren++; len(seen) > before {
				barren = 0
			}
			if barren == barrenPages {
				yield(nil, &Error{Operation: "read a list", Host: c.base.Host, Status: http.StatusOK, Cause: errEndless})
				return
			}
		}
	}
}

func timedOut(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Status == http.StatusGatewayTimeout
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

// wrapped reads an object that an answer holds under a name, or bare, as some
// printed examples have it (contract Appendix A).
func wrapped[T any](ctx context.Context, c *Client, in call, name string, valid func(*T) bool) (*T, *answer, error) {
	a, o, err := do[answer](ctx, c, in)
	a.outcome = o
	if err != nil {
		return nil, &a, err
	}
	data := a.members[name]
	if data == nil {
		data = a.raw
	}
	out := new(T)
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(out); err != nil || !valid(out) {
		broken := &Error{Status: http.StatusOK, Lost: in.once, Cause: errors.New("the answer does not have the documented form")}
		return nil, &a, broken.describe(in, c.base)
	}
	return out, &a, nil
}

// answer is a 200 with one object in it.
type answer struct {
	raw     json.RawMessage
	members map[string]json.RawMessage
	outcome *outcome
}

func (a *answer) UnmarshalJSON(data []byte) error {
	a.raw = append(json.RawMessage(nil), data...)
	return json.Unmarshal(data, &a.members)
}

func (a *answer) flag(name string) bool { return string(a.members[name]) == "true" }
