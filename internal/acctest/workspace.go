//go:build unix

package acctest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
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

// Write writes the configuration: the blocks, and more of it in Terraform's JSON form.
func (w *Workspace) Write(blocks map[string]Block, more ...map[string]any) {
	w.t.Helper()
	resources, config := map[string]any{}, map[string]any{}
	groups := map[string]map[string]Block{}
	for address, b := range blocks {
		block, index, _ := strings.Cut(address, "[")
		if groups[block] == nil {
			groups[block] = map[string]Block{}
		}
		groups[block][strings.TrimSuffix(index, "]")] = b
	}
	for block, instances := range groups {
		typ, name, _ := strings.Cut(block, ".")
		if resources[typ] == nil {
			resources[typ] = map[string]any{}
		}
		resources[typ].(map[string]any)[name] = group(instances, resources)
	}
	if len(resources) > 0 {
		config["resource"] = resources
	}
	for _, part := range more {
		maps.Copy(config, part)
	}
	w.Configure(w.t, w.URL, w.Settings, config)
}

// group is a block with its instances: one without an index, or those of count or
// for_each, which have the same attributes and refer to nothing.
func group(instances map[string]Block, resources map[string]any) map[string]any {
	if b, single := instances[""]; single {
		return b.json(resources)
	}
	configs, keys := map[string]any{}, map[string]any{}
	out := map[string]any{"count": len(instances)}
	at := "tostring(count.index)"
	for index, b := range instances {
		key := strings.Trim(index, `"`)
		if key != index {
			at = "each.key"
		}
		configs[key], keys[key] = b.Config, key
	}
	if at == "each.key" {
		out = map[string]any{"for_each": keys}
	}
	values, err := json.Marshal(configs)
	if err != nil {
		panic(err)
	}
	for _, b := range instances {
		for name := range b.Config {
			out[name] = fmt.Sprintf("${jsondecode(%q)[%s].%s}", values, at, name)
		}
		if b.CreateBeforeDestroy {
			out["lifecycle"] = map[string]any{"create_before_destroy": true}
		}
	}
	return out
}

// json is a block in Terraform's JSON form. A value that is known later comes from
// a resource of Terraform's own, which is added.
func (b Block) json(resources map[string]any) map[string]any {
	out := resolve(b.Config, func(v any) any {
		switch v := v.(type) {
		case Ref:
			return fmt.Sprintf("${%s.%s}", v.Address, v.Attribute)
		case Later:
			own, _ := resources["terraform_data"].(map[string]any)
			if own == nil {
				own = map[string]any{}
				resources["terraform_data"] = own
			}
			name := fmt.Sprintf("later%d", len(own))
			own[name] = map[string]any{"input": v.Value}
			return fmt.Sprintf("${terraform_data.%s.output}", name)
		}
		return v
	}).(map[string]any)
	lifecycle := map[string]any{}
	if b.CreateBeforeDestroy {
		lifecycle["create_before_destroy"] = true
	}
	switch {
	case len(b.IgnoreChanges) == 1 && b.IgnoreChanges[0] == "all":
		lifecycle["ignore_changes"] = "all"
	case len(b.IgnoreChanges) > 0:
		lifecycle["ignore_changes"] = b.IgnoreChanges
	}
	if len(lifecycle) > 0 {
		out["lifecycle"] = lifecycle
	}
	return out
}

// Outcome is what a command said.
type Outcome struct {
	Code   int
	Output string
	// Errors and Warnings are known with -json only.
	Errors, Warnings []Message
}

// Message is a diagnostic of the CLI.
type Message struct {
	Severity, Summary, Detail, Address string
}

// String is the outcome for a message.
func (o Outcome) String() string {
	lines := []string{fmt.Sprintf("exit code %d", o.Code)}
	for _, m := range append(o.Errors, o.Warnings...) {
		lines = append(lines, fmt.Sprintf("%s: %s: %s %s", m.Severity, m.Address, m.Summary, m.Detail))
	}
	if len(o.Errors)+len(o.Warnings) == 0 {
		lines = append(lines, o.Output)
	}
	out := strings.Join(lines, "\n")
	return out[max(0, len(out)-6_000):]
}

// Says reports whether the texts are in the outcome, wherever its lines break.
func (o Outcome) Says(texts ...string) bool { return Says(texts...).MatchString(o.String()) }

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

// Change is what a plan says of a resource or an output.
type Change struct {
	Actions       []string
	Before, After map[string]any
	// AfterUnknown holds true for what is known after apply.
	AfterUnknown map[string]any `json:"after_unknown"`
}

// Changes reads from a plan file what changes, by address.
func (w *Workspace) Changes(file string) map[string]Change {
	w.t.Helper()
	return w.changes(file, "resource_changes")
}

// drift reads from a plan file what a refresh has changed.
func (w *Workspace) drift(file string) map[string]Change {
	w.t.Helper()
	return w.changes(file, "resource_drift")
}

func (w *Workspace) changes(file, of string) map[string]Change {
	w.t.Helper()
	var plan map[string]json.RawMessage
	w.show(&plan, file)
	var changes []struct {
		Address, Deposed string
		Change           Change
	}
	if data := plan[of]; data != nil {
		if err := json.Unmarshal(data, &changes); err != nil {
			w.t.Fatal(err)
		}
	}
	out := map[string]Change{}
	for _, one := range changes {
		if one.Change.Actions[0] == "no-op" {
			continue
		}
		if one.Deposed != "" {
			one.Address += " (deposed)"
		}
		out[one.Address] = one.Change
	}
	return out
}

// State returns the attributes in the state, by address.
func (w *Workspace) State() map[string]map[string]any {
	w.t.Helper()
	var file struct {
		Values struct {
			RootModule struct {
				Resources []struct {
					Address string
					Values  map[string]any
				}
			} `json:"root_module"`
		}
	}
	w.show(&file)
	out := map[string]map[string]any{}
	for _, one := range file.Values.RootModule.Resources {
		out[one.Address] = one.Values
	}
	return out
}

// show reads the state, or a plan file, as JSON.
func (w *Workspace) show(into any, args ...string) {
	w.t.Helper()
	data, err := w.Bare(append([]string{"show", "-json"}, args...)...).Output()
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// instance is one of the state file.
type instance struct {
	Key        any `json:"index_key"`
	Deposed    string
	Attributes map[string]any
}

// instances are those of the state file by address.
func (w *Workspace) instances() map[string]instance {
	w.t.Helper()
	var file struct {
		Resources []struct {
			Mode, Type, Name string
			Instances        []instance
		}
	}
	data, err := os.ReadFile(filepath.Join(w.Dir, "terraform.tfstate"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = json.Unmarshal(data, &file)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	out := map[string]instance{}
	for _, r := range file.Resources {
		if r.Mode != "managed" || r.Type == "terraform_data" {
			continue
		}
		for _, one := range r.Instances {
			address := r.Type + "." + r.Name
			switch key := one.Key.(type) {
			case string:
				address += fmt.Sprintf("[%q]", key)
			case float64:
				address += fmt.Sprintf("[%d]", int(key))
			}
			if one.Deposed != "" {
				address += " deposed"
			}
			out[address] = one
		}
	}
	return out
}

// WithoutPrivate takes the private data of all objects out of the state file, as it
// is gone for an object whose provider was killed in the middle of an update.
func (w *Workspace) WithoutPrivate() {
	w.t.Helper()
	path := filepath.Join(w.Dir, "terraform.tfstate")
	data, err := os.ReadFile(path)
	var file map[string]any
	if err == nil {
		err = json.Unmarshal(data, &file)
	}
	if err == nil {
		for _, r := range file["resources"].([]any) {
			for _, i := range r.(map[string]any)["instances"].([]any) {
				delete(i.(map[string]any), "private")
			}
		}
		data, err = json.Marshal(file)
	}
	if err == nil {
		err = os.WriteFile(path, data, 0o600)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}
