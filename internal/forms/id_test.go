package forms_test

import (
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// TestSameID: a GUID is the same in any case; keys and other texts are not.
func TestSameID(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"5F2C7A10-6D0C-4A3E-9C57-0D3F5B8E1A11", "5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a11", true},
		{"5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a11", "5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a12", false},
		{"custom.VIP", "custom.vip", false},
		{"", "", true},
	} {
		if forms.SameID(tt.a, tt.b) != tt.same {
			t.Errorf("%q and %q: same is %t", tt.a, tt.b, !tt.same)
		}
	}
}
