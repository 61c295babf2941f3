package provider_test

import (
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

func TestCredentialsAccepted(t *testing.T) {
	for name, c := range map[string]struct {
		config config
		env    map[string]string
		want   wix.Credentials
	}{
		"api key":      {key(nil), nil, wix.APIKey{Key: acctest.APIKey, SiteID: acctest.SiteID}},
		"app":          {app(nil), nil, wix.App{ID: "an-app", Secret: "a-secret-of-an-app", InstanceID: "an-instance"}},
		"outer spaces": {key(config{"api_key": " " + acctest.APIKey + "\n"}), nil, wix.APIKey{Key: acctest.APIKey, SiteID: acctest.SiteID}},
		"key by env":   {nil, map[string]string{"WIX_API_KEY": acctest.APIKey, "WIX_SITE_ID": acctest.SiteID}, wix.APIKey{Key: acctest.APIKey, SiteID: acctest.SiteID}},
		"app by env":   {nil, map[string]string{"WIX_APP_ID": "an-app", "WIX_APP_SECRET": "s", "WIX_INSTANCE_ID": "i"}, wix.App{ID: "an-app", Secret: "s", InstanceID: "i"}},
		"app and site": {app(config{"site_id": acctest.SiteID}), nil, wix.App{ID: "an-app", Secret: "a-secret-of-an-app", InstanceID: "an-instance", SiteID: acctest.SiteID}},
		"app and site by env": {
			nil,
			map[string]string{"WIX_APP_ID": "an-app", "WIX_APP_SECRET": "s", "WIX_INSTANCE_ID": "i", "WIX_SITE_ID": acctest.SiteID},
			wix.App{ID: "an-app", Secret: "s", InstanceID: "i", SiteID: acctest.SiteID},
		},
		"site, app by env": {
			config{"site_id": acctest.SiteID},
			map[string]string{"WIX_APP_ID": "an-app", "WIX_APP_SECRET": "s", "WIX_INSTANCE_ID": "i"},
			wix.App{ID: "an-app", Secret: "s", InstanceID: "i", SiteID: acctest.SiteID},
		},
		"site, both by env": {
			config{"site_id": acctest.SiteID},
			map[string]string{"WIX_API_KEY": acctest.APIKey, "WIX_APP_ID": "an-app", "WIX_APP_SECRET": "s", "WIX_INSTANCE_ID": "i"},
			wix.APIKey{Key: acctest.APIKey, SiteID: acctest.SiteID},
		},
		"half and half": {config{"site_id": acctest.SiteID}, map[string]string{"WIX_API_KEY": acctest.APIKey}, wix.APIKey{Key: acctest.APIKey, SiteID: acctest.SiteID}},
		// The configuration wins, value by value and as to the kind.
		"config over env": {key(nil), map[string]string{"WIX_API_KEY": "another", "WIX_SITE_ID": "another"}, wix.APIKey{Key: acctest.APIKey, SiteID: acctest.SiteID}},
		"kind over env":   {key(nil), map[string]string{"WIX_APP_ID": "an-app", "WIX_APP_SECRET": "s", "WIX_INSTANCE_ID": "i"}, wix.APIKey{Key: acctest.APIKey, SiteID: acctest.SiteID}},
		"app over env":    {app(nil), map[string]string{"WIX_API_KEY": "another", "WIX_SITE_ID": "another"}, wix.App{ID: "an-app", Secret: "a-secret-of-an-app", InstanceID: "an-instance"}},
	} {
		t.Run(name, func(t *testing.T) {
			for variable, v := range c.env {
				t.Setenv(variable, v)
			}
			site := acctest.NewSite(t)
			var got wix.Credentials
			site.Adjust = func(o *wix.Options) { got = o.Credentials }
			if d := begin(t, site.Provider()).configure(c.config); len(d) > 0 || got != c.want {
				t.Errorf("got %v: %s", got, d)
			}
			if n := site.CountAll(); n != 0 {
				t.Errorf("%d requests were sent", n)
			}
		})
	}
}

func TestCredentialsRefused(t *testing.T) {
	without := func(c config, name string) config {
		c[name] = nil
		return c
	}
	both := key(app(nil))
	refuses(t, map[string]refusal{
		"none":             {nil, nil, []string{"No credential is given.", "Set api_key and site_id (WIX_API_KEY, WIX_SITE_ID), or app_id"}},
		"two kinds":        {both, nil, []string{"Two kinds of credential are given.", "Remove one of the two."}},
		"two kinds by env": {nil, map[string]string{"WIX_API_KEY": "x", "WIX_APP_ID": "y"}, []string{"Two kinds of credential are given."}},
		"no api_key":       {without(key(nil), "api_key"), nil, []string{"A part of the credential is missing.", `"api_key"`, "Set api_key in the provider block", "WIX_API_KEY"}},
		"no site_id":       {without(key(nil), "site_id"), nil, []string{"A part of the credential is missing.", `"site_id"`, "WIX_SITE_ID"}},
		"empty api_key":    {key(config{"api_key": ""}), map[string]string{"WIX_API_KEY": "x"}, []string{"The argument is empty.", `"api_key"`}},
		"no app_id":        {without(app(nil), "app_id"), nil, []string{"A part of the credential is missing.", `"app_id"`, "WIX_APP_ID"}},
		"no app_secret":    {without(app(nil), "app_secret"), nil, []string{"A part of the credential is missing.", `"app_secret"`, "WIX_APP_SECRET"}},
		"no instance_id":   {without(app(nil), "instance_id"), nil, []string{"A part of the credential is missing.", `"instance_id"`, "WIX_INSTANCE_ID"}},
		"site_id alone":    {config{"site_id": acctest.SiteID}, nil, []string{"A part of the credential is missing.", `"api_key"`}},
		"an app's site":    {app(config{"site_id": "my-site"}), nil, []string{"The site id is not valid.", `"site_id"`}},
		"a site name":      {key(config{"site_id": "my-site"}), nil, []string{"The site id is not valid.", `"site_id"`, "/dashboard/"}},
		"a line break":     {key(config{"api_key": "hunter2\nhunter2"}), nil, []string{"The credential cannot be used.", "The API key holds a line break", "Copy it again"}},
		"a zero byte":      {app(config{"app_secret": "hunter2\x00hunter2"}), nil, []string{"The credential cannot be used.", "The app secret holds a line break or another character"}},
	})
}

// Each missing part is an error of its own.
func TestCredentialsMissingParts(t *testing.T) {
	d := begin(t, acctest.NewSite(t).Provider()).configure(config{"app_id": "an-app"})
	if len(d) != 2 || !d.Mentions("WIX_APP_SECRET") || !d.Mentions("WIX_INSTANCE_ID") || d.Mentions("WIX_APP_ID") {
		t.Error(d)
	}
}

// Wix answers 401 or 403 to a key that it does not know, and 403 to one of
// another account.
func TestCredentialsWrong(t *testing.T) {
	site := acctest.NewSite(t)
	d := ask(t, site.Provider(), key(config{"api_key": "a-key-that-was-revoked"}))
	says(t, d, "Wix did not accept the credential.", "Check api_key (WIX_API_KEY)", "status 401", "request id")
	if d.Mentions("a-key-that-was-revoked") {
		t.Errorf("the key is in the error: %s", d)
	}
	if n := site.CountAll(); n != 1 {
		t.Errorf("%d requests were sent, want no repeat", n)
	}
	d = ask(t, site.Provider(), key(config{"site_id": "00000000-0000-4000-8000-000000000000"}))
	says(t, d, "The credential does not have the permission.", "site_id (WIX_SITE_ID)", "status 403")
}
