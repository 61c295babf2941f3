package contact_test

import (
	"os"
	"runtime/debug"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// The tests run thousands of short plans: collecting less often halves the time.
func TestMain(m *testing.M) {
	acctest.BeProvider()
	debug.SetGCPercent(800)
	os.Exit(m.Run())
}
