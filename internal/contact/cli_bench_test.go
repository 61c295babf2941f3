package contact_test

import (
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
	*acctest.Shell
	site            *emulator.Server
	endpoint, usage string
}

func newTerminal(b *testing.B, options emulator.Options) *terminal {
	b.Helper()
	x := &terminal{Shell: acctest.NewShell(b), site: emulator.New(options), usage: filepath.Join(b.TempDir(), "usage")}
	server := httptest.NewServer(x.site)
	b.Cleanup(server.Close)
	provider := x.Program + ".built"
	acctest.Compile(b, provider)
	x.Env = append(x.Env, wrappedProvider+"="+provider, wrappedUsage+"="+x.usage)
	x.endpoint = server.URL
	return x
}

// contacts writes a configuration of n contacts, each a resource of its own.
func (x *terminal) contacts(b *testing.B, n int, company string) {
	b.Helper()
	contacts := config{}
	for i := range n {
		contacts[fmt.Sprint("c", i)] = config{
			"emails": []any{config{"email": fmt.Sprintf("c%d@example.com", i)}}, "company": company,
			"name": config{"first": fmt.Sprint("First ", i), "last": "Last"},
		}
	}
	x.Configure(b, x.endpoint, nil, config{"resource": config{"wix_contact": contacts}})
}

// run runs a command once and reports what it took.
func (x *terminal) run(b *testing.B, args ...string) {
	b.Helper()
	_ = os.Remove(x.usage)
	x.site.ResetRequests()
	command := x.Command(args...)
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
	for _, n := range []int{10, 100, 1_000, 10_000} {
		if n > *cliContacts {
			continue
		}
		x := newTerminal(b, emulator.Options{})
		x.contacts(b, n, "Example Ltd")
		b.Run(fmt.Sprintf("create/n=%d", n), func(b *testing.B) { x.run(b, "apply", "-auto-approve") })
		b.Run(fmt.Sprintf("plan/n=%d", n), func(b *testing.B) { x.run(b, "plan", "-detailed-exitcode") })
		x.contacts(b, n, "Sample GmbH")
		b.Run(fmt.Sprintf("change/n=%d", n), func(b *testing.B) { x.run(b, "apply", "-auto-approve") })
		b.Run(fmt.Sprintf("destroy/n=%d", n), func(b *testing.B) { x.run(b, "destroy", "-auto-approve") })
	}
}
