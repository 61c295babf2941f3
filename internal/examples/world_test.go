//go:build unix

package examples_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// world is Wix as an example meets it: a site for each site id that is asked for,
// and one for whoever names none, as apps do.
type world struct {
	*httptest.Server
	mu    sync.Mutex
	sites map[string]*emulator.Server
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{sites: map[string]*emulator.Server{}}
	w.Server = httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		id := r.Header.Get("wix-site-id")
		if id == "" {
			id = acctest.SiteID
		}
		if strings.HasPrefix(r.URL.Path, emulator.ControlPath) {
			w.site(id).Control().ServeHTTP(out, r)
			return
		}
		w.site(id).ServeHTTP(out, r)
	}))
	t.Cleanup(w.Close)
	return w
}

// site is the site with the id. It is empty when it is first asked for.
func (w *world) site(id string) *emulator.Server {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.sites[id] == nil {
		w.sites[id] = emulator.New(emulator.Options{Clock: emulator.NewRunningClock()})
	}
	return w.sites[id]
}

// objects is how many contacts there are on all sites, and labels and fields that
// people made.
func (w *world) objects() (n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, site := range w.sites {
		n += len(site.Contacts())
		for _, definition := range append(site.Labels(), site.Fields()...) {
			if strings.HasPrefix(fmt.Sprint(definition["key"]), "custom.") {
				n++
			}
		}
	}
	return n
}

// play does what the lines say. {last} in a path is the id or key that the line
// before answered.
func (w *world) play(t testing.TB, lines string) {
	t.Helper()
	last := ""
	for line := range strings.Lines(lines) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		answer := w.ask(t, strings.Replace(line, "{last}", last, 1))
		if strings.HasPrefix(answer, `{"id":"`) || strings.HasPrefix(answer, `{"key":"`) {
			last = strings.Split(answer, `"`)[3]
		}
	}
}

// ask calls the control surface: a method, a path below it, and a body.
func (w *world) ask(t testing.TB, line string) string {
	t.Helper()
	method, rest, _ := strings.Cut(line, " ")
	path, body, _ := strings.Cut(rest, " ")
	answer := httptest.NewRecorder()
	w.site(acctest.SiteID).Control().ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), method,
		"http://localhost"+strings.TrimSuffix(emulator.ControlPath, "/")+path, strings.NewReader(body)))
	if answer.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", line, answer.Code, answer.Body)
	}
	return answer.Body.String()
}

// environment is what a reader has set: the credential of a site, and where it is.
func (w *world) environment() []string {
	return []string{
		"WIX_ENDPOINT=" + w.URL, "WIX_API_KEY=" + acctest.APIKey, "WIX_SITE_ID=" + acctest.SiteID,
		"WIX_REQUESTS_PER_MINUTE=0", "TF_INPUT=0", "TF_CLI_ARGS=-no-color",
		"TF_CLI_ARGS_apply=-auto-approve", "TF_CLI_ARGS_destroy=-auto-approve",
		"TF_VAR_state_passphrase=a passphrase for tests only",
	}
}

// mirror makes a directory from which init installs the program of this test as
// the provider, and gives the environment that tells the CLI so.
func mirror(t testing.TB) string {
	t.Helper()
	home := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	version := version(t)
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		dir := filepath.Join(home, host, filepath.FromSlash(acctest.Source), version, platform)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(self, filepath.Join(dir, "terraform-provider-wix_v"+version)); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(home, "cli.tfrc")
	text := "provider_installation {\n  filesystem_mirror {\n    path = \"" + home + "\"\n  }\n}\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return "TF_CLI_CONFIG_FILE=" + file
}
