package wix

import "testing"

// TestInfo_compared: each member of an info is compared with what Wix has stored.
func TestInfo_compared(t *testing.T) {
	var in Info
	n := 0
	for name, m := range in.members() {
		if n++; len(m.missing(m)) > 0 { // it would panic
			t.Errorf("%s is not itself", name)
		}
	}
	if n < 10 {
		t.Errorf("%d members were found", n)
	}
}
