package soak_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// site is an emulated site behind a socket.
type site struct {
	*emulator.Server
	url string

	mu    sync.Mutex
	count int
	at    int // the request at which do is called
	do    func()
}

func newSite(t testing.TB, options emulator.Options) *site {
	t.Helper()
	options.APIKey, options.SiteID = acctest.APIKey, acctest.SiteID
	o := &site{Server: emulator.New(options)}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		o.arrived()
		o.ServeHTTP(w, r)
	}))
	o.url = server.URL
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	return o
}

// arrived counts requests.
func (o *site) arrived() {
	o.mu.Lock()
	o.count++
	do := o.do
	if o.do == nil || o.count < o.at {
		do = nil
	} else {
		o.do = nil
	}
	o.mu.Unlock()
	if do != nil {
		go do()
	}
}

// when has do called at the n-th request from now.
func (o *site) when(n int, do func()) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.count, o.at, o.do = 0, n, do
}

// arrivals is the number of requests since when, and whether its time came.
func (o *site) arrivals() (n int, came bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	came = o.do == nil
	o.do = nil
	return o.count, came
}

// operator is where one person runs the CLI on a site.
type operator struct {
	*acctest.Shell
	t        testing.TB
	site     *site
	want     *stack
	imports  map[string]string // address to id
	settings object
	// runs and adopted count commands, and objects taken over by import blocks.
	runs, adopted, restored int
}

func newOperator(t testing.TB, site *site) *operator {
	t.Helper()
	return &operator{Shell: acctest.NewShell(t, "GOGC=400"), t: t, site: site, want: newStack(), imports: map[string]string{}}
}

// result is what a command said.
type result struct {
	code   int
	took   time.Duration
	out    string
	errors []diagnostic
}

type diagnostic struct {
	Severity, Summary, Detail, Address string
}

func (r result) String() string {
	if len(r.errors) == 0 {
		return fmt.Sprintf("exit code %d\n%s", r.code, tail(r.out))
	}
	out := fmt.Sprintf("exit code %d", r.code)
	for _, e := range r.errors {
		out += fmt.Sprintf("\n%s: %s %s", e.Address, e.Summary, e.Detail)
	}
	return tail(out)
}

func tail(s string) string { return s[max(0, len(s)-6_000):] }

// run runs a command to its end, while during, if any, may interfere. Nothing it
// says may hold the credential.
func (d *operator) run(during func(*exec.Cmd), args ...string) result {
	d.t.Helper()
	d.runs++
	d.Configure(d.t, d.site.url, d.settings, d.want.parts())
	var blocks strings.Builder
	for address, id := range d.imports {
		fmt.Fprintf(&blocks, "import {\n  to = %s\n  id = %q\n}\n", address, id)
	}
	if err := os.WriteFile(filepath.Join(d.Dir, "imports.tf"), []byte(blocks.String()), 0o600); err != nil {
		d.t.Fatal(err)
	}
	command := d.Command(args...)
	var out bytes.Buffer
	command.Stdout, command.Stderr = &out, &out
	began := time.Now()
	if err := command.Start(); err != nil {
		d.t.Fatal(err)
	}
	if during != nil {
		during(command)
	}
	err := command.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && !errors.Is(err, exec.ErrWaitDelay) {
		d.t.Fatal(err)
	}
	r := result{code: command.ProcessState.ExitCode(), took: time.Since(began), out: out.String()}
	if before, _, leaked := strings.Cut(r.out, acctest.APIKey); leaked {
		d.t.Fatalf("the CLI's output holds the API key: %s", tail(before))
	}
	for line := range strings.Lines(r.out) {
		var event struct{ Diagnostic diagnostic }
		if json.Unmarshal([]byte(line), &event) != nil {
			continue
		}
		if event.Diagnostic.Severity == "error" {
			r.errors = append(r.errors, event.Diagnostic)
		}
	}
	return r
}

// apply applies, or begins to.
func (d *operator) apply(during func(*exec.Cmd)) result {
	d.t.Helper()
	return d.run(during, "apply", "-auto-approve", "-json")
}

var importBlock = regexp.MustCompile(`import \{\s+to = (\w+)\.example\s+id = "([^"]+)"\s+\}`)

// follow does what errors say: it writes the import blocks that they show, for the
// resources that they are about.
func (d *operator) follow(r result) {
	for _, e := range r.errors {
		found := importBlock.FindStringSubmatch(e.Detail)
		if found != nil && strings.HasPrefix(e.Address, found[1]+".") && d.imports[e.Address] == "" {
			d.imports[e.Address] = found[2]
			d.adopted++
		}
	}
}

// restore does what a person does whose CLI was killed while it wrote the state.
func (d *operator) restore() {
	path := filepath.Join(d.Dir, "terraform.tfstate")
	data, err := os.ReadFile(path)
	if err != nil || json.Valid(data) {
		return
	}
	backup, err := os.ReadFile(path + ".backup")
	if err == nil {
		err = os.WriteFile(path, backup, 0o600)
	} else {
		err = os.Remove(path)
	}
	if err != nil {
		d.t.Fatal(err)
	}
	d.restored++
}

// patience is how many applies a person gives it.
const patience = 6

// converge applies until that succeeds, and does what errors say in between. Then
// the next plan must be empty.
func (d *operator) converge() {
	d.t.Helper()
	d.restore()
	defer func() { d.KillProviders() }()
	for n := 1; ; n++ {
		r := d.apply(nil)
		if r.code == 0 {
			break
		}
		if n == patience {
			d.t.Fatalf("%d applies did not converge: %s", n, r)
		}
		d.follow(r)
	}
	d.imports = map[string]string{}
	if r := d.run(nil, "plan", "-detailed-exitcode"); r.code != 0 {
		d.t.Fatalf("the next plan is not empty: %s", r)
	}
}

// instance is an object in the state file.
type instance struct {
	name       string
	Attributes struct{ ID, Birthdate string }
	Private    []byte
}

// instances reads the state file.
func (d *operator) instances() (out []instance) {
	d.t.Helper()
	data, err := os.ReadFile(filepath.Join(d.Dir, "terraform.tfstate"))
	if errors.Is(err, os.ErrNotExist) || len(data) == 0 {
		return nil
	}
	var file struct {
		Resources []struct {
			Name      string
			Instances []instance
		}
	}
	if err == nil {
		err = json.Unmarshal(data, &file)
	}
	if err != nil {
		d.t.Fatal(err)
	}
	for _, r := range file.Resources {
		for _, i := range r.Instances {
			i.name = r.Name
			out = append(out, i)
		}
	}
	return out
}

// state are the objects in the state: ids of contacts, keys of the others.
func (d *operator) state() map[string]bool {
	d.t.Helper()
	out := map[string]bool{}
	for _, i := range d.instances() {
		out[i.Attributes.ID] = true
	}
	return out
}

// imported are the names of contacts that were imported and not written since, and of
// those that hold what only an import can have brought. Of the former nothing is
// owned, and of the latter nothing once a provider was killed that wrote them: what
// leaves the configuration stays on the contact, as a warning says.
func (d *operator) imported() map[string]bool {
	d.t.Helper()
	out := map[string]bool{}
	for _, i := range d.instances() {
		unowned := bytes.Contains(i.Private, []byte(`"imported"`)) && !bytes.Contains(i.Private, []byte(`"owned"`))
		if unowned || i.Attributes.Birthdate != "" {
			out[i.name] = true
		}
	}
	return out
}

// forget starts over.
func (d *operator) forget() {
	for _, name := range []string{"terraform.tfstate", "terraform.tfstate.backup", ".terraform.tfstate.lock.info"} {
		if err := os.Remove(filepath.Join(d.Dir, name)); err != nil && !errors.Is(err, os.ErrNotExist) {
			d.t.Fatal(err)
		}
	}
	d.imports = map[string]string{}
}

// signal reaches the whole process group, as from a terminal.
func signal(command *exec.Cmd, s syscall.Signal) { _ = syscall.Kill(-command.Process.Pid, s) }

// soon waits for up to a few milliseconds, so that a request may be on its way, be
// handled, or be answered.
func soon(random *rand.Rand) { time.Sleep(time.Duration(random.Int64N(int64(12 * time.Millisecond)))) }

// holds fails the test where the site differs from the configurations.
func holds(t testing.TB, site *site, others *foreign, stacks ...*stack) int {
	t.Helper()
	n, problems := compare(site.Server, others, stacks...)
	if len(problems) > 0 {
		t.Errorf("%d differences: %s", len(problems), strings.Join(problems[:min(10, len(problems))], "; "))
	}
	return n
}
