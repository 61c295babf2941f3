package contact_test

import (
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// TestReadFailsBetweenAttempts: an update that has to begin anew, and cannot read the
// contact then, is an error, and has written nothing.
func TestReadFailsBetweenAttempts(t *testing.T) {
	w := newWorld(t, emulator.Switches{})
	w.apply("create", with(config{"company": "Example Ltd"}))
	p := w.planned(with(config{"company": "Sample GmbH"}))
	w.site.Inject(emulator.Fault{Route: patchRoute, Times: 1, Status: 409, Code: "CONTACT_ALREADY_CHANGED"})
	w.site.Inject(emulator.Fault{Route: "GET /contacts/v4/contacts/{id}", After: 1, Times: 1, Status: 403, Message: "no"})
	if d := w.r.Do(p); !d.Failed() || !d.Mentions("The credential does not have the permission.") {
		t.Errorf("the user is told: %s", d)
	}
	if _, info := only(t, w.site); info["company"] != "Example Ltd" {
		t.Errorf("the company is %v", info["company"])
	}
}
