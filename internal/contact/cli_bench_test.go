package contact_test

import (
	"flag"
	"fmt"
	"net/http/httptest"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

var cliContacts = flag.Int("cli.contacts", 1_000, "up to how many contacts to run through the CLI in benchmarks")

// terminal runs a CLI against an emulated site, with the built provider.
type terminal struct {
	*acctest.Shell
	site     *emulator.Server
	endpoint string
}

func newTerminal(b *testing.B) *terminal {
	b.Helper()
	x := &terminal{Shell: acctest.NewShell(b), site: emulator.New(emulator.Options{})}
	server := httptest.NewServer(x.site)
	b.Cleanup(server.Close)
	acctest.Compile(b, x.Program)
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

// run runs a command once. The processor time is that of the CLI and of the provider.
func (x *terminal) run(b *testing.B, args ...string) {
	b.Helper()
	x.site.ResetRequests()
	command := x.Command(args...)
	b.ResetTimer()
	out, err := command.CombinedOutput()
	b.StopTimer()
	if err != nil {
		b.Fatalf("%s: %s", err, out[max(0, len(out)-2_000):])
	}
	b.ReportMetric(float64(x.site.CountAll()), "requests")
	b.ReportMetric((command.ProcessState.UserTime() + command.ProcessState.SystemTime()).Seconds(), "cpu-s")
}

// BenchmarkCLI runs n contacts through the real CLI and the built provider.
func BenchmarkCLI(b *testing.B) {
	for _, n := range []int{10, 100, 1_000, 10_000} {
		if n > *cliContacts {
			continue
		}
		x := newTerminal(b)
		x.contacts(b, n, "Example Ltd")
		b.Run(fmt.Sprintf("create/n=%d", n), func(b *testing.B) { x.run(b, "apply", "-auto-approve") })
		b.Run(fmt.Sprintf("plan/n=%d", n), func(b *testing.B) { x.run(b, "plan", "-detailed-exitcode") })
		x.contacts(b, n, "Sample GmbH")
		b.Run(fmt.Sprintf("change/n=%d", n), func(b *testing.B) { x.run(b, "apply", "-auto-approve") })
		b.Run(fmt.Sprintf("destroy/n=%d", n), func(b *testing.B) { x.run(b, "destroy", "-auto-approve") })
	}
}
