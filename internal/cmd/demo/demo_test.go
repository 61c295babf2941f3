package main

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

// stage is a run of the demo with a temporary directory of its own.
type stage struct {
	bytes.Buffer
	tmp string
	// at is a text at which the run is interrupted.
	at   string
	stop context.CancelFunc
}

func (s *stage) Write(p []byte) (int, error) {
	if s.at != "" && bytes.Contains(p, []byte(s.at)) {
		s.stop()
	}
	return s.Buffer.Write(p)
}

func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{tmp: t.TempDir()}
	t.Setenv("TMPDIR", s.tmp)
	t.Setenv("TMP", s.tmp)
	return s
}

// run tells the story, and looks for what may be left of it.
func (s *stage) run(t *testing.T, o options) error {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s.stop = cancel
	err := run(ctx, o, s)
	left, readErr := filepath.Glob(filepath.Join(s.tmp, "wix-demo-*"))
	if readErr != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, readErr)
	}
	address := regexp.MustCompile(`127\.0\.0\.1:\d+`).FindString(s.String())
	if conn, err := net.Dial("tcp", address); address == "" || err == nil {
		t.Errorf("the emulator at %q still listens", address)
		if err == nil {
			_ = conn.Close()
		}
	}
	return err
}

func accCLI(t *testing.T) string {
	t.Helper()
	if os.Getenv("TF_ACC") == "" {
		t.Skip("TF_ACC is not set")
	}
	return os.Getenv("TF_ACC_TERRAFORM_PATH")
}

func TestAccDemo(t *testing.T) {
	o, s := options{cli: accCLI(t)}, newStage(t)
	// What the environment says of another site must not matter.
	t.Setenv("WIX_SITE_ID", "not-a-site")
	t.Setenv("WIX_APP_ID", "another-kind-of-credential")
	t.Setenv("TF_CLI_ARGS_plan", "-refresh=false")
	if err := s.run(t, o); err != nil {
		t.Fatalf("%v\n%s", err, s)
	}
	rest := s.String()
	for _, want := range []string{
		"http://127.0.0.1:",
		"Plan: 21 to add, 0 to change, 0 to destroy.",
		"5 labels, 4 extended fields and 12 contacts",
		`"Contacted Me" = "contacts.contacted-me"`,
		"No changes.",
		`"Typo Interiors" -> "Okafor Interiors"`,
		"Plan: 0 to add, 2 to change, 0 to destroy.",
		"No changes.",
		"Plan: 0 to add, 0 to change, 21 to destroy.",
		"The site is empty again",
		"== Done",
	} {
		_, after, found := strings.Cut(rest, want)
		if !found {
			t.Fatalf("%q is missing, or not in its place:\n%s", want, s)
		}
		rest = after
	}
	for _, noise := range []string{"overrides are in effect", "Refreshing", "Warning", "\x1b", "\n\n\n", apiKey} {
		if strings.Contains(s.String(), noise) {
			t.Errorf("%q is shown:\n%s", noise, s)
		}
	}
}

func TestAccDemo_interrupted(t *testing.T) {
	for _, at := range []string{"A plan for the new site", "Creation complete"} {
		t.Run(at, func(t *testing.T) {
			o, s := options{cli: accCLI(t)}, newStage(t)
			s.at = at
			if err := s.run(t, o); !errors.Is(err, context.Canceled) {
				t.Errorf("error is %v\n%s", err, s)
			}
		})
	}
}

func TestAccDemo_keep(t *testing.T) {
	o, s := options{cli: accCLI(t), keep: true}, newStage(t)
	s.at = "An init is not needed"
	if err := s.run(t, o); err != nil || strings.Contains(s.String(), "Everything is destroyed") {
		t.Errorf("error is %v\n%s", err, s)
	}
}

// TestDemo_failing runs CLIs that only pretend to be one.
func TestDemo_failing(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	for name, c := range map[string]struct{ plan, want string }{
		"error":        {"echo broken >&2; exit 1", "plan failed with exit code 1"},
		"no changes":   {"exit 0", "the plan has no changes where it should have some"},
		"no plan":      {"exit 2", "reading the plan"},
		"killed":       {"kill -9 $$", "signal: killed"},
		"left running": {`(sleep 1; touch "$0-late") >/dev/null 2>&1 & exit 1`, "plan failed with exit code 1"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			path := filepath.Join(s.tmp, "pretender")
			script := "#!/bin/sh\ncase $1 in plan) " + c.plan + " ;; esac\n"
			if err := os.WriteFile(path, []byte(script), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := s.run(t, options{cli: path}); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want %q", err, c.want)
			}
			if name == "left running" { // what a CLI leaves behind is ended with it
				time.Sleep(1500 * time.Millisecond)
				if _, err := os.Stat(path + "-late"); err == nil {
					t.Error("what the CLI started went on after it")
				}
			}
			if shown := strings.Contains(s.String(), indent+"broken"); shown != (name == "error") {
				t.Errorf("shown:\n%s", s)
			}
		})
	}
}

func TestDemo_noCLI(t *testing.T) {
	var out bytes.Buffer
	if err := run(t.Context(), options{cli: "no-such-program"}, &out); err == nil || !strings.Contains(err.Error(), "-terraform") {
		t.Errorf("error is %v", err)
	}
	t.Setenv("PATH", t.TempDir())
	if err := run(t.Context(), options{}, &out); err == nil || !strings.Contains(err.Error(), "neither terraform nor tofu") {
		t.Errorf("error is %v", err)
	}
}
