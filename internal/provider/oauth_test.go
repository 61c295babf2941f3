package provider_test

import (
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

const (
	tokenRoute  = "POST /oauth2/token"
	labelsRoute = "GET /contacts/v4/labels"
)

// use configures an app and sends three requests.
func use(t *testing.T, site *acctest.Site) *command {
	t.Helper()
	s := begin(t, site.Provider())
	if d := s.configure(app(nil)); d.Failed() {
		t.Fatal(d)
	}
	for range 3 {
		if d := s.read("wix_contacts", nil); d.Failed() {
			t.Fatal(d)
		}
	}
	return s
}

func tokens(t *testing.T, site *acctest.Site, want int) {
	t.Helper()
	if n := site.Count(tokenRoute); n != want {
		t.Errorf("%d tokens were asked for, want %d", n, want)
	}
}

// One token serves a whole command, in every form in which it may come.
func TestApp(t *testing.T) {
	for _, body := range []string{"plain", "string"} {
		site := appSite(t, func(o *emulator.Options) { o.Switches.OAuthBody = body })
		use(t, site)
		tokens(t, site, 1)
		if first := site.Requests()[0]; first.Route != tokenRoute || first.Header.Get("wix-site-id") != "" {
			t.Errorf("the first request is %s %s", first.Method, first.Path)
		}
	}
}

func TestAppRenewsBeforeExpiry(t *testing.T) {
	site := appSite(t)
	s := use(t, site)
	_ = site.Clock.Sleep(t.Context(), 3*time.Hour+56*time.Minute)
	if d := s.read("wix_contacts", nil); d.Failed() {
		t.Error(d)
	}
	tokens(t, site, 2)
	for _, r := range site.Requests() {
		if r.Status != 200 {
			t.Errorf("%s was answered %d", r.Path, r.Status)
		}
	}
}

// A token that is refused all the same is renewed once, and the request repeated.
func TestAppRenewsAfter401(t *testing.T) {
	site := appSite(t)
	s := use(t, site)
	site.Inject(emulator.Fault{Route: labelsRoute, Times: 1, Status: 401, Message: "the token is not valid"})
	if d := s.labels(); d.Failed() {
		t.Error(d)
	}
	tokens(t, site, 2)
	site.Inject(emulator.Fault{Status: 401, Message: "the token is not valid", Route: "POST /contacts/v4/contacts/query"})
	site.ResetRequests()
	says(t, s.read("wix_contacts", nil), "Wix did not accept the credential.", "app_secret", "WIX_APP_SECRET")
	tokens(t, site, 1)
	if n := site.CountAll(); n != 3 {
		t.Errorf("%d requests were sent, want the call, a token and the call again", n)
	}
}

func TestAppRefused(t *testing.T) {
	for _, form := range []string{"ietf", "envelope"} {
		for _, c := range []struct {
			member string
			config config
		}{
			{"client_id", app(config{"app_id": "another"})},
			{"client_secret", app(config{"app_secret": "a-secret-that-was-revoked"})},
			{"instance_id", app(config{"instance_id": "another"})},
		} {
			t.Run(form+" "+c.member, func(t *testing.T) {
				site := appSite(t, func(o *emulator.Options) { o.Switches.OAuthError = form })
				d := ask(t, site.Provider(), c.config)
				says(t, d, "Wix did not accept the credential.", "could not get an access token", c.member+" is not valid", "app_secret", "WIX_APP_SECRET")
				if d.Mentions("a-secret-that-was-revoked") {
					t.Errorf("the secret is in the error: %s", d)
				}
				tokens(t, site, 1)
				if n := site.CountAll(); n != 1 {
					t.Errorf("%d requests were sent", n)
				}
			})
		}
	}
}

// A lost answer of the token route is asked for again: it makes nothing.
func TestAppLostToken(t *testing.T) {
	site := appSite(t)
	site.Inject(emulator.Fault{Route: tokenRoute, Times: 1, Kind: emulator.FaultDropAfter})
	use(t, site)
	tokens(t, site, 2)
}
