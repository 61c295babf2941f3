package emulator

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// browse asks for the page over HTTP, as a browser does.
func (c *caller) browse(method, path string, header ...string) *httptest.ResponseRecorder {
	c.t.Helper()
	r := c.request(method, path, "")
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return c.arrive(r)
}

// page is the page at a path, which must be there, without the places where a line may end.
func (c *caller) page(path string) string {
	c.t.Helper()
	out := c.browse("GET", path)
	if out.Code != http.StatusOK {
		c.t.Fatalf("GET %s: status %d: %s", path, out.Code, out.Body)
	}
	return strings.ReplaceAll(out.Body.String(), "<wbr>", "")
}

func shows(t *testing.T, page string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(page, text) {
			t.Errorf("the page does not show %q:\n%s", text, page)
		}
	}
}

func hides(t *testing.T, page string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(page, text) {
			t.Errorf("the page shows %q:\n%s", text, page)
		}
	}
}

func TestPage_empty(t *testing.T) {
	c := start(t, Options{})
	page := c.page("/")
	shows(t, page, "This site has no contacts yet.", "export WIX_ENDPOINT=http://localhost:8080\n", "contacts.customers", "emailSubscriptions.effectiveEmail", "None yet.")
	hides(t, page, "<table class=\"people\"", "Page 1 of")
	c.page("/?q=nobody&label=custom.none&page=7&contact=" + noOne)
}

func TestPage_headers(t *testing.T) {
	c := start(t, Options{})
	for _, path := range []string{"/", "/?q=x", "/_page/style.css", "/_page/live.js", "/_page/icon.svg", "/_page/nothing.css"} {
		out := c.browse("GET", path)
		if got := out.Header().Get("Content-Security-Policy"); got != pagePolicy {
			t.Errorf("%s: policy %q", path, got)
		}
		if got := out.Header().Get("X-Content-Type-Options"); got != "nosniff" {
			t.Errorf("%s: X-Content-Type-Options %q", path, got)
		}
	}
	for _, unsafe := range []string{"unsafe-inline", "unsafe-eval", "*", "data:", "http"} {
		if strings.Contains(pagePolicy, unsafe) {
			t.Errorf("the policy has %s", unsafe)
		}
	}
	// The policy would keep these from working.
	hides(t, c.page("/"), " style=", "<style", "<script>", " onclick", "javascript:")
}

func TestPage_methods(t *testing.T) {
	c := start(t, Options{Seed: 3})
	for _, path := range []string{"/", "/_page/style.css"} {
		whole, head := c.browse("GET", path), c.browse("HEAD", path)
		if head.Code != http.StatusOK || head.Body.Len() != 0 {
			t.Errorf("HEAD %s: status %d, %d bytes", path, head.Code, head.Body.Len())
		}
		if got, want := head.Header().Get("Content-Length"), fmt.Sprint(whole.Body.Len()); got != want {
			t.Errorf("HEAD %s: Content-Length %s, want %s", path, got, want)
		}
		for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS"} {
			out := c.browse(method, path)
			if out.Code != http.StatusMethodNotAllowed || out.Header().Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s: status %d, Allow %q", method, path, out.Code, out.Header().Get("Allow"))
			}
		}
	}
}

func TestPage_files(t *testing.T) {
	c := start(t, Options{})
	for path, kind := range map[string]string{
		"/_page/style.css": "text/css; charset=utf-8", "/_page/live.js": "text/javascript; charset=utf-8", "/_page/icon.svg": "image/svg+xml",
	} {
		out := c.browse("GET", path)
		if out.Code != http.StatusOK || out.Header().Get("Content-Type") != kind {
			t.Errorf("%s: status %d, Content-Type %q", path, out.Code, out.Header().Get("Content-Type"))
		}
		if !strings.Contains(c.page("/"), path) {
			t.Errorf("the page does not load %s", path)
		}
	}
	for _, path := range []string{"/_page/", "/_page/page.html", "/_page/../page.go", "/_page/%2e%2e/page.go", "/_page/nothing"} {
		if out := c.browse("GET", path); out.Code != http.StatusNotFound {
			t.Errorf("%s: status %d", path, out.Code)
		}
	}
}

// TestPage_unchanged holds that looking again costs no body as long as nothing
// changes.
func TestPage_unchanged(t *testing.T) {
	c := start(t, Options{Seed: 3})
	tag := c.browse("GET", "/").Header().Get("ETag")
	again := c.browse("GET", "/", "If-None-Match", tag)
	if again.Code != http.StatusNotModified || again.Body.Len() != 0 || tag == "" {
		t.Errorf("tag %q: status %d, %d bytes", tag, again.Code, again.Body.Len())
	}
	c.make(`{"name":{"first":"New"}}`)
	if out := c.browse("GET", "/", "If-None-Match", tag); out.Code != http.StatusOK || out.Header().Get("ETag") == tag {
		t.Errorf("after a change: status %d", out.Code)
	}
}

// TestPage_outside holds that looking is no request to the API: it is not
// recorded, needs no key, and neither faults nor latency reach it.
func TestPage_outside(t *testing.T) {
	c := start(t, Options{APIKey: "only-this", RequestsPerMinute: 1, Latency: time.Hour})
	c.server.Inject(Fault{Kind: FaultStatus, Status: 503, Times: 100})
	for range 5 {
		c.page("/")
	}
	if n := c.server.CountAll(); n != 0 {
		t.Errorf("%d requests were recorded", n)
	}
}

func TestPage_requests(t *testing.T) {
	c := start(t, Options{})
	c.header.Set("Authorization", "very-secret-key")
	c.ok("GET", "/contacts/v4/labels?token=secret-in-query", "")
	c.ok("POST", "/oauth2/token", `{"grant_type":"client_credentials","client_id":"secret-app","client_secret":"secret-secret","instance_id":"i"}`)
	c.do("DELETE", "/contacts/v4/contacts/"+noOne, "")
	page := c.page("/")
	shows(t, page, "last 3 of 3", `<span class="method">DELETE</span>`, "/oauth2/token", "/contacts/"+noOne, `title="Not Found">404`)
	hides(t, page, "secret")
	if strings.Index(page, ">DELETE<") > strings.Index(page, "/oauth2/token") {
		t.Error("the last request is not shown first")
	}
	for range 40 {
		c.ok("GET", "/contacts/v4/labels", "")
	}
	page = c.page("/")
	shows(t, page, "last 30 of 43")
	if n := strings.Count(page, `class="method"`); n != maxPageRequests {
		t.Errorf("%d requests are shown", n)
	}
}

// BenchmarkPage renders the page of a large site: as it opens, searched, and
// in the order of names.
func BenchmarkPage(b *testing.B) {
	s := New(Options{Seed: 10_000})
	for _, look := range []struct{ name, path string }{
		{"open", "/"}, {"search", "/?q=quill+example"}, {"names", "/?sort=name&page=200"},
	} {
		b.Run(look.name, func(b *testing.B) {
			r := httptest.NewRequestWithContext(b.Context(), "GET", "http://localhost"+look.path, nil)
			for b.Loop() {
				out := httptest.NewRecorder()
				s.ServeHTTP(out, r)
				if out.Code != http.StatusOK || out.Body.Len() < 10_000 {
					b.Fatal(out.Code, out.Body)
				}
			}
		})
	}
}
