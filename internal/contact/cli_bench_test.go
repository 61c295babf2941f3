package contact_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

var cliContacts = flag.Int("cli.contacts", 1_000, "up to how many contacts to run through the CLI in benchmarks")

// wrapped names the provider that this program stands in for: the CLI starts the
// program of the test, which starts the provider and takes down what it used.
const (
	wrappedProvider = "BENCH_PROVIDER"
	wrappedUsage    = "BENCH_USAGE"
)

// wrapProvider runs the provider in place of the tests, when a benchmark's CLI has
// started this program.
func wrapProvider() {
	provider := os.Getenv(wrappedProvider)
	if provider == "" {
		return
	}
	child := exec.Command(provider, os.Args[1:]...)
	child.Stdin, child.Stdout, child.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := child.Run()
	if usage, ok := child.ProcessState.SysUsage().(*syscall.Rusage); ok {
		line := fmt.Sprintf("%d %d\n", usage.Utime.Nano()+usage.Stime.Nano(), usage.Maxrss)
		if f, err := os.OpenFile(os.Getenv(wrappedUsage), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600); err == nil {
			_, _ = f.WriteString(line)
			_ = f.Close()
		}
	}
	if err != nil {
		os.Exit(1)
	}
	os.Exit(0)
}

// terminal runs a CLI against an emulated site, with the built provider.
type terminal struct {
	b          *testing.B
	site       *emulator.Server
	dir, usage string
	cli        string
	endpoint   string
	env        []string
}

func newTerminal(b *testing.B, cli string, options emulator.Options) *terminal {
	b.Helper()
	dir := b.TempDir()
	x := &terminal{b: b, site: emulator.New(options), dir: filepath.Join(dir, "config"), usage: filepath.Join(dir, "usage"), cli: cli}
	server := httptest.NewServer(x.site)
	b.Cleanup(server.Close)
	self, err := os.Executable()
	provider := filepath.Join(dir, "real-provider")
	for _, step := range []error{
		err, os.Mkdir(x.dir, 0o700), os.Mkdir(filepath.Join(dir, "bin"), 0o700),
		os.Symlink(self, filepath.Join(dir, "bin", "terraform-provider-wix")),
		os.WriteFile(filepath.Join(dir, "rc"), fmt.Appendf(nil,
			"provider_installation {\n  dev_overrides {\n    \"registry.terraform.io/%[1]s\" = %[2]q\n    \"registry.opentofu.org/%[1]s\" = %[2]q\n  }\n  direct {}\n}\n",
			acctest.Source, filepath.Join(dir, "bin")), 0o600),
	} {
		if step != nil {
			b.Fatal(step)
		}
	}
	build := exec.Command("go", "build", "-o", provider, "github.com/terraform-provider-wix/terraform-provider-wix")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%s: %s", err, out)
	}
	x.env = append(os.Environ(), wrappedProvider+"="+provider, wrappedUsage+"="+x.usage, "TF_CLI_CONFIG_FILE="+filepath.Join(dir, "rc"), "CHECKPOINT_DISABLE=1")
	x.endpoint = server.URL
	return x
}

// configure writes a configuration of n contacts, each a resource of its own.
func (x *terminal) configure(n int, company string) {
	x.b.Helper()
	contacts := map[string]any{}
	for i := range n {
		contacts[fmt.Sprint("c", i)] = config{
			"emails": []any{config{"email": fmt.Sprintf("c%d@example.com", i)}}, "company": company,
			"name": config{"first": fmt.Sprint("First ", i), "last": "Last"},
		}
	}
	data, err := json.Marshal(map[string]any{
		"terraform": map[string]any{"required_providers": map[string]any{"wix": map[string]any{"source": acctest.Source}}},
		"provider": map[string]any{"wix": map[string]any{
			"api_key": acctest.APIKey, "site_id": acctest.SiteID, "endpoint": x.endpoint, "requests_per_minute": 0,
		}},
		"resource": map[string]any{"wix_contact": contacts},
	})
	if err == nil {
		err = os.WriteFile(filepath.Join(x.dir, "main.tf.json"), data, 0o600)
	}
	if err != nil {
		x.b.Fatal(err)
	}
}

// run runs a command once and reports what it took.
func (x *terminal) run(b *testing.B, args ...string) {
	b.Helper()
	_ = os.Remove(x.usage)
	x.site.ResetRequests()
	command := exec.Command(x.cli, append(args, "-input=false", "-no-color", "-compact-warnings")...)
	command.Dir, command.Env = x.dir, x.env
	b.ResetTimer()
	out, err := command.CombinedOutput()
	b.StopTimer()
	if err != nil {
		b.Fatalf("%s: %s", err, out[max(0, len(out)-2_000):])
	}
	text, _ := os.ReadFile(x.usage)
	var spent, peak int64
	for line := range strings.Lines(string(text)) {
		var ns, kib int64
		_, _ = fmt.Sscan(line, &ns, &kib)
		spent, peak = spent+ns, max(peak, kib)
	}
	b.ReportMetric(float64(x.site.CountAll()), "requests")
	b.ReportMetric(time.Duration(spent).Seconds(), "provider-cpu-s")
	b.ReportMetric(float64(peak)/1024, "provider-peak-MB")
}

// BenchmarkCLI runs n contacts through the real CLI and the built provider.
func BenchmarkCLI(b *testing.B) {
	cli := os.Getenv("TF_ACC_TERRAFORM_PATH")
	if cli == "" {
		b.Skip("TF_ACC_TERRAFORM_PATH names no CLI; make bench sets it")
	}
	for _, n := range []int{10, 100, 1_000, 10_000} {
		if n > *cliContacts {
			continue
		}
		x := newTerminal(b, cli, emulator.Options{})
		x.configure(n, "Example Ltd")
		b.Run(fmt.Sprintf("create/n=%d", n), func(b *testing.B) { x.run(b, "apply", "-auto-approve") })
		b.Run(fmt.Sprintf("plan/n=%d", n), func(b *testing.B) { x.run(b, "plan", "-detailed-exitcode") })
		x.configure(n, "Sample GmbH")
		b.Run(fmt.Sprintf("change/n=%d", n), func(b *testing.B) { x.run(b, "apply", "-auto-approve") })
		b.Run(fmt.Sprintf("destroy/n=%d", n), func(b *testing.B) { x.run(b, "destroy", "-auto-approve") })
	}
}
