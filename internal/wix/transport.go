package wix

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"time"
)

const (
	// maxBody bounds an answer. A page that is larger is asked for again with fewer
	// objects.
	maxBody = 8 << 20
	// grace is how long a write that is under way may still take when its caller is
	// cancelled: giving it up does not undo it, and loses the id of what it made.
	grace = time.Second
)

var errTooLarge = errors.New("the answer is larger than it may be")

// wire carries each attempt of each call: it waits for the shared budget, bounds time
// and size, reads the answer whole, so that a cut body is an error of the attempt, and
// logs one line without bodies, queries and credentials.
type wire struct{ *Client }

func (w wire) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := w.limit.wait(r.Context()); err != nil {
		return nil, err
	}
	start := w.options.Clock.Now()
	response, err := w.attempt(r)
	if w.options.Log == nil {
		return response, err
	}
	fields := map[string]any{
		"method":      r.Method,
		"path":        w.secrets.Text(r.URL.EscapedPath()),
		"duration_ms": w.options.Clock.Now().Sub(start).Milliseconds(),
	}
	if err != nil {
		fields["error"] = w.secrets.Text(plain(err).Error())
	} else {
		fields["status"] = response.StatusCode
		fields["request_id"] = w.secrets.ID(response.Header.Get(requestIDHeader))
	}
	w.options.Log(r.Context(), "Wix API request", fields)
	return response, err
}

func (w wire) attempt(r *http.Request) (*http.Response, error) {
	ctx, cancel := w.bounded(r.Context())
	defer cancel()
	response, err := w.options.Transport.RoundTrip(r.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	w.observe(response.Header)
	body, err := io.ReadAll(io.LimitReader(response.Body, maxBody+1))
	switch {
	case err != nil:
		return nil, err
	case len(body) > maxBody:
		return nil, errTooLarge
	}
	response.Body, response.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return response, nil
}

// bounded is the context of one attempt: a read ends with its caller, a write that
// has begun a little later.
func (w wire) bounded(caller context.Context) (context.Context, context.CancelFunc) {
	if caller.Err() != nil || caller.Value(writing{}) == nil {
		return context.WithTimeout(caller, w.options.RequestTimeout)
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(caller), w.options.RequestTimeout)
	stop := context.AfterFunc(caller, func() { time.AfterFunc(grace, cancel) })
	return ctx, func() { stop(); cancel() }
}

// peek returns the body of an answer that wire has read, and leaves it to be read
// again.
func peek(response *http.Response) []byte {
	body, _ := io.ReadAll(response.Body)
	response.Body = io.NopCloser(bytes.NewReader(body))
	return body
}
