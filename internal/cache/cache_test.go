package cache_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// TestHold: those who share an address go one after the other, in whichever
// order they name it; others do not wait.
func TestHold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSite(t, emulator.Switches{})
		var group sync.WaitGroup
		var busy [3]atomic.Int32
		for i := range 30 {
			group.Go(func() {
				pair := []int{i % 3, (i + 1) % 3}
				release, err := s.cache.Lock(t.Context(), []string{fmt.Sprint(pair[0]), fmt.Sprint(pair[1]), fmt.Sprint(pair[0])})
				if err != nil {
					t.Error(err)
					return
				}
				for _, p := range pair {
					if busy[p].Add(1) != 1 {
						t.Errorf("two hold %d", p)
					}
				}
				time.Sleep(time.Second) // the bubble's time
				for _, p := range pair {
					busy[p].Add(-1)
				}
				release()
			})
		}
		group.Wait()
		release, err := s.cache.Lock(t.Context(), nil)
		ok(t, err)
		release()
	})
}

func TestHold_cancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSite(t, emulator.Switches{})
		release, err := s.cache.Lock(t.Context(), []string{"b"})
		ok(t, err)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := s.cache.Lock(ctx, []string{"a", "b", "c"}); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		// Who gave up holds nothing.
		other, err := s.cache.Lock(t.Context(), []string{"a", "c"})
		ok(t, err)
		other()
		release()
		all, err := s.cache.Lock(t.Context(), []string{"c", "b", "a"})
		ok(t, err)
		all()
	})
}

// TestCount: how many contacts a label or a field would be missed by.
func TestCount(t *testing.T) {
	for _, missing := range []string{"off", "on"} {
		s := newSite(t, emulator.Switches{MissingTotal: missing})
		vip, size := s.PutLabel("VIP"), s.PutField("Size", "NUMBER")
		for i := range 1100 {
			info := map[string]any{"name": map[string]any{"first": fmt.Sprint(i)}}
			if i%2 == 0 {
				info["labelKeys"] = map[string]any{"items": []string{"contacts.customers", vip}}
			}
			if i%11 == 0 { // zero is a value
				info["extendedFields"] = map[string]any{"items": map[string]any{size: i % 2}}
			}
			if _, err := s.PutContact(info); err != nil {
				t.Fatal(err)
			}
		}
		for key, want := range map[string]int{vip: 550, "contacts.customers": 550, "contacts.contacted-me": 0} {
			if n, err := s.cache.Labels.Uses.Count(s.ctx(), key); err != nil || n != want {
				t.Errorf("%s on %d contacts, %v", key, n, err)
			}
		}
		s.ResetRequests()
		if n, err := s.cache.Fields.Uses.Count(s.ctx(), size); err != nil || n != 100 {
			t.Errorf("%d contacts hold a size, %v", n, err)
		}
		want := []string{listAll, listAll}
		if missing == "on" { // a third page tells that nothing follows
			want = append(want, listAll)
		}
		s.sent(want...)
		if n, err := s.cache.Labels.Uses.Left(s.ctx(), vip); err != nil || n != 550 {
			t.Errorf("%d contacts carry a label, %v", n, err)
		}
	}
}

// TestCount_failure: that nobody can count is not that there is nobody.
func TestCount_failure(t *testing.T) {
	s := newSite(t, emulator.Switches{})
	s.Inject(emulator.Fault{Status: 403, Message: "no"})
	for _, uses := range []*cache.Uses{s.cache.Labels.Uses, s.cache.Fields.Uses} {
		for _, count := range []func(context.Context, string) (int, error){uses.Count, uses.Left} {
			if n, err := count(s.ctx(), "custom.x"); err == nil || n != 0 {
				t.Errorf("%d, %v", n, err)
			}
		}
	}
}
