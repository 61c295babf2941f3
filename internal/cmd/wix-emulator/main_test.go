package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// begin runs the command on a loopback address, and returns its URL and a function
// that stops it.
func begin(t *testing.T, args ...string) (url string, stop func() error) {
	t.Helper()
	out, stop := command(t, append([]string{"-addr", "127.0.0.1:0"}, args...)...)
	return line(t, out), stop
}

// command runs the command, and returns what it prints and a function that stops it.
func command(t *testing.T, args ...string) (printed *bufio.Reader, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- run(ctx, args, in, io.Discard) }()
	return bufio.NewReader(out), func() error { cancel(); return <-done }
}

func line(t *testing.T, printed *bufio.Reader) string {
	t.Helper()
	text, err := printed.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(text)
}

func ask(t *testing.T, method, url, body string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "secret-key")
	r.Header.Set("Wix-Site-Id", "11111111-2222-4333-8444-555555555555")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

func TestRun(t *testing.T) {
	url, stop := begin(t, "-seed", "3", "-fieldkeys", "plain", "-revision-type", "string", "-api-key", "secret-key")
	if status, text := ask(t, "GET", url+"/_emulator/health", ""); status != 200 || !strings.Contains(text, "ok") {
		t.Errorf("health: %d %s", status, text)
	}
	if _, text := ask(t, "POST", url+"/contacts/v4/extended-fields", `{"displayName":"A B","dataType":"URL"}`); !strings.Contains(text, `"custom.a-b"`) {
		t.Errorf("field: %s", text)
	}
	if _, text := ask(t, "GET", url+"/contacts/v4/contacts", ""); !strings.Contains(text, `"total":3`) || !strings.Contains(text, `"revision":"`) {
		t.Errorf("contacts: %s", text)
	}
	_, text := ask(t, "GET", url+"/_emulator/requests", "")
	if strings.Count(text, `"method"`) != 2 || !strings.Contains(text, `"userAgent":"Go-http-client`) || strings.Contains(text, "secret-key") {
		t.Errorf("requests: %s", text)
	}
	ask(t, "POST", url+"/_emulator/reset", "")
	if _, text := ask(t, "GET", url+"/_emulator/requests", ""); strings.Contains(text, "method") {
		t.Errorf("requests after reset: %s", text)
	}
	if status, text := ask(t, "GET", url+"/_emulator/nothing", ""); status != 404 || !strings.Contains(text, "message") {
		t.Errorf("unknown: %d %s", status, text)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

// TestRun_control reaches the control surface over a connection, by the names
// of this machine only.
func TestRun_control(t *testing.T) {
	url, stop := begin(t, "-clock", "2026-01-01T09:00:00Z", "-permissions", "CONTACTS.VIEW,CONTACTS_LABELS.VIEW")
	if status, text := ask(t, "POST", url+"/_emulator/clock", `{"advance":"1h"}`); status != 200 || !strings.Contains(text, "2026-01-01T10:00:00Z") {
		t.Errorf("clock: %d %s", status, text)
	}
	if status, text := ask(t, "POST", url+"/contacts/v4/labels", `{"displayName":"A"}`); status != 403 {
		t.Errorf("permissions: %d %s", status, text)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/_emulator/health", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "rebound.example.com"
	response, err := http.DefaultClient.Do(r)
	if err != nil || response.StatusCode != http.StatusForbidden {
		t.Errorf("%v %v", response, err)
	}
	_ = response.Body.Close()
	if err := stop(); err != nil {
		t.Error(err)
	}
}

// TestRun_everywhere listens on all addresses: the page and the control surface need
// the token that is printed, the API its own credential.
func TestRun_everywhere(t *testing.T) {
	printed, stop := command(t, "-addr", ":0", "-hosts", "emulator,wix.example.com")
	url, page, control := line(t, printed), line(t, printed), line(t, printed)
	authorization := strings.TrimPrefix(control, "control: Authorization: ")
	if !strings.HasPrefix(url, "http://localhost:") || len(authorization) < 30 || page != "page: "+url+"/?token="+strings.TrimPrefix(authorization, "Bearer ") {
		t.Errorf("printed %s, %s, %s", url, page, control)
	}
	hostname, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		path, host, authorization string
		status                    int
	}{
		{"/_emulator/health", "", authorization, 200},
		{"/_emulator/health", "", "Bearer other", 401},
		{"/_emulator/health", hostname, authorization, 200},
		{"/_emulator/health", "emulator:8080", authorization, 200},
		{"/_emulator/health", "rebound.example.com", authorization, 403},
		{"/", "", "", 401},
		{"/" + page[strings.Index(page, "?"):], "", "", 303},
		{"/contacts/v4/labels", "wix.example.com", "any", 200},
		{"/contacts/v4/labels", "rebound.example.com", "any", 403},
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+tt.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = tt.host
		r.Header.Set("Authorization", tt.authorization)
		r.Header.Set("Wix-Site-Id", "11111111-2222-4333-8444-555555555555")
		response, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != tt.status {
			t.Errorf("%s at %q: status %d, want %d", tt.path, tt.host, response.StatusCode, tt.status)
		}
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func TestConfig_protect(t *testing.T) {
	for _, tt := range []struct {
		args  []string
		token string
		open  bool
	}{
		{[]string{"-addr", "127.0.0.1:0"}, "", true},
		{[]string{"-addr", "[::1]:0"}, "", true},
		{[]string{"-addr", "localhost:0"}, "", true},
		{[]string{"-addr", "127.0.0.1:0", "-token", "mine"}, "mine", false},
		{[]string{"-addr", ":0", "-token", "mine"}, "mine", false},
		{[]string{"-addr", "0.0.0.0:0"}, "", false},
		{[]string{"-addr", "[::]:0"}, "", false},
		{[]string{"-addr", "192.0.2.1:0"}, "", false},
	} {
		config, err := parse(tt.args, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		if err := config.protect(); err != nil {
			t.Fatal(err)
		}
		got := config.options.Token
		if (got == "") != tt.open || tt.token != "" && got != tt.token {
			t.Errorf("%v: token %q", tt.args, got)
		}
	}
	if config, err := parse([]string{"-hosts", ","}, io.Discard); err != nil || len(config.options.Hosts) != 0 {
		t.Errorf("hosts %q, %v", config.options.Hosts, err)
	}
}

// TestRun_unusableAddress says which flag is wrong, and which address.
func TestRun_unusableAddress(t *testing.T) {
	url, stop := begin(t)
	taken := strings.TrimPrefix(url, "http://")
	for _, addr := range []string{taken, "nowhere", "127.0.0.1:99999", "127.0.0.1:http:"} {
		err := run(t.Context(), []string{"-addr", addr}, io.Discard, io.Discard)
		if err == nil || !strings.HasPrefix(err.Error(), "-addr "+addr+" cannot be used: ") || !strings.Contains(err.Error(), "choose another port") {
			t.Errorf("%s: %v", addr, err)
		}
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func TestParse_clock(t *testing.T) {
	for value, wanted := range map[string]string{"real": "none", "movable": "runs", "2026-01-01T10:00:00+01:00": "2026-01-01T09:00:00Z"} {
		config, err := parse([]string{"-clock", value}, io.Discard)
		got, clock := "none", config.options.Clock
		switch {
		case clock != nil && clock.Runs():
			got = "runs"
		case clock != nil:
			got = clock.Now().Format(time.RFC3339)
		}
		if err != nil || got != wanted {
			t.Errorf("%s: %s %v", value, got, err)
		}
	}
}

func TestParse_help(t *testing.T) {
	var out bytes.Buffer
	if _, err := parse([]string{"-h"}, &out); !errors.Is(err, flag.ErrHelp) {
		t.Fatal(err)
	}
	flags, _ := newFlags(&config{})
	flags.VisitAll(func(f *flag.Flag) {
		if value, text := explanation(f); value == "" && f.Name != "version" || value == "value" || !strings.Contains(text, ".") {
			t.Errorf("-%s %s: %q", f.Name, value, text)
		}
	})
	for _, doc := range emulator.SwitchNames() {
		if !strings.Contains(out.String(), "-"+flagName(doc.Name)+" ") || !strings.Contains(out.String(), doc.Doc) {
			t.Errorf("no help for %s", doc.Name)
		}
	}
}

func TestVersion(t *testing.T) {
	var out bytes.Buffer
	if err := run(t.Context(), []string{"-version"}, &out, io.Discard); err != nil || out.String() != "wix-emulator "+version+"\n" {
		t.Errorf("%v, printed %q", err, out.String())
	}
}

func TestParse_invalid(t *testing.T) {
	for _, args := range [][]string{{"-nonsense"}, {"-fieldkeys", "nonsense"}, {"-query-lag", "soon"}, {"-clock", "noon"}, {"-seed", "some"}, {"extra"}} {
		var out bytes.Buffer
		if _, err := parse(args, &out); !errors.Is(err, errUsage) || out.Len() == 0 {
			t.Errorf("%v: %v, printed %q", args, err, out.String())
		}
	}
}
