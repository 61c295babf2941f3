package provider_test

import (
	"os"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

func TestMain(m *testing.M) {
	acctest.BeProvider()
	os.Exit(m.Run())
}
