package probe_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/probe"
)

// fakeClock moves when somebody sleeps, or when a request takes its time.
type fakeClock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *fakeClock {
	return &fakeClock{at: time.Date(2026, time.March, 1, 9, 0, 0, 0, time.UTC)}
}

func (c *fakeClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *fakeClock) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(max(0, d))
	return nil
}

// server is an emulated site on a clock of its own.
type server struct {
	*emulator.Server
	clock *fakeClock
	// each request takes that long.
	latency time.Duration
}

func newServer(o emulator.Options) *server {
	clock := newClock()
	o.Now = clock.Now
	return &server{Server: emulator.New(o), clock: clock, latency: 30 * time.Millisecond}
}

func (s *server) RoundTrip(r *http.Request) (*http.Response, error) {
	_ = s.clock.Sleep(context.Background(), s.latency)
	return s.Transport().RoundTrip(r)
}

const (
	key    = "IST.probe-test-key-0123456789"
	siteID = "5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a11"
)

func (s *server) options() probe.Options {
	return optionsFor(s, s.clock)
}

func optionsFor(transport http.RoundTripper, clock *fakeClock) probe.Options {
	return probe.Options{
		Endpoint:   &url.URL{Scheme: "https", Host: "api.example.com"},
		Credential: probe.Credential{Key: key, SiteID: siteID},
		Transport:  transport,
		Clock:      clock,
	}
}

// dump is what the site holds once all has happened that was due: all but the counts of its
// events and ids.
func (s *server) dump(t *testing.T) string {
	t.Helper()
	_ = s.clock.Sleep(t.Context(), time.Minute)
	raw, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	delete(all, "events")
	delete(all, "ids")
	out, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func run(t *testing.T, o probe.Options) *probe.Report {
	t.Helper()
	report, err := probe.Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return report
}
