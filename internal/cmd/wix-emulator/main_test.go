package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// begin runs the command and returns its URL and a function that stops it.
func begin(t *testing.T, args ...string) (url string, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- run(ctx, append([]string{"-addr", "127.0.0.1:0"}, args...), in, io.Discard) }()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(line), func() error { cancel(); return <-done }
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
