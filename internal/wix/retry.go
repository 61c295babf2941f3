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
)

const (
	firstBackoff = 500 * time.Millisecond
	maxBackoff   = 60 * time.Second
	// A throttled call waits together with all others and is not at fault:
	// it may be repeated this many times more often than a failing one.
	throttleFactor = 4
)

// checkRetry decides after each attempt (contract 1.5). It is a
// [retryablehttp.CheckRetry].
func (x *exchange) checkRetry(ctx context.Context, response *http.Response, err error) (bool, error) {
	if err == nil && response.StatusCode < 400 {
		return false, nil // an answer counts, even when the context has ended since
	}
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	most := x.client.options.MaxRetries
	switch {
	case err == nil && response.StatusCode == http.StatusTooManyRequests:
		if quota(peek(response)) || x.throttled >= most*throttleFactor {
			return false, nil
		}
		x.client.limit.pause(retryAfter(response, x.client.options.Clock.Now(), x.throttled)) // all calls wait
		x.throttled++
		return true, nil
	case errors.Is(err, errTooLarge):
		x.lost = true
		return false, nil
	case err != nil && permanent(err):
		return false, nil
	case err == nil && response.StatusCode == http.StatusGatewayTimeout && x.retriesSmallerPage:
		return false, nil
	case err != nil && neverSent(err):
	case err != nil || retryableStatus(response.StatusCode):
		x.lost = true
		if x.nonIdempotent {
			return false, nil
		}
	default:
		return false, nil
	}
	x.retries++
	return x.retries <= most, nil
}

// backoff is how long to wait before the next attempt. It is a [retryablehttp.Backoff].
func (x *exchange) backoff(_, _ time.Duration, _ int, response *http.Response) time.Duration {
	wait := backoff(x.retries - 1)
	switch {
	case response != nil && response.StatusCode == http.StatusTooManyRequests:
		return 0 // the limiter holds it back
	case response != nil:
		wait = retryAfter(response, x.client.options.Clock.Now(), x.retries-1)
	}
	return min(wait, x.client.options.RetryWaitMax)
}

// retryableStatus tells the statuses that may go away by themselves: every 5xx, those
// of gateways included, but 501 (contract 1.5, 2.2).
func retryableStatus(status int) bool {
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

// neverSent tells errors met before the request was written.
func neverSent(err error) bool {
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
		d = min(maxBackoff, firstBackoff<<max(0, n))
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
