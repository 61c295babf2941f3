package register

import (
	"context"
	"slices"
	"time"
)

const (
	// patience bounds how long to wait for a name.
	patience = 2 * time.Minute
	// idle is how long to wait while no running change can release the name. Terraform
	// begins the next change when one has ended.
	idle = time.Second
	// interval is the time between two checks.
	interval = 100 * time.Millisecond
)

// Clock is the time, and waits.
type Clock interface {
	Now() time.Time
	Sleep(ctx context.Context, d time.Duration) error
}

// Begin records that a change is running, until end is called.
func (r *Register) Begin() (end func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.applies = true
	r.running++
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.running--
	}
}

// Make records that this run has created or adopted an object.
func (r *Register) Make(typ, id string) { r.mark(&r.made, key{typ: typ, id: id}) }

// Made reports whether this run has created or adopted an object.
func (r *Register) Made(typ, id string) bool { return r.marked(&r.made, key{typ: typ, id: id}) }

// Release records that an object has given names up.
func (r *Register) Release(typ string, names []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.moment++
	if r.released == nil {
		r.released = map[key]int{}
	}
	for _, name := range names {
		r.released[key{typ: typ, name: name}] = r.moment
	}
}

// Moment returns the current moment, for Await.
func (r *Register) Moment() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.moment
}

// Await waits until the holder has released one of the names since a moment. It returns
// false if no resource of the run has the holder, if no running change can release the
// name, after patience, or when the context ends. Call it between Begin and its end.
func (r *Register) Await(ctx context.Context, clock Clock, typ, holder string, names []string, since int) bool {
	me := new(int)
	r.mu.Lock()
	r.waiting = append(r.waiting, me)
	r.mu.Unlock()
	defer func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.waiting = slices.DeleteFunc(r.waiting, func(w *int) bool { return w == me })
	}()
	begun := clock.Now()
	busy := begun
	for {
		now := clock.Now()
		r.mu.Lock()
		given := slices.ContainsFunc(names, func(name string) bool { return r.released[key{typ: typ, name: name}] > since })
		// One waiter at a time gives up, which lets Terraform begin another change.
		if r.seen[key{typ: typ, id: holder}] && (r.running > len(r.waiting) || r.waiting[0] != me) {
			busy = now
		}
		r.mu.Unlock()
		switch {
		case given:
			return true
		case now.Sub(busy) >= idle, now.Sub(begun) >= patience, clock.Sleep(ctx, interval) != nil:
			return false
		}
	}
}
