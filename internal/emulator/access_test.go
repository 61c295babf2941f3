package emulator

import (
	"net/http"
	"testing"
	"time"
)

func TestAuth(t *testing.T) {
	const otherSite = "22222222-2222-4333-8444-555555555555"
	for _, tt := range []struct {
		name          string
		options       Options
		authorization string
		site          string
		status        int
	}{
		{"any key, any site", Options{}, "whatever", testSite, 200},
		{"no key", Options{}, "", testSite, 401},
		{"no site", Options{}, "whatever", "", 403},
		{"site is no GUID", Options{}, "whatever", "my-site", 403},
		{"right key", Options{APIKey: "k"}, "k", testSite, 200},
		{"wrong key", Options{APIKey: "k"}, "x", testSite, 401},
		{"wrong key, 403", Options{APIKey: "k", Switches: Switches{BadKey: "403"}}, "x", testSite, 403},
		{"key as Bearer", Options{APIKey: "k"}, "Bearer k", testSite, 401},
		{"right site", Options{SiteID: testSite}, "k", testSite, 200},
		{"wrong site", Options{SiteID: testSite}, "k", otherSite, 403},
		{"invented token", Options{}, tokenPrefix + "x", "", 401},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := start(t, tt.options)
			c.header = http.Header{"Wix-Account-Id": {otherSite}}
			if tt.authorization != "" {
				c.header.Set("Authorization", tt.authorization)
			}
			if tt.site != "" {
				c.header.Set("wix-site-id", tt.site)
			}
			c.refused("GET", "/contacts/v4/labels", "", tt.status, "")
		})
	}
}

func TestPermissions(t *testing.T) {
	routes := map[string][][3]string{
		permContactsView: {
			{"GET", "/contacts/v4/contacts", ""},
			{"POST", "/contacts/v4/contacts/query", "{}"},
			{"GET", "/contacts/v4/contacts/" + noOne, ""},
			{"GET", "/contacts/v4/contacts/facets", ""},
			{"POST", "/contacts/v4/contacts/facets/query", "{}"},
			{"POST", "/contacts/v4/contacts/facets", "{}"},
		},
		permContactsModify: {
			{"POST", "/contacts/v4/contacts", `{"info":{}}`},
			{"PATCH", "/contacts/v4/contacts/" + noOne, `{}`},
			{"DELETE", "/contacts/v4/contacts/" + noOne, ""},
			{"POST", "/contacts/v4/contacts/" + noOne + "/labels", "{}"},
			{"DELETE", "/contacts/v4/contacts/" + noOne + "/labels", ""},
			{"POST", bulkPath + "/delete", "{}"},
			{"POST", bulkPath + "/update", "{}"},
			{"POST", bulkPath + "/add-remove-labels", "{}"},
			{"GET", jobsPath, ""},
			{"GET", jobsPath + "/" + noOne, ""},
			{"GET", olderJobsPath, ""},
			{"GET", olderJobsPath + "/" + noOne, ""},
		},
		permContactsMerge: {
			{"POST", "/contacts/v4/contacts/" + noOne + "/merge", "{}"}, {"POST", "/contacts/v4/contacts/" + noOne + "/preview-merge", "{}"},
		},
		permLabelsView:   {{"GET", "/contacts/v4/labels", ""}, {"GET", "/contacts/v4/labels/a.b", ""}, {"POST", "/contacts/v4/labels/query", ""}},
		permLabelsModify: {{"POST", "/contacts/v4/labels", "{}"}, {"PATCH", "/contacts/v4/labels/a.b", "{}"}, {"DELETE", "/contacts/v4/labels/a.b", ""}},
		permFieldsView:   {{"GET", "/contacts/v4/extended-fields", ""}, {"GET", "/contacts/v4/extended-fields/a.b", ""}, {"POST", "/contacts/v4/extended-fields/query", ""}},
		permFieldsModify: {{"POST", "/contacts/v4/extended-fields", "{}"}, {"PATCH", "/contacts/v4/extended-fields/a.b", "{}"}, {"DELETE", "/contacts/v4/extended-fields/a.b", ""}},
	}
	seen := map[string]bool{"POST /oauth2/token": true}
	for granted := range routes {
		c := start(t, Options{Permissions: []string{granted}})
		for permission, list := range routes {
			for _, r := range list {
				status, out := c.do(r[0], r[1], r[2])
				if (status == 403) == (permission == granted) {
					t.Errorf("%s %s with %s: %d %s", r[0], r[1], granted, status, show(out))
				}
			}
		}
		for _, r := range c.server.Requests() {
			seen[r.Route] = true
		}
	}
	for pattern := range start(t, Options{}).server.patterns {
		if !seen[pattern] {
			t.Errorf("route %s is in no permission test", pattern)
		}
	}
}

func TestRoutes_unknown(t *testing.T) {
	c := start(t, Options{})
	c.header = http.Header{}
	for _, r := range [][2]string{
		{"GET", "/"},
		{"GET", "/contacts/v5/contacts"},
		{"PUT", "/contacts/v4/contacts"},
		{"DELETE", "/contacts/v4/labels"},
		{"GET", "/contacts/v4/contacts/"},
		{"GET", "/contacts//v4/contacts"},
		{"GET", "/contacts/v4/../v4/contacts"},
		{"GET", "/contacts/v4/bulk/contacts"},
		{"GET", ControlPath + "health"},
	} {
		status, out := c.do(r[0], r[1], "")
		if status != 404 || out["message"] == nil {
			t.Errorf("%s %s: %d %s", r[0], r[1], status, show(out))
		}
	}
	if n := c.server.Count(""); n != 9 {
		t.Errorf("%d requests without route", n)
	}
}

func TestRateLimit(t *testing.T) {
	c := start(t, Options{RequestsPerMinute: 60})
	spend := func() (n int) {
		for ; ; n++ {
			response, err := c.send("GET", "/contacts/v4/labels", "")
			if err != nil {
				t.Fatal(err)
			}
			if response.StatusCode == http.StatusTooManyRequests {
				if response.Header.Get("Retry-After") != "1" {
					t.Error("no Retry-After")
				}
				return n
			}
		}
	}
	if n := spend(); n != 60 {
		t.Errorf("%d requests at once", n)
	}
	c.clock.advance(3 * time.Second)
	if n := spend(); n != 3 {
		t.Errorf("%d requests after 3 s", n)
	}
	c.clock.advance(time.Hour)
	if n := spend(); n != 60 {
		t.Errorf("%d requests after an hour", n)
	}
	c.set("rate.retryAfter", "off")
	response, err := c.send("GET", "/contacts/v4/labels", "")
	if err != nil || response.StatusCode != 429 || response.Header.Get("Retry-After") != "" {
		t.Error(response, err)
	}
	out := c.refused("GET", "/contacts/v4/labels", "", 429, "")
	want(t, out, "details", nil)
}

func TestOAuth(t *testing.T) {
	const body = `{"grant_type":"client_credentials","client_id":"app","client_secret":"hush","instance_id":"inst"}`
	c := start(t, Options{APIKey: "k", AppID: "app", AppSecret: "hush", InstanceID: "inst"})
	c.header = http.Header{"Content-Type": {"application/json"}}
	out := c.ok("POST", "/oauth2/token", body)
	want(t, out, "token_type", "Bearer")
	want(t, out, "expires_in", 14400)
	access := out["access_token"].(string)
	for _, value := range []string{access, "Bearer " + access} {
		c.header.Set("Authorization", value)
		c.ok("GET", "/contacts/v4/labels", "")
	}
	want(t, c.make(somebody), "source", object{"sourceType": "WIX_APP", "appId": "app"})
	c.clock.advance(4 * time.Hour)
	c.refused("GET", "/contacts/v4/labels", "", 401, "")

	for _, tt := range []struct {
		body   string
		status int
		want   string
	}{
		{`{}`, 400, "unsupported_grant_type"},
		{`{"grant_type":"client_credentials","client_id":"app","client_secret":"hush"}`, 400, "invalid_request"},
		{`{"grant_type":"client_credentials","client_id":"app","client_secret":"wrong","instance_id":"inst"}`, 401, "invalid_client"},
	} {
		status, out := c.do("POST", "/oauth2/token", tt.body)
		if status != tt.status || out["error"] != tt.want {
			t.Errorf("%s: %d %s", tt.body, status, show(out))
		}
	}
	c.set("oauth.error", "envelope")
	c.refused("POST", "/oauth2/token", `{"grant_type":"client_credentials","client_id":"no","client_secret":"hush","instance_id":"inst"}`, 400, "getBy.app")
	c.set("oauth.body", "string")
	out = c.ok("POST", "/oauth2/token", body)
	want(t, out, "statusCode", 200)
	if decoded, err := decodeObject([]byte(out["body"].(string))); err != nil || decoded["access_token"] == nil {
		t.Error(show(out))
	}
}
