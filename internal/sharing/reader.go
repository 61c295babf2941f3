// Package sharing answers many reads of single objects with few requests.
//
// Terraform reads resources one by one, some at a time; a site answers 200
// requests a minute. Reads that arrive together are therefore answered by one
// query on their ids. When a run keeps reading, whole pages of the listing are
// bought as well, a thousand objects at a time, but a page only after as many
// requests were spent on queries (the ski-rental rule): whether ten objects of a
// million are read, or all of them, the cost stays within about twice the best
// possible.
//
// A shared copy is used only where it is certainly good: what the listing lacks is
// read singly before it is called gone, and a copy that is older than the caller
// has seen, or that was read before the run itself wrote the object, is not used.
// Whatever fails is done singly instead.
//
// The package knows neither Terraform nor HTTP.
package sharing

import (
	"context"
	"sync"
	"time"
)

const (
	// maxBatch is how many ids one query asks for.
	maxBatch = 100
	// maxKept bounds the memory: pages are bought while fewer copies wait to be read.
	maxKept = 20_000
	// gathering is how long the first of some reads waits for the others.
	gathering = 10 * time.Millisecond
)

// Policy says when requests are shared.
type Policy int

const (
	// Auto shares where that costs less.
	Auto Policy = iota
	// Queries asks by query even for a single object, and buys no page. It is for
	// tests of what queries bring.
	Queries
	// Pages buys pages as long as there are any. It is for tests of what pages bring.
	Pages
	// Off reads each object singly.
	Off
)

// Source is where objects come from, and what makes a copy of one good.
type Source[T any] struct {
	Policy Policy
	// One reads an object; it follows merges and tells what is gone.
	One func(ctx context.Context, id string) (*T, error)
	// Some queries objects by id. Objects may be missing from the answer.
	Some func(ctx context.Context, ids []string) ([]*T, error)
	// Page reads a page of the whole listing, and tells whether more follow.
	Page func(ctx context.Context, offset int) (page []*T, more bool, err error)
	// ID is an object's id.
	ID func(*T) string
	// Fresh tells that a copy is not older than what the caller has seen.
	Fresh func(have *T, seen Seen) bool
	// Sleep waits for d, or for the end of the context.
	Sleep func(ctx context.Context, d time.Duration) error
	// Log is told what was done after each shared request; nil is silent.
	Log func(ctx context.Context, saved Saved)
}

// Seen is what the caller knows of an object.
type Seen struct {
	Revision int64
	// Updated is a time stamp in RFC 3339 form, or "".
	Updated string
}

// Saved counts what a reader did.
type Saved struct {
	// Reads were asked for; Singles, Queries and Pages are the requests spent.
	Reads, Singles, Queries, Pages int
}

// Reader shares requests between reads. It is safe for concurrent use.
type Reader[T any] struct {
	source Source[T]

	mu      sync.Mutex
	waiting map[string][]*read[T]
	busy    bool   // somebody is fetching
	giveUp  func() // ends what is being fetched, once busy
	kept    map[string]copied[T]
	written map[string]int // id to the moment of our own last write
	moment  int            // counts fetches and writes
	saved   Saved
	alone   bool // the site ignores the filter on ids: no more queries

	offset int  // of the next page
	swept  bool // no page is left, or one failed
	asked  int  // objects that queries were asked for
	hits   int  // objects that pages answered
}

type copied[T any] struct {
	object *T
	begun  int // the moment at which the fetch began
}

type read[T any] struct {
	seen Seen
	done chan result[T]
}

// A result without an object asks for a single read.
type result[T any] struct{ object *T }

// New makes a reader. It fetches nothing.
func New[T any](source Source[T]) *Reader[T] {
	return &Reader[T]{source: source, giveUp: func() {}, waiting: map[string][]*read[T]{}, kept: map[string]copied[T]{}, written: map[string]int{}}
}

// Get reads an object of which the caller has seen something.
func (r *Reader[T]) Get(ctx context.Context, id string, seen Seen) (*T, error) {
	r.mu.Lock()
	r.saved.Reads++
	if object := r.take(id, seen); object != nil {
		r.mu.Unlock()
		return object, nil
	}
	mine := &read[T]{seen: seen, done: make(chan result[T], 1)}
	r.waiting[id] = append(r.waiting[id], mine)
	lead := !r.busy
	r.busy = true
	r.mu.Unlock()
	if lead {
		// Others may wait for what this one fetches: it ends with the last of them.
		go r.fetch(context.WithoutCancel(ctx))
	}
	select {
	case <-ctx.Done():
		r.leave(id, mine)
		return nil, ctx.Err()
	case got := <-mine.done:
		if got.object != nil {
			return got.object, nil
		}
	}
	r.mu.Lock()
	r.saved.Singles++
	r.mu.Unlock()
	return r.source.One(ctx, id)
}

// Wrote says that the run itself has written an object: copies from before are
// not used any more.
func (r *Reader[T]) Wrote(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.moment++
	r.written[id] = r.moment
	delete(r.kept, id)
}

// Saved tells what was done so far.
func (r *Reader[T]) Saved() Saved {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.saved
}

// take gives a good copy, and forgets it: each is read once.
func (r *Reader[T]) take(id string, seen Seen) *T {
	c, ok := r.kept[id]
	if !ok {
		return nil
	}
	delete(r.kept, id)
	if c.begun < r.written[id] || !r.source.Fresh(c.object, seen) {
		return nil
	}
	r.hits++
	return c.object
}
