//go:build unix

package acctest

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// Workspace is a directory in which the real CLI works on an emulated site.
type Workspace struct {
	*Shell
	Site *emulator.Server
	// URL is the endpoint of the site.
	URL string
	// Settings are for the provider block.
	Settings map[string]any
	t        testing.TB
	trigger
}

// NewWorkspace starts a site behind a socket.
func NewWorkspace(t testing.TB, adjust ...func(*emulator.Options)) *Workspace {
	t.Helper()
	shell := NewShell(t)
	options := emulator.Options{APIKey: APIKey, SiteID: SiteID}
	for _, f := range adjust {
		f(&options)
	}
	w := &Workspace{Shell: shell, Site: emulator.New(options), t: t}
	server := httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, r *http.Request) {
		w.arrived()
		w.Site.ServeHTTP(answer, r)
	}))
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	w.URL = server.URL
	return w
}

// Run runs a command to its end. Nothing it says may hold the credential.
func (w *Workspace) Run(args ...string) Outcome {
	w.t.Helper()
	command := w.Command(args...)
	var out bytes.Buffer
	command.Stdout, command.Stderr = &out, &out
	err := command.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && !errors.Is(err, exec.ErrWaitDelay) {
		w.t.Fatal(err)
	}
	o := Outcome{Code: command.ProcessState.ExitCode(), Output: out.String()}
	if strings.Contains(o.Output, APIKey) {
		w.t.Fatal("the CLI's output holds the API key")
	}
	for line := range strings.Lines(o.Output) {
		var event struct{ Diagnostic Message }
		if json.Unmarshal([]byte(line), &event) != nil {
			continue
		}
		switch event.Diagnostic.Severity {
		case "error":
			o.Errors = append(o.Errors, event.Diagnostic)
		case "warning":
			o.Warnings = append(o.Warnings, event.Diagnostic)
		}
	}
	return o
}

// Apply applies what is written.
func (w *Workspace) Apply(flags ...string) Outcome {
	w.t.Helper()
	return w.Run(append([]string{"apply", "-auto-approve", "-json"}, flags...)...)
}

// MustApply applies, and fails the test where that fails.
func (w *Workspace) MustApply(flags ...string) Outcome {
	w.t.Helper()
	o := w.Apply(flags...)
	if o.Code != 0 {
		w.t.Fatalf("the apply failed: %s", o)
	}
	return o
}

// MustBeEmpty fails the test where the next plan changes something.
func (w *Workspace) MustBeEmpty(flags ...string) {
	w.t.Helper()
	if o := w.Run(append([]string{"plan", "-detailed-exitcode"}, flags...)...); o.Code != 0 {
		w.t.Fatalf("the next plan is not empty: %s", o)
	}
}
