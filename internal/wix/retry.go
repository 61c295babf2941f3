package wix

import (
	"context"
	"crypto/tls"
	"errors"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

const (
	firstBackoff = 500 * time.Millisecond
	maxBackoff   = 60 * time.Second
	// A throttled call waits together with all others and is not at fault:
	// it may be repeated this many times more often than a failing one.
	throttleFactor = 4
)

// retrying puts the retry rules of contract 1.5 over a transport. The library
// waits with a timer of its own, so it is told to wait for nothing and the
// injected clock does the waiting between CheckRetry and the next attempt.
func retrying(next http.RoundTripper, o Options, limit *limiter) *retryablehttp.Client {
	client := retryablehttp.NewClient()
	client.HTTPClient = &http.Client{
		Transport: next,
		// The API does not redirect, and a credential must not follow one.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	client.Logger = nil
	client.RetryMax = o.MaxRetries * (1 + throttleFactor)
	client.ErrorHandler = retryablehttp.PassthroughErrorHandler
	client.Backoff = func(time.Duration, time.Duration, int, *http.Response) time.Duration { return 0 }
	client.CheckRetry = func(ctx context.Context, response *http.Response, err error) (bool, error) {
		return checkRetry(ctx, response, err, o.MaxRetries, limit)
	}
	client.PrepareRetry = func(r *http.Request) error {
		return o.Clock.Sleep(r.Context(), outcomeOf(r.Context()).wait)
	}
	return client
}

func outcomeOf(ctx context.Context) *outcome {
	if o, ok := ctx.Value(outcomeKey{}).(*outcome); ok {
		return o
	}
	return &outcome{}
}

func checkRetry(ctx context.Context, response *http.Response, err error, most int, limit *limiter) (bool, error) {
	if err == nil && response.StatusCode < 400 {
		return false, nil // an answer counts, even when the context has ended since
	}
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	o := outcomeOf(ctx)
	o.wait = 0
	switch {
	case err == nil && response.StatusCode == http.StatusTooManyRequests:
		if quota(peek(response)) || o.throttled >= most*throttleFactor {
			return false, nil
		}
		limit.pause(retryAfter(response, limit.clock.Now(), o.throttled))
		o.throttled++
		return true, nil
	case errors.Is(err, errTooLarge):
		o.lost = true
		return false, nil
	case err != nil && permanent(err):
		return false, nil
	case err == nil && response.StatusCode == http.StatusGatewayTimeout && o.halved:
		return false, nil
	case err != nil && unsent(err):
	case err != nil || passing(response.StatusCode):
		o.lost = true
		if o.once {
			return false, nil
		}
	default:
		return false, nil
	}
	if o.retries >= most {
		return false, nil
	}
	o.wait = backoff(o.retries)
	if response != nil {
		o.wait = retryAfter(response, limit.clock.Now(), o.retries)
	}
	o.retries++
	return true, nil
}

// passing tells the statuses that may go away by themselves: every 5xx, those of
// gateways included, but 501 (contract 1.5, 2.2).
func passing(status int) bool {
	return status >= http.StatusInternalServerError && status != http.StatusNotImplemented
}

// quota tells a 429 that no waiting cures (contract 2.3): FIELDS_QUOTA_EXCEEDED
// and its like.
func quota(body []byte) bool {
	var e envelope
	return e.parse(body) && strings.Contains(e.Details.ApplicationError.Code, "QUOTA")
}

// permanent tells transport errors that every repeat would meet again.
func permanent(err error) bool {
	var api *Error
	var certificate *tls.CertificateVerificationError
	return errors.As(err, &api) || errors.As(err, &certificate)
}

// unsent tells errors met before the request was written.
func unsent(err error) bool {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" {
		return true
	}
	var dns *net.DNSError
	return errors.As(err, &dns) || errors.Is(err, syscall.ECONNREFUSED)
}

// backoff is the wait before repeat n, counted from 0: exponential, capped, with
// jitter over its upper half.
func backoff(n int) time.Duration {
	d := maxBackoff
	if n < 7 {
		d = min(maxBackoff, firstBackoff<<n)
	}
	return d/2 + rand.N(d/2+1)
}

// retryAfter is what the server asks for, within reason, else backoff. It may be
// seconds, or a moment by the server's clock (RFC 9110, 10.2.3).
func retryAfter(response *http.Response, now time.Time, n int) time.Duration {
	value := response.Header.Get("Retry-After")
	seconds, err := strconv.Atoi(value)
	if moment, dateErr := http.ParseTime(value); dateErr == nil {
		if date, err := http.ParseTime(response.Header.Get("Date")); err == nil {
			now = date
		}
		left := min(maxBackoff, moment.Sub(now))
		seconds, err = int((max(0, left)+time.Second-1)/time.Second), nil
	}
	if err != nil || seconds < 0 {
		return backoff(n)
	}
	seconds = min(seconds, int(maxBackoff/time.Second))
	return time.Duration(seconds)*time.Second + rand.N(firstBackoff)
}
