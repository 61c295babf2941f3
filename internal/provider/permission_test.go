package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

var permissions = []string{
	"CONTACTS.VIEW", "CONTACTS.MODIFY", "CONTACTS_LABELS.VIEW", "CONTACTS_LABELS.MODIFY", "CONTACTS_SCHEMA.VIEW", "CONTACTS_SCHEMA.MODIFY",
}

// Permissions for contacts, labels and fields are separate: the error of each
// write and read names the one that is missing, and nothing leaves the state.
func TestPermissionMissing(t *testing.T) {
	label := config{"display_name": "VIP"}
	field := config{"display_name": "Size", "data_type": "TEXT"}
	contact := config{"name": config{"first": "Ada"}}
	for missing, c := range map[string]struct {
		typ  string
		want config
		says string
	}{
		"CONTACTS_LABELS.MODIFY": {"wix_contact_label", label, "Manage Contact Labels (CONTACTS_LABELS.MODIFY)"},
		"CONTACTS_LABELS.VIEW":   {"wix_contact_label", label, "Read Contact Labels (CONTACTS_LABELS.VIEW)"},
		"CONTACTS_SCHEMA.MODIFY": {"wix_contact_extended_field", field, "Manage Contact Extended Fields (CONTACTS_SCHEMA.MODIFY)"},
		"CONTACTS_SCHEMA.VIEW":   {"wix_contact_extended_field", field, "Read Contact Extended Fields (CONTACTS_SCHEMA.VIEW)"},
		"CONTACTS.MODIFY":        {"wix_contact", contact, "Manage Contacts (CONTACTS.MODIFY)"},
		"CONTACTS.VIEW":          {"wix_contact", contact, "Read Contacts (CONTACTS.VIEW)"},
	} {
		t.Run(missing, func(t *testing.T) {
			site := acctest.NewSite(t, func(o *emulator.Options) {
				o.Permissions = slices.DeleteFunc(slices.Clone(permissions), func(p string) bool { return p == missing })
			})
			r := site.Core(t).Resource(c.typ)
			d := r.Apply(c.want)
			if !d.Failed() { // what is missing is needed to read only
				r.Restart()
				d = r.Refresh()
				if r.State.IsNull() {
					t.Error("the object left the state")
				}
			}
			says(t, d, "The credential does not have the permission.", c.says, "status 403", "request id", "Permissions for contacts, labels and extended fields are separate.")
			refused := 0
			for _, r := range site.Requests() {
				if r.Status == 403 {
					refused++
				}
			}
			if refused != 1 {
				t.Errorf("%d requests were refused: a 403 was repeated", refused)
			}
		})
	}
}

// Nothing needs more than its own permissions: a contact without labels and
// extended fields, a label and a field.
func TestPermissionNotNeeded(t *testing.T) {
	for typ, c := range map[string]struct {
		permission    string
		first, second config
	}{
		"wix_contact":                {"CONTACTS", config{"name": config{"first": "Ada"}}, config{"name": config{"first": "Ada"}, "company": "Example Ltd"}},
		"wix_contact_label":          {"CONTACTS_LABELS", config{"display_name": "VIP", "force_destroy": true}, config{"display_name": "Gold", "force_destroy": true}},
		"wix_contact_extended_field": {"CONTACTS_SCHEMA", config{"display_name": "A", "data_type": "TEXT", "force_destroy": true}, config{"display_name": "B", "data_type": "TEXT", "force_destroy": true}},
	} {
		t.Run(typ, func(t *testing.T) {
			site := acctest.NewSite(t, func(o *emulator.Options) { o.Permissions = []string{c.permission + ".VIEW", c.permission + ".MODIFY"} })
			r := site.Core(t).Resource(typ)
			r.MustApply(c.first)
			r.MustApply(c.second)
			if d := r.Apply(nil); d.Failed() {
				t.Error(d)
			}
		})
	}
}

// Counting who uses a label or field before it is destroyed needs to read contacts.
func TestPermissionToCount(t *testing.T) {
	for typ, c := range map[string]config{
		"wix_contact_label": {"display_name": "VIP"}, "wix_contact_extended_field": {"display_name": "Size", "data_type": "TEXT"},
	} {
		t.Run(typ, func(t *testing.T) {
			site := acctest.NewSite(t, func(o *emulator.Options) {
				o.Permissions = []string{"CONTACTS_LABELS.VIEW", "CONTACTS_LABELS.MODIFY", "CONTACTS_SCHEMA.VIEW", "CONTACTS_SCHEMA.MODIFY"}
			})
			r := site.Core(t).Resource(typ)
			r.MustApply(c)
			says(t, r.Apply(nil), "The credential does not have the permission.", "the contacts that use it are counted", "Read Contacts (CONTACTS.VIEW)", "To destroy without counting, set force_destroy = true")
		})
	}
}

// Quotas are reported at once: no waiting cures them.
func TestQuotas(t *testing.T) {
	for typ, c := range map[string]struct {
		route string
		want  config
		says  []string
	}{
		"wix_contact_label": {
			"POST /contacts/v4/labels",
			config{"display_name": "VIP"},
			[]string{"The site has as many labels as it may have.", "1 of 1 labels exist. Delete labels", "status 428", "LABELS_QUOTA_REACHED", "request id"},
		},
		"wix_contact_extended_field": {
			"POST /contacts/v4/extended-fields",
			config{"display_name": "VIP", "data_type": "TEXT"},
			[]string{"The site has as many extended fields as it may have.", "Delete fields", "status 429", "FIELDS_QUOTA_EXCEEDED", "request id"},
		},
	} {
		t.Run(typ, func(t *testing.T) {
			site := acctest.NewSite(t, func(o *emulator.Options) { o.LabelsQuota, o.FieldsQuota = 1, 1 })
			site.PutLabel("Gold")
			site.PutField("Size", "TEXT")
			before := site.Clock.Slept()
			r := site.Core(t).Resource(typ)
			p, d := r.Plan(c.want)
			if d.Failed() {
				t.Fatal(d)
			}
			says(t, r.Do(p), c.says...)
			list := strings.Replace(c.route, "POST", "GET", 1)
			if n := site.Count(c.route); n != 1 || site.Count(list) != 2 || site.CountAll() != 3 {
				t.Errorf("%d creates in %d requests were sent", n, site.CountAll())
			}
			if waited := site.Clock.Slept() - before; waited.Seconds() > 1 {
				t.Errorf("the provider waited for %s", waited)
			}
			if !r.State.IsNull() {
				t.Error("something is in the state")
			}
		})
	}
}

// Throttling is waited out, as long as the API asks for.
func TestThrottled(t *testing.T) {
	site := acctest.NewSite(t)
	site.Inject(emulator.Fault{Times: 2, Status: 429, Header: map[string][]string{"Retry-After": {"30"}}})
	before := site.Clock.Slept()
	if d := ask(t, site.Provider(), key(nil)); len(d) > 0 || site.CountAll() != 3 {
		t.Errorf("%d requests were sent: %s", site.CountAll(), d)
	}
	if waited := site.Clock.Slept() - before; waited.Seconds() < 60 {
		t.Errorf("the provider waited for %s only", waited)
	}
}

// The default rate keeps below the documented 200 requests in any minute.
func TestRate(t *testing.T) {
	site := acctest.NewSite(t, func(o *emulator.Options) { o.RequestsPerMinute = 200 })
	s := begin(t, site.Provider())
	if d := s.configure(key(nil)); d.Failed() {
		t.Fatal(d)
	}
	for range 500 {
		if d := s.read("wix_contacts", config{"max_results": 1}); d.Failed() {
			t.Fatal(d)
		}
	}
	for _, r := range site.Requests() {
		if r.Status == 429 {
			t.Fatal("the site was asked too often")
		}
	}
}
