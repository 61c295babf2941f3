package wix

import (
	"context"
	"sync"
)

// KeyedMutex serialises what concerns one name. The zero value is ready for use.
type KeyedMutex struct {
	mu    sync.Mutex
	locks map[string]*namedLock
}

type namedLock struct {
	free  chan struct{}
	users int
}

// Lock waits for name, or for the end of the context. The caller calls the
// returned function when done.
func (k *KeyedMutex) Lock(ctx context.Context, name string) (func(), error) {
	k.mu.Lock()
	if k.locks == nil {
		k.locks = map[string]*namedLock{}
	}
	l := k.locks[name]
	if l == nil {
		l = &namedLock{free: make(chan struct{}, 1)}
		k.locks[name] = l
	}
	l.users++
	k.mu.Unlock()
	leave := func() {
		k.mu.Lock()
		defer k.mu.Unlock()
		if l.users--; l.users == 0 {
			delete(k.locks, name)
		}
	}
	select {
	case l.free <- struct{}{}:
		return func() { <-l.free; leave() }, nil
	case <-ctx.Done():
		leave()
		return nil, ctx.Err()
	}
}
