package emulator

import (
	"net/http"
	"sync"
	"time"
)

// bucket lets through perMinute requests at once and then as many as refill
// over time (contract 1.4). The zero perMinute lets everything through.
type bucket struct {
	perMinute int

	mu     sync.Mutex
	tokens float64
	last   time.Time
}

func (b *bucket) take(now time.Time) bool {
	if b.perMinute <= 0 {
		return true
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.last.IsZero() {
		b.tokens = float64(b.perMinute)
	} else if gone := now.Sub(b.last); gone > 0 {
		b.tokens = min(float64(b.perMinute), b.tokens+gone.Minutes()*float64(b.perMinute))
	}
	b.last = now
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}

// throttled is the 429 of the rate limit: a message only, unlike the quota's
// (contract 11, row 30).
func throttled(sw Switches) *apiError {
	e := plain(http.StatusTooManyRequests, "Too many requests")
	if sw.RetryAfter != "off" {
		e.header = http.Header{"Retry-After": {"1"}}
	}
	return e
}
