package wix_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// FuzzPath: a key is one segment of the path of one host, or is refused unsent.
func FuzzPath(f *testing.F) {
	for _, key := range append([]string{"", ".", "..", "${path.module}", "https://elsewhere.example.com/", "//elsewhere.example.com", "%2e%2e", "..;/"}, oddKeys...) {
		f.Add(key)
	}
	f.Fuzz(func(t *testing.T, key string) {
		for pattern, op := range keyed() {
			transport := always(http.StatusNotFound, `{"message":"gone"}`)
			c := transport.client(t, func(o *wix.Options) { o.Endpoint = "https://example.com/base" })
			err := op.run(t.Context(), c, everywhere(key))
			if key == "" || key == "." || key == ".." { // which would name another path
				e := failure(t, err)
				if wix.IsNotFound(err) || e.Lost || e.Cause == nil || e.Operation == "" || transport.count() != 0 {
					t.Errorf("%s with %q: %d requests, %+v", op.name, key, transport.count(), e)
				}
				continue
			}
			if transport.count() != 1 {
				t.Fatalf("%s with %q: %d requests, %v", op.name, key, transport.count(), err)
			}
			checkPath(t, transport.seen[0].URL, "/base"+pattern, key)
			if err != nil {
				sane(t, err)
			}
		}
	})
}

// FuzzEndpoint: an endpoint that is taken is the only place that requests go to,
// by https unless it is this machine.
func FuzzEndpoint(f *testing.F) {
	for _, endpoint := range []string{
		"", "https://example.com", "https://example.com/", "https://example.com:8443/base/", "https://example.com/one%2Ftwo/x/", "http://localhost:1/", "http://[::1]", "http://127.0.0.1@example.com", "https://a?b", "https://a#b",
		"HTTPS://EXAMPLE.COM", "https://example.com/%2F/..", "https://example.com/a b", "http://127.0.0.1%2f.example.com", "https:\\\\example.com", "http://[::1%25eth0]/",
	} {
		f.Add(endpoint, "custom.a")
	}
	f.Fuzz(func(t *testing.T, endpoint, key string) {
		base, err := wix.ParseEndpoint(endpoint)
		if err != nil {
			return
		}
		if base.Scheme != "https" && base.Hostname() != "::1" && !strings.EqualFold(base.Hostname(), "localhost") && !strings.HasPrefix(base.Hostname(), "127.") &&
			!strings.Contains(strings.ToLower(base.Hostname()), ":ffff:127.") {
			t.Errorf("%q would send the credential to %s in the clear", endpoint, base)
		}
		transport := always(http.StatusNotFound, `{"message":"gone"}`)
		err = transport.client(t, func(o *wix.Options) { o.Endpoint = endpoint }).Labels.Delete(t.Context(), key)
		if transport.count() == 0 {
			sane(t, err)
			return
		}
		got := transport.seen[0].URL
		want := strings.TrimSuffix(base.EscapedPath(), "/") + "/contacts/v4/labels/" + url.PathEscape(key)
		if got.Scheme != base.Scheme || got.Hostname() == "" || got.Hostname() != base.Hostname() || got.Port() != base.Port() || got.User != nil || got.RawQuery != "" || got.EscapedPath() != want {
			t.Errorf("%q, %q: %s, want the path %s", endpoint, key, got, want)
		}
	})
}

// FuzzQuery: a filter and a sort are data: they arrive as they were given, and
// change neither the path nor the rest of the request.
func FuzzQuery(f *testing.F) {
	for _, filter := range []string{`{}`, `{"info.company":"A"}`, `{"$and":[{"a":9007199254740993},{"b":1e400}]}`, `{"paging":{"limit":1}}`, `{"":{"":null}}`, `{"a":"\u2028</script>"}`} {
		f.Add(filter, "createdDate", "ASC", 3)
	}
	f.Fuzz(func(t *testing.T, filter, field, order string, limit int) {
		decoder := json.NewDecoder(strings.NewReader(filter))
		decoder.UseNumber()
		var given map[string]any
		if decoder.Decode(&given) != nil || limit < 0 {
			return
		}
		transport := always(http.StatusOK, `{"contacts":[]}`)
		for _, err := range transport.client(t).QueryContacts(t.Context(), wix.Query{Filter: given, Sort: wix.Sort{FieldName: field, Order: order}, Limit: limit}) {
			ok(t, err)
		}
		r := transport.seen[0]
		body, err := io.ReadAll(r.Body)
		ok(t, err)
		var sent struct{ Query map[string]any }
		decoder = json.NewDecoder(strings.NewReader(string(body)))
		decoder.UseNumber()
		ok(t, decoder.Decode(&sent))
		if r.URL.String() != "https://www.wixapis.com/contacts/v4/contacts/query" || transport.count() != 1 {
			t.Errorf("%d requests, to %s", transport.count(), r.URL)
		}
		got, _ := sent.Query["filter"].(map[string]any)
		if diff := cmp.Diff(given, got); diff != "" && len(given)+len(got) > 0 {
			t.Errorf("filter (-given +sent):\n%s", diff)
		}
		delete(sent.Query, "filter")
		if len(sent.Query) != 3 || sent.Query["paging"] == nil || sent.Query["sort"] == nil || sent.Query["fieldsets"] == nil {
			t.Errorf("the query holds more: %s", body)
		}
	})
}

// FuzzHeaders: no header of an answer makes the client wait for longer than it
// should, or fail.
func FuzzHeaders(f *testing.F) {
	for _, v := range []string{"", "0", "1", "-1", "60", "3600", "99999999999999999999", "1e9", "Fri, 31 Dec 1999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "\x00", "NaN"} {
		f.Add(429, v, v)
		f.Add(503, v, v)
	}
	f.Fuzz(func(t *testing.T, status int, after, date string) {
		if status < 400 || status > 599 {
			return
		}
		synctest.Test(t, func(t *testing.T) {
			begun := time.Now()
			transport := &stub{answer: func(n int, _ *http.Request) (*http.Response, error) {
				if n == 0 {
					return respond(status, `{"message":"later"}`, "Retry-After", after, "Date", date), nil
				}
				return respond(http.StatusOK, labelAnswer, "Date", date), nil
			}}
			_, err := transport.client(t, func(o *wix.Options) { o.MaxRetries = 1 }).Labels.Get(t.Context(), "custom.a")
			if err != nil {
				sane(t, err)
			}
			if waited := time.Since(begun); waited > 62*time.Second {
				t.Errorf("%s after Retry-After %q", waited, after)
			}
		})
	})
}
