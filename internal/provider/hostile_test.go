package provider_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// lures look like templates, paths and addresses.
var lures = []string{
	"${path.module}/../../etc/passwd", "%{ for x in y }", "https://169.254.169.254/latest/meta-data", "//elsewhere.example.com", "file:///etc/passwd",
	"../contacts/merge", "a%2f..%2fb", "line\nbreak: 1", "{{.Secret}}", "$(id)", "`id`", "'; DROP TABLE contacts; --", "\u202etxt.exe",
}

// TestHostileValues: a value is a value. It is stored as it is, and is never a part
// of a path, nor makes a request to another place.
func TestHostileValues(t *testing.T) {
	for _, lure := range lures {
		site := acctest.NewSite(t)
		w := &wire{}
		site.Adjust = func(o *wix.Options) { w.next, o.Transport = o.Transport, w }
		core := site.Core(t)
		core.Resource("wix_contact_label").MustApply(config{"display_name": lure})
		field := core.Resource("wix_contact_extended_field")
		field.MustApply(config{"display_name": lure, "data_type": "TEXT"})
		contact := core.Resource("wix_contact")
		contact.MustApply(config{
			"name": config{"first": lure, "last": lure}, "company": lure, "job_title": lure, "phones": []any{config{"phone": "555-0100"}},
			"addresses": []any{config{"address_line": lure, "city": lure}}, "extended_fields": config{field.Get("key").(string): lure},
		})
		if got := contact.Get("company"); got != lure {
			t.Errorf("%q became %q", lure, got)
		}
		for _, r := range w.seen {
			path := r.URL.EscapedPath()
			parts := strings.Split(path, "/")
			if r.URL.Scheme != "https" || r.URL.Host != "www.wixapis.com" || !strings.HasPrefix(path, "/contacts/v4/") || len(parts) > 6 || strings.ContainsAny(path, "%${}'` ") || strings.Contains(path, "..") {
				t.Errorf("%q made a request to %s", lure, r.URL)
			}
			if strings.Contains(r.URL.RawQuery, "169.254") || strings.Contains(r.URL.RawQuery, "passwd") {
				t.Errorf("%q is in the query of %s", lure, r.URL)
			}
		}
	}
}

// TestRefusedCredentialKeepsState: whatever a refusal of the credential says, also
// that something was not found, nothing leaves the state by it.
func TestRefusedCredentialKeepsState(t *testing.T) {
	wants := map[string]config{
		"wix_contact": {"name": config{"first": "Ada"}}, "wix_contact_label": {"display_name": "VIP"}, "wix_contact_extended_field": {"display_name": "Size", "data_type": "TEXT"},
	}
	for typ, want := range wants {
		for _, status := range []int{http.StatusUnauthorized, http.StatusForbidden} {
			for _, f := range []emulator.Fault{
				{},
				{Message: "Not found"},
				{Code: "NOT_FOUND", Message: "Contact was not found."},
				{Code: "CONTACT_NOT_FOUND"},
				{Body: "<html>404 Not Found</html>"},
				{Body: `{}`},
				{Body: `{"label":{},"message":"gone"}`},
			} {
				site := acctest.NewSite(t)
				r := site.Core(t).Resource(typ)
				r.MustApply(want)
				before := r.State
				f.Status = status
				site.Inject(f)
				r.Restart()
				if d := r.Refresh(); !d.Failed() || !r.State.Equal(before) {
					t.Errorf("%s, %+v: %s, %s", typ, f, r.State, d)
				}
				if d := r.Apply(nil); !d.Failed() || !r.State.Equal(before) {
					t.Errorf("%s, destroyed with %+v: %s, %s", typ, f, r.State, d)
				}
				site.ClearFaults()
				r.MustBeEmpty(want)
			}
		}
	}
}

// TestSiteIDIsNotShown: a key in the place of the site id is not repeated.
func TestSiteIDIsNotShown(t *testing.T) {
	d := begin(t, acctest.NewSite(t).Provider()).configure(config{"api_key": acctest.SiteID, "site_id": hiddenKey})
	says(t, d, "The site id is not valid.", "Take the part after /dashboard/")
	if d.Mentions("hidden-key") {
		t.Errorf("the key is in the error: %s", d)
	}
}
