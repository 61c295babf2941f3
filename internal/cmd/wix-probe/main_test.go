package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// fakeClock moves when somebody sleeps.
type fakeClock struct {
	mu sync.Mutex
	at time.Time
}

func (c *fakeClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *fakeClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
	return ctx.Err()
}

const (
	key    = "IST.probe-test-key-0123456789"
	siteID = "5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a11"
)

// setup is a program and the emulated site that it asks.
type setup struct {
	program
	site        *emulator.Server
	out, errors bytes.Buffer
}

func newSetup(env map[string]string, stdin string) *setup {
	clock := &fakeClock{at: time.Date(2026, time.March, 1, 9, 0, 0, 0, time.UTC)}
	d := &setup{site: emulator.New(emulator.Options{APIKey: key, SiteID: siteID, Seed: 10, Now: clock.Now})}
	if env == nil {
		env = map[string]string{"WIX_API_KEY": key, "WIX_SITE_ID": siteID}
	}
	d.program = program{
		getenv: func(name string) string { return env[name] },
		stdin:  strings.NewReader(stdin), stdout: &d.out, stderr: &d.errors,
		transport: d.site.Transport(), clock: clock,
	}
	return d
}

// TestRun_writes: a run prints the table and writes both files.
func TestRun_writes(t *testing.T) {
	dir := t.TempDir()
	switches, record := filepath.Join(dir, "s.json"), filepath.Join(dir, "deep", "pairs")
	d := newSetup(nil, "")
	if err := d.run(t.Context(), []string{"-yes", "-switches", switches, "-record", record}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(d.out.String(), "0 differ, 0 could not be told") || !strings.Contains(d.errors.String(), "fewer than 300 requests") {
		t.Errorf("%s\n%s", &d.errors, &d.out)
	}
	var values map[string]string
	var pairs []map[string]any
	for path, into := range map[string]any{switches: &values, filepath.Join(record, "wire-examples.json"): &pairs} {
		raw, err := os.ReadFile(path)
		if err != nil || json.Unmarshal(raw, into) != nil || bytes.Contains(raw, []byte(key)) || bytes.Contains(raw, []byte(siteID)) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if values["patch.null"] != "clear" || len(pairs) < 150 {
		t.Errorf("%v, %d pairs", values, len(pairs))
	}
	if len(d.site.Contacts()) != 10 {
		t.Error("something is left")
	}
}

// TestRun_asks: nothing is sent before a yes.
func TestRun_asks(t *testing.T) {
	for answer, sent := range map[string]bool{"": false, "no\n": false, "y\n": false, "yes\n": true} {
		d := newSetup(nil, answer)
		err := d.run(t.Context(), []string{"-switches", filepath.Join(t.TempDir(), "s.json")})
		if (err == nil) != sent || (d.site.CountAll() > 0) != sent || !strings.Contains(d.errors.String(), "example.com") {
			t.Errorf("%q: %v, %d requests\n%s", answer, err, d.site.CountAll(), &d.errors)
		}
	}
}

// TestRun_clean: what is found is listed, and removed after a yes.
func TestRun_clean(t *testing.T) {
	const left = "wix-probe-abcdefghij a"
	for answer, removed := range map[string]bool{"no\n": false, "yes\n": true} {
		d := newSetup(nil, answer)
		d.site.PutLabel(left)
		before := len(d.site.Labels())
		err := d.run(t.Context(), []string{"-clean"})
		if gone := len(d.site.Labels()) < before; (err == nil) != removed || gone != removed || !strings.Contains(d.errors.String(), "found: label custom.") {
			t.Errorf("%q: %v\n%s", answer, err, &d.errors)
		}
	}
	d := newSetup(nil, "")
	if err := d.run(t.Context(), []string{"-clean"}); err != nil || d.out.String() != "0 removed.\n" {
		t.Errorf("%v %s", err, &d.out)
	}
}

// TestRun_environment: what is wrong with it is told by the names of variables, without a
// value and before a request.
func TestRun_environment(t *testing.T) {
	for _, test := range []struct {
		env  map[string]string
		want string
	}{
		{map[string]string{}, "no credential is set"},
		{map[string]string{"WIX_SITE_ID": siteID}, "no credential is set"},
		{map[string]string{"WIX_API_KEY": key}, "WIX_SITE_ID is not a GUID"},
		{map[string]string{"WIX_API_KEY": key, "WIX_SITE_ID": key}, "WIX_SITE_ID is not a GUID"},
		{map[string]string{"WIX_API_KEY": key + "\n\x00x", "WIX_SITE_ID": siteID}, "no header can carry"},
		{map[string]string{"WIX_API_KEY": key, "WIX_SITE_ID": siteID, "WIX_APP_ID": "a"}, "unset one"},
		{map[string]string{"WIX_APP_ID": "a", "WIX_APP_SECRET": key}, "WIX_INSTANCE_ID"},
		{map[string]string{"WIX_API_KEY": key, "WIX_SITE_ID": siteID, "WIX_ENDPOINT": "http://api.example.com"}, "WIX_ENDPOINT is not valid: plain http"},
	} {
		d := newSetup(test.env, "yes\n")
		err := d.run(t.Context(), nil)
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "IST") || d.site.CountAll() > 0 {
			t.Errorf("%v: %v", test.env, err)
		}
	}
}

// TestRun_interrupted: an interrupt is an error, and what is not removed another.
func TestRun_interrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	d := newSetup(nil, "")
	next, n := d.transport, 0
	d.transport = roundTripper(func(r *http.Request) (*http.Response, error) {
		if n++; n == 40 {
			cancel()
		}
		return next.RoundTrip(r)
	})
	args := []string{"-yes", "-switches", filepath.Join(t.TempDir(), "s.json")}
	if err := d.run(ctx, args); err == nil || !strings.Contains(err.Error(), "interrupted") || len(d.site.Contacts()) != 10 {
		t.Errorf("%v\n%s", err, &d.errors)
	}
	d = newSetup(nil, "")
	d.site.Inject(emulator.Fault{Kind: emulator.FaultStatus, Status: 503, Route: "DELETE /contacts/v4/labels/{key}"})
	if err := d.run(t.Context(), args); !errors.Is(err, errLeft) || !strings.Contains(d.errors.String(), "left: label custom.wix-probe-") {
		t.Errorf("%v\n%s", err, &d.errors)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestParse_invalid(t *testing.T) {
	for _, args := range [][]string{{"-nonsense"}, {"extra"}} {
		var out bytes.Buffer
		if _, err := parse(args, &out); !errors.Is(err, errUsage) || out.Len() == 0 {
			t.Errorf("%v: %v %s", args, err, &out)
		}
	}
	if _, err := parse([]string{"-h"}, io.Discard); !errors.Is(err, flag.ErrHelp) {
		t.Error(err)
	}
}

// TestReadme: its table has each flag with its text.
func TestReadme(t *testing.T) {
	raw, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	newFlags(&config{}).VisitAll(func(f *flag.Flag) {
		value, text := flag.UnquoteUsage(f)
		if line := "| `" + strings.TrimSpace("-"+f.Name+" "+value) + "` | " + text; !strings.Contains(string(raw), line) {
			t.Errorf("README.md has no %s", line)
		}
	})
}

// TestRun_redirect: the credential goes to the endpoint alone, even where it leads elsewhere.
func TestRun_redirect(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the credential went elsewhere") }))
	defer elsewhere.Close()
	leading := httptest.NewServer(http.RedirectHandler(elsewhere.URL, http.StatusTemporaryRedirect))
	defer leading.Close()
	d := newSetup(map[string]string{"WIX_API_KEY": key, "WIX_SITE_ID": siteID, "WIX_ENDPOINT": leading.URL}, "")
	d.transport = http.DefaultTransport
	if err := d.run(t.Context(), []string{"-yes"}); err == nil {
		t.Error("no error")
	}
}
