package wix_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// recorder keeps the credentials that pass it, and what is logged.
type recorder struct {
	next http.RoundTripper

	mu          sync.Mutex
	credentials map[string]bool
	logged      []string
	lines       []map[string]any
}

func (e *recorder) over(next http.RoundTripper) { e.next = next }

func (e *recorder) RoundTrip(r *http.Request) (*http.Response, error) {
	e.mu.Lock()
	if value := r.Header.Get("Authorization"); value != "" {
		e.credentials[value] = true
	}
	e.mu.Unlock()
	return e.next.RoundTrip(r)
}

func (e *recorder) log(_ context.Context, message string, fields map[string]any) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.lines = append(e.lines, fields)
	e.logged = append(e.logged, fmt.Sprintf("%s %+v", message, fields))
}

// texts are all the ways in which an error can be printed.
func texts(err error) []string {
	var out []string
	for ; err != nil; err = errors.Unwrap(err) {
		out = append(out, err.Error(), fmt.Sprintf("%+v", err), fmt.Sprintf("%#v", err))
	}
	return out
}

// secretFaults make everything fail in every way that has a text of its own,
// among them gateways that repeat the header.
func secretFaults(secret string) []emulator.Fault {
	return []emulator.Fault{
		{Status: 400, Message: "no"},
		{Status: 401, Message: "no"},
		{Status: 403},
		{Status: 404, Body: "<html>"},
		{Status: 503},
		{Kind: emulator.FaultRefuse},
		{Kind: emulator.FaultDropBefore},
		{Kind: emulator.FaultTruncate},
		{Kind: emulator.FaultGarbage},
		{Kind: emulator.FaultStall},
		{Kind: emulator.FaultGarbage, Body: "{}"},
		{Status: 403, Message: "'" + secret + "' not a valid key=value pair in Authorization header"},
		{Status: 400, Code: "BAD", Message: "bad " + secret},
		{Status: 502, Body: "<html>" + secret},
		{Status: 401, Body: `{"error":"invalid_client","error_description":"wrong secret ` + secret + `"}`},
		{Status: 400, Body: `{"message":"","details":{"validationError":{"fieldViolations":[{"field":"client_secret","description":"` + secret + `"}]}}}`},
		{Kind: emulator.FaultGarbage, Body: secret},
		{Kind: emulator.FaultGarbage, Body: `{"access_token":"` + secret + `\n"}`},
	}
}

// TestSecret_nowhere: no credential is in an error or a log line, whatever goes
// wrong, and neither is what the requests are about.
func TestSecret_nowhere(t *testing.T) {
	record := func() (*recorder, setup) {
		e := &recorder{credentials: map[string]bool{testSecret: true}}
		return e, func(_ *emulator.Options, client *wix.Options) {
			client.Transport, client.Log, client.MaxRetries = e, e.log, 1
		}
	}
	check := func(e *recorder, errs ...error) {
		t.Helper()
		all := e.logged
		for _, err := range errs {
			all = append(all, texts(err)...)
		}
		for secret := range e.credentials {
			for _, text := range all {
				if within(text, secret) || within(text, "new@example.com") {
					t.Errorf("a secret is in: %s", text)
				}
			}
		}
		if len(e.logged) == 0 || len(errs) == 0 {
			t.Error("nothing to look through")
		}
	}
	app := asApp(testSecret, emulator.Switches{})
	for _, route := range []string{"", tokenRoute} {
		for _, f := range secretFaults(map[string]string{"": testKey, tokenRoute: testSecret}[route]) {
			f.Route = route
			for _, credentials := range []setup{func(*emulator.Options, *wix.Options) {}, app} {
				e, listening := record()
				onSite(t, func(s *site) {
					_ = getLabel(s.client)(s.ctx()) // a first token
					s.Inject(f)
					var errs []error
					for _, op := range []operation{creation, update, finding, reading} {
						errs = append(errs, op.run(s.ctx(), s.client, printed))
					}
					check(e, errs...)
				}, credentials, listening)
			}
		}
	}
}

// TestSecret_token: a token that a gateway repeats is blotted out, and the rest
// of its answer kept.
func TestSecret_token(t *testing.T) {
	transport := &stub{answer: func(_ int, r *http.Request) (*http.Response, error) {
		if r.URL.Path == "/oauth2/token" {
			return respond(http.StatusOK, `{"access_token":"the-token"}`), nil
		}
		return respond(http.StatusForbidden, `{"message":"'`+r.Header.Get("Authorization")+`' is not valid here"}`), nil
	}}
	_, err := transport.client(t, func(o *wix.Options) { o.Credentials = wix.App{ID: "app"} }).Labels.Get(t.Context(), "custom.a")
	if e := failure(t, err); within(e.Error(), "the-token") || !within(e.Message, "is not valid here") {
		t.Errorf("%v", e)
	}
}

// TestLog_lines: one line per attempt, with what support needs.
func TestLog_lines(t *testing.T) {
	e := &recorder{credentials: map[string]bool{}}
	onSite(t, func(s *site) {
		f := s.fixture()
		s.arm(emulator.Fault{Status: 503}, takeLabels, 1)
		s.arm(emulator.Fault{Kind: emulator.FaultRefuse}, takeLabels, 1)
		_, err := s.client.UnlabelContact(s.ctx(), f.contact, []string{f.label})
		ok(t, err)
		if len(e.lines) != 3 {
			t.Fatalf("%d lines: %v", len(e.lines), e.lines)
		}
		for i, want := range []any{503, nil, 200} {
			line := e.lines[i]
			if line["method"] != "DELETE" || line["path"] != "/contacts/v4/contacts/"+f.contact+"/labels" || line["status"] != want {
				t.Errorf("line %d: %v", i, line)
			}
			if (want == nil) != (line["error"] != nil) || (want == nil) == (line["request_id"] != nil) || line["duration_ms"] == nil {
				t.Errorf("line %d: %v", i, line)
			}
			if within(e.logged[i], f.label) {
				t.Errorf("the query is in line %d: %s", i, e.logged[i])
			}
		}
	}, func(_ *emulator.Options, client *wix.Options) { client.Transport, client.Log = e, e.log })
}

// TestSecret_short: a key for the emulator is a word, which texts may hold.
func TestSecret_short(t *testing.T) {
	c := always(http.StatusBadRequest, `{"message":"the company is too long"}`).client(t, func(o *wix.Options) {
		o.Credentials = wix.APIKey{Key: "any", SiteID: testSite}
	})
	_, err := c.Labels.Get(t.Context(), "custom.a")
	if e := failure(t, err); e.Message != "the company is too long" {
		t.Errorf("%v", e)
	}
}
