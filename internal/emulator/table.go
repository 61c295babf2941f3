package emulator

import (
	"iter"
	"slices"
	"time"
)

// table keeps values by key, in an order of its own, together with what they
// were a while ago: query and list can be behind the writes (contract 3.4).
// Values are immutable; a write puts another in their place.
type table[T any] struct {
	rows  map[string]*row[T]
	order []*row[T]
	// before places a new row; nil places it last.
	before func(a, b *T) bool
}

type row[T any] struct {
	// current is nil once the value is deleted.
	current *T
	past    []state[T]
}

// state is a value that stopped being current at a time; nil is "not there".
type state[T any] struct {
	value *T
	until time.Time
}

func newTable[T any](before func(a, b *T) bool) *table[T] {
	return &table[T]{rows: map[string]*row[T]{}, before: before}
}

func (t *table[T]) get(key string) *T {
	if r := t.rows[key]; r != nil {
		return r.current
	}
	return nil
}

// put stores the value, keeping what was there before for keep.
func (t *table[T]) put(key string, value *T, now time.Time, keep time.Duration) {
	r := t.rows[key]
	if r == nil {
		r = &row[T]{}
		t.rows[key] = r
		r.current = value
		t.place(r)
		r.current = nil
	}
	r.remember(now, keep)
	r.current = value
}

// place inserts a row; it looks from the end, where new rows mostly belong.
func (t *table[T]) place(r *row[T]) {
	i := len(t.order)
	if t.before != nil {
		for i > 0 && t.before(r.current, t.order[i-1].latest()) {
			i--
		}
	}
	t.order = slices.Insert(t.order, i, r)
}

// latest is the value a row had last; every row has had one.
func (r *row[T]) latest() *T {
	if r.current != nil {
		return r.current
	}
	for _, s := range slices.Backward(r.past) {
		if s.value != nil {
			return s.value
		}
	}
	return nil
}

func (r *row[T]) remember(now time.Time, keep time.Duration) {
	if keep <= 0 {
		r.past = nil
		return
	}
	r.past = slices.DeleteFunc(r.past, func(s state[T]) bool { return s.until.Add(keep).Before(now) })
	r.past = append(r.past, state[T]{r.current, now})
}

func (t *table[T]) remove(key string, now time.Time, keep time.Duration) {
	r := t.rows[key]
	if r == nil {
		return
	}
	r.remember(now, keep)
	r.current = nil
	if len(r.past) > 0 {
		return
	}
	delete(t.rows, key)
	t.order = slices.DeleteFunc(t.order, func(o *row[T]) bool { return o == r })
}

// all yields the current values in order.
func (t *table[T]) all() iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for _, r := range t.order {
			if r.current != nil && !yield(r.current) {
				return
			}
		}
	}
}

// asOf yields the values as they were at a time, in order.
func (t *table[T]) asOf(moment time.Time) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for _, r := range t.order {
			if value := r.at(moment); value != nil && !yield(value) {
				return
			}
		}
	}
}

func (r *row[T]) at(moment time.Time) *T {
	for _, s := range r.past {
		if s.until.After(moment) {
			return s.value
		}
	}
	return r.current
}
