package sharing_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/sharing"
)

// patient is a source whose queries take a second, unless they are cancelled.
type patient struct {
	begun, cancelled, singles int
}

func (p *patient) reader() *sharing.Reader[object] {
	sleep := func(ctx context.Context, d time.Duration) error {
		select {
		case <-time.After(d):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return sharing.New(sharing.Source[object]{
		Policy: sharing.Queries,
		One: func(_ context.Context, id string) (*object, error) {
			p.singles++
			return &object{id, 5}, nil
		},
		Some: func(ctx context.Context, ids []string) ([]*object, error) {
			p.begun++
			if err := sleep(ctx, time.Second); err != nil {
				p.cancelled++
				return nil, err
			}
			var out []*object
			for _, id := range ids {
				out = append(out, &object{id, 5})
			}
			return out, nil
		},
		ID:    func(o *object) string { return o.id },
		Fresh: func(*object, sharing.Seen) bool { return true },
		Sleep: sleep,
	})
}

// TestAbandoned: when every caller has been cancelled nothing more is sent, and
// what is under way ends.
func TestAbandoned(t *testing.T) {
	for name, tt := range map[string]struct {
		after            time.Duration
		begun, cancelled int
	}{
		"while gathering": {5 * time.Millisecond, 0, 0},
		"while querying":  {500 * time.Millisecond, 1, 1},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := &patient{}
				r := p.reader()
				ctx, cancel := context.WithTimeout(t.Context(), tt.after)
				defer cancel()
				var wg sync.WaitGroup
				for _, id := range []string{"0", "1", "1"} {
					wg.Go(func() {
						if _, err := r.Get(ctx, id, sharing.Seen{}); !errors.Is(err, context.DeadlineExceeded) {
							t.Errorf("the read gives %v", err)
						}
					})
				}
				wg.Wait()
				time.Sleep(time.Minute)
				synctest.Wait()
				if p.begun != tt.begun || p.cancelled != tt.cancelled || p.singles != 0 {
					t.Errorf("%d queries, %d cancelled, and %d single reads; want %d, %d and none", p.begun, p.cancelled, p.singles, tt.begun, tt.cancelled)
				}
			})
		})
	}
}

// TestAbandoned_then: a read that comes while the others' query is being given up
// is answered by a query of its own.
func TestAbandoned_then(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &patient{}
		r := p.reader()
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		defer cancel()
		_, err := r.Get(ctx, "0", sharing.Seen{})
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("the first read gives %v", err)
		}
		got, err := r.Get(t.Context(), "1", sharing.Seen{}) // before the query has noticed
		synctest.Wait()
		if err != nil || got.id != "1" || p.begun != 2 || p.singles != 0 {
			t.Errorf("read %v, %v by %d queries and %d single reads", got, err, p.begun, p.singles)
		}
	})
}
