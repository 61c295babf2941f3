package probe

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/sanitize"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
	"golang.org/x/time/rate"
)

const (
	// burst is how many requests may go out at once. It is taken off the rate, so that no
	// minute holds more than the limit of a site (contract 1.4).
	burst = 10
	// MostRequests bounds a run, removing included.
	MostRequests = 299
	// mostAsking leaves enough of them to remove what was made.
	mostAsking = 255

	mostAttempts = 3
	// mostSilence ends the questions, and not the removal of what was made.
	mostSilence    = 10
	requestTimeout = 30 * time.Second
	longestPause   = time.Minute
	mostBody       = 16 << 20
)

var (
	errBudget  = errors.New("the budget of requests is used up")
	errSilence = errors.New("the site no longer answers as the API does")
)

// request is a call of the API, or of the token endpoint.
type request struct {
	// operation names the call as the printed examples do; "" is not recorded.
	operation    string
	method, path string
	query        url.Values
	body         any
	// repeatable tells that a second time does no harm where the answer is lost.
	repeatable bool
	// anonymous goes without a credential, badToken with one that nobody issued.
	anonymous, badToken bool
}

// client sends requests, and hides nothing of the answers.
type client struct {
	base       *url.URL
	credential Credential
	transport  http.RoundTripper
	clock      wix.Clock
	limit      *rate.Limiter
	secrets    *sanitize.Secrets
	recorder   recorder
	userAgent  string

	token       string
	tokenAnswer *answer
	sent, most  int
	// silent counts the attempts in a row to which the API did not answer. After mostSilent
	// nothing is sent any more.
	silent, mostSilent int
}

// send sends a request, and again where that is safe and may help. Ending the context keeps
// requests from being sent, and never cuts one off: what it makes must become known.
func (c *client) send(ctx context.Context, r request) *answer {
	reached, unsure := false, false
	for attempt := 1; ; attempt++ {
		a := c.once(ctx, r)
		reached = reached || a.reached
		a.attempts, a.reached, a.unsure = attempt, reached, unsure
		unsure = unsure || reached && a.lost()
		again := a.throttled() || r.repeatable && a.lost()
		if a.status == http.StatusUnauthorized && c.token != "" && attempt == 1 && !r.badToken {
			c.token, again = "", true
		}
		if !again || attempt == mostAttempts || errors.Is(a.err, errBudget) || errors.Is(a.err, errSilence) {
			return a
		}
		if err := c.clock.Sleep(ctx, time.Duration(attempt)*time.Second); err != nil {
			return a
		}
	}
}

func (c *client) once(ctx context.Context, r request) *answer {
	a := &answer{method: r.method, path: r.path}
	if a.err = c.turn(ctx); a.err != nil {
		return a
	}
	in, err := c.build(ctx, r)
	if err != nil {
		a.err = err
		return a
	}
	if !r.anonymous && !r.badToken {
		if failed := c.authorize(ctx, in.Header); failed != nil {
			a.err = fmt.Errorf("no access token: %s", failed.outcome())
			return a
		}
	}
	if r.badToken {
		in.Header.Set("Authorization", "Bearer wix-probe-not-a-token")
		if !c.credential.isApp() {
			in.Header.Set("wix-site-id", c.credential.SiteID)
		}
	}
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), requestTimeout)
	defer cancel()
	a.began, a.reached = c.clock.Now(), true
	c.exchange(in.WithContext(bounded), a)
	a.ended = c.clock.Now()
	c.silent++
	if !a.lost() && (a.body.isObject() || a.status == http.StatusNoContent) && (a.status != http.StatusUnauthorized || r.badToken) {
		c.silent = 0
	}
	c.recorder.add(r, a)
	return a
}

// turn waits until the next request may be sent.
func (c *client) turn(ctx context.Context) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case c.sent >= c.most:
		return errBudget
	case c.silent >= c.mostSilent:
		return errSilence
	}
	now := c.clock.Now()
	if wait := c.limit.ReserveN(now, 1).DelayFrom(now); wait > 0 {
		if err := c.clock.Sleep(ctx, wait); err != nil {
			return err
		}
	}
	c.sent++
	return nil
}

// rest waits until a burst of requests can go out without waiting, so that the limit does
// not stand between a write and the look at it.
func (c *client) rest(ctx context.Context) error {
	return c.clock.Sleep(ctx, time.Duration(float64(burst)/float64(c.limit.Limit())*float64(time.Second)))
}

func (c *client) build(ctx context.Context, r request) (*http.Request, error) {
	target := c.base.JoinPath(r.path)
	target.RawQuery = r.query.Encode()
	var body io.Reader
	if r.body != nil {
		raw, err := json.Marshal(r.body)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(raw)
	}
	in, err := http.NewRequestWithContext(ctx, r.method, target.String(), body)
	if err != nil {
		return nil, err
	}
	if body != nil {
		in.Header.Set("Content-Type", "application/json")
	}
	in.Header.Set("Accept", "application/json")
	in.Header.Set("User-Agent", c.userAgent)
	return in, nil
}

// exchange carries a request out, and reads its answer whole.
func (c *client) exchange(in *http.Request, a *answer) {
	response, err := c.transport.RoundTrip(in)
	if err != nil {
		a.err = err
		return
	}
	defer func() { _ = response.Body.Close() }()
	raw, err := io.ReadAll(io.LimitReader(response.Body, mostBody+1))
	switch {
	case err != nil:
		a.err = fmt.Errorf("the answer broke off: %w", err)
		return
	case len(raw) > mostBody:
		a.err = errors.New("the answer is larger than 16 MiB")
		return
	}
	a.status, a.requestID, a.body = response.StatusCode, response.Header.Get("X-Wix-Request-Id"), parse(raw)
	if a.throttled() {
		c.pause(response.Header.Get("Retry-After"))
	}
}

// pause empties the budget for as long as the site asks for, in seconds.
func (c *client) pause(retryAfter string) {
	seconds, err := strconv.Atoi(strings.TrimSpace(retryAfter))
	if err != nil || seconds < 1 {
		seconds = 5
	}
	wait := min(time.Duration(seconds)*time.Second, longestPause)
	now := c.clock.Now()
	for c.limit.ReserveN(now, 1).DelayFrom(now) < wait {
		continue
	}
}

// outcome tells in a few words what came of a request.
func (a *answer) outcome() string {
	switch {
	case a.err != nil:
		return a.err.Error()
	case a.code() != "":
		return fmt.Sprintf("%d %s", a.status, a.code())
	case !a.body.isObject():
		return fmt.Sprintf("%d and no JSON object", a.status)
	}
	return fmt.Sprint(a.status)
}
