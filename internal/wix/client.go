package wix

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
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
	// Labels and Fields are the calls for labels and for extended fields.
	Labels Collection[Label]
	Fields Collection[Field]

	options Options
	base    *url.URL
	// open sends requests as they are, authorized adds the credential.
	open, authorized *http.Client
	clock            Clock
	skew             *skew
	limit            *limiter
	secrets          *secrets
	names            KeyedMutex
	made             sync.Map // ids of the contacts that creates returned
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
	o = o.withDefaults()
	c := &Client{
		options: o, base: base, clock: o.Clock, skew: &skew{clock: o.Clock},
		limit: newLimiter(o.RequestsPerMinute, o.Clock), secrets: &secrets{all: []string{o.Credentials.secret()}},
	}
	wire := wire{c}
	c.open, c.authorized = httpClient(wire), httpClient(o.Credentials.authorize(wire, c))
	c.Labels, c.Fields = Collection[Label]{Labels, c}, Collection[Field]{Fields, c}
	return c, nil
}

func httpClient(transport http.RoundTripper) *http.Client {
	return &http.Client{
		Transport: transport,
		// The API does not redirect, and a credential must not follow one.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Site is the id of the site that the client acts on, or, where that is not known, of
// the app's instance there.
func (c *Client) Site() string { return c.options.Credentials.sites()[0] }

// IsSite tells whether an id is that of the site, or of the app's instance there.
func (c *Client) IsSite(id string) bool {
	return slices.ContainsFunc(c.options.Credentials.sites(), func(site string) bool { return strings.EqualFold(site, id) })
}

// Clock is the clock of the options.
func (c *Client) Clock() Clock { return c.clock }

// operation says what a call means, for retries and for error texts.
type operation struct {
	name       string
	permission string // what a 403 lacks (contract 1.2)
	// nonIdempotent: to repeat it after a lost answer is not safe.
	nonIdempotent bool
	// retriesSmallerPage: its caller repeats it after a 504, for a smaller page.
	retriesSmallerPage bool
	// anonymous: it goes out without the credential.
	anonymous bool
}

// call is one request to the API.
type call struct {
	operation
	method string
	path   []string // segments, escaped one by one
	query  url.Values
	body   any
}

// writes tells a request that changes something: it needs more than a permission to
// look.
func (in call) writes() bool {
	return in.method != http.MethodGet && in.permission != "" && !strings.HasSuffix(in.permission, ".VIEW)")
}

// escaped is the path below the endpoint's.
func (in call) escaped() string {
	var out strings.Builder
	for _, segment := range in.path {
		out.WriteString("/" + url.PathEscape(segment))
	}
	return out.String()
}

// exchange is a call with its answer, and what its repeats learned on the way.
type exchange struct {
	call
	client    *Client
	started   time.Time // by our clock
	lost      bool      // an attempt may have been carried out unseen
	retries   int
	throttled int
	// members are those of the answer's object, raw is the answer.
	members map[string]json.RawMessage
	raw     json.RawMessage
}

// writing marks the context of a request that changes something.
type writing struct{}

// do sends a call and repeats it by the rules of contract 1.5.
func (c *Client) do(ctx context.Context, in call) (*exchange, error) {
	x := &exchange{call: in, client: c, started: c.clock.Now()}
	request, err := c.request(ctx, in)
	if err != nil {
		return x, x.fail(&Error{Cause: err})
	}
	request.SetResponseHandler(x.read)
	sender := retryablehttp.Client{
		HTTPClient: c.authorized,
		RetryMax:   c.options.MaxRetries * (1 + throttleFactor),
		CheckRetry: x.checkRetry, Backoff: x.backoff, ErrorHandler: retryablehttp.PassthroughErrorHandler,
	}
	if in.anonymous {
		sender.HTTPClient = c.open
	}
	response, err := sender.Do(request)
	if err != nil {
		return x, x.fail(x.transportError(ctx, err))
	}
	defer response.Body.Close()
	if response.StatusCode >= 300 {
		return x, x.fail(parseError(response, peek(response), in.nonIdempotent))
	}
	return x, nil
}

// fail completes an error with what was asked for, and makes it fit to be shown.
func (x *exchange) fail(e *Error) *Error {
	if e.Operation == "" { // else a call further in has done so
		e.Operation, e.Permission = x.name, x.permission
		e.Host, e.Method, e.Path = x.client.base.Host, x.method, x.escaped()
	}
	return e.cleaned(x.client.secrets)
}

// undocumented is the error for a 200 in another form than the documented one.
func (x *exchange) undocumented(text string) *Error {
	return x.fail(&Error{Status: http.StatusOK, Lost: x.nonIdempotent, Cause: errors.New(text)})
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
	if in.writes() {
		ctx = context.WithValue(ctx, writing{}, true)
	}
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
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", c.options.UserAgent)
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
