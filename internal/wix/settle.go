package wix

import (
	"context"
	"time"
)

// settled sends a write that must not be carried out twice (contract 1.5). When its
// answer is lost, look gives what the write made; nothing where it was not carried out,
// and then it is sent again, up to the given number of attempts; or an error, which is
// the lost one where it cannot be told.
func settled[T any](ctx context.Context, c *Client, attempts int, send func() (*T, error), look func(lost error) (*T, error)) (*T, error) {
	for n := 1; ; n++ {
		out, lost := send()
		if !IsLost(lost) || ctx.Err() != nil {
			return out, lost
		}
		if c.options.Clock.Sleep(ctx, backoff(n)) != nil {
			return nil, lost
		}
		switch found, err := look(lost); {
		case found != nil || err != nil:
			return found, err
		case n == attempts:
			return nil, lost
		}
	}
}

// lookups are the waits before each look for what may have just been made: queries lag
// behind writes (contract 11, row 26).
var lookups = []time.Duration{0, 1500 * time.Millisecond, 3500 * time.Millisecond}

// lookUp looks for what may have just been made until there is something, or nil.
func lookUp[T any](ctx context.Context, c *Client, look func() (*T, error)) (*T, error) {
	for _, wait := range lookups {
		if err := c.options.Clock.Sleep(ctx, wait); err != nil {
			return nil, err
		}
		if found, err := look(); found != nil || err != nil {
			return found, err
		}
	}
	return nil, nil
}
