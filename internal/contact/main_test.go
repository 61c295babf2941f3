package contact_test

import (
	"os"
	"runtime/debug"
	"testing"
)

// The tests run thousands of short plans: collecting less often halves the time.
func TestMain(m *testing.M) {
	wrapProvider()
	debug.SetGCPercent(800)
	os.Exit(m.Run())
}
