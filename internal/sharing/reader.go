// Package sharing answers many reads of single objects with few requests.
//
// Terraform reads resources one by one, a few at a time; a site answers 200 requests a
// minute. One query on their ids therefore answers reads that arrive together. As a run
// goes on reading, the reader also fetches pages of the listing, a thousand objects each,
// but a page only after it has spent as many requests on queries (the ski-rental rule):
// whether a run reads ten objects of a million or all of them, the cost is at most about
// twice the optimum.
//
// The reader returns a shared copy only if it is fresh: not one that is older than the
// caller has seen, or that was read before the run wrote the object. It reads singly what
// the listing lacks, before it is called gone, and whatever fails.
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
	// maxKept bounds the memory: no page is fetched while more copies are kept.
	maxKept = 20_000
	// batchDelay is how long a read waits for others to share its query.
	batchDelay = 10 * time.Millisecond
)

// Policy says when requests are shared.
type Policy int

const (
	// Auto shares requests where that costs less.
	Auto Policy = iota
	// Queries queries even for a single object, and fetches no page. It is for tests.
	Queries
	// Pages fetches pages as long as there are any. It is for tests.
	Pages
	// Off reads each object singly.
	Off
)

// Source reads objects.
type Source[T any] struct {
	Policy Policy
	// One reads an object; it follows merges, and fails for one that is gone.
	One func(ctx context.Context, id string) (*T, error)
	// Some queries objects by id. Objects may be missing from the answer.
	Some func(ctx context.Context, ids []string) ([]*T, error)
	// Page reads a page of the whole listing, and reports whether more follow.
	Page func(ctx context.Context, offset int) (page []*T, more bool, err error)
	// ID is an object's id.
	ID func(*T) string
	// Fresh reports whether a copy is not older than what the caller has seen.
	Fresh func(have *T, seen Seen) bool
	// Sleep waits for d, or for the end of the context.
	Sleep func(ctx context.Context, d time.Duration) error
	// Log gets the counts after each shared request. It can be nil.
	Log func(ctx context.Context, saved Saved)
}

// Seen is the version of an object that the caller has seen.
type Seen struct {
	Revision int64
	// Updated is a time stamp in RFC 3339 form, or "".
	Updated string
}

// Saved counts reads and the requests they cost.
type Saved struct {
	// Reads were asked for; Singles, Queries and Pages are the requests spent.
	Reads, Singles, Queries, Pages int
}

// Reader shares requests between reads. It is safe for concurrent use.
type Reader[T any] struct {
	source Source[T]

	mu      sync.Mutex
	waiting map[string][]*read[T]
	busy    bool   // a fetch is running
	giveUp  func() // cancels it
	kept    map[string]copied[T]
	written map[string]int // id to the moment of the run's last write
	moment  int            // counts fetches and writes
	saved   Saved
	alone   bool // the site does not answer queries on ids: no more of them

	offset int  // of the next page
	swept  bool // no page is left, or one failed
	asked  int  // objects in queries
	hits   int  // reads answered by pages
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

// Get reads an object of which the caller has seen a version.
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
		// The fetch can serve later reads: it ends with the last of them, not with ctx.
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

// Wrote records that the run has written an object, which makes older copies stale.
func (r *Reader[T]) Wrote(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.moment++
	r.written[id] = r.moment
	delete(r.kept, id)
}

// Saved returns the counts so far.
func (r *Reader[T]) Saved() Saved {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.saved
}

// take removes the kept copy of an object, and returns it if it is fresh.
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
