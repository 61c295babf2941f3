package wix_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// keyed are the operations whose path holds a key or an id.
var keyed = map[string]func(t *testing.T, c *wix.Client, key string) error{
	"labels/%s": func(t *testing.T, c *wix.Client, key string) error {
		_, err := c.Labels.Get(t.Context(), key)
		return err
	},
	"labels/%s rename": func(t *testing.T, c *wix.Client, key string) error {
		_, err := c.Labels.Rename(t.Context(), key, "n")
		return err
	},
	"labels/%s delete": func(t *testing.T, c *wix.Client, key string) error { return c.Labels.Delete(t.Context(), key) },
	"extended-fields/%s": func(t *testing.T, c *wix.Client, key string) error {
		_, err := c.Fields.Get(t.Context(), key)
		return err
	},
	"extended-fields/%s delete": func(t *testing.T, c *wix.Client, key string) error { return c.Fields.Delete(t.Context(), key) },
	"contacts/%s": func(t *testing.T, c *wix.Client, key string) error {
		_, err := c.GetContact(t.Context(), key)
		return err
	},
	"contacts/%s delete": func(t *testing.T, c *wix.Client, key string) error { return c.DeleteContact(t.Context(), key) },
	"contacts/%s update": func(t *testing.T, c *wix.Client, key string) error {
		_, err := c.UpdateContact(t.Context(), key, 1, wix.Info{Company: wix.Some("x")}, false)
		return err
	},
	"contacts/%s/labels": func(t *testing.T, c *wix.Client, key string) error {
		_, err := c.LabelContact(t.Context(), key, []string{"custom.a"})
		return err
	},
	"contacts/%s/labels unlabel": func(t *testing.T, c *wix.Client, key string) error {
		_, err := c.UnlabelContact(t.Context(), key, []string{"custom.a"})
		return err
	},
}

var oddKeys = []string{
	"custom.a", "custom.a.b", "custom.a/b", "/", "a//b", "../contacts", "..%2fcontacts", "a/..", "%2f", "%2F", "%", "%zz", "%00",
	"a?b=c", "a#b", "a b", "a+b", "a&b", "a;b", "a:b", "a@b", "a\\b", "line\nbreak", "\r\nX-Header: 1", "tab\t", "\x00", "\x7f",
	"käse", "名前", "\xff", "...", ". ", "a%20b", "~", "*", "\u2028", "query", "facets",
}

// TestPath_escaped: a key is one segment of the path, whatever is in it.
func TestPath_escaped(t *testing.T) {
	for route, call := range keyed {
		pattern, _, _ := strings.Cut(route, " ")
		for _, key := range oddKeys {
			transport := always(http.StatusNotFound, `{"message":"gone"}`)
			err := call(t, transport.client(t, func(o *wix.Options) { o.Endpoint = "https://example.com/base" }), key)
			if transport.count() != 1 {
				t.Errorf("%s with %q: %d requests, %v", route, key, transport.count(), err)
				continue
			}
			checkPath(t, transport.seen[0].URL, "/base/contacts/v4/"+pattern, key)
		}
	}
}

// checkPath asserts that a URL holds a key in its place, and nothing beside it.
func checkPath(t interface{ Errorf(string, ...any) }, u *url.URL, pattern, key string) {
	escaped := u.EscapedPath()
	before, after, _ := strings.Cut(pattern, "%s")
	segment := strings.TrimSuffix(strings.TrimPrefix(escaped, before), after)
	back, err := url.PathUnescape(segment)
	if err != nil || back != key || escaped != fmt.Sprintf(pattern, segment) || strings.Contains(segment, "/") {
		t.Errorf("%q was sent as %s", key, escaped)
	}
	for _, r := range u.RequestURI() {
		if r <= ' ' || r >= 0x7f {
			t.Errorf("%q: %q is on the request line", key, r)
		}
	}
	if u.Host != "example.com" || u.Fragment != "" {
		t.Errorf("%q was sent to %s", key, u)
	}
}

// TestPath_refused: what would name another path is refused unsent, and is not
// taken for gone.
func TestPath_refused(t *testing.T) {
	for route, call := range keyed {
		for _, key := range []string{"", ".", ".."} {
			transport := always(http.StatusOK, `{}`)
			err := call(t, transport.client(t), key)
			if e := failure(t, err); wix.IsNotFound(err) || e.Lost || e.Cause == nil || e.Operation == "" || transport.count() != 0 {
				t.Errorf("%s with %q: %d requests, %+v", route, key, transport.count(), e)
			}
		}
	}
}

func TestPath_any(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		key := rapid.String().Filter(func(s string) bool { return s != "" && s != "." && s != ".." }).Draw(rt, "key")
		transport := always(http.StatusOK, `{}`)
		c := transport.client(t, func(o *wix.Options) { o.Endpoint = "https://example.com" })
		if err := c.Labels.Delete(t.Context(), key); err != nil {
			rt.Fatal(err)
		}
		checkPath(rt, transport.seen[0].URL, "/contacts/v4/labels/%s", key)
	})
}

// TestPath_emulated: the server reads the key that was meant.
func TestPath_emulated(t *testing.T) {
	s := newSite(t)
	for _, key := range oddKeys {
		if key == "/" { // which the emulator's mux reads as a trailing slash
			continue
		}
		if _, err := s.client.Labels.Get(s.ctx(), key); !wix.IsNotFound(err) {
			t.Errorf("%q: %v", key, err)
		}
		if got := s.Requests(); len(got) != 1 || got[0].Route != readLabel || got[0].Path != "/contacts/v4/labels/"+key {
			t.Errorf("%q arrived as %+v", key, got)
		}
		s.ResetRequests()
	}
}
