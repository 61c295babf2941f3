package sharing

import (
	"context"
	"slices"
)

// fetch fetches until no read waits.
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

// round fetches a page, if one is due, and queries what then still waits.
func (r *Reader[T]) round(ctx context.Context) {
	if r.source.Sleep(ctx, batchDelay) != nil || r.fetchPage(ctx) || ctx.Err() != nil {
		return
	}
	r.query(ctx)
}

// leave removes a read whose caller was cancelled.
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

// trialPages are fetched before it is known how many reads a page answers.
const trialPages = 3

// pageIsDue reports whether queries have cost more requests than pages, and a page answers
// about as many reads as a query.
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

// fetchPage fetches the next page of the listing, if one is due, and answers the reads of
// its objects. It returns true if there is nothing left to fetch.
func (r *Reader[T]) fetchPage(ctx context.Context) bool {
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
	if err != nil && ctx.Err() != nil { // cancelled: the site has not failed
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

// answer sends a copy to every read of an object, or nothing where it is not fresh, which
// makes the caller read singly.
func (r *Reader[T]) answer(id string, reads []*read[T], c *copied[T]) {
	for _, one := range reads {
		var out result[T]
		if c != nil && c.begun >= r.written[id] && r.source.Fresh(c.object, one.seen) {
			out.object = c.object
		}
		one.done <- out
	}
}

// query answers reads with one request. It leaves a single one to the caller, whose read
// costs the same and follows merges.
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
		if found == nil && ctx.Err() != nil { // cancelled: the next round queries reads that have come since
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

// some queries objects by id. It returns nil where the query fails, or the site ignores
// the filter.
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
