package wix

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

// KeyedMutex serialises what concerns one name. The zero value is ready for use. It
// keeps each name.
type KeyedMutex struct{ locks sync.Map }

// Lock waits for name, or for the end of the context. The caller calls the
// returned function when done.
func (k *KeyedMutex) Lock(ctx context.Context, name string) (func(), error) {
	lock, _ := k.locks.LoadOrStore(name, semaphore.NewWeighted(1))
	one, _ := lock.(*semaphore.Weighted)
	if err := one.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	return func() { one.Release(1) }, nil
}
