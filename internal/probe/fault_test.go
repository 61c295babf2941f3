package probe_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/probe"
)

// otherwise are switches of which no one is as the contract assumes, but for those that only
// take time.
func otherwise() map[string]string {
	out := map[string]string{}
	for _, doc := range emulator.SwitchNames() {
		if doc.Values[1] != "duration" {
			out[doc.Name] = doc.Values[1]
		}
	}
	out["query.lag"], out["query.list.lag"], out["revision.background"] = "600ms", "1.2s", "400ms"
	return out
}

// each calls a test for each request of a run, or for some of them with -short.
func each(t *testing.T, test func(t *testing.T, n int)) {
	step := 1
	if testing.Short() {
		step = 17
	}
	for n := 1; n < 235; n += step {
		t.Run(fmt.Sprint(n), func(t *testing.T) { t.Parallel(); test(t, n) })
	}
}

func checkValues(t *testing.T, report *probe.Report, want map[string]string) {
	t.Helper()
	for name, value := range written(t, report) {
		if !isRight(value, want[name]) {
			t.Errorf("%s: %q, not %q", name, value, want[name])
		}
	}
}

// TestRun_faults: a fault at any request makes no value wrong, and leaves nothing.
func TestRun_faults(t *testing.T) {
	kinds := []emulator.Fault{
		{Kind: emulator.FaultStatus, Status: http.StatusServiceUnavailable},
		{Kind: emulator.FaultStatus, Status: http.StatusInternalServerError, Handled: true},
		{Kind: emulator.FaultDropAfter},
		{Kind: emulator.FaultHTML, Status: http.StatusNotFound},
		{Kind: emulator.FaultGarbage},
		{Kind: emulator.FaultTruncate},
		{Kind: emulator.FaultRefuse},
		{Kind: emulator.FaultHTML, Status: http.StatusForbidden, Handled: true},
		{Kind: emulator.FaultStatus, Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"3"}}},
		{Kind: emulator.FaultStatus, Status: http.StatusBadGateway, Handled: true, Every: 3},
	}
	want := otherwise()
	each(t, func(t *testing.T, n int) {
		s := newServer(emulator.Options{Seed: 3, Switches: switched(t, want)})
		before := s.dump(t)
		fault := kinds[n%len(kinds)]
		fault.After, fault.Times = n-1, 1+n%3
		s.Inject(fault)
		report, err := probe.Run(t.Context(), s.options())
		if err == nil {
			checkValues(t, report, want)
			if len(report.Left) > 0 {
				t.Error(report.Left)
			}
		}
		if after := s.dump(t); after != before {
			t.Errorf("%+v left:\n%s", fault, after)
		}
	})
}

// cut is a transport that ends a context, or the connection for good, at a request.
type cut struct {
	next http.RoundTripper
	// at is the number of the request.
	at   int64
	sent atomic.Int64
	// cancel is called before that request is sent; dead says that nothing arrives any more.
	cancel context.CancelFunc
	dead   bool
}

var errDead = errors.New("the process is dead")

func (c *cut) RoundTrip(r *http.Request) (*http.Response, error) {
	n := c.sent.Add(1)
	switch {
	case n < c.at:
	case c.dead && n == c.at && n%2 == 0:
		// The request arrives, and nobody is left to take the answer.
		if response, err := c.next.RoundTrip(r); err == nil {
			_ = response.Body.Close()
		}
		return nil, errDead
	case c.dead:
		return nil, errDead
	case n == c.at:
		c.cancel()
	}
	return c.next.RoundTrip(r)
}

// TestRun_interrupted: an interrupt at any request ends the questions, and leaves nothing.
func TestRun_interrupted(t *testing.T) {
	want := otherwise()
	each(t, func(t *testing.T, n int) {
		s := newServer(emulator.Options{Seed: 3, Switches: switched(t, want)})
		before := s.dump(t)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		report, err := probe.Run(ctx, optionsFor(&cut{next: s, at: int64(n), cancel: cancel}, s.clock))
		if err == nil {
			checkValues(t, report, want)
			if len(report.Left) > 0 {
				t.Error(report.Left)
			}
		} else if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		if after := s.dump(t); after != before {
			t.Errorf("left:\n%s", after)
		}
	})
}

// TestClean: what a run leaves that was killed at any request, the next one with -clean
// finds and removes.
func TestClean(t *testing.T) {
	want := otherwise()
	each(t, func(t *testing.T, n int) {
		s := newServer(emulator.Options{Seed: 3, Switches: switched(t, want)})
		before := s.dump(t)
		report, err := probe.Run(t.Context(), optionsFor(&cut{next: s, at: int64(n), dead: true}, s.clock))
		left := s.dump(t) != before
		if err == nil && left && len(report.Left) == 0 {
			t.Error("the report says that nothing is left")
		}
		removed, notRemoved, err := probe.Clean(t.Context(), s.options(), func([]string) bool { return true })
		if err != nil || len(notRemoved) > 0 || left && removed == 0 {
			t.Errorf("%d removed, left %v: %v", removed, notRemoved, err)
		}
		if after := s.dump(t); after != before {
			t.Errorf("left:\n%s", after)
		}
	})
}

// TestClean_declined: nothing is removed that nobody has agreed to.
func TestClean_declined(t *testing.T) {
	s := newServer(emulator.Options{})
	s.PutLabel("wix-probe-abcdefghij a")
	s.PutLabel("wix-probe-results")
	s.PutLabel("wix-probe-abcdefghijklmnop")
	before := s.dump(t)
	var found []string
	removed, left, err := probe.Clean(t.Context(), s.options(), func(all []string) bool { found = all; return false })
	if err != nil || removed != 0 || len(left) != 1 || len(found) != 1 {
		t.Errorf("%d removed, found %v, left %v: %v", removed, found, left, err)
	}
	if s.dump(t) != before {
		t.Error("something was removed")
	}
}

// TestRun_hidden: where the site shows nothing new for a long time, the report says what may
// appear later.
func TestRun_hidden(t *testing.T) {
	s := newServer(emulator.Options{Switches: emulator.Switches{QueryLag: time.Hour, DuplicateLeavesContact: "on"}})
	report := run(t, s.options())
	got := written(t, report)
	if got["query.lag"] != "" || got["duplicate.leavesContact"] != "" || got["text.trim"] != "off" {
		t.Errorf("%v", got)
	}
	if len(report.Left) != 2 || !strings.Contains(report.Left[0], "may appear later") {
		t.Errorf("%q", report.Left)
	}
}
