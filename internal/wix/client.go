package wix

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// Client calls the API of one site. It is safe for concurrent use.
type Client struct {
	base  *url.URL
	http  *retryablehttp.Client
	clock Clock
	skew  *skew
	limit *limiter
	names KeyedMutex
	made  sync.Map // ids of the contacts that creates returned
	sites []string

	retries int
}

// New makes a client. It sends nothing.
func New(o Options) (*Client, error) {
	base, err := ParseEndpoint(o.Endpoint)
	if err != nil {
		return nil, fmt.Errorf("endpoint: %w", err)
	}
	if o.Credentials == nil {
		return nil, errors.New("credentials are missing")
	}
	if err := o.Credentials.check(); err != nil {
		return nil, err
	}
	if o.Clock == nil {
		o.Clock = realClock{}
	}
	if o.RequestTimeout <= 0 {
		o.RequestTimeout = DefaultRequestTimeout
	}
	c := &Client{base: base, sites: o.Credentials.sites(), clock: o.Clock, skew: &skew{clock: o.Clock}, retries: o.MaxRetries}
	limit := newLimiter(o.RequestsPerMinute, o.Clock)
	c.limit = limit
	wire := c.wire(o, limit)
	c.http = retrying(o.Credentials.authorize(wire, c.tokenCaller(o, limit, wire), o.Clock), o, limit)
	return c, nil
}

// Site is the id of the site that the client acts on, or, where that is not known, of
// the app's instance there.
func (c *Client) Site() string { return c.sites[0] }

// IsSite tells whether an id is that of the site, or of the app's instance there.
func (c *Client) IsSite(id string) bool {
	return slices.ContainsFunc(c.sites, func(site string) bool { return strings.EqualFold(site, id) })
}

// wire is the part of the stack below authorization.
func (c *Client) wire(o Options, limit *limiter) http.RoundTripper {
	send := o.Transport
	if send == nil {
		send = http.DefaultTransport
	}
	send = buffer{next: send, timeout: o.RequestTimeout, skew: c.skew}
	send = concealed{next: send, secret: o.Credentials.secret()}
	send = logged{next: send, log: o.Log, clock: o.Clock}
	send = limited{next: send, limiter: limit}
	return identified{next: send, userAgent: o.UserAgent}
}

// operation says what a call means, for retries and for error texts.
type operation struct {
	name       string
	permission string // what a 403 lacks (contract 1.2)
	once       bool   // repeating it after a lost answer is not safe
	halved     bool   // its caller repeats it after a 504, for a smaller page
}

// writes tells that the operation needs more than a permission to look.
func (o operation) writes() bool {
	return o.permission != "" && !strings.HasSuffix(o.permission, ".VIEW)")
}

// call is one request to the API.
type call struct {
	operation
	method string
	path   []string // segments, escaped one by one
	query  url.Values
	body   any
}

// escaped is the path below the endpoint's.
func (in call) escaped() string {
	var out strings.Builder
	for _, segment := range in.path {
		out.WriteString("/" + url.PathEscape(segment))
	}
	return out.String()
}

// outcome is what the retries of one call learned on the way.
type outcome struct {
	operation
	started   time.Time // by our clock
	lost      bool      // an attempt may have been carried out unseen
	retries   int
	throttled int
	wait      time.Duration
}

type outcomeKey struct{}

// do sends a call and decodes its answer.
func do[T any](ctx context.Context, c *Client, in call) (T, *outcome, error) {
	var out T
	o := &outcome{operation: in.operation, started: c.clock.Now()}
	fail := func(e *Error) (T, *outcome, error) {
		return out, o, e.describe(in, c.base)
	}
	request, err := c.request(context.WithValue(ctx, outcomeKey{}, o), in)
	if err != nil {
		return fail(&Error{Cause: err})
	}
	response, err := c.http.Do(request)
	if err != nil {
		return fail(transportError(ctx, err, in.once, o))
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return fail(&Error{Cause: err, Lost: in.once})
	}
	switch {
	case in.method == http.MethodDelete && len(body) == 0 && (response.StatusCode == http.StatusOK || response.StatusCode == http.StatusNoContent):
		return out, o, nil
	case response.StatusCode != http.StatusOK:
		return fail(parseError(response, body, in.once))
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if err := decoder.Decode(&out); err != nil {
		return fail(&Error{Status: response.StatusCode, Cause: errors.New("the answer does not have the documented form"), Lost: in.once})
	}
	return out, o, nil
}

func (c *Client) request(ctx context.Context, in call) (*retryablehttp.Request, error) {
	u := *c.base
	for _, segment := range in.path {
		if segment == "" || segment == "." || segment == ".." {
			return nil, fmt.Errorf("%q cannot be part of a request path", segment)
		}
	}
	u.RawPath = strings.TrimSuffix(u.EscapedPath(), "/") + in.escaped()
	u.Path, _ = url.PathUnescape(u.RawPath)
	u.RawQuery = in.query.Encode()
	var body any
	if in.body != nil {
		encoded, err := json.Marshal(in.body)
		if err != nil {
			return nil, err
		}
		body = encoded
	}
	request, err := retryablehttp.NewRequestWithContext(ctx, in.method, u.String(), body)
	if err != nil {
		return nil, err
	}
	if in.body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	return request, nil
}

// skew estimates the server's clock from the Date headers of its answers.
type skew struct {
	mu     sync.Mutex
	clock  Clock
	offset time.Duration
}

func (s *skew) observe(h http.Header) {
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		s.mu.Lock()
		s.offset = date.Sub(s.clock.Now())
		s.mu.Unlock()
	}
}

// server turns a time of our clock into one of the server's.
func (s *skew) server(t time.Time) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return t.Add(s.offset)
}

// Clock is the clock of the options.
func (c *Client) Clock() Clock { return c.clock }
