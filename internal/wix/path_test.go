package wix_test

import (
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// keyed gives the operations whose path holds a key or an id, with that path.
func keyed() iter.Seq2[string, operation] {
	placeholder := strings.NewReplacer("{key}", "%s", "{id}", "%s")
	return func(yield func(string, operation) bool) {
		for _, op := range operations {
			_, path, _ := strings.Cut(op.route, " ")
			if pattern := placeholder.Replace(path); pattern != path && !yield(pattern, op) {
				return
			}
		}
	}
}

// everywhere is a fixture in which everything has one key.
func everywhere(key string) fixture { return fixture{key, key, key, key} }

var oddKeys = []string{
	"custom.a", "custom.a.b", "custom.a/b", "/", "a//b", "../contacts", "..%2fcontacts", "a/..", "%2f", "%2F", "%", "%zz", "%00",
	"a?b=c", "a#b", "a b", "a+b", "a&b", "a;b", "a:b", "a@b", "a\\b", "line\nbreak", "\r\nX-Header: 1", "tab\t", "\x00", "\x7f",
	"käse", "名前", "\xff", "...", ". ", "a%20b", "~", "*", "\u2028", "query", "facets",
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

// TestPath_any: a key of any text is one segment of the path.
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
