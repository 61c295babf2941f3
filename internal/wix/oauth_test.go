package wix_test

import (
	"context"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

const testSecret = "an-app-secret-nobody-may-see"

// asApp has the client use an app's credentials, of which secret is its own.
func asApp(secret string, sw emulator.Switches) setup {
	return func(server *emulator.Options, client *wix.Options) {
		server.AppID, server.AppSecret, server.InstanceID, server.Switches = "app", testSecret, "instance", sw
		client.Credentials = wix.App{ID: "app", Secret: secret, InstanceID: "instance"}
	}
}

// together makes n reads at the same time and returns how many failed.
func (s *site) together(n int) (failed int) {
	var group sync.WaitGroup
	var mu sync.Mutex
	for range n {
		group.Go(func() {
			if _, err := s.client.Labels.Get(s.ctx(), "contacts.customers"); err != nil {
				mu.Lock()
				defer mu.Unlock()
				failed++
				s.t.Log(err)
			}
		})
	}
	group.Wait()
	return failed
}

func TestOAuth_once(t *testing.T) {
	for _, body := range []string{"plain", "string"} {
		onSite(t, func(s *site) {
			s.arm(emulator.Fault{Delay: time.Second}, tokenRoute, 1)
			if failed := s.together(20); failed > 0 || s.Count(tokenRoute) != 1 || s.CountAll() != 21 {
				t.Errorf("answer as %s: %d tokens, %d failures", body, s.Count(tokenRoute), failed)
			}
			for _, r := range s.Requests() {
				if r.Header.Get("Wix-Site-Id") != "" || (r.Header.Get("Authorization") == "") != (r.Route == tokenRoute) {
					t.Errorf("%s: header %v", r.Route, r.Header)
				}
			}
		}, asApp(testSecret, emulator.Switches{OAuthBody: body}))
	}
}

// TestOAuth_renewal: a token lives four hours and is renewed five minutes early.
func TestOAuth_renewal(t *testing.T) {
	onSite(t, func(s *site) {
		get := func(after time.Duration, want ...string) {
			t.Helper()
			time.Sleep(after) // the bubble's time
			ok(t, getLabel(s.client)(s.ctx()))
			s.sent(want...)
		}
		get(0, tokenRoute, readLabel)
		get(0, readLabel)
		get(3*time.Hour+54*time.Minute+59*time.Second, readLabel)
		get(time.Second, tokenRoute, readLabel)
		get(3*time.Hour, readLabel)
		get(24*time.Hour, tokenRoute, readLabel)
		time.Sleep(24 * time.Hour)
		if failed := s.together(10); failed > 0 || s.Count(tokenRoute) != 1 {
			t.Errorf("%d tokens for many, %d failures", s.Count(tokenRoute), failed)
		}
	}, asApp(testSecret, emulator.Switches{}))
}

// handClock is moved by hand, and by sleeping.
type handClock struct {
	mu sync.Mutex
	at time.Time
}

func (c *handClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *handClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(max(0, d))
	return ctx.Err()
}

// TestOAuth_injectedClock: tokens grow old by the clock of the options.
func TestOAuth_injectedClock(t *testing.T) {
	for _, year := range []int{2001, 2101} {
		clock := &handClock{at: time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)}
		s := newSite(t, asApp(testSecret, emulator.Switches{}), func(server *emulator.Options, client *wix.Options) {
			server.Now, server.Sleep, client.Clock = clock.Now, clock.Sleep, clock
		})
		for i := range 3 {
			for range 3 {
				ok(t, getLabel(s.client)(s.ctx()))
			}
			if got := s.Count(tokenRoute); got != i+1 {
				t.Errorf("in %d: %d tokens, want %d", year, got, i+1)
			}
			ok(t, clock.Sleep(s.ctx(), 3*time.Hour+56*time.Minute))
		}
	}
}

// TestOAuth_withoutExpiry: a token without a known end serves until refused.
func TestOAuth_withoutExpiry(t *testing.T) {
	transport := &stub{answer: func(_ int, r *http.Request) (*http.Response, error) {
		if r.URL.Path == "/oauth2/token" {
			return respond(http.StatusOK, `{"access_token":"token"}`), nil
		}
		return respond(http.StatusOK, labelAnswer), nil
	}}
	c := transport.client(t, func(o *wix.Options) { o.Credentials = wix.App{ID: "app"} })
	for range 3 {
		ok(t, getLabel(c)(t.Context()))
	}
	if transport.count() != 4 {
		t.Errorf("%d requests", transport.count())
	}
}

// TestOAuth_refused: a 401 has the token renewed once, and the request with its
// whole body sent once more.
func TestOAuth_refused(t *testing.T) {
	each(t, operations, func(s *site, op operation) {
		f := s.fixture()
		s.arm(emulator.Fault{Status: 401, Message: "revoked"}, op.route, 1)
		ok(s.t, op.run(s.ctx(), s.client, f))
		requests := s.Requests()
		s.sent(tokenRoute, op.route, tokenRoute, op.route)
		if string(requests[1].Body) != string(requests[3].Body) {
			s.t.Errorf("first %s, then %s", requests[1].Body, requests[3].Body)
		}
	}, asApp(testSecret, emulator.Switches{}))
}

func TestOAuth_refusedForGood(t *testing.T) {
	onSite(t, func(s *site) {
		s.arm(emulator.Fault{Status: 401, Message: "revoked"}, readLabel, 0)
		_, err := s.client.Labels.Get(s.ctx(), "contacts.customers")
		if e := failure(t, err); e.Status != 401 || e.Operation != "read a contact label" {
			t.Errorf("%+v", e)
		}
		s.sent(tokenRoute, readLabel, tokenRoute, readLabel)
	}, asApp(testSecret, emulator.Switches{}))
}

// TestOAuth_refusedTogether: many calls refused with one token renew it once.
func TestOAuth_refusedTogether(t *testing.T) {
	onSite(t, func(s *site) {
		ok(t, getLabel(s.client)(s.ctx()))
		s.ResetRequests()
		s.arm(emulator.Fault{Status: 401, Delay: time.Second}, readLabel, 10)
		if failed := s.together(10); failed > 0 || s.Count(tokenRoute) != 1 || s.Count(readLabel) != 20 {
			t.Errorf("%d tokens, %d reads, %d failures", s.Count(tokenRoute), s.Count(readLabel), failed)
		}
	}, asApp(testSecret, emulator.Switches{}))
}

// TestOAuth_badCredential: both forms of the error (contract 1.2), once.
func TestOAuth_badCredential(t *testing.T) {
	for form, status := range map[string]int{"ietf": 401, "envelope": 400} {
		each(t, []operation{finding, creation}, func(s *site, op operation) {
			e := failure(s.t, op.run(s.ctx(), s.client, fixture{}))
			if e.Operation != "get an access token" || e.Status != status || e.Path != "/oauth2/token" || e.Lost || wix.IsNotFound(e) {
				s.t.Errorf("%s: %+v", form, e)
			}
			if (form == "ietf") != (e.Message == "client_secret is not valid") || (form == "envelope") != (len(e.Violations) == 1) {
				s.t.Errorf("%s: message %q, violations %v", form, e.Message, e.Violations)
			}
			s.sent(tokenRoute)
		}, asApp("wrong", emulator.Switches{OAuthError: form}))
	}
}

// TestOAuth_retries: the token is asked for again like anything harmless, and a
// failure to get it is not repeated by the call that needs it.
func TestOAuth_retries(t *testing.T) {
	onSite(t, func(s *site) {
		s.arm(emulator.Fault{Status: 503}, tokenRoute, 2)
		ok(t, creation.run(s.ctx(), s.client, fixture{}))
		s.sent(tokenRoute, tokenRoute, tokenRoute, makeContact)
	}, asApp(testSecret, emulator.Switches{}))
	onSite(t, func(s *site) {
		s.arm(emulator.Fault{Status: 503}, tokenRoute, 0)
		if e := failure(t, creation.run(s.ctx(), s.client, fixture{})); e.Status != 503 || e.Lost {
			t.Errorf("%+v", e)
		}
		s.sent(tokenRoute, tokenRoute, tokenRoute)
	}, asApp(testSecret, emulator.Switches{}), retries(2))
}

// TestOAuth_cancelled: who gives up does not wait for a token that another call
// is fetching, and does not take it away from that one.
func TestOAuth_cancelled(t *testing.T) {
	onSite(t, func(s *site) {
		s.arm(emulator.Fault{Delay: 30 * time.Second}, tokenRoute, 1)
		first := make(chan error)
		go func() { first <- getLabel(s.client)(s.ctx()) }()
		synctest.Wait()
		s.cancelled(time.Second, getLabel(s.client))
		ok(t, <-first)
		s.sent(tokenRoute, readLabel)
	}, asApp(testSecret, emulator.Switches{}))
	onSite(t, func(s *site) {
		s.arm(emulator.Fault{Delay: 30 * time.Second}, tokenRoute, 1)
		s.cancelled(time.Second, getLabel(s.client))
		ok(t, getLabel(s.client)(s.ctx()))
		s.sent(tokenRoute, tokenRoute, readLabel)
	}, asApp(testSecret, emulator.Switches{}))
}
