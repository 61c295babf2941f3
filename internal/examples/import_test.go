//go:build unix

package examples_test

import (
	"fmt"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// hostile are texts that must not be taken for HCL.
var hostile = []string{
	"${file(\"/etc/hostname\")}", "%{ if true }x%{ endif }", "$${y} %%{z}", "$$${y} $$$${y} $", "a \"b\" \\ \\n c\nd\te", "} # // /* */ <<EOT & <b>", "\u2028 \u200f \ufeffx",
}

// settle gives a site 200 contacts of all kinds: those that are seeded (several
// scripts, members, subscribers, street and line, none to three of everything),
// one with fifty e-mail addresses, some that look like HCL, and one that another
// was merged into.
func settle(t *testing.T, site *emulator.Server) {
	t.Helper()
	many := []any{}
	for i := range 50 {
		many = append(many, map[string]any{"email": fmt.Sprintf("m%d@example.com", i), "tag": "HOME", "primary": i == 7})
	}
	fields := map[string]any{site.PutField("Notes ${x}", "TEXT"): hostile[0]}
	label := site.PutLabel("%{ if \"x\" } & ${y}")
	put := func(info map[string]any) string {
		id, err := site.PutContact(info)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	put(map[string]any{"emails": map[string]any{"items": many}})
	for _, text := range hostile {
		put(map[string]any{
			"name": map[string]any{"first": text, "last": text}, "company": text, "jobTitle": text,
			"phones":         map[string]any{"items": []any{map[string]any{"phone": "555-0100", "tag": "WORK"}}},
			"addresses":      map[string]any{"items": []any{map[string]any{"tag": "HOME", "address": map[string]any{"addressLine": text, "addressLine2": text, "city": text}}}},
			"extendedFields": map[string]any{"items": maps.Clone(fields)},
			"labelKeys":      map[string]any{"items": []any{label}},
		})
	}
	merged := put(map[string]any{"emails": map[string]any{"items": []any{map[string]any{"email": "gone@example.com"}}}})
	into := put(map[string]any{"phones": map[string]any{"items": []any{map[string]any{"phone": "555-0101"}}}})
	if err := site.MergeContacts(into, merged); err != nil {
		t.Fatal(err)
	}
	if err := site.Seed(200 - len(site.Contacts())); err != nil {
		t.Fatal(err)
	}
}

// takes imports what is on the site, which changes nothing there, and nothing is
// left to do.
func (x *example) takes(t *testing.T) {
	t.Helper()
	x.Site.ResetRequests()
	want := map[string]planned{"wix_contact": {imported: 200}, "wix_contact_label": {imported: 6}, "wix_contact_extended_field": {imported: 5}}
	if diff := cmp.Diff(want, x.plan(t), cmp.AllowUnexported(planned{})); diff != "" {
		t.Fatalf("the plan does other things: %s", diff)
	}
	t.Logf("the plan took %d requests", x.Site.CountAll())
	x.MustRun(t, "", "apply", "plan")
	x.empty(t)
	for _, r := range x.Site.Requests() {
		if r.Method == "PATCH" || r.Method == "DELETE" {
			t.Errorf("%s %s was sent", r.Method, r.Path)
		}
	}
}

func TestGuideImportExistingSite(t *testing.T) {
	x := open(t, "guides/import-existing-site", floor)
	settle(t, x.Server)
	x.takes(t)
	// One that is gone leaves the state, and a new one joins.
	if err := x.RemoveContact(fmt.Sprint(x.Contacts()[3]["id"])); err != nil {
		t.Fatal(err)
	}
	if _, err := x.PutContact(map[string]any{"name": map[string]any{"first": "New"}}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(planned{imported: 1}, x.plan(t)["wix_contact"], cmp.AllowUnexported(planned{})); diff != "" {
		t.Errorf("the next plan does other things: %s", diff)
	}
}

func TestGuideImportIntoFiles(t *testing.T) {
	x := open(t, "guides/import-into-files", floor)
	settle(t, x.Server)
	x.MustRun(t, "", "apply", "-auto-approve")
	x.Write(t, "site.tf", x.prints(t, "output", "-raw", "configuration"))
	x.remove(t, "export.tf", "site.tftpl")
	x.prints(t, "fmt", "site.tf")
	x.takes(t)
}
