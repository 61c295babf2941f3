// Package acctest runs the provider against an emulated site: through the CLI
// with terraform-plugin-testing, or at protocol level in process. Only tests
// import it.
package acctest

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/provider"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Source is the provider's source address.
const Source = "terraform-provider-wix/wix"

// Credentials of every emulated site.
const (
	APIKey = "an-api-key-for-tests"
	SiteID = "5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a11"
)

// The whole suite can be run with reads shared in another way than the default.
var (
	policy   = flag.String("sharing", "auto", "how reads of contacts share requests: auto, queries, pages or off")
	policies = map[string]cache.Policy{"auto": cache.Auto, "queries": cache.Queries, "pages": cache.Pages, "off": cache.Off}
)

const (
	// providerPids is the directory in which each provider of a Shell leaves a file
	// named by its process id.
	providerPids = "ACCTEST_PROVIDER_PIDS"
	// providerTrace is the file to which providers of a Shell add the calls that they
	// get, where it is set.
	providerTrace = "ACCTEST_PROVIDER_TRACE"
)

func init() { // a credential for a live site must not reach a test
	if os.Getenv(providerPids) != "" {
		return // the test that started this provider has seen to it
	}
	for _, pair := range os.Environ() {
		if name, _, _ := strings.Cut(pair, "="); strings.HasPrefix(name, "WIX_") {
			_ = os.Unsetenv(name)
		}
	}
	if os.Getenv("TF_ACC_PROVIDER_NAMESPACE") == "" {
		namespace, _, _ := strings.Cut(Source, "/")
		_ = os.Setenv("TF_ACC_PROVIDER_NAMESPACE", namespace)
	}
}

// Site is an emulated site with providers that reach no other.
type Site struct {
	*emulator.Server
	Clock *Clock
	// Unlimited lets providers send as fast as they can.
	Unlimited bool
	// Adjust has the last word on the options of each provider's client.
	Adjust func(*wix.Options)
	// Trace is called with each call to a provider process. It can be nil.
	Trace func(process, call string)
}

// NewSite starts an emulated site on a clock of its own.
func NewSite(t testing.TB, adjust ...func(*emulator.Options)) *Site {
	t.Helper()
	return newSite(NewClock(), adjust)
}

// NewBubbleSite starts an emulated site on the clock of the bubble of
// testing/synctest that it is called in: waiting takes no time, and everything
// that can happen at one moment has happened before the next.
func NewBubbleSite(adjust ...func(*emulator.Options)) *Site { return newSite(nil, adjust) }

func newSite(clock *Clock, adjust []func(*emulator.Options)) *Site {
	options := emulator.Options{APIKey: APIKey, SiteID: SiteID, Now: clock.Now, Sleep: clock.Sleep}
	for _, f := range adjust {
		f(&options)
	}
	return &Site{Server: emulator.New(options), Clock: clock}
}

// Provider makes a provider whose requests go to the site and nowhere else.
func (s *Site) Provider() Server {
	server := provider.NewServer("test", func(o *provider.Options) {
		o.Client.Transport, o.Client.Clock = s.Transport(), s.Clock
		if s.Clock != nil {
			o.Client.RetryWaitMax = time.Millisecond // which is of real time
		}
		if s.Unlimited {
			o.Client.RequestsPerMinute = 0
		}
		if o.Sharing == cache.Auto {
			o.Sharing = policies[*policy]
		}
		if s.Adjust != nil {
			s.Adjust(&o.Client)
		}
	})
	return server
}

// Providers are the factories for terraform-plugin-testing.
func (s *Site) Providers() map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		"wix": func() (tfprotov6.ProviderServer, error) { return s.Provider(), nil },
	}
}

// Config is a configuration with a provider block for the site.
func Config(parts ...string) string {
	return fmt.Sprintf("provider \"wix\" {\n  api_key = %q\n  site_id = %q\n}\n\n", APIKey, SiteID) + strings.Join(parts, "\n")
}

// Identity expects the identity of an object of the site: its attribute, and the site.
func Identity(attribute, value string) map[string]knownvalue.Check {
	return map[string]knownvalue.Check{attribute: knownvalue.StringExact(value), "site_id": knownvalue.StringExact(SiteID)}
}

// Clock is a clock that moves with each sleep, and a little with each reading. A nil one
// is the real clock, for tests in a bubble of testing/synctest.
type Clock struct {
	mu    sync.Mutex
	now   time.Time
	slept time.Duration
}

// NewClock starts in the morning of 1 January 2026.
func NewClock() *Clock { return &Clock{now: time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)} }

// Now is the time.
func (c *Clock) Now() time.Time {
	if c == nil {
		return time.Now()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(time.Millisecond)
	return c.now
}

// Sleep moves the clock and returns at once.
func (c *Clock) Sleep(ctx context.Context, d time.Duration) error {
	if c == nil {
		select {
		case <-time.After(d):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now, c.slept = c.now.Add(d), c.slept+d
	return ctx.Err()
}

// Slept is the time spent in Sleep.
func (c *Clock) Slept() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.slept
}
