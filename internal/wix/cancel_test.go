package wix_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// cancelled runs a call whose context ends after d, and asserts that the call
// ended with it.
func (s *site) cancelled(d time.Duration, call func(context.Context) error) {
	s.t.Helper()
	_ = s.cancelledIn(d, d, call)
}

// cancelledIn is cancelled for a call that ends at another time.
func (s *site) cancelledIn(d, want time.Duration, call func(context.Context) error) *wix.Error {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.ctx(), d)
	defer cancel()
	began := time.Now()
	err := call(ctx)
	if !errors.Is(err, context.DeadlineExceeded) {
		s.t.Fatalf("error %v", err)
	}
	if took := time.Since(began); took != want {
		s.t.Errorf("ended after %v, want %v", took, want)
	}
	return failure(s.t, err)
}

func getLabel(c *wix.Client) func(context.Context) error {
	return func(ctx context.Context) error { return reading.run(ctx, c, fixture{label: "contacts.customers"}) }
}

func TestCancel_atOnce(t *testing.T) {
	for name, tt := range map[string]struct {
		fault emulator.Fault
		sent  int
	}{
		"while backing off":      {emulator.Fault{Status: 503}, 1},
		"while throttled":        {emulator.Fault{Status: 429}, 1},
		"while reading":          {emulator.Fault{Kind: emulator.FaultStall}, 1},
		"while the server rests": {emulator.Fault{Delay: time.Hour}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			onSite(t, func(s *site) {
				s.Inject(tt.fault)
				s.cancelled(100*time.Millisecond, getLabel(s.client))
				if s.CountAll() != tt.sent {
					t.Errorf("%d requests", s.CountAll())
				}
			})
		})
	}
}

func TestCancel_beforehand(t *testing.T) {
	onSite(t, func(s *site) {
		f := s.fixture()
		ctx, cancel := context.WithCancel(s.ctx())
		cancel()
		for _, op := range operations {
			if err := op.run(ctx, s.client, f); !errors.Is(err, context.Canceled) {
				t.Errorf("%s: %v", op.name, err)
			}
		}
		s.sent()
	})
}

func TestCancel_whileLimited(t *testing.T) {
	onSite(t, func(s *site) {
		ok(t, getLabel(s.client)(s.ctx()))
		s.cancelled(time.Second, getLabel(s.client))
		s.sent(readLabel)
	}, func(_ *emulator.Options, client *wix.Options) { client.RequestsPerMinute = 2 })
}

// TestCancel_write: a write that was under way gets a second more. Then it is
// lost, and nothing is done about it any more.
func TestCancel_write(t *testing.T) {
	each(t, onceOperations, func(s *site, op operation) {
		f := s.fixture()
		s.arm(emulator.Fault{Kind: emulator.FaultStall}, op.route, 1)
		e := s.cancelledIn(time.Second, 2*time.Second, func(ctx context.Context) error { return op.run(ctx, s.client, f) })
		if !e.Lost {
			s.t.Error("not told as lost")
		}
		s.sent(op.route)
	})
}

// TestCancel_writeAnswered: the answer to a write that was under way counts when it
// comes within a second.
func TestCancel_writeAnswered(t *testing.T) {
	each(t, operations, func(s *site, op operation) {
		f := s.fixture()
		s.arm(emulator.Fault{Delay: 1500 * time.Millisecond}, op.route, 1)
		ctx, cancel := context.WithTimeout(s.ctx(), time.Second)
		defer cancel()
		began := time.Now()
		err := op.run(ctx, s.client, f)
		if !strings.HasSuffix(op.permission, ".VIEW") {
			ok(s.t, err)
			return
		}
		if took := time.Since(began); !errors.Is(err, context.DeadlineExceeded) || took != time.Second {
			s.t.Errorf("a read ended after %v with %v", took, err)
		}
	})
}

// TestCancel_whileLookingUp: a create that is being looked up ends as lost.
func TestCancel_whileLookingUp(t *testing.T) {
	onSite(t, func(s *site) {
		s.arm(emulator.Fault{Kind: emulator.FaultDropBefore}, makeContact, 1)
		ctx, cancel := context.WithTimeout(s.ctx(), time.Second)
		defer cancel()
		if err := creation.run(ctx, s.client, fixture{}); !wix.IsLost(err) {
			t.Errorf("error %v", err)
		}
		s.sent(makeContact, queryContacts)
	})
}

func TestCancel_whileAnotherHasTheName(t *testing.T) {
	onSite(t, func(s *site) {
		s.arm(emulator.Fault{Delay: time.Minute}, makeLabel, 1)
		first := make(chan error)
		go func() {
			_, _, err := s.client.Labels.FindOrCreate(s.ctx(), wix.NewLabel("VIP"))
			first <- err
		}()
		synctest.Wait()
		ctx, cancel := context.WithTimeout(s.ctx(), time.Second)
		defer cancel()
		if _, _, err := s.client.Labels.FindOrCreate(ctx, wix.NewLabel("VIP")); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
		ok(t, <-first)
		s.sent(makeLabel)
		_, made, err := s.client.Labels.FindOrCreate(s.ctx(), wix.NewLabel("VIP"))
		if err != nil || made {
			t.Errorf("made again: %t, %v", made, err)
		}
	}, func(_ *emulator.Options, client *wix.Options) { client.RequestTimeout = time.Hour })
}

// TestCancel_afterTheAnswer: what was answered in time is not thrown away, above
// all not the id of a new contact.
func TestCancel_afterTheAnswer(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	transport := &stub{answer: func(int, *http.Request) (*http.Response, error) {
		cancel()
		return respond(http.StatusOK, `{"contact":{"id":"00000000-0000-4000-8000-000000000001","revision":1}}`), nil
	}}
	out, err := transport.client(t).CreateContact(ctx, withEmail("new@example.com"), false)
	if err != nil || out.ID != "00000000-0000-4000-8000-000000000001" {
		t.Errorf("got %v, %v", out, err)
	}
}
