package register

import (
	"context"
	"slices"
	"time"
)

// What the run itself does follows: a walk that applies.

const (
	// patience is how long a name is waited for at most.
	patience = 2 * time.Minute
	// idle is how long to wait for another change to begin, that of the holder or, when
	// all that are under way wait themselves, any: Terraform begins the next when one
	// has ended.
	idle = time.Second
	// glance is how often one that waits looks.
	glance = 100 * time.Millisecond
)

// Clock tells and spends time.
type Clock interface {
	Now() time.Time
	Sleep(ctx context.Context, d time.Duration) error
}

// Begin says that a change is being applied; what it returns says that it has ended.
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

// Make says that this run has made an object, or has taken it over.
func (r *Register) Make(typ, id string) { r.mark(&r.made, key{typ: typ, id: id}) }

// Made tells whether this run has made or taken over an object.
func (r *Register) Made(typ, id string) bool { return r.marked(&r.made, key{typ: typ, id: id}) }

// Release says that an object has given names up.
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

// Moment is now, for Await.
func (r *Register) Moment() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.moment
}

// Await waits until one of the names has been released since a moment by the object that
// has it. It is false when nothing is under way that could, when that took too long, or
// when the context has ended; one that no resource of the run has is not waited for. It
// is called between Begin and its end.
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
		// One at a time gives up, which lets Terraform begin another change.
		if r.seen[key{typ: typ, id: holder}] && (r.running > len(r.waiting) || r.waiting[0] != me) {
			busy = now
		}
		r.mu.Unlock()
		switch {
		case given:
			return true
		case now.Sub(busy) >= idle, now.Sub(begun) >= patience, clock.Sleep(ctx, glance) != nil:
			return false
		}
	}
}
