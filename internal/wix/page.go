package wix

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
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

// createdDate is the order of a listing that is read as a whole: the only one that no
// edit changes.
const createdDate = "createdDate"

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
	// created is when it was made, which never changes; "" where an answer does not tell.
	created() string
}

// listing is a call that gives objects by pages.
type listing struct {
	call
	size      int      // of the largest page (contract 1.4)
	most      int      // objects that it may have
	order     string   // the field to sort by if not told otherwise, "" where none can be told
	fieldsets []string // what to ask for if not told otherwise
	asked     *int     // counts the pages, if not nil
}

// sort is the order of what a query asks for.
func (l listing) sort(q Query) Sort {
	if q.Sort.FieldName == "" {
		return Sort{FieldName: l.order, Order: "ASC"}
	}
	return q.Sort
}

// ask is the call for one page of what a query asks for: in the body, or for a GET in the
// query string.
func (l listing) ask(q Query, p paging) call {
	in := l.call
	q.Sort = l.sort(q)
	fieldsets := l.fieldsets
	if len(q.Fields) > 0 {
		fieldsets = nil
		if q.Sort.FieldName == createdDate {
			q.Fields = slices.Compact(append(slices.Clone(q.Fields), createdDate)) // by which pages are joined
		}
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

var (
	errEndless   = errors.New("the listing repeats itself and does not come to an end")
	errSingle    = errors.New("the listing cannot be read as a whole: the site gives one object with each page, which does not show whether others are left out")
	errUnordered = errors.New("the listing cannot be read as a whole: objects of the same time come in another order with each page")
)

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
