//go:build unix

package live_test

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// emulated is wix-emulator in the place of a live site, behind a proxy. Live tests know the
// address of the proxy only, and it does not lead to the control surface.
type emulated struct {
	t        *testing.T
	emulator string // its address
	proxy    *httptest.Server

	mu     sync.Mutex
	seen   seen
	victim *exec.Cmd // nil for none
	killAt int       // the write after which the victim is killed
	dead   bool      // the victim is, and no request is carried out
}

// seen are the requests that have arrived.
type seen struct {
	all, writes int
	// elsewhere are those to other paths than the API's.
	elsewhere []string
}

// so returns what has arrived so far.
func (e *emulated) so() seen {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.seen
}

// kill starts a command and kills its process group after a number of writes. What it had
// still sent is not carried out.
func (e *emulated) kill(victim *exec.Cmd, at int) error {
	e.mu.Lock() // nothing arrives before the victim is known
	e.victim, e.killAt = victim, at
	err := victim.Start()
	e.mu.Unlock()
	if err == nil {
		err = victim.Wait()
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.victim, e.dead = nil, false
	return err
}

// emulate starts an emulator whose queries lag and whose revisions move by themselves, as
// those of Wix do, with contacts, labels and fields that no live test may touch.
func emulate(t *testing.T) *emulated {
	t.Helper()
	if testing.Short() {
		t.Skip("make test-all runs it")
	}
	if os.Getenv("TF_ACC") == "" || os.Getenv("TF_ACC_TERRAFORM_PATH") == "" {
		t.Skip("TF_ACC and TF_ACC_TERRAFORM_PATH are not set; the make targets set them")
	}
	program := filepath.Join(t.TempDir(), "wix-emulator")
	if out, err := exec.Command("go", "build", "-o", program, "../cmd/wix-emulator").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	command := exec.Command(program, "-addr", "127.0.0.1:0", "-api-key", apiKey, "-site-id", siteID,
		"-seed", "20", "-query-lag", "200ms", "-revision-background", "50ms")
	stdout, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	e := &emulated{t: t, emulator: strings.TrimSpace(line)}
	target, err := url.Parse(e.emulator)
	if err != nil {
		t.Fatal(err)
	}
	forward := httputil.NewSingleHostReverseProxy(target)
	e.proxy = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { e.serve(forward, w, r) }))
	t.Cleanup(e.proxy.Close)
	for path, body := range map[string]string{
		"labels":          `{"displayName":"No tf-acc-live- label"}`,
		"extended-fields": `{"displayName":"No tf-acc-live- field","dataType":"TEXT"}`,
	} {
		e.control(http.MethodPost, path, body, nil)
	}
	for _, emails := range []string{
		`{"email":"ada.tf-acc-live-@example.com"}`, `{"email":"tf-acc-live-@work.example.com"}`,
		`{"email":"tf-acc-live-ada@example.com"},{"email":"ada@work.example.com"}`, // one that was merged
	} {
		e.control(http.MethodPost, "contacts", `{"info":{"emails":{"items":[`+emails+`]}}}`, nil)
	}
	return e
}

// Credentials of the emulated site.
const (
	apiKey = "an-api-key-for-live-tests"
	siteID = "2b1f0e9d-8c7b-4a69-9584-736251403f2e"
)

// serve passes requests to the API on, one at a time.
func (e *emulated) serve(forward http.Handler, w http.ResponseWriter, r *http.Request) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.seen.all++
	switch {
	case e.dead:
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	case !strings.HasPrefix(r.URL.Path, "/contacts/v4/"):
		e.seen.elsewhere = append(e.seen.elsewhere, r.Method+" "+r.URL.Path)
		w.WriteHeader(http.StatusNotFound)
		return
	}
	forward.ServeHTTP(w, r)
	if r.Method != http.MethodGet && !strings.HasSuffix(r.URL.Path, "/query") {
		e.seen.writes++
	}
	if e.victim != nil && e.seen.writes == e.killAt {
		_ = syscall.Kill(-e.victim.Process.Pid, syscall.SIGKILL)
		e.dead = true
	}
}

// control calls the control surface of the emulator.
func (e *emulated) control(method, path, body string, into any) {
	e.t.Helper()
	request, err := http.NewRequestWithContext(e.t.Context(), method, e.emulator+"/_emulator/"+path, strings.NewReader(body))
	if err != nil {
		e.t.Fatal(err)
	}
	answer, err := e.proxy.Client().Do(request)
	if err != nil {
		e.t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		e.t.Fatalf("%s %s: %s", method, path, answer.Status)
	}
	if into == nil {
		return
	}
	if err := json.NewDecoder(answer.Body).Decode(into); err != nil {
		e.t.Fatal(err)
	}
}

// contents are the labels, fields and contacts of the site.
type contents struct{ Labels, Fields, Contacts []map[string]any }

func (e *emulated) contents() (out contents) {
	e.t.Helper()
	e.control(http.MethodGet, "snapshot", "", &out)
	return out
}

// make is a make target as somebody with a site starts it, with more in the environment.
func (e *emulated) make(target, testArgs string, pairs ...string) *exec.Cmd {
	e.t.Helper()
	command := exec.Command("make", "-C", "../..", target, "TESTARGS="+testArgs, "TERRAFORM="+os.Getenv("TF_ACC_TERRAFORM_PATH"))
	command.Env = slices.DeleteFunc(os.Environ(), func(pair string) bool {
		return strings.HasPrefix(pair, "MAKE") || strings.HasPrefix(pair, "MFLAGS=") || strings.HasPrefix(pair, "WIX_") || strings.HasPrefix(pair, "TF_")
	})
	command.Env = append(command.Env, "TMPDIR="+e.t.TempDir(), "WIX_ENDPOINT="+e.proxy.URL, "WIX_API_KEY="+apiKey, "WIX_SITE_ID="+siteID, "WIX_REQUESTS_PER_MINUTE=0")
	command.Env = append(command.Env, pairs...)
	// A group of its own, to be killed as a whole.
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return command
}
