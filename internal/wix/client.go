package wix

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/sanitize"
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
	ahead            atomic.Int64 // how far the server's clock is ahead of ours, in nanoseconds
	limit            *limiter
	secrets          *sanitize.Secrets
	names            KeyedMutex
	made             sync.Map // ids of the contacts that creates returned
	begun            sync.Map // ids of the jobs that are known, or taken, for those of calls
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
		options: o, base: base,
		limit: newLimiter(o.RequestsPerMinute, o.Clock), secrets: o.Secrets,
	}
	c.secrets.Add(o.Credentials.secret())
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
func (c *Client) Site() string { return cmp.Or(c.options.Credentials.sites()...) }

// IsSite tells whether an id is that of the site, or of the app's instance there.
func (c *Client) IsSite(id string) bool {
	return id != "" && slices.ContainsFunc(c.options.Credentials.sites(), func(site string) bool { return strings.EqualFold(site, id) })
}

// Clock is the clock of the options.
func (c *Client) Clock() Clock { return c.options.Clock }

// call is one request to the API, and what it means for retries and error texts.
type call struct {
	method     string
	name       string   // what it does: "create a contact"
	permission string   // what a 403 lacks (contract 1.2)
	path       []string // segments, escaped one by one
	query      url.Values
	body       any
	// nonIdempotent: to repeat it after a lost answer is not safe.
	nonIdempotent bool
	// retriesSmallerPage: its caller repeats it after a 504, for a smaller page.
	retriesSmallerPage bool
	// anonymous: it goes out without the credential.
	anonymous bool
}

func newCall(method, name, permission string, path []string, more ...string) call {
	return call{method: method, name: name, permission: permission, path: append(slices.Clone(path), more...)}
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
	x := &exchange{call: in, client: c, started: c.options.Clock.Now()}
	request, err := c.request(ctx, in)
	if err != nil {
		return x, c.fail(in, &Error{Cause: err})
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
		return x, c.fail(in, x.transportError(ctx, err))
	}
	defer response.Body.Close()
	if response.StatusCode >= 300 {
		return x, c.fail(in, c.parseError(response, in.nonIdempotent))
	}
	return x, nil
}

// fail completes an error with what was asked for, and makes it fit to be shown.
func (c *Client) fail(in call, e *Error) *Error {
	if e.Operation == "" { // else a call further in has done so
		e.Operation, e.Permission = in.name, in.permission
		e.Host, e.Method, e.Path = c.base.Host, in.method, in.escaped()
	}
	return e.cleaned(c.secrets)
}

// undocumented is the error for a 200 in another form than the documented one.
func (x *exchange) undocumented(text string) *Error {
	return x.client.fail(x.call, &Error{Status: http.StatusOK, Lost: x.nonIdempotent, Cause: errors.New(text)})
}

func (c *Client) request(ctx context.Context, in call) (*retryablehttp.Request, error) {
	for _, segment := range in.path {
		if segment == "" || segment == "." || segment == ".." {
			return nil, fmt.Errorf("%q cannot be part of a request path", segment)
		}
	}
	u := *c.base
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

// observe learns the server's clock from the Date header of an answer.
func (c *Client) observe(h http.Header) {
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		c.ahead.Store(int64(date.Sub(c.options.Clock.Now())))
	}
}

// earliest is the time stamp, by the server's clock, of what was made at start by our
// clock: stamps and the Date header have whole seconds.
func (c *Client) earliest(start time.Time) time.Time {
	return start.Add(time.Duration(c.ahead.Load()) - 2*time.Second)
}

// isSince tells that a time stamp of the server is not before start.
func (c *Client) isSince(stamp string, start time.Time) bool {
	t, err := time.Parse(time.RFC3339, stamp)
	return err == nil && !t.Before(c.earliest(start))
}
