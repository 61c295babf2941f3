package wix

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/oauth2"
)

// Credentials are an [APIKey] or an [App] (contract 1.2).
type Credentials interface {
	check() error
	// authorize puts the credential on each request that passes to next.
	authorize(next http.RoundTripper, token tokenFunc) http.RoundTripper
}

// APIKey is an account's key and the GUID of the site that it acts on.
type APIKey struct {
	Key    string
	SiteID string
}

func (k APIKey) check() error {
	return errors.Join(checkHeaderValue("the API key", k.Key), checkHeaderValue("the site id", k.SiteID))
}

func (k APIKey) authorize(next http.RoundTripper, _ tokenFunc) http.RoundTripper {
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
}

func (a App) check() error {
	return errors.Join(checkHeaderValue("the app id", a.ID), checkHeaderValue("the app secret", a.Secret),
		checkHeaderValue("the instance id", a.InstanceID))
}

func (a App) authorize(next http.RoundTripper, token tokenFunc) http.RoundTripper {
	return &bearer{next: next, fetch: func(ctx context.Context) (*oauth2.Token, error) { return token(ctx, a) }}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// renewEarly is how long before its expiry a token is renewed.
const renewEarly = 5 * time.Minute

type tokenFunc func(context.Context, App) (*oauth2.Token, error)

// bearer carries an access token, fetched when needed and renewed before it
// expires and once after a 401.
type bearer struct {
	next  http.RoundTripper
	fetch func(context.Context) (*oauth2.Token, error)

	mu     sync.Mutex
	source oauth2.TokenSource
	last   string
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

// token returns a valid token that is not the refused one. Many calls that were
// refused with one token renew it once.
func (b *bearer) token(ctx context.Context, refused string) (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.source == nil || (refused != "" && refused == b.last) {
		b.source = nil
		first, err := b.fetch(ctx)
		if err != nil {
			return "", err
		}
		// The fetched token serves until it expires; the next one is fetched
		// outside of any single call's context.
		b.source = oauth2.ReuseTokenSourceWithExpiry(first, fetcher(func() (*oauth2.Token, error) {
			return b.fetch(context.WithoutCancel(ctx))
		}), renewEarly)
	}
	token, err := b.source.Token()
	if err != nil {
		return "", err
	}
	b.last = token.AccessToken
	return token.AccessToken, nil
}

type fetcher func() (*oauth2.Token, error)

func (f fetcher) Token() (*oauth2.Token, error) { return f() }

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
		return &oauth2.Token{AccessToken: token, Expiry: c.clock.Now().Add(time.Duration(answer.ExpiresIn) * time.Second)}, nil
	}
}

type tokenAnswer struct {
	AccessToken string `json:"access_token"`
	ExpiresIn   int64  `json:"expires_in"`
	Body        string `json:"body"`
}
