package wix

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
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
	// Held is for who keeps what it gets: it bounds the memory that the objects take.
	Held bool
}

type paging struct {
	Limit  int `json:"limit"`
	Offset int `json:"offset"`
}

// object is what a listing gives.
type object interface {
	// list is the member of an answer that holds the objects.
	list() string
	// id tells one object from all others of its kind, "" where an answer gives none
	// that has the form of one.
	id() string
}

// listing is a call that gives objects by pages.
type listing struct {
	call
	size      int      // of the largest page (contract 1.4)
	most      int      // objects that it may have
	order     string   // the field to sort by if not told otherwise, "" where none can be told
	fieldsets []string // what to ask for if not told otherwise
}

// ask is the call for one page of what a query asks for: in the body, or for a GET in the
// query string.
func (l listing) ask(q Query, p paging) call {
	in := l.call
	if q.Sort.FieldName == "" {
		q.Sort = Sort{FieldName: l.order, Order: "ASC"}
	}
	fieldsets := l.fieldsets
	if len(q.Fields) > 0 {
		fieldsets = nil
	}
	if in.method == http.MethodPost {
		in.body = map[string]any{"query": wireQuery{q.Filter, []Sort{q.Sort}, p, q.Fields, fieldsets}}
		return in
	}
	in.query = url.Values{
		"paging.limit": {strconv.Itoa(p.Limit)}, "paging.offset": {strconv.Itoa(p.Offset)},
		"fields": q.Fields, "fieldsets": fieldsets,
	}
	if l.order != "" {
		in.query.Set("sort.fieldName", q.Sort.FieldName)
		in.query.Set("sort.order", q.Sort.Order)
	}
	return in
}

type wireQuery struct {
	Filter    map[string]any `json:"filter,omitempty"`
	Sort      []Sort         `json:"sort,omitempty"`
	Paging    paging         `json:"paging"`
	Fields    []string       `json:"fields,omitempty"`
	Fieldsets []string       `json:"fieldsets,omitempty"`
}

const (
	// mostWeight bounds the weight of a page. A thousand contacts with everything that
	// people write on them weigh about half of it.
	mostWeight = 16 << 20
	// perObject bounds the weight of the mean object of a listing that is held. A contact
	// of many parts weighs about 8 KiB.
	perObject = 10 << 10
	// mostContacts bounds a listing that is not held: more contacts than any site has.
	mostContacts = 1_000_000
)

// weight is about how many bytes an answer takes once it is decoded: a server can send
// millions of empty objects in a few megabytes.
func weight(answer []byte) int {
	return len(answer) + 64*(bytes.Count(answer, []byte{','})+bytes.Count(answer, []byte{'{'}))
}

// barrenPages are how many pages in a row may bring nothing new. Objects that
// move while a listing is read can fill one; a site that answers with them for
// ever is not read for ever.
const barrenPages = 3

var errEndless = errors.New("the listing repeats itself and does not come to an end")

// ErrTooMany is the cause of an error for a listing with more objects than there can be,
// or than the options allow.
var ErrTooMany = errors.New("the listing is too long")

// page is one page of objects.
type page[T object] struct {
	items  []*T
	total  int // -1 when not told
	weight int
}

// getPage reads a page. An answer without the list of what was asked for is an error:
// nothing may be taken for absent. The paging data is found under either of the
// names that types and printed examples use (contract Appendix A).
func getPage[T object](ctx context.Context, c *Client, l listing, q Query, asked paging) (page[T], error) {
	out := page[T]{total: -1}
	x, err := c.do(ctx, l.ask(q, asked))
	if err != nil {
		return out, err
	}
	if out.weight = weight(x.raw); out.weight > mostWeight {
		return out, c.fail(x.call, &Error{Status: http.StatusOK, Cause: errTooLarge})
	}
	for _, name := range []string{"pagingMetadata", "metadata"} {
		var meta struct{ Total *int }
		if json.Unmarshal(x.members[name], &meta) == nil && meta.Total != nil {
			out.total = *meta.Total
		}
	}
	var kind T
	if err := out.read(x.members[kind.list()], asked.Limit); err != nil {
		return page[T]{}, x.undocumented(err.Error())
	}
	return out, nil
}

// read decodes the objects one by one, and no more than were asked for.
func (p *page[T]) read(list json.RawMessage, most int) error {
	switch string(list) {
	case "":
		return errors.New("the answer is not a page of what was asked for")
	case "null":
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(list))
	decoder.UseNumber()
	if start, err := decoder.Token(); err != nil || start != json.Delim('[') {
		return errors.New("the page is not a list")
	}
	for decoder.More() {
		item := new(T)
		switch err := decoder.Decode(item); {
		case err != nil:
			return err
		case (*item).id() == "":
			return errors.New("an object of the page has no id of the documented form")
		case len(p.items) == most:
			return errors.New("the page has more objects than were asked for")
		}
		p.items = append(p.items, item)
	}
	return nil
}

// pages walks a listing. Each page begins with the last object of the one before: where
// it does not, objects have been deleted meanwhile and others have moved forward, and
// the walk goes back as far as it has to. So each object that exists all the while is
// given, and once. It ends with a page on which nothing follows that object, or that is
// shorter than asked for where the total says so: a server may cap pages and tell no
// total (contract 3.4). A 504 is met with half the page size (contract 1.5), and so is a
// page that is larger than an answer may be.
func pages[T object](ctx context.Context, c *Client, l listing, q Query) iter.Seq2[*T, error] {
	l.retriesSmallerPage = true
	return func(yield func(*T, error) bool) {
		w := walk{most: l.size, limit: q.Limit, back: max(1, l.size/2), seen: map[string]bool{}}
		timeouts, weight := 0, 0
		for {
			ask := w.next()
			got, err := getPage[T](ctx, c, l, q, ask)
			if errors.Is(err, errTooLarge) && ask.Limit > 2 {
				w.most = max(2, ask.Limit/2)
				continue
			}
			if asError(err).Status == http.StatusGatewayTimeout && timeouts < c.options.MaxRetries {
				if err = c.options.Clock.Sleep(ctx, backoff(timeouts)); err == nil {
					w.most = max(2, ask.Limit/2)
					timeouts++
					continue
				}
			}
			if err != nil {
				yield(nil, err)
				return
			}
			timeouts = 0
			if weight += got.weight; len(w.seen) > l.most || q.Held && weight > l.most*perObject {
				yield(nil, c.fail(l.call, &Error{Status: http.StatusOK, Cause: fmt.Errorf("%w: more than %d objects, or more than %d MiB", ErrTooMany, l.most, l.most*perObject>>20)}))
				return
			}
			if w.gap(ask, len(got.items) > 0 && w.seen[(*got.items[0]).id()]) {
				continue
			}
			fresh := 0
			for _, item := range got.items {
				if id := (*item).id(); !w.seen[id] {
					w.seen[id] = true
					fresh++
					if !yield(item, nil) {
						return
					}
				}
				if q.Limit > 0 && len(w.seen) >= q.Limit {
					return
				}
			}
			w.offset = ask.Offset + len(got.items)
			short := len(got.items) < ask.Limit && got.total >= 0 && w.offset >= got.total
			if short || fresh == 0 && len(got.items) <= 1 { // nothing follows the last one
				return
			}
			if w.repeats(fresh) {
				yield(nil, c.fail(l.call, &Error{Status: http.StatusOK, Cause: errEndless}))
				return
			}
		}
	}
}

// walk is how far a listing has been read.
type walk struct {
	most, limit int
	offset      int // of what follows
	seen        map[string]bool
	back        int // how far the next step back goes
	barren      int // pages in a row without anything new
}

// next is what to ask for: what follows, and the object before it.
func (w *walk) next() paging {
	before := min(1, w.offset)
	size := w.most
	if w.limit > 0 {
		size = min(size, w.limit-len(w.seen)+before)
	}
	return paging{Limit: size, Offset: w.offset - before}
}

// gap tells that a page does not join on to what was seen, and steps back.
func (w *walk) gap(asked paging, joins bool) bool {
	if asked.Offset == 0 || joins {
		w.back = max(1, w.most/2)
		return false
	}
	w.offset = max(0, asked.Offset-w.back)
	w.back *= 2
	w.barren = -w.back / w.most // what is read again brings nothing
	return true
}

// repeats tells that the listing gives what was seen, again and again.
func (w *walk) repeats(fresh int) bool {
	if w.barren++; fresh > 0 {
		w.barren = 0
	}
	return w.barren == barrenPages
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
