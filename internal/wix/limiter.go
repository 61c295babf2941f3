package wix

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// maxBurst is how many requests may go out at once: what Terraform runs in
// parallel by default.
const maxBurst = 10

// limiter spreads requests over time. The burst is taken off the rate, so that
// no window of one minute ever holds more than the configured number.
type limiter struct {
	clock     Clock
	bucket    *rate.Limiter
	perMinute int // 0 for no limit

	mu      sync.Mutex
	until   time.Time     // everyone waits until then after the server throttled
	waiting int           // requests that wait now
	since   time.Time     // when the first of them began to
	waited  time.Duration // how long some request waited before that
}

// Waits tells how much the limit has held requests back.
type Waits struct {
	// Total is for how long at least one request waited.
	Total time.Duration
	// Waiting is how many wait now.
	Waiting int
	// PerMinute is the configured limit, 0 for none.
	PerMinute int
}

// Waits tells how much the limit has held requests back so far.
func (c *Client) Waits() Waits {
	l := c.limit
	l.mu.Lock()
	defer l.mu.Unlock()
	w := Waits{Total: l.waited, Waiting: l.waiting, PerMinute: l.perMinute}
	if l.waiting > 0 {
		w.Total += l.clock.Now().Sub(l.since)
	}
	return w
}

// sleep waits for d and counts it.
func (l *limiter) sleep(ctx context.Context, d time.Duration) error {
	l.count(1)
	defer l.count(-1)
	return l.clock.Sleep(ctx, d)
}

func (l *limiter) count(one int) {
	now := l.clock.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.waiting == 0 {
		l.since = now
	}
	if l.waiting += one; l.waiting == 0 {
		l.waited += now.Sub(l.since)
	}
}

func newLimiter(perMinute int, clock Clock) *limiter {
	limit, burst := rate.Inf, max(1, min(maxBurst, perMinute/20))
	if perMinute > 0 {
		limit = rate.Limit(float64(max(1, perMinute-burst)) / 60)
	}
	return &limiter{clock: clock, perMinute: perMinute, bucket: rate.NewLimiter(limit, burst)}
}

// wait returns when a request may be sent, or when the context ends. A turn that
// falls into a pause is given up for a later one, so that those whom the pause
// held back do not all rush in at its end.
func (l *limiter) wait(ctx context.Context) error {
	for mine := false; ; {
		now := l.clock.Now()
		d := l.paused().Sub(now)
		switch {
		case d > 0:
			mine = false
		case mine:
			return ctx.Err()
		default:
			d, mine = l.bucket.ReserveN(now, 1).DelayFrom(now), true
		}
		if d > 0 {
			if err := l.sleep(ctx, d); err != nil {
				return err
			}
		}
	}
}

func (l *limiter) paused() time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.until
}

// pause holds back every request for d.
func (l *limiter) pause(d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if until := l.clock.Now().Add(d); until.After(l.until) {
		l.until = until
	}
}
