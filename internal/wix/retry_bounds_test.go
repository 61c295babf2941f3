package wix_test

import (
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

func retries(n int) setup {
	return func(_ *emulator.Options, client *wix.Options) { client.MaxRetries = n }
}

// TestRetry_bound: a call is repeated as often as allowed and not once more; a
// throttled one, which is not at fault, four times as often.
func TestRetry_bound(t *testing.T) {
	faults := []struct {
		name    string
		fault   emulator.Fault
		allowed func(n int) int
	}{
		{"failing", emulator.Fault{Status: 503}, func(n int) int { return 1 + n }},
		{"refused", emulator.Fault{Kind: emulator.FaultRefuse}, func(n int) int { return 1 + n }},
		{"cut", emulator.Fault{Kind: emulator.FaultDropAfter}, func(n int) int { return 1 + n }},
		{"throttled", emulator.Fault{Status: 429}, func(n int) int { return 1 + 4*n }},
	}
	for _, n := range []int{0, 1, 3} {
		for _, f := range faults {
			t.Run(fmt.Sprintf("%s/%d", f.name, n), func(t *testing.T) {
				onSite(t, func(s *site) {
					s.arm(f.fault, readLabel, 0)
					_, err := s.client.Labels.Get(s.ctx(), "custom.a")
					if e := failure(t, err); e.Status != f.fault.Status || (e.Cause == nil) != (e.Status != 0) || e.Lost {
						t.Errorf("%+v", e)
					}
					if got := s.CountAll(); got != f.allowed(n) {
						t.Errorf("%d requests, want %d", got, f.allowed(n))
					}
				}, retries(n))
			})
		}
	}
}

// TestRetry_boundOfMixedFailures: failures do not use up the patience with
// throttling, nor the other way around.
func TestRetry_boundOfMixedFailures(t *testing.T) {
	onSite(t, func(s *site) {
		for range 2 {
			s.arm(emulator.Fault{Status: 429}, readLabel, 4)
			s.arm(emulator.Fault{Status: 503}, readLabel, 1)
		}
		_, err := s.client.Labels.Get(s.ctx(), "contacts.customers")
		ok(t, err)
		if got := s.CountAll(); got != 11 {
			t.Errorf("%d requests", got)
		}
	}, retries(2))
}

// TestRetry_boundOfWrites: what may not be sent again blindly ends as lost.
func TestRetry_boundOfWrites(t *testing.T) {
	each(t, onceOperations, func(s *site, op operation) {
		f := s.fixture()
		before := encode(s.t, s.Contacts())
		s.arm(emulator.Fault{Status: 503}, op.route, 0)
		if e := failure(s.t, op.run(s.ctx(), s.client, f)); !e.Lost || e.Status != 503 {
			s.t.Errorf("%+v", e)
		}
		s.sent(map[string][]string{
			makeContact:  {makeContact, queryContacts, queryContacts, queryContacts, makeContact, queryContacts, queryContacts, queryContacts},
			patchContact: {patchContact, readContact, patchContact, readContact, patchContact, readContact},
			mergeInto:    {mergeInto, readContact, mergeInto, readContact},
			bulkLabel:    {bulkLabel, listJobs}, bulkUpdate: {bulkUpdate, listJobs}, bulkDelete: {bulkDelete, listJobs},
		}[op.route]...)
		if string(encode(s.t, s.Contacts())) != string(before) {
			s.t.Error("something was written")
		}
	})
}

// gaps is how long a client waited before each repeat of a call that always
// fails in one way.
func gaps(t *testing.T, most int, status int, header ...string) []time.Duration {
	t.Helper()
	transport := always(status, `{"message":""}`, header...)
	c := transport.client(t, func(o *wix.Options) { o.MaxRetries = most })
	if _, err := c.Labels.Get(t.Context(), "custom.a"); err == nil {
		t.Fatal("no error")
	}
	var out []time.Duration
	for i := 1; i < len(transport.at); i++ {
		out = append(out, transport.at[i].Sub(transport.at[i-1]))
	}
	return out
}

func between(t *testing.T, what string, got, least, most time.Duration) {
	t.Helper()
	if got < least || got > most {
		t.Errorf("%s: waited %v, want %v to %v", what, got, least, most)
	}
}

func TestRetry_backoff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, status := range []int{http.StatusServiceUnavailable, http.StatusTooManyRequests} {
			want := 500 * time.Millisecond
			for i, gap := range gaps(t, 12, status) {
				between(t, fmt.Sprintf("status %d, repeat %d", status, i), gap, want/2, want)
				want = min(2*want, time.Minute)
			}
		}
	})
}

// TestRetry_retryAfter: seconds, or a moment by the server's clock, which may be wrong;
// without that clock's time it is taken by ours. What is neither is left out.
func TestRetry_retryAfter(t *testing.T) {
	const jitter = 500 * time.Millisecond
	wait := func(t *testing.T, what string, want time.Duration, header ...string) {
		for _, status := range []int{http.StatusServiceUnavailable, http.StatusTooManyRequests} {
			gap := gaps(t, 1, status, header...)[0]
			between(t, fmt.Sprintf("status %d, %s", status, what), gap, want, want+jitter)
		}
	}
	synctest.Test(t, func(t *testing.T) {
		for value, want := range map[string]time.Duration{
			"0": 0, "7": 7 * time.Second, "60": time.Minute,
			"3600": time.Minute, "9223372036": time.Minute, "9223372036854775807": time.Minute,
		} {
			wait(t, value, want, "Retry-After", value)
		}
		for _, wrong := range []time.Duration{0, time.Hour, -time.Hour} {
			for after, want := range map[time.Duration]time.Duration{
				7 * time.Second: 7 * time.Second, time.Hour: time.Minute, 0: 0, -time.Minute: 0,
			} {
				now := time.Now().Add(wrong).UTC()
				wait(t, fmt.Sprintf("%s later on a clock %s off", after, wrong), want,
					"Date", now.Format(http.TimeFormat), "Retry-After", now.Add(after).Format(http.TimeFormat))
			}
		}
	})
	for _, form := range []string{http.TimeFormat, time.RFC850, time.ANSIC} { // the older ones too (RFC 9110, 5.6.7)
		synctest.Test(t, func(t *testing.T) {
			gap := gaps(t, 1, http.StatusServiceUnavailable, "Retry-After", time.Now().Add(9*time.Second).UTC().Format(form))[0]
			between(t, form, gap, 9*time.Second, 9*time.Second+jitter)
		})
	}
	synctest.Test(t, func(t *testing.T) {
		for _, value := range []string{"-5", "soon", "1.5", "", time.Now().Add(5 * time.Second).UTC().Format(time.RFC3339)} {
			gap := gaps(t, 1, http.StatusServiceUnavailable, "Retry-After", value)[0]
			between(t, "Retry-After "+value, gap, jitter/2, jitter)
		}
	})
}

// TestRetry_retryAfterEmulated: the emulator's own throttling is sat out.
func TestRetry_retryAfterEmulated(t *testing.T) {
	for _, header := range []string{"on", "off"} {
		onSite(t, func(s *site) {
			began := time.Now()
			for range 30 {
				_, err := s.client.Labels.Get(s.ctx(), "contacts.customers")
				ok(t, err)
			}
			if waited := time.Since(began); waited < time.Minute || waited > 3*time.Minute {
				t.Errorf("header %s: 30 requests at 10 a minute took %v", header, waited)
			}
		}, func(server *emulator.Options, client *wix.Options) {
			server.RequestsPerMinute, server.Switches.RetryAfter = 10, header
			client.MaxRetries = 20
		})
	}
}
