package provider

import (
	"os"
	"runtime/debug"
)

// memoryLimit is from where on the collector runs more often. Go's variable GOMEMLIMIT
// sets another.
const memoryLimit = 192 << 20

// BoundMemory sets when the collector of this process runs: seldom, as nearly all memory
// is garbage at once, but often near a limit.
func BoundMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(300)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
}
