package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// probeEnv makes this test program a wix-probe, on a clock that does not wait.
const probeEnv = "WIX_PROBE_TEST_SWITCHES"

func TestMain(m *testing.M) {
	path := os.Getenv(probeEnv)
	if path == "" {
		os.Exit(m.Run())
	}
	p := program{
		getenv: os.Getenv, stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		transport: http.DefaultTransport, clock: &fakeClock{at: time.Now()},
	}
	if err := p.run(context.Background(), []string{"-yes", "-switches", path}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// killer serves a site, and kills a process when a request arrives: before the request is
// carried out, or after it.
type killer struct {
	site   *emulator.Server
	mu     sync.Mutex
	at, n  int
	before bool
	victim *os.Process
}

func (k *killer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.n++
	if k.n == k.at && k.before {
		_ = k.victim.Kill()
		return
	}
	k.site.ServeHTTP(w, r)
	if k.n == k.at {
		_ = k.victim.Kill()
	}
}

// contents is what the site holds, without the counts of what has happened.
func contents(site *emulator.Server) string {
	return fmt.Sprint(site.Labels(), site.Fields(), site.Contacts())
}

// TestClean_killed kills wix-probe without mercy in the middle of its requests; -clean puts
// the site back to what it was.
func TestClean_killed(t *testing.T) {
	for i, at := range []int{3, 9, 30, 52, 110, 143, 175, 190} {
		t.Run(fmt.Sprint(at), func(t *testing.T) {
			k := &killer{site: emulator.New(emulator.Options{Seed: 5}), at: at, before: i%2 == 0}
			before := contents(k.site)
			server := httptest.NewServer(k)
			defer server.Close()
			env := map[string]string{"WIX_API_KEY": key, "WIX_SITE_ID": siteID, "WIX_ENDPOINT": server.URL}
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), probeEnv+"="+filepath.Join(t.TempDir(), "s.json"))
			for name, value := range env {
				cmd.Env = append(cmd.Env, name+"="+value)
			}
			var messages bytes.Buffer
			cmd.Stderr = &messages
			k.mu.Lock()
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			k.victim = cmd.Process
			k.mu.Unlock()
			if err := cmd.Wait(); err == nil || contents(k.site) == before {
				t.Fatalf("it was not killed while something was there: %v\n%s", err, &messages)
			}
			p := program{
				getenv: func(name string) string { return env[name] }, stdin: nil, stdout: io.Discard, stderr: &messages,
				transport: http.DefaultTransport, clock: &fakeClock{at: time.Now()},
			}
			if err := p.run(t.Context(), []string{"-clean", "-yes"}); err != nil || contents(k.site) != before {
				t.Errorf("%v\n%s\n%s", err, &messages, contents(k.site))
			}
		})
	}
}
