package wix

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"
)

// Credentials are an [APIKey] or an [App] (contract 1.2).
type Credentials interface {
	check() error
	// secret is what must not be repeated.
	secret() string
	// sites are the ids of the site: its own, and that of the app's instance there. ""
	// stands for one that is not known.
	sites() []string
	// authorize puts the credential on each request that passes to next.
	authorize(next http.RoundTripper, c *Client) http.RoundTripper
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

func (k APIKey) authorize(next http.RoundTripper, _ *Client) http.RoundTripper {
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

func (a App) sites() []string { return []string{a.SiteID, a.InstanceID} }

func (a App) authorize(next http.RoundTripper, c *Client) http.RoundTripper {
	return &bearer{next: next, client: c, app: a}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// renewEarly is how long before its expiry a token is renewed.
const renewEarly = 5 * time.Minute

// bearer carries an access token, fetched when needed and renewed before it
// expires and once after a 401.
type bearer struct {
	next   http.RoundTripper
	client *Client
	app    App

	turn  KeyedMutex // guards what follows
	token string     // "" before the first
	renew time.Time  // zero for a token that does not expire
}

func (b *bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	token, err := b.valid(r.Context(), "")
	if err != nil {
		return nil, err
	}
	response, err := b.send(r, token)
	if err != nil || response.StatusCode != http.StatusUnauthorized {
		return response, err
	}
	if token, err = b.valid(r.Context(), token); err != nil {
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

// valid returns a valid token that is not the refused one. Calls that need one at
// the same time wait for a single fetch, as do those refused with one token.
func (b *bearer) valid(ctx context.Context, refused string) (string, error) {
	free, err := b.turn.Lock(ctx, "")
	if err != nil {
		return "", err
	}
	defer free()
	old := !b.renew.IsZero() && !b.client.options.Clock.Now().Before(b.renew)
	if b.token == refused || old { // the first has none and refuses none
		err = b.fetch(ctx)
	}
	return b.token, err
}

// fetch gets a token. Wix wants JSON with an instance id, which client-credentials
// flows of libraries do not send.
func (b *bearer) fetch(ctx context.Context) error {
	x, err := b.client.do(ctx, call{
		method:    http.MethodPost,
		name:      "get an access token",
		path:      []string{"oauth2", "token"},
		anonymous: true,
		body: map[string]string{
			"grant_type":    "client_credentials",
			"client_id":     b.app.ID,
			"client_secret": b.app.Secret,
			"instance_id":   b.app.InstanceID,
		},
	})
	if err != nil {
		return err
	}
	var answer struct {
		AccessToken string `json:"access_token"`
		ExpiresIn   int64  `json:"expires_in"`
		Body        string `json:"body"`
	}
	_ = json.Unmarshal(x.raw, &answer)
	// One client met the answer as a string in a body member (contract 1.2).
	_ = json.Unmarshal([]byte(answer.Body), &answer)
	token := strings.TrimSpace(answer.AccessToken)
	if token == "" || checkHeaderValue("the token", token) != nil {
		return x.undocumented("the answer holds no usable access token")
	}
	b.client.secrets.Add(token)
	b.token, b.renew = token, time.Time{}
	if answer.ExpiresIn > 0 {
		b.renew = b.client.options.Clock.Now().Add(time.Duration(answer.ExpiresIn)*time.Second - renewEarly)
	}
	return nil
}
