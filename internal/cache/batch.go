package cache

import (
	"context"
	"sync"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

const (
	// gathering is how long the first of some questions waits for others.
	gathering = 10 * time.Millisecond
	// maxBatch is how many questions one call answers.
	maxBatch = 100
)

// batch answers questions that come together with one call of ask. The calls follow one
// another; one for which nobody waits any more is cancelled.
type batch[Q, A any] struct {
	ask   func(ctx context.Context, questions []Q) (A, error)
	sleep func(ctx context.Context, d time.Duration) error

	mu   sync.Mutex
	next *round[Q, A] // takes questions, nil while none does
	turn wix.KeyedMutex
}

// round is one call and who waits for it.
type round[Q, A any] struct {
	questions []Q
	waiting   int
	giveUp    func() // once nobody waits any more
	done      chan struct{}
	answer    A
	err       error
}

// get returns the answer of the call that has the question among others.
func (b *batch[Q, A]) get(ctx context.Context, question Q) (answer A, err error) {
	b.mu.Lock()
	mine := b.next
	if mine == nil {
		// The call also serves those who come later: it does not end with ctx.
		shared, giveUp := context.WithCancel(context.WithoutCancel(ctx)) //nolint:gosec // run calls it
		mine = &round[Q, A]{giveUp: giveUp, done: make(chan struct{})}
		b.next = mine
		go b.run(shared, mine)
	}
	mine.waiting++
	mine.questions = append(mine.questions, question)
	if len(mine.questions) >= maxBatch {
		b.next = nil
	}
	b.mu.Unlock()
	select {
	case <-ctx.Done():
		b.leave(mine)
		return answer, ctx.Err()
	case <-mine.done:
		return mine.answer, mine.err
	}
}

// leave ends a round for which nobody waits any more.
func (b *batch[Q, A]) leave(r *round[Q, A]) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if r.waiting--; r.waiting == 0 {
		r.giveUp()
		b.close(r)
	}
}

// close keeps questions from joining a round.
func (b *batch[Q, A]) close(r *round[Q, A]) {
	if b.next == r {
		b.next = nil
	}
}

// run makes the call, after others had the time to join it.
func (b *batch[Q, A]) run(ctx context.Context, r *round[Q, A]) {
	defer close(r.done)
	defer r.giveUp()
	if r.err = b.sleep(ctx, gathering); r.err != nil {
		return
	}
	free, err := b.turn.Lock(ctx, "")
	if err != nil {
		r.err = err
		return
	}
	defer free()
	b.mu.Lock()
	b.close(r)
	b.mu.Unlock()
	r.answer, r.err = b.ask(ctx, r.questions)
}
