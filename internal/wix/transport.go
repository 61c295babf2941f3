package wix

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"
)

const (
	// maxBody bounds an answer: a page of 1,000 contacts with everything on them
	// stays far below it.
	maxBody = 64 << 20
	// grace is how long a write that is under way may still take when its caller is
	// cancelled: giving it up does not undo it, and loses the id of what it made.
	grace = time.Second
)

var (
	errTooLarge = errors.New("the answer is larger than 64 MiB")
	// ErrNotJSON is met where something other than the API answers with status 200.
	ErrNotJSON = errors.New("the answer is not JSON")
)

// identified says who asks.
type identified struct {
	next      http.RoundTripper
	userAgent string
}

func (t identified) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Accept", "application/json")
	r.Header.Set("User-Agent", t.userAgent)
	return t.next.RoundTrip(r)
}

// logged writes one line per attempt: no bodies, no query, no credentials.
type logged struct {
	next  http.RoundTripper
	log   func(context.Context, string, map[string]any)
	clock Clock
}

func (t logged) RoundTrip(r *http.Request) (*http.Response, error) {
	if t.log == nil {
		return t.next.RoundTrip(r)
	}
	start := t.clock.Now()
	response, err := t.next.RoundTrip(r)
	fields := map[string]any{
		"method":      r.Method,
		"path":        r.URL.Path,
		"duration_ms": t.clock.Now().Sub(start).Milliseconds(),
	}
	if err != nil {
		fields["error"] = readable(plain(err).Error())
	} else {
		fields["status"] = response.StatusCode
		fields["request_id"] = readable(response.Header.Get(requestIDHeader))
	}
	t.log(r.Context(), "Wix API request", fields)
	return response, err
}

// buffer reads an answer whole, so that a cut body is an error of the attempt
// and is subject to the retry rules like any other.
type buffer struct {
	next    http.RoundTripper
	timeout time.Duration
	skew    *skew
}

func (t buffer) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := t.attempt(r)
	defer cancel()
	response, err := t.next.RoundTrip(r.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	t.skew.observe(response.Header)
	body, err := io.ReadAll(io.LimitReader(response.Body, maxBody+1))
	switch {
	case err != nil:
		return nil, err
	case len(body) > maxBody:
		return nil, errTooLarge
	case response.StatusCode == http.StatusOK && !json.Valid(body) && (len(body) > 0 || r.Method != http.MethodDelete):
		return nil, ErrNotJSON
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	response.ContentLength = int64(len(body))
	return response, nil
}

// attempt is the context of one attempt: a read ends with its caller, a write that
// has begun a little later.
func (t buffer) attempt(r *http.Request) (context.Context, context.CancelFunc) {
	caller := r.Context()
	if caller.Err() != nil || r.Method == http.MethodGet || !outcomeOf(caller).writes() {
		return context.WithTimeout(caller, t.timeout)
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(caller), t.timeout)
	stop := context.AfterFunc(caller, func() { time.AfterFunc(grace, cancel) })
	return ctx, func() { stop(); cancel() }
}

// peek returns the body of an answer that buffer has read, and leaves it to be
// read again.
func peek(response *http.Response) []byte {
	body, _ := io.ReadAll(response.Body)
	response.Body = io.NopCloser(bytes.NewReader(body))
	return body
}
