package wix

import "github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"

const (
	// barrenPages are how many pages in a row may bring nothing new, or not join on. Objects that
	// move while a listing is read can fill one; a site that answers with them for
	// ever is not read for ever.
	barrenPages = 3
	// shuffledPages are how many pages may show that the listing has no order of its own.
	shuffledPages = 4
)

// walk is how far a listing has been read. It relies on an order that stays: then the
// objects given are all that lie before the last one. Where times order a listing, those
// of one time may come in any order, so a page joins on to what was given only if it
// begins before all that have the time of the last one.
type walk[T object] struct {
	most, limit int
	room        int  // of the largest page so far: a server may cap pages
	dated       bool // the order is that of creation
	descending  bool

	offset int             // of what follows
	given  map[string]bool // by id
	latest map[string]int  // the places on the page before, by id
	last   string          // place of the last object
	ties   int             // objects of that place
	spare  int             // objects of the page before, beside the ties, to begin with
	back   int             // how far the next step back goes

	short  bool // the page before had fewer objects than were asked for
	warned bool // that pages are capped

	barren   int // pages in a row without anything new
	shuffled int // pages that gave what is known in another order
	single   int // pages that did not join on where each has one object
}

func newWalk[T object](l listing, q Query) *walk[T] {
	sort := l.sort(q)
	w := &walk[T]{limit: q.Limit, dated: sort.FieldName == createdDate, descending: sort.Order == "DESC", given: map[string]bool{}}
	w.resize(l.size)
	return w
}

// resize sets the size of the pages.
func (w *walk[T]) resize(most int) {
	w.most = max(2, most)
	w.room = min(w.room, w.most)
	w.spare = max(1, w.most/20)
	w.back = w.most / 10
}

// next is what to ask for: what follows, and some of what was given last.
func (w *walk[T]) next() paging {
	if w.room == 1 { // a page of one object has no room for the one before
		return paging{Limit: w.most, Offset: w.offset}
	}
	again := w.ties + w.spare
	if w.isTied() {
		again = w.spare + 1
	}
	again = min(again, w.offset, max(1, w.room/2))
	size := w.most
	if w.limit > 0 {
		size = min(size, w.limit-len(w.given)+again)
	}
	return paging{Limit: size, Offset: w.offset - again}
}

// isTied tells that more objects have the place of the last one than are read again,
// which are fewer while all came in the same order each time.
func (w *walk[T]) isTied() bool {
	if w.shuffled == 0 {
		return w.ties+w.spare > w.room/5
	}
	return w.ties >= w.room/2
}

// place is what orders an object in the listing.
func (w *walk[T]) place(item *T) string {
	if w.dated {
		return (*item).created()
	}
	return (*item).id()
}

// joins tells whether nothing can lie between what was given and a page.
func (w *walk[T]) joins(asked paging, items []*T) bool {
	if asked.Offset == 0 {
		return true
	}
	if len(items) == 0 {
		return w.room == 1 // which is followed by nothing
	}
	if !w.given[(*items[0]).id()] {
		return false
	}
	if w.place(items[0]) != w.last {
		return true
	}
	if !w.isTied() {
		return false
	}
	// The page need not begin before all of these if their order is the same on each.
	before := -1
	for _, item := range items {
		switch n, known := w.latest[(*item).id()]; {
		case !known:
		case n < before:
			w.shuffled++
			return false
		default:
			before = n
		}
	}
	return true
}

// stepBack asks for what lies before a page that does not join on, and for more of what
// was given with each page from now on: where something was deleted, more may be. It
// returns why the listing cannot be read.
func (w *walk[T]) stepBack(asked paging) error {
	if w.shuffled == shuffledPages {
		return errUnordered
	}
	if w.room == 1 {
		w.single++
	}
	if w.single == barrenPages {
		return errSingle
	}
	w.spare = min(2*w.spare, max(1, w.most/4))
	w.offset = max(0, asked.Offset-max(1, w.back))
	w.back = 2 * max(1, w.back)
	w.barren = -2 - 2*w.back/max(1, w.room) // what is read again brings nothing
	return nil
}

// give tells whether an object is new, and records it.
func (w *walk[T]) give(item *T) bool {
	id := (*item).id()
	known := w.given[id]
	w.given[id] = true
	return !known
}

// follow goes on behind a page, of which so many objects are new.
func (w *walk[T]) follow(asked paging, items []*T, fresh int) {
	w.offset = asked.Offset + len(items)
	w.back = w.most / 10
	w.room = max(w.room, len(items))
	w.latest = map[string]int{}
	for i, item := range items {
		w.latest[(*item).id()] = i
	}
	if len(items) == 0 {
		return
	}
	last, run := w.place(items[len(items)-1]), 0
	for run < len(items) && w.place(items[len(items)-1-run]) == last {
		run++
	}
	switch {
	case w.isBefore(last): // which is read for the second time
	case last == w.last && run == len(items):
		w.ties += fresh
	default:
		w.last, w.ties = last, run
	}
}

// capped tells, once, that a page follows one that was shorter than asked for.
func (w *walk[T]) capped(asked paging, items, fresh int) bool {
	first := w.short && fresh > 0 && !w.warned
	w.warned = w.warned || first
	w.short = items < asked.Limit
	return first
}

// isBefore tells that a place lies before the last one.
func (w *walk[T]) isBefore(place string) bool {
	if w.descending {
		return w.dated && forms.Older(w.last, place)
	}
	return w.dated && forms.Older(place, w.last)
}

// repeats tells that the listing gives what was given, again and again.
func (w *walk[T]) repeats(fresh int) bool {
	if w.barren++; fresh > 0 {
		w.barren = min(0, w.barren)
	}
	return w.barren >= barrenPages
}
