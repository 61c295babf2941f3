package provider_test

import (
	"maps"
	"net"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// settings are what a configuration sets besides the credentials.
type settings struct {
	endpoint           string
	perMinute, retries int
	timeout            time.Duration
}

var environmentKey = map[string]string{"WIX_API_KEY": acctest.APIKey, "WIX_SITE_ID": acctest.SiteID}

func with(env map[string]string, name, value string) map[string]string {
	env = maps.Clone(env)
	env[name] = value
	return env
}

func TestSettings(t *testing.T) {
	for name, c := range map[string]struct {
		config config
		env    map[string]string
		want   settings
	}{
		"defaults":         {key(nil), nil, settings{perMinute: 200, retries: 5, timeout: time.Minute}},
		"given":            {key(config{"endpoint": "https://example.com/wix", "requests_per_minute": 0, "max_retries": 0, "request_timeout": 7}), nil, settings{endpoint: "https://example.com/wix", timeout: 7 * time.Second}},
		"by env":           {key(nil), map[string]string{"WIX_ENDPOINT": "https://example.com", "WIX_REQUESTS_PER_MINUTE": " 30 "}, settings{endpoint: "https://example.com", perMinute: 30, retries: 5, timeout: time.Minute}},
		"config over env":  {key(config{"endpoint": "https://example.org", "requests_per_minute": 50}), map[string]string{"WIX_ENDPOINT": "https://example.com", "WIX_REQUESTS_PER_MINUTE": "many"}, settings{endpoint: "https://example.org", perMinute: 50, retries: 5, timeout: time.Minute}},
		"empty env":        {key(nil), map[string]string{"WIX_ENDPOINT": "", "WIX_REQUESTS_PER_MINUTE": ""}, settings{perMinute: 200, retries: 5, timeout: time.Minute}},
		"loopback":         {key(config{"endpoint": "http://127.0.0.1:8080"}), nil, settings{endpoint: "http://127.0.0.1:8080", perMinute: 200, retries: 5, timeout: time.Minute}},
		"loopback by name": {key(config{"endpoint": "http://localhost:8080"}), nil, settings{endpoint: "http://localhost:8080", perMinute: 200, retries: 5, timeout: time.Minute}},
		"known by env":     {config{"endpoint": "https://example.com/wix"}, with(environmentKey, "WIX_ENDPOINT", "https://example.com/wix"), settings{endpoint: "https://example.com/wix", perMinute: 200, retries: 5, timeout: time.Minute}},
		"Wix, key by env":  {config{"endpoint": "https://www.wixapis.com"}, environmentKey, settings{endpoint: "https://www.wixapis.com", perMinute: 200, retries: 5, timeout: time.Minute}},
		"here, key by env": {config{"endpoint": "http://127.0.0.1:8080"}, environmentKey, settings{endpoint: "http://127.0.0.1:8080", perMinute: 200, retries: 5, timeout: time.Minute}},
		"loopback IPv6":    {key(config{"endpoint": "http://[::1]:8080"}), nil, settings{endpoint: "http://[::1]:8080", perMinute: 200, retries: 5, timeout: time.Minute}},
	} {
		t.Run(name, func(t *testing.T) {
			for variable, v := range c.env {
				t.Setenv(variable, v)
			}
			site := acctest.NewSite(t)
			var got settings
			site.Adjust = func(o *wix.Options) {
				got = settings{o.Endpoint, o.RequestsPerMinute, o.MaxRetries, o.RequestTimeout}
			}
			if d := begin(t, site.Provider()).configure(c.config); len(d) > 0 {
				t.Fatal(d)
			}
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestSettingsRefused(t *testing.T) {
	refuses(t, map[string]refusal{
		"plain http":          {key(config{"endpoint": "http://www.example.com"}), nil, []string{"The endpoint cannot be used.", `"endpoint"`, "plain http would send the credential unencrypted", "Correct it, or leave it out to use https://www.wixapis.com."}},
		"plain http by env":   {key(nil), map[string]string{"WIX_ENDPOINT": "http://192.0.2.1"}, []string{"The endpoint cannot be used.", "WIX_ENDPOINT", "plain http"}},
		"loopback lookalike":  {key(config{"endpoint": "http://localhost.example.com"}), nil, []string{"The endpoint cannot be used.", "plain http"}},
		"another scheme":      {key(config{"endpoint": "ftp://example.com"}), nil, []string{"The endpoint cannot be used.", "its scheme must be https"}},
		"no URL":              {key(config{"endpoint": "www.wixapis.com"}), nil, []string{"The endpoint cannot be used.", "it is not an absolute URL"}},
		"a password":          {key(config{"endpoint": "https://user:hunter2@example.com"}), nil, []string{"The endpoint cannot be used.", "it must not hold a user, a query or a fragment"}},
		"a password, no URL":  {key(config{"endpoint": "user:hunter2@example.com"}), nil, []string{"The endpoint cannot be used."}},
		"a query":             {key(config{"endpoint": "https://example.com?key=hunter2"}), nil, []string{"The endpoint cannot be used."}},
		"another host":        {config{"endpoint": "https://example.com"}, environmentKey, []string{"would send the credential of the environment to another host", `"endpoint"`, "example.com is neither Wix nor this machine", "set WIX_ENDPOINT to the same value"}},
		"another by env":      {config{"endpoint": "https://example.com/"}, with(environmentKey, "WIX_ENDPOINT", "https://example.org/"), []string{"would send the credential"}},
		"another port":        {config{"endpoint": "https://www.wixapis.com:8443"}, environmentKey, []string{"would send the credential"}},
		"Wix lookalike":       {config{"endpoint": "https://www.wixapis.com.example.com"}, environmentKey, []string{"would send the credential"}},
		"another, half a key": {config{"endpoint": "https://example.com", "site_id": acctest.SiteID}, map[string]string{"WIX_API_KEY": acctest.APIKey}, []string{"would send the credential"}},
		"another for an app":  {config{"endpoint": "https://example.com", "app_id": "an-app", "instance_id": "i"}, map[string]string{"WIX_APP_SECRET": "a-secret-of-an-app"}, []string{"would send the credential"}},
		"negative rate":       {key(config{"requests_per_minute": -1}), nil, []string{"A number is not valid.", `"requests_per_minute"`, "requests_per_minute is -1. Give a whole number from 0 to"}},
		"rate by env":         {key(nil), map[string]string{"WIX_REQUESTS_PER_MINUTE": "many"}, []string{"A number is not valid.", `WIX_REQUESTS_PER_MINUTE is "many"`, "Give a whole number"}},
		"negative by env":     {key(nil), map[string]string{"WIX_REQUESTS_PER_MINUTE": "-1"}, []string{"A number is not valid.", "requests_per_minute is -1"}},
		"a fraction by env":   {key(nil), map[string]string{"WIX_REQUESTS_PER_MINUTE": "1.5"}, []string{"A number is not valid."}},
		"negative retries":    {key(config{"max_retries": -1}), nil, []string{"A number is not valid.", `"max_retries"`, "from 0 to 100"}},
		"too many retries":    {key(config{"max_retries": 101}), nil, []string{"A number is not valid.", "from 0 to 100"}},
		"no time":             {key(config{"request_timeout": 0}), nil, []string{"A number is not valid.", `"request_timeout"`, "from 1 to 3600"}},
		"more than a machine": {key(config{"request_timeout": int64(1) << 62}), nil, []string{"A number is not valid."}},
	})
}

// Over the network: a listener on the loopback address, and one that is gone.
func TestEndpoint(t *testing.T) {
	site := acctest.NewSite(t)
	listener := httptest.NewServer(site)
	if d := ask(t, live(), key(config{"endpoint": listener.URL})); len(d) > 0 || site.CountAll() != 1 {
		t.Errorf("%d requests arrived: %s", site.CountAll(), d)
	}
	// A base path stays in front.
	if d := ask(t, live(), key(config{"endpoint": listener.URL + "/base/", "max_retries": 0})); !d.Failed() || site.Requests()[1].Path != "/base/contacts/v4/labels" {
		t.Errorf("%v %s", site.Requests()[1].Path, d)
	}
	listener.Close()
	d := ask(t, live(), key(config{"endpoint": listener.URL, "max_retries": 0}))
	says(t, d, "Wix could not be reached.", "Check the network", "WIX_ENDPOINT", "could not list contact labels", "connection refused", listener.Listener.Addr().(*net.TCPAddr).String())
	if d.Mentions(acctest.APIKey) {
		t.Errorf("the key is in the error: %s", d)
	}
}

// A host that is not the API.
func TestEndpointOfAnother(t *testing.T) {
	listener := httptest.NewServer(nil)
	defer listener.Close()
	says(t, ask(t, live(), key(config{"endpoint": listener.URL, "max_retries": 0})),
		"Something other than the Wix API answered.", "WIX_ENDPOINT", "404 page not found")
}

// The user agent names the versions, and nothing else of this machine.
func TestUserAgent(t *testing.T) {
	site := acctest.NewSite(t)
	if d := ask(t, site.Provider(), key(nil)); d.Failed() {
		t.Fatal(d)
	}
	if got := site.Requests()[0].Header.Get("User-Agent"); got != "terraform-provider-wix/test terraform/1.11.0" {
		t.Errorf("the user agent is %q", got)
	}
}
