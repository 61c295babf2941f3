//go:build unix

package examples_test

import "testing"

// The example of the function creates what its file holds.
func TestFunctionContactsFromCSV(t *testing.T) {
	x := open(t, "functions/contacts_from_csv", "1.8")
	x.MustRun(t, "zoe@example.com", "apply", "-auto-approve")
	if n := len(x.Contacts()); n != 3 {
		t.Errorf("the site has %d contacts", n)
	}
	x.empty(t)
}
