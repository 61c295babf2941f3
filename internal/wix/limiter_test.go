package wix_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

const labelAnswer = `{"label":{"key":"custom.a","displayName":"A","labelType":"USER_DEFINED"}}`

// inParallel has workers make calls, each with a pause of its own choice between
// them, and returns when each request was sent.
func inParallel(t *testing.T, transport *stub, perMinute, workers, calls int, pause func() time.Duration) []time.Time {
	t.Helper()
	c := transport.client(t, func(o *wix.Options) { o.RequestsPerMinute, o.MaxRetries = perMinute, 50 })
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for range calls {
				if _, err := c.Labels.Get(t.Context(), "custom.a"); err != nil {
					t.Error(err)
				}
				time.Sleep(pause()) // the bubble's time
			}
		})
	}
	group.Wait()
	out := slices.Clone(transport.at)
	slices.SortFunc(out, time.Time.Compare)
	return out
}

// windows asserts that no minute holds more than n requests. Rounding may move
// a request by less than a microsecond.
func windows(t *testing.T, at []time.Time, n int) {
	t.Helper()
	for i := n; i < len(at); i++ {
		if d := at[i].Sub(at[i-n]); d < time.Minute-time.Microsecond {
			t.Fatalf("%d requests within %v, from %v on", n+1, d, at[i-n].Sub(at[0]))
		}
	}
}

func none() time.Duration { return 0 }

func TestLimiter_window(t *testing.T) {
	for _, perMinute := range []int{1, 2, 3, 19, 20, 60, 200, 1000} {
		for _, workers := range []int{1, 7, 40} {
			t.Run(fmt.Sprintf("%d a minute, %d workers", perMinute, workers), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					random := rand.New(rand.NewPCG(uint64(perMinute), uint64(workers)))
					var mu sync.Mutex
					pauses := func() time.Duration {
						mu.Lock()
						defer mu.Unlock()
						if random.IntN(20) == 0 {
							return time.Duration(random.Int64N(int64(2 * time.Minute)))
						}
						return 0
					}
					windows(t, inParallel(t, always(http.StatusOK, labelAnswer), perMinute, workers, 3*perMinute/workers+2, pauses), perMinute)
				})
			})
		}
	}
}

// TestLimiter_windowAfterPause: those who were held back by a throttling server
// do not all rush in when it ends.
func TestLimiter_windowAfterPause(t *testing.T) {
	for _, workers := range []int{1, 10, 60, 300} {
		synctest.Test(t, func(t *testing.T) {
			const perMinute = 200
			transport := &stub{answer: func(n int, _ *http.Request) (*http.Response, error) {
				if n%150 == 40 {
					return respond(http.StatusTooManyRequests, `{"message":"slow down"}`, "Retry-After", "45"), nil
				}
				return respond(http.StatusOK, labelAnswer), nil
			}}
			windows(t, inParallel(t, transport, perMinute, workers, 900/workers, none), perMinute)
		})
	}
}

// TestLimiter_burst: how many requests go out at once, and that the budget is
// used up to a tenth.
func TestLimiter_burst(t *testing.T) {
	for perMinute, burst := range map[int]int{1: 1, 2: 1, 20: 1, 60: 3, 200: 10, 1000: 10} {
		synctest.Test(t, func(t *testing.T) {
			at := inParallel(t, always(http.StatusOK, labelAnswer), perMinute, 20, perMinute/10+2, none)
			first := slices.IndexFunc(at, func(x time.Time) bool { return x.After(at[0]) })
			if first != burst {
				t.Errorf("%d a minute: %d at once, want %d", perMinute, first, burst)
			}
			least := time.Duration(float64(len(at)-burst) / float64(perMinute) * float64(time.Minute))
			if took := at[len(at)-1].Sub(at[0]); perMinute > 2 && (took < least || took > least*10/8) {
				t.Errorf("%d a minute: %d requests took %v, want about %v", perMinute, len(at), took, least)
			}
		})
	}
}

func TestLimiter_unlimited(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		at := inParallel(t, always(http.StatusOK, labelAnswer), 0, 50, 100, none)
		if len(at) != 5000 || time.Since(began) != 0 {
			t.Errorf("%d requests took %v", len(at), time.Since(began))
		}
	})
}

// TestThrottle_everyone: a 429 holds back every call of the client, of
// whichever kind, until the server wants them.
func TestThrottle_everyone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		transport := &stub{answer: func(n int, r *http.Request) (*http.Response, error) {
			switch {
			case n == 0:
				return respond(http.StatusTooManyRequests, ``, "Retry-After", "20"), nil
			case r.Method == http.MethodPost:
				return respond(http.StatusOK, `{"contact":{"id":"00000000-0000-4000-8000-000000000001"}}`), nil
			}
			return respond(http.StatusOK, labelAnswer), nil
		}}
		c := transport.client(t, func(o *wix.Options) { o.MaxRetries = 1 })
		var group sync.WaitGroup
		for i := range 10 {
			group.Go(func() {
				time.Sleep(time.Duration(i) * time.Second)
				var err error
				if i%2 == 0 {
					_, err = c.Labels.Get(t.Context(), "custom.a")
				} else {
					_, err = c.CreateContact(t.Context(), withEmail("new@example.com"), false)
				}
				if err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if transport.count() != 11 {
			t.Errorf("%d requests", transport.count())
		}
		for i, at := range transport.at[1:] {
			if d := at.Sub(began); d < 20*time.Second || d > 21*time.Second {
				t.Errorf("request %d was sent after %v", i+1, d)
			}
		}
	})
}

// TestThrottle_longest: a shorter pause does not end a longer one.
func TestThrottle_longest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		transport := &stub{answer: func(n int, _ *http.Request) (*http.Response, error) {
			if n < 2 { // both are under way before either is answered
				time.Sleep(time.Duration(n+1) * time.Second) // the bubble's time
				return respond(http.StatusTooManyRequests, ``, "Retry-After", []string{"30", "5"}[n]), nil
			}
			return respond(http.StatusOK, labelAnswer), nil
		}}
		at := inParallel(t, transport, 0, 2, 1, none)
		if d := at[2].Sub(at[0]); len(at) != 4 || d < 30*time.Second {
			t.Errorf("%d requests, the third after %v", len(at), d)
		}
	})
}

// TestThrottle_otherClient: clients do not share a budget.
func TestThrottle_otherClient(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := always(http.StatusTooManyRequests, ``).client(t)
		if _, err := slow.Labels.Get(t.Context(), "custom.a"); err == nil {
			t.Error("no error")
		}
		began := time.Now()
		if _, err := always(http.StatusOK, labelAnswer).client(t).Labels.Get(t.Context(), "custom.a"); err != nil || time.Since(began) != 0 {
			t.Errorf("%v after %v", err, time.Since(began))
		}
	})
}
