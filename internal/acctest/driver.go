package acctest

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Driver runs commands on one configuration and its state: through the real CLI, or
// through the stand-in for it.
type Driver interface {
	// Plan plans a configuration, after a refresh.
	Plan(blocks map[string]Block, o Options) Planned
	// Get is an attribute in the state, nil where there is none.
	Get(address, attribute string) any
	// Objects are the ids in the state by address; that of one that is to be
	// destroyed yet is followed by "deposed".
	Objects() map[string]string
	// Taint and Forget are taint and state rm.
	Taint(address string)
	Forget(address string)
	// Emulator is the site.
	Emulator() *emulator.Server
	// LosePrivate takes the private data of all objects out of the state, as it is gone
	// for an object whose provider was killed in the middle of an update.
	LosePrivate()
	// Settled fails the test where a refresh alone changes the state.
	Settled()
	// Import is the command of that name, for what is configured.
	Import(blocks map[string]Block, address, id string) (said string, failed bool)
	// OnRequest calls do when the n-th request from now arrives, before it is handled.
	OnRequest(n int, do func())
}

// Planned is what a plan said, and how to carry it out.
type Planned struct {
	// Failed reports whether there is an error, Said all errors and warnings.
	Failed bool
	Said   string
	// Changes are what the plan shows, by address.
	Changes map[string]Diff
	// Apply carries the plan out.
	Apply func() (said string, failed bool)
}

// Diff is an object before and after, nil where it does not exist. What is known after
// apply is [Unknown], and so is a list, set or map of which a part is.
type Diff struct{ Before, After map[string]any }

// Names are those of the attributes that change.
func (d Diff) Names() []string {
	var out []string
	for name := range d.all() {
		if !reflect.DeepEqual(d.Before[name], d.After[name]) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

func (d Diff) all() map[string]any {
	out := maps.Clone(d.After)
	if out == nil {
		out = map[string]any{}
	}
	maps.Copy(out, d.Before)
	return out
}

// OnEach runs a test in process, and through the real CLI where acceptance tests are
// asked for.
func OnEach(t *testing.T, test func(t *testing.T, d Driver), adjust ...func(*emulator.Options)) {
	t.Helper()
	t.Run("process", func(t *testing.T) { test(t, InProcess(t, 1, adjust...)) })
	if os.Getenv("TF_ACC") != "" {
		t.Run("cli", func(t *testing.T) {
			t.Parallel()
			test(t, OnCLI(t, adjust...))
		})
	}
}

// InProcess drives the stand-in. The seed chooses where Terraform may choose an order.
func InProcess(t testing.TB, seed uint64, adjust ...func(*emulator.Options)) Driver {
	t.Helper()
	site := NewSite(t, adjust...)
	d := &onStack{}
	site.Adjust = func(o *wix.Options) { o.Transport = d.over(o.Transport) }
	d.Stack = site.Core(t).Stack(seed)
	return d
}

// OnCLI drives the real CLI.
func OnCLI(t testing.TB, adjust ...func(*emulator.Options)) Driver {
	t.Helper()
	return &onCLI{NewWorkspace(t, adjust...)}
}

// trigger calls something when a request arrives.
type trigger struct {
	mu   sync.Mutex
	left int
	do   func()
}

// OnRequest calls do when the n-th request from now arrives, before it is handled.
func (x *trigger) OnRequest(n int, do func()) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.left, x.do = n, do
}

func (x *trigger) arrived() {
	x.mu.Lock()
	x.left--
	do := x.do
	if x.left == 0 {
		x.do = nil
	} else {
		do = nil
	}
	x.mu.Unlock()
	if do != nil {
		do()
	}
}

func (x *trigger) over(next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(r *http.Request) (*http.Response, error) {
		x.arrived()
		return next.RoundTrip(r)
	})
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

type onStack struct {
	*Stack
	trigger
}

func (d *onStack) Import(_ map[string]Block, address, id string) (string, bool) {
	said := d.Stack.Import(address, id)
	return said.String(), said.Failed()
}

func (d *onStack) Emulator() *emulator.Server { return d.site.Server }

func (d *onStack) Objects() map[string]string {
	out := map[string]string{}
	add := func(address string, r *Resource) {
		if r.State.IsNull() {
			return
		}
		out[address] = fmt.Sprint(r.Get("id"))
	}
	for address, r := range d.Resources {
		add(address, r)
	}
	for i, r := range d.Deposed {
		add(fmt.Sprint(i, " deposed"), r)
	}
	return out
}

func (d *onStack) Taint(address string) { d.Resources[address].Tainted = true }

func (d *onStack) LosePrivate() {
	for _, r := range d.Resources {
		r.Private = nil
	}
}

func (d *onStack) Plan(blocks map[string]Block, o Options) Planned {
	d.t.Helper()
	p, said := d.Stack.Plan(blocks, o)
	out := Planned{Failed: p == nil, Said: said.String(), Changes: map[string]Diff{}}
	if p == nil {
		return out
	}
	for address, one := range p.Plans {
		if !one.Empty() {
			before, _ := native(one.prior).(map[string]any)
			after, _ := native(one.Planned).(map[string]any)
			out.Changes[address] = Diff{before, after}
		}
	}
	out.Apply = func() (string, bool) {
		said := d.Do(p)
		return said.String(), said.Failed()
	}
	return out
}

func (d *onStack) Settled() {
	d.t.Helper()
	d.Restart()
	for address, r := range d.Resources {
		before := r.State
		if said := r.Refresh(); said.Failed() {
			d.t.Fatal(said)
		}
		if changes := differences(before, r.State, ""); len(changes) > 0 {
			d.t.Fatalf("a refresh alone changes %s: %s", address, strings.Join(changes, "; "))
		}
	}
}

type onCLI struct{ *Workspace }

func (d *onCLI) Emulator() *emulator.Server { return d.Site }

func (d *onCLI) Import(blocks map[string]Block, address, id string) (string, bool) {
	d.t.Helper()
	d.Write(blocks)
	said := d.Run("import", address, id)
	return said.String(), said.Code != 0
}

func (d *onCLI) LosePrivate() { d.WithoutPrivate() }

// Objects are the ids in the state file by address.
func (w *Workspace) Objects() map[string]string {
	w.t.Helper()
	out := map[string]string{}
	for address, one := range w.instances() {
		out[address] = fmt.Sprint(one.Attributes["id"])
	}
	return out
}

func (d *onCLI) Taint(address string) { d.MustRun(d.t, "", "taint", address) }

func (d *onCLI) Forget(address string) { d.MustRun(d.t, "", "state", "rm", address) }

func (d *onCLI) Get(address, attribute string) any { return d.State()[address][attribute] }

func (d *onCLI) Plan(blocks map[string]Block, o Options) Planned {
	d.t.Helper()
	more := map[string]any{}
	if len(o.Imports) > 0 {
		var imports []any
		for _, address := range slices.Sorted(maps.Keys(o.Imports)) {
			one := map[string]any{"to": address, "id": o.Imports[address]}
			if o.ByIdentity {
				delete(one, "id")
				one["identity"] = map[string]any{"id": o.Imports[address]}
			}
			imports = append(imports, one)
		}
		more["import"] = imports
	}
	for from, to := range o.Moved {
		moved, _ := more["moved"].([]any)
		more["moved"] = append(moved, map[string]any{"from": from, "to": to})
	}
	for _, address := range o.Removed {
		removed, _ := more["removed"].([]any)
		more["removed"] = append(removed, map[string]any{"from": address, "lifecycle": map[string]any{"destroy": false}})
	}
	d.Write(blocks, more)
	flags := []string{"plan", "-json", "-out=plan.out"}
	if o.NoRefresh {
		flags = append(flags, "-refresh=false")
	}
	for _, target := range o.Targets {
		flags = append(flags, "-target="+target)
	}
	for address, b := range blocks {
		if b.Replace {
			flags = append(flags, "-replace="+address)
		}
	}
	said := d.Run(flags...)
	out := Planned{Failed: said.Code != 0, Said: said.String(), Changes: map[string]Diff{}}
	if out.Failed {
		return out
	}
	for address, change := range d.Changes("plan.out") {
		if strings.HasPrefix(address, "terraform_data.") {
			continue
		}
		diff := Diff{plainNumbers(change.Before), plainNumbers(change.After)}
		for name, unknown := range change.AfterUnknown {
			if hasTrue(unknown) {
				diff.After[name] = Unknown
			}
		}
		out.Changes[address] = diff
	}
	out.Apply = func() (string, bool) {
		said := d.Run("apply", "-json", "plan.out")
		return said.String(), said.Code != 0
	}
	return out
}

// plainNumbers has whole numbers as the stand-in has them.
func plainNumbers(v map[string]any) map[string]any {
	for name, one := range v {
		if n, ok := one.(float64); ok {
			v[name] = int64(n)
		}
	}
	return v
}

// hasTrue reports whether a part is known after apply.
func hasTrue(v any) bool {
	switch v := v.(type) {
	case bool:
		return v
	case []any:
		return slices.ContainsFunc(v, hasTrue)
	case map[string]any:
		return slices.ContainsFunc(slices.Collect(maps.Values(v)), hasTrue)
	}
	return false
}
