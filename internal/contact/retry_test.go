package contact_test

import (
	"net/http"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// TestReadFailsBetweenAttempts: an update that has to begin anew, and cannot read the
// contact then, is an error, and has written nothing.
func TestReadFailsBetweenAttempts(t *testing.T) {
	site := acctest.NewSite(t)
	site.Adjust = func(o *wix.Options) {
		next := o.Transport
		o.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
			if r.Method == http.MethodPatch {
				site.Inject(emulator.Fault{Route: "GET /contacts/v4/contacts/{id}", Times: 1, Status: 403, Message: "no"})
			}
			return next.RoundTrip(r)
		})
	}
	r := site.Core(t).Resource("wix_contact")
	r.MustApply(with(config{"company": "Example Ltd"}))
	site.Inject(emulator.Fault{Route: patchRoute, Times: 1, Status: 409, Code: "CONTACT_ALREADY_CHANGED"})
	if d := r.Apply(with(config{"company": "Sample GmbH"})); !d.Failed() || !d.Mentions("The credential does not have the permission.") {
		t.Errorf("the user is told: %s", d)
	}
	if _, info := only(t, site); info["company"] != "Example Ltd" {
		t.Errorf("the company is %v", info["company"])
	}
}
