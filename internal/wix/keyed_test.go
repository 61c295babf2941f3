package wix

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestKeyedMutex: who holds a name holds it alone, and those with other names go on.
func TestKeyedMutex(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var k KeyedMutex
		var group sync.WaitGroup
		var mu sync.Mutex
		held := map[string]int{}
		began := time.Now()
		for i := range 30 {
			name := fmt.Sprint(i % 3)
			group.Go(func() {
				release, err := k.Lock(t.Context(), name)
				if err != nil {
					t.Error(err)
					return
				}
				hold := func(n int) {
					mu.Lock()
					defer mu.Unlock()
					if held[name] += n; held[name] > 1 {
						t.Errorf("%d hold %s", held[name], name)
					}
				}
				hold(1)
				time.Sleep(time.Second) // the bubble's time
				hold(-1)
				release()
			})
		}
		group.Wait()
		if took := time.Since(began); took != 10*time.Second {
			t.Errorf("took %v", took)
		}
	})
}

func TestKeyedMutex_cancelled(t *testing.T) {
	var k KeyedMutex
	release, err := k.Lock(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 3 {
		if _, err := k.Lock(ctx, "a"); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
	release()
}
