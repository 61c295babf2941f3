package wix

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"golang.org/x/oauth2"
)

// Credentials are an [APIKey] or an [App] (contract 1.2).
type Credentials interface {
	check() error
	// secret is what must not be repeated.
	secret() string
	// sites are the ids of the site: its own, and that of the app's instance there.
	sites() []string
	// authorize puts the credential on each request that passes to next.
	authorize(next http.RoundTripper, token tokenFunc, clock Clock) http.RoundTripper
}

// APIKey is an account's key and the GUID of the site that it acts on.
type APIKey struct {
	Key    string
	SiteID string
}

func (k APIKey) check() error {
	return errors.Join(checkHeaderValue("the API key", k.Key), checkHeaderValue("the site id", k.SiteID))
}

func (k APIKey) secret() string { return k.Key }

func (k APIKey) sites() []string { return []string{k.SiteID} }

func (k APIKey) authorize(next http.RoundTripper, _ tokenFunc, _ Clock) http.RoundTripper {
	return roundTripper(func(r *http.Request) (*http.Response, error) {
		r = r.Clone(r.Context())
		r.Header.Set("Authorization", k.Key)
		r.Header.Set("wix-site-id", k.SiteID)
		return next.RoundTrip(r)
	})
}

// App is an app's OAuth client credentials and the instance, that is the site,
// that it acts on.
type App struct {
	ID         string
	Secret     string
	InstanceID string
	// SiteID is the id of the site itself, "" if it is not known. It is not sent.
	SiteID string
}

func (a App) check() error {
	return errors.Join(checkHeaderValue("the app id", a.ID), checkHeaderValue("the app secret", a.Secret),
		checkHeaderValue("the instance id", a.InstanceID))
}

func (a App) secret() string { return a.Secret }

func (a App) sites() []string {
	if a.SiteID == "" {
		return []string{a.InstanceID}
	}
	return []string{a.SiteID, a.InstanceID}
}

func (a App) authorize(next http.RoundTripper, token tokenFunc, clock Clock) http.RoundTripper {
	fetch := func(ctx context.Context) (*oauth2.Token, error) { return token(ctx, a) }
	return &bearer{next: next, clock: clock, fetch: fetch, turn: make(chan struct{}, 1)}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// renewEarly is how long before its expiry a token is renewed.
const renewEarly = 5 * time.Minute

type tokenFunc func(context.Context, App) (*oauth2.Token, error)

// bearer carries an access token, fetched when needed and renewed before it
// expires and once after a 401. The library's own reuse of tokens goes by the
// real clock and waits for a fetch without regard to the caller's context.
type bearer struct {
	next  http.RoundTripper
	clock Clock
	fetch func(context.Context) (*oauth2.Token, error)

	turn chan struct{} // held while looking at have, or fetching it
	have *oauth2.Token
}

func (b *bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	token, err := b.token(r.Context(), "")
	if err != nil {
		return nil, err
	}
	response, err := b.send(r, token)
	if err != nil || response.StatusCode != http.StatusUnauthorized {
		return response, err
	}
	if token, err = b.token(r.Context(), token); err != nil {
		return nil, err
	}
	again := r.Clone(r.Context())
	if r.GetBody != nil {
		if again.Body, err = r.GetBody(); err != nil {
			return nil, err
		}
	}
	return b.send(again, token)
}

func (b *bearer) send(r *http.Request, token string) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", token)
	return b.next.RoundTrip(r)
}

// token returns a valid token that is not the refused one. Calls that need one at
// the same time wait for a single fetch, as do those refused with one token.
func (b *bearer) token(ctx context.Context, refused string) (string, error) {
	select {
	case b.turn <- struct{}{}:
		defer func() { <-b.turn }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	if b.have == nil || b.have.AccessToken == refused || b.old() {
		fresh, err := b.fetch(ctx)
		if err != nil {
			return "", err
		}
		b.have = fresh
	}
	return b.have.AccessToken, nil
}

// old tells that the token expires soon; one without an expiry never does.
func (b *bearer) old() bool {
	return !b.have.Expiry.IsZero() && !b.clock.Now().Before(b.have.Expiry.Add(-renewEarly))
}

var opToken = operation{name: "get an access token"}

// tokenCaller returns the call to /oauth2/token, over a stack of its own that
// adds no credential. The library's client-credentials flow cannot be used: it
// sends a form, and Wix wants JSON with an instance id.
func (c *Client) tokenCaller(o Options, limit *limiter, wire http.RoundTripper) tokenFunc {
	plain := &Client{base: c.base, http: retrying(wire, o, limit), clock: c.clock, skew: c.skew}
	return func(ctx context.Context, a App) (*oauth2.Token, error) {
		answer, _, err := do[tokenAnswer](ctx, plain, call{
			operation: opToken,
			method:    http.MethodPost,
			path:      []string{"oauth2", "token"},
			body: map[string]string{
				"grant_type":    "client_credentials",
				"client_id":     a.ID,
				"client_secret": a.Secret,
				"instance_id":   a.InstanceID,
			},
		})
		if err != nil {
			return nil, err
		}
		// One client met the answer as a string in a body member (contract 1.2).
		if answer.Body != "" {
			_ = json.Unmarshal([]byte(answer.Body), &answer)
		}
		token := strings.TrimSpace(answer.AccessToken)
		if token == "" || checkHeaderValue("the token", token) != nil {
			return nil, (&Error{Status: http.StatusOK, Cause: errors.New("the answer holds no usable access token")}).
				describe(call{operation: opToken}, c.base)
		}
		out := &oauth2.Token{AccessToken: token}
		if answer.ExpiresIn > 0 {
			out.Expiry = c.clock.Now().Add(time.Duration(answer.ExpiresIn) * time.Second)
		}
		return out, nil
	}
}

type tokenAnswer struct {
	AccessToken string `json:"access_token"`
	ExpiresIn   int64  `json:"expires_in"`
	Body        string `json:"body"`
}
