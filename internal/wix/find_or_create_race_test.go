package wix_test

import (
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestFindOrCreate_raceLost: another program was faster. The loser of the race
// finds the winner's by a query, also when queries lag.
func TestFindOrCreate_raceLost(t *testing.T) {
	for _, lag := range []time.Duration{0, 3 * time.Second} {
		eachKind(t, func(s *site, k kind) {
			s.arm(emulator.Fault{Delay: 3 * time.Second}, k.make, 1)
			go func() {
				time.Sleep(time.Second)
				k.put(s, "VIP")
			}()
			key, made, err := k.find(s, "VIP")
			if err != nil || made || key == "" || k.named(s, "VIP") != 1 {
				t.Errorf("lag %v: %q, %t, %v", lag, key, made, err)
			}
			if n := s.Count(k.make); n != 1 || s.Count(k.query) == 0 {
				t.Errorf("lag %v: made %d times, queried %d times", lag, n, s.Count(k.query))
			}
		}, switched(emulator.Switches{CreateRace: "conflict", QueryLag: lag}))
	}
}

// TestFindOrCreate_conflictUnresolved: a conflict over a name that nothing has
// stays an error.
func TestFindOrCreate_conflictUnresolved(t *testing.T) {
	for _, f := range []emulator.Fault{
		{Status: 409, Code: "ALREADY_EXISTS", Message: "taken"},
		{Status: 409, Message: "aborted"},
		{Status: 400, Code: "NAME_ALREADY_TAKEN", Message: "taken"},
		{Status: 400, Message: "It already exists."},
	} {
		eachKind(t, func(s *site, k kind) {
			s.arm(f, k.make, 0)
			if _, _, err := k.find(s, "VIP"); failure(t, err).Status != f.Status {
				t.Errorf("%+v: %v", f, err)
			}
			s.sent(k.make, k.query, k.query, k.query)
		})
	}
}

// overlap counts how many creations of one name, and of any, run at a time.
type overlap struct {
	next http.RoundTripper

	mu              sync.Mutex
	now, most       map[string]int
	anyNow, anyMost int
}

func (o *overlap) over(next http.RoundTripper) { o.next = next }

func (o *overlap) RoundTrip(r *http.Request) (*http.Response, error) {
	body, _ := r.GetBody()
	text := make([]byte, r.ContentLength)
	_, _ = body.Read(text)
	name := r.URL.Path + string(text)
	add := func(n int) {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.now[name], o.anyNow = o.now[name]+n, o.anyNow+n
		o.most[name], o.anyMost = max(o.most[name], o.now[name]), max(o.anyMost, o.anyNow)
	}
	add(1)
	defer add(-1)
	return o.next.RoundTrip(r)
}

// TestFindOrCreate_parallel: calls with one name do not overlap, so exactly one
// of them makes it; calls with different names, or of different kinds, do.
func TestFindOrCreate_parallel(t *testing.T) {
	watch := &overlap{now: map[string]int{}, most: map[string]int{}}
	onSite(t, func(s *site) {
		var group sync.WaitGroup
		var mu sync.Mutex
		makers := map[string]int{}
		for i := range 60 {
			k, name := kinds[i%2], fmt.Sprintf("Name %d", i/2%3)
			group.Go(func() {
				key, made, err := k.find(s, name)
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				if makers[key] += 0; made {
					makers[key]++
				}
			})
		}
		group.Wait()
		for key, n := range makers {
			if n != 1 {
				t.Errorf("%s was made %d times", key, n)
			}
		}
		for name, n := range watch.most {
			if n != 1 {
				t.Errorf("%d requests at a time for %s", n, name)
			}
		}
		if len(makers) != 6 || len(watch.most) != 6 || watch.anyMost != 6 {
			t.Errorf("%d keys, %d names, %d at a time", len(makers), len(watch.most), watch.anyMost)
		}
	}, func(server *emulator.Options, client *wix.Options) {
		server.Latency, server.Switches.CreateRace, client.Transport = 100*time.Millisecond, "conflict", watch
	})
}
