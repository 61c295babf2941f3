package emulator

import (
	"errors"
	"sync"
	"time"
)

// Clock is a clock that can be moved from outside: by hand, or through the
// control surface of a Server that runs on it (Options.Clock). It is safe for
// concurrent use.
type Clock struct {
	mu sync.Mutex
	at time.Time
	// since is the real time at which the clock was at, for one that runs.
	since time.Time
	runs  bool
}

// NewClock makes a clock that stands still until it is moved.
func NewClock(at time.Time) *Clock { return &Clock{at: at} }

// NewRunningClock makes a clock that runs with the real one, from the real
// time on, and can be moved forward.
func NewRunningClock() *Clock {
	now := time.Now()
	return &Clock{at: now, since: now, runs: true}
}

// Now is the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now()
}

func (c *Clock) now() time.Time {
	if c.runs {
		return c.at.Add(time.Since(c.since))
	}
	return c.at
}

// Runs reports whether the clock moves by itself.
func (c *Clock) Runs() bool { return c.runs }

var errBackwards = errors.New("the clock does not go back")

// Set moves the clock forward to a time. Going back is an error.
func (c *Clock) Set(to time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if to.Before(c.now()) {
		return errBackwards
	}
	c.at, c.since = to, time.Now()
	return nil
}

// Advance moves the clock forward by a span. A negative one is an error.
func (c *Clock) Advance(by time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if by < 0 {
		return errBackwards
	}
	c.at = c.at.Add(by)
	return nil
}
