package sharing

import (
	"context"
	"slices"
)

// fetch answers reads until none waits.
func (r *Reader[T]) fetch(background context.Context) {
	for {
		r.mu.Lock()
		if len(r.waiting) == 0 {
			r.busy = false
			r.mu.Unlock()
			return
		}
		ctx, cancel := context.WithCancel(background)
		r.giveUp = cancel
		r.mu.Unlock()
		r.round(ctx)
		cancel()
	}
}

// round spends up to two requests. It ends early when nobody waits for it any more.
func (r *Reader[T]) round(ctx context.Context) {
	if r.source.Sleep(ctx, gathering) != nil || r.buy(ctx) || ctx.Err() != nil {
		return
	}
	r.query(ctx)
}

// leave takes a read back whose caller has been cancelled.
func (r *Reader[T]) leave(id string, mine *read[T]) {
	r.mu.Lock()
	defer r.mu.Unlock()
	others := slices.DeleteFunc(r.waiting[id], func(one *read[T]) bool { return one == mine })
	if r.waiting[id] = others; len(others) == 0 {
		delete(r.waiting, id)
	}
	if len(r.waiting) == 0 {
		r.giveUp()
	}
}

// trialPages are bought before it is known what a page brings.
const trialPages = 3

// pageIsDue tells that more requests were spent on queries than on pages, and that
// a page has brought about as much as a query does.
func (r *Reader[T]) pageIsDue() bool {
	due := r.saved.Queries > r.saved.Pages && len(r.kept) < maxKept &&
		(r.saved.Pages < trialPages || r.hits*r.saved.Queries >= r.asked*r.saved.Pages)
	switch r.source.Policy {
	case Queries:
		due = false
	case Pages:
		due = true
	}
	return due && !r.swept && len(r.waiting) > 0
}

// buy fetches one more page of the listing, when one is due, and answers what
// waits for the objects on it. It tells whether nothing waits any more.
func (r *Reader[T]) buy(ctx context.Context) bool {
	r.mu.Lock()
	if !r.pageIsDue() {
		r.mu.Unlock()
		return false
	}
	r.saved.Pages++
	r.moment++
	begun, offset := r.moment, r.offset
	r.mu.Unlock()
	page, more, err := r.source.Page(ctx, offset)
	r.mu.Lock()
	defer r.mu.Unlock()
	if err != nil && ctx.Err() != nil { // given up, which says nothing about the site
		return true
	}
	r.offset += len(page)
	r.swept = err != nil || !more
	for _, object := range page {
		r.kept[r.source.ID(object)] = copied[T]{object, begun}
	}
	r.log(ctx)
	for id, reads := range r.waiting {
		if c, ok := r.kept[id]; ok {
			delete(r.kept, id)
			delete(r.waiting, id)
			r.hits++
			r.answer(id, reads, &c)
		}
	}
	return len(r.waiting) == 0
}

func (r *Reader[T]) log(ctx context.Context) {
	if r.source.Log != nil {
		r.source.Log(ctx, r.saved)
	}
}

// answer gives every read of an object its copy, where that is good, else leaves
// it to a single read.
func (r *Reader[T]) answer(id string, reads []*read[T], c *copied[T]) {
	for _, one := range reads {
		var out result[T]
		if c != nil && c.begun >= r.written[id] && r.source.Fresh(c.object, one.seen) {
			out.object = c.object
		}
		one.done <- out
	}
}

// query answers reads with one request. A single one is left to the single read,
// which costs the same and follows merges.
func (r *Reader[T]) query(ctx context.Context) {
	r.mu.Lock()
	ids := make([]string, 0, min(len(r.waiting), maxBatch))
	for id := range r.waiting {
		if len(ids) < maxBatch {
			ids = append(ids, id)
		}
	}
	ask := (len(ids) > 1 || r.source.Policy == Queries) && !r.alone
	r.saved.Queries++ // a single read counts as one towards the next page
	r.asked += len(ids)
	r.moment++
	begun := r.moment
	r.mu.Unlock()
	var found map[string]*T
	if ask {
		found = r.some(ctx, ids)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if ask {
		if found == nil && ctx.Err() != nil { // whoever came meanwhile is asked for anew
			return
		}
		r.alone = found == nil
		r.log(ctx)
	}
	for _, id := range ids {
		reads := r.waiting[id]
		delete(r.waiting, id)
		if object := found[id]; object != nil {
			r.answer(id, reads, &copied[T]{object, begun})
		} else {
			r.answer(id, reads, nil)
		}
	}
}

// some queries objects by id. It gives nil when the site does not answer as asked,
// for instance ignores the filter.
func (r *Reader[T]) some(ctx context.Context, ids []string) map[string]*T {
	objects, err := r.source.Some(ctx, ids)
	if err != nil {
		return nil
	}
	found := map[string]*T{}
	for _, object := range objects {
		id := r.source.ID(object)
		if !slices.Contains(ids, id) {
			return nil
		}
		found[id] = object
	}
	return found
}
