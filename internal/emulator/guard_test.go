package emulator

import (
	"context"
	"errors"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// arrive answers a request that came over a connection.
func (c *caller) arrive(r *http.Request) *httptest.ResponseRecorder {
	c.t.Helper()
	out := httptest.NewRecorder()
	if strings.HasPrefix(r.URL.Path, ControlPath) {
		c.server.Control().ServeHTTP(out, r)
	} else {
		c.server.ServeHTTP(out, r)
	}
	return out
}

// request is one of this machine to the API, the page or the control surface.
func (c *caller) request(method, path, body string) *http.Request {
	r := httptest.NewRequestWithContext(c.t.Context(), method, "http://localhost:8080"+path, strings.NewReader(body))
	if strings.HasPrefix(path, "/contacts/") {
		r.Header = c.header.Clone()
	}
	return r
}

// surfaces are a request to each of the three.
var surfaces = []string{labelsPath, "/", ControlPath + "health"}

// unseen fails if a request left a trace: a record, or a fault that it used up.
func (c *caller) unseen() {
	c.t.Helper()
	if n, fault := c.server.CountAll(), c.server.Faults()[0]; n > 0 || fault.Seen > 0 {
		c.t.Errorf("%d requests were recorded, %d reached the fault", n, fault.Seen)
	}
}

// TestGuard_hosts holds that a page of another host name, made to lead to this
// machine, can do nothing.
func TestGuard_hosts(t *testing.T) {
	const admitted, refused = true, false
	for _, tt := range []struct {
		host, arrived string
		want          bool
	}{
		{"localhost:8080", "127.0.0.1:8080", admitted},
		{"LocalHost", "127.0.0.1:80", admitted},
		{"127.0.0.1:8080", "127.0.0.1:8080", admitted},
		{"127.1.2.3", "127.0.0.1:80", admitted},
		{"[::1]:8080", "[::1]:8080", admitted},
		{"[::1]", "[::1]:80", admitted},
		{"192.0.2.1:8080", "192.0.2.1:8080", admitted},
		{"emulator:8080", "192.0.2.1:8080", admitted},
		{"www.example.com", "127.0.0.1:80", refused},
		{"www.example.com:8080", "192.0.2.1:8080", refused},
		{"localhost.example.com", "[::1]:8080", refused},
		{"127.0.0.1.example.com", "127.0.0.1:80", refused},
		{"192.0.2.1:8080", "127.0.0.1:8080", refused},
		{"0.0.0.0:8080", "127.0.0.1:8080", refused},
		{"", "127.0.0.1:8080", refused},
	} {
		arrived, err := net.ResolveTCPAddr("tcp", tt.arrived)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range surfaces {
			c := start(t, Options{Hosts: []string{"emulator"}})
			c.server.Inject(Fault{Kind: FaultStatus, Status: 503, After: 1})
			r := c.request("GET", path, "")
			r = r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, arrived))
			r.Host = tt.host
			out := c.arrive(r)
			if admitted := out.Code == http.StatusOK; admitted != tt.want || !admitted && out.Code != http.StatusForbidden {
				t.Errorf("GET %s of %q at %s: status %d", path, tt.host, tt.arrived, out.Code)
			}
			if tt.want == refused {
				c.unseen()
			}
		}
	}
}

// TestGuard_origins holds that a browser can do nothing here for a page of another
// origin but look at the emulator's own page, which that page cannot read.
func TestGuard_origins(t *testing.T) {
	foreign := []http.Header{
		{"Sec-Fetch-Site": {"cross-site"}},
		{"Sec-Fetch-Site": {"same-site"}},
		{"Origin": {"https://www.example.com"}},
		{"Origin": {"http://localhost:3000"}},
		{"Origin": {"null"}},
	}
	own := []http.Header{{}, {"Sec-Fetch-Site": {"same-origin"}}, {"Sec-Fetch-Site": {"none"}}, {"Origin": {"http://localhost:8080"}}}
	for _, tt := range []struct {
		method, path string
		headers      []http.Header
		status       int
	}{
		{"GET", labelsPath, foreign, 403},
		{"GET", labelsPath, own, 200},
		{"OPTIONS", labelsPath, foreign, 403},
		{"POST", contactsPath + "/query", foreign, 403},
		{"POST", contactsPath + "/query", own, 200},
		{"POST", "/oauth2/token", foreign, 403},
		{"POST", ControlPath + "reset", foreign, 403},
		{"POST", ControlPath + "reset", own, 200},
		{"GET", ControlPath + "requests", foreign, 403},
		{"GET", ControlPath + "requests", own, 200},
		{"POST", "/", foreign, 403},
		{"GET", "/", foreign, 200},
		{"GET", "/", own, 200},
	} {
		for _, header := range tt.headers {
			c := start(t, Options{})
			c.server.Inject(Fault{Kind: FaultStatus, Status: 503, After: 1})
			r := c.request(tt.method, tt.path, "")
			maps.Copy(r.Header, header)
			if out := c.arrive(r); out.Code != tt.status {
				t.Errorf("%s %s %v: status %d, want %d", tt.method, tt.path, header, out.Code, tt.status)
			}
			if tt.status == http.StatusForbidden {
				c.unseen()
			}
		}
	}
}

// endless has no end, and counts what was read of it.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	e.read += len(p)
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestGuard_body(t *testing.T) {
	for _, path := range []string{contactsPath, "/nowhere", ControlPath + "forms"} {
		c := start(t, Options{})
		c.server.Inject(Fault{Kind: FaultStatus, Status: 503})
		r, body := c.request("POST", path, ""), &endless{}
		r.Body = io.NopCloser(io.LimitReader(body, 8*maxBody))
		if out := c.arrive(r); out.Code != http.StatusRequestEntityTooLarge || body.read > 2*maxBody {
			t.Errorf("POST %s: status %d after %d bytes", path, out.Code, body.read)
		}
		c.unseen()
	}
	c := start(t, Options{})
	out := c.arrive(c.request("POST", contactsPath+"/query", strings.Repeat(" ", maxBody)))
	if out.Code != http.StatusOK {
		t.Errorf("a body of the largest size: status %d", out.Code)
	}
}

// TestGuard_bodyOfContact holds that a contact at every limit of contract 1.4 gets
// through, with letters of three bytes.
func TestGuard_bodyOfContact(t *testing.T) {
	long := func(n int) string { return strings.Repeat("例", n) }
	postal := object{"subdivision": long(maxShort), "city": long(maxText), "postalCode": long(maxShort), "addressLine": long(maxText), "addressLine2": long(maxText)}
	var addresses, emails, phones []any
	for range maxItems {
		addresses = append(addresses, object{"address": postal})
		emails = append(emails, object{"email": long(maxEmail)})
		phones = append(phones, object{"phone": long(maxPhone)})
	}
	c := start(t, Options{})
	body := show(object{"info": object{
		"name": object{"first": long(maxText), "last": long(maxText)}, "company": long(maxText), "jobTitle": long(maxText),
		"addresses": object{"items": addresses}, "emails": object{"items": emails}, "phones": object{"items": phones},
		"labelKeys": object{"items": strings.Fields(strings.Repeat(strings.Repeat("k", 80)+" ", maxLabelKeys))},
	}})
	r := c.request("POST", contactsPath, body)
	if out := c.arrive(r); out.Code != http.StatusBadRequest || !strings.Contains(out.Body.String(), "LABEL_NOT_FOUND") || len(body) > maxBody/2 {
		t.Errorf("%d bytes: status %d %.200s", len(body), out.Code, out.Body)
	}
}

// TestGuard_cut holds that a body that ends too early is not handled.
func TestGuard_cut(t *testing.T) {
	c := start(t, Options{})
	r := c.request("POST", labelsPath, "")
	r.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"displayName":"A"}`), broken{errors.New("gone")}))
	if out := c.arrive(r); out.Code != http.StatusBadRequest || c.server.CountAll() != 0 || len(c.server.Labels()) != 2 {
		t.Errorf("status %d, %d requests", out.Code, c.server.CountAll())
	}
}

func TestGuard_token(t *testing.T) {
	c := start(t, Options{Token: "open-sesame", APIKey: "key"})
	with := func(path, name, value string) *httptest.ResponseRecorder {
		r := c.request("GET", path, "")
		r.Header.Set(name, value)
		return c.arrive(r)
	}
	cookie := tokenCookie + "="
	for _, tt := range []struct {
		path, name, value string
		status            int
	}{
		{ControlPath + "health", "Authorization", "", 401},
		{ControlPath + "health", "Authorization", "Bearer open", 401},
		{ControlPath + "health", "Authorization", "Bearer key", 401},
		{ControlPath + "health", "Cookie", cookie + "open-sesame", 401},
		{ControlPath + "health?token=open-sesame", "Authorization", "", 401},
		{ControlPath + "health", "Authorization", "Bearer open-sesame", 200},
		{"/", "Cookie", "", 401},
		{"/", "Cookie", cookie + "open", 401},
		{"/?token=open", "Cookie", "", 401},
		{"/", "Cookie", cookie + "open-sesame", 200},
		{"/?q=x", "Cookie", cookie + "open-sesame", 200},
		{labelsPath, "Authorization", "key", 200},
		{labelsPath, "Authorization", "open-sesame", 401},
	} {
		if out := with(tt.path, tt.name, tt.value); out.Code != tt.status {
			t.Errorf("%s with %s %q: status %d, want %d", tt.path, tt.name, tt.value, out.Code, tt.status)
		}
	}
	out := with("/?token=open-sesame", "Cookie", "")
	given := out.Result().Cookies()
	if out.Code != http.StatusSeeOther || out.Header().Get("Location") != "/" || len(given) != 1 {
		t.Fatalf("status %d, to %q, with %v", out.Code, out.Header().Get("Location"), given)
	}
	if !given[0].HttpOnly || given[0].SameSite != http.SameSiteLaxMode || with("/", "Cookie", given[0].String()).Code != http.StatusOK {
		t.Errorf("cookie %v", given[0])
	}
}
