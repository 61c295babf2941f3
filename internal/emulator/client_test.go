package emulator

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

const (
	testSite = "11111111-2222-4333-8444-555555555555"
	noOne    = "99999999-9999-4999-8999-999999999999"
)

// clock is a clock that tests move; it starts on a fixed day.
type clock struct{ at time.Time }

func newClock() *clock { return &clock{time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time          { return c.at }
func (c *clock) advance(d time.Duration) { c.at = c.at.Add(d) }

// caller speaks to a Server the way a client does.
type caller struct {
	t      *testing.T
	server *Server
	clock  *clock
	header http.Header
}

func start(t *testing.T, o Options) *caller {
	t.Helper()
	c := newClock()
	if o.Now == nil {
		o.Now = c.now
	}
	return &caller{t, New(o), c, http.Header{
		"Authorization": {"key"}, "Wix-Site-Id": {testSite}, "Content-Type": {"application/json"},
	}}
}

func (c *caller) send(method, path, body string) (*http.Response, error) {
	r, err := http.NewRequestWithContext(context.Background(), method, "https://www.wixapis.com"+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header = c.header.Clone()
	return c.server.Transport().RoundTrip(r)
}

// do sends a request and decodes the answer.
func (c *caller) do(method, path, body string) (int, object) {
	c.t.Helper()
	response, err := c.send(method, path, body)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	if response.Header.Get("X-Wix-Request-Id") == "" {
		c.t.Errorf("%s %s: no request id", method, path)
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var out object
	if err := decoder.Decode(&out); err != nil {
		c.t.Fatalf("%s %s: %v in %q", method, path, err, raw)
	}
	return response.StatusCode, out
}

// ok is do for requests that must succeed.
func (c *caller) ok(method, path, body string) object {
	c.t.Helper()
	status, out := c.do(method, path, body)
	if status != http.StatusOK {
		c.t.Fatalf("%s %s %s: status %d, %s", method, path, body, status, show(out))
	}
	return out
}

// refused is do for requests that must fail; want is the application code or
// the comma-joined fields of the violations, empty for a bare message.
func (c *caller) refused(method, path, body string, status int, want string) object {
	c.t.Helper()
	got, out := c.do(method, path, body)
	if got != status || problem(out) != want {
		c.t.Errorf("%s %s %s: got %d %q, want %d %q: %s", method, path, body, got, problem(out), status, want, show(out))
	}
	return out
}

func problem(out object) string {
	if code, ok := dig(out, "details.applicationError.code").(string); ok {
		return code
	}
	violations, _ := dig(out, "details.validationError.fieldViolations").([]any)
	var fields []string
	for _, v := range violations {
		fields = append(fields, v.(object)["field"].(string))
	}
	return strings.Join(fields, ",")
}

// dig follows a dotted path; numbers index arrays.
func dig(v any, path string) any {
	for part := range strings.SplitSeq(path, ".") {
		switch in := v.(type) {
		case object:
			v = in[part]
		case []any:
			i := int(part[0] - '0')
			if i >= len(in) {
				return nil
			}
			v = in[i]
		default:
			return nil
		}
	}
	return v
}

func show(v any) string {
	out, _ := json.Marshal(v)
	return string(out)
}

// want compares what lies at a path with a value's JSON.
func want(t *testing.T, in any, path string, value any) {
	t.Helper()
	if got := show(dig(in, path)); got != show(value) {
		t.Errorf("%s: got %s, want %s", path, got, show(value))
	}
}

// make creates a contact and returns it.
func (c *caller) make(info string) object {
	c.t.Helper()
	out, _ := c.ok("POST", "/contacts/v4/contacts", `{"info":`+info+`,"allowDuplicates":true}`)["contact"].(object)
	return out
}

func (c *caller) get(id string) object {
	c.t.Helper()
	out, _ := c.ok("GET", "/contacts/v4/contacts/"+id, "")["contact"].(object)
	return out
}

func idOf(contact object) string { id, _ := contact["id"].(string); return id }

// patch is the body of a PATCH of this contact.
func patchOf(contact object, info string) string {
	return fmt.Sprintf(`{"revision":%v,"info":%s}`, contact["revision"], info)
}

func (c *caller) patch(contact object, info string) object {
	c.t.Helper()
	out, _ := c.ok("PATCH", "/contacts/v4/contacts/"+idOf(contact), patchOf(contact, info))["contact"].(object)
	return out
}

func (c *caller) label(name string) string {
	c.t.Helper()
	return dig(c.ok("POST", "/contacts/v4/labels", show(object{"displayName": name})), "label.key").(string)
}

func (c *caller) field(name, dataType string) string {
	c.t.Helper()
	return dig(c.ok("POST", "/contacts/v4/extended-fields", show(object{"displayName": name, "dataType": dataType})), "field.key").(string)
}
