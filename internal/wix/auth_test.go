package wix_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestAuth_apiKey: the bare key and the site, and neither the account nor a
// scheme (contract 1.2), on every kind of request.
func TestAuth_apiKey(t *testing.T) {
	for _, op := range operations {
		transport := always(http.StatusForbidden, `{"message":"no"}`)
		c := transport.client(t, func(o *wix.Options) { o.UserAgent = "tests/1" })
		if err := op.run(t.Context(), c, printed); err == nil {
			t.Errorf("%s: no error", op.name)
		}
		if transport.count() != 1 {
			t.Errorf("%s: %d requests", op.name, transport.count())
		}
		r := transport.seen[0]
		for name, want := range map[string]string{
			"Authorization": testKey, "Wix-Site-Id": testSite, "Wix-Account-Id": "",
			"Accept": "application/json", "User-Agent": "tests/1",
		} {
			if got := strings.Join(r.Header.Values(name), ", "); got != want {
				t.Errorf("%s: %s is %q, want %q", op.name, name, got, want)
			}
		}
		contentType := ""
		if r.Body != nil && r.Body != http.NoBody {
			contentType = "application/json"
		}
		if got := r.Header.Get("Content-Type"); got != contentType {
			t.Errorf("%s: content type %q, want %q", op.name, got, contentType)
		}
		if r.URL.Scheme != "https" || r.URL.Host != "www.wixapis.com" || !strings.HasPrefix(r.URL.Path, "/contacts/v4/") {
			t.Errorf("%s: sent to %s", op.name, r.URL)
		}
	}
}

// TestAuth_wrongKey: a refused key is an error at once, of either status.
func TestAuth_wrongKey(t *testing.T) {
	for _, tt := range []struct {
		badKey      string
		credentials wix.APIKey
		status      int
	}{
		{"401", wix.APIKey{Key: "another", SiteID: testSite}, 401},
		{"403", wix.APIKey{Key: "another", SiteID: testSite}, 403},
		{"401", wix.APIKey{Key: testKey, SiteID: "22222222-2222-4333-8444-555555555555"}, 403},
		{"401", wix.APIKey{Key: testKey, SiteID: "not a site"}, 403},
		{"401", wix.APIKey{Key: testKey}, 403},
	} {
		onSite(t, func(s *site) {
			_, err := s.client.Labels.Get(s.ctx(), "contacts.customers")
			if e := failure(t, err); e.Status != tt.status || e.Cause != nil {
				t.Errorf("%+v: %+v", tt, e)
			}
			s.sent(readLabel)
		}, func(server *emulator.Options, client *wix.Options) {
			server.Switches.BadKey, client.Credentials = tt.badKey, tt.credentials
		})
	}
}

// TestAuth_controlCharacters: what no header can carry is refused before
// net/http would put it into an error text.
func TestAuth_controlCharacters(t *testing.T) {
	const secret = "a-secret-value"
	for _, bad := range []string{secret + "\n", "\r" + secret, secret + "\x00" + secret, secret + "\x7f", secret + "\t", secret + "é", secret + "\u2028", secret + "\xff"} {
		for name, credentials := range map[string]wix.Credentials{
			"the API key": wix.APIKey{Key: bad, SiteID: testSite}, "the site id": wix.APIKey{Key: testKey, SiteID: bad},
			"the app id": wix.App{ID: bad}, "the app secret": wix.App{Secret: bad}, "the instance id": wix.App{InstanceID: bad},
		} {
			c, err := wix.New(wix.Options{Credentials: credentials})
			if err == nil || c != nil || !within(err.Error(), name) {
				t.Errorf("%q as %s: %v", bad, name, err)
			} else if within(err.Error(), secret) {
				t.Errorf("%q as %s: the value is in the error: %v", bad, name, err)
			}
		}
	}
	if _, err := wix.New(wix.Options{}); err == nil {
		t.Error("no credentials, no error")
	}
}

// TestAuth_redirect: nothing follows a redirect, so no credential does.
func TestAuth_redirect(t *testing.T) {
	credentials := map[string]wix.Credentials{
		"API key": wix.APIKey{Key: testKey, SiteID: testSite},
		"app":     wix.App{ID: "app", Secret: "secret", InstanceID: "instance"},
	}
	for name, credential := range credentials {
		for _, status := range []int{301, 302, 303, 307, 308} {
			for _, target := range []string{"https://elsewhere.example.com/", "http://www.wixapis.com/", "/other"} {
				transport := always(status, "<html>moved</html>", "Location", target)
				c := transport.client(t, func(o *wix.Options) { o.Credentials, o.MaxRetries = credential, 3 })
				for _, op := range []operation{reading, creation} {
					before := transport.count()
					e := failure(t, op.run(t.Context(), c, printed))
					if e.Status != status || wix.IsNotFound(e) || transport.count() != before+1 {
						t.Errorf("%s, %s: %d to %s: %d requests, %v", name, op.name, status, target, transport.count()-before, e)
					}
				}
				for _, r := range transport.seen {
					if r.URL.Host != "www.wixapis.com" || r.URL.Scheme != "https" {
						t.Errorf("%s: sent to %s", name, r.URL)
					}
				}
			}
		}
	}
}

func TestAuth_endpoint(t *testing.T) {
	for endpoint, fine := range map[string]bool{
		"":                               true,
		"https://www.wixapis.com":        true,
		"https://example.com:8443/base/": true,
		"HTTPS://example.com":            true,
		"http://localhost":               true,
		"http://LOCALHOST:8080":          true,
		"http://127.0.0.1:8080":          true,
		"http://127.9.9.9":               true,
		"http://[::1]:8080/":             true,
		"http://example.com":             false,
		"http://localhost.example.com":   false,
		"http://127.0.0.1.example.com":   false,
		"http://192.168.0.1":             false,
		"http://0.0.0.0":                 false,
		"http://[::2]":                   false,
		"http://2130706433":              false,
		"http://127.0.0.1@example.com":   false,
		"http://example.com#127.0.0.1":   false,
		"ftp://localhost":                false,
		"ws://localhost":                 false,
		"www.wixapis.com":                false,
		"//www.wixapis.com":              false,
		"https://":                       false,
		"https:///contacts":              false,
		"https:www.wixapis.com":          false,
		"localhost:8080":                 false,
		"https://user:pass@example.com":  false,
		"https://user@example.com":       false,
		"https://example.com?site=1":     false,
		"https://example.com#part":       false,
		"https://exa mple.com":           false,
		"https://example.com/\n":         false,
		"https://example.com:port":       false,
		" https://example.com":           false,
	} {
		_, err := wix.ParseEndpoint(endpoint)
		if (err == nil) != fine {
			t.Errorf("%q: %v", endpoint, err)
		}
		if err != nil && within(err.Error(), "pass") {
			t.Errorf("%q: the password is in the error: %v", endpoint, err)
		}
		if _, newErr := wix.New(wix.Options{Endpoint: endpoint, Credentials: wix.APIKey{}}); (newErr == nil) != fine {
			t.Errorf("%q: client: %v", endpoint, newErr)
		}
	}
}
