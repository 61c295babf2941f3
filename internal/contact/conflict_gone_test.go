package contact_test

import (
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// TestFieldDeletedInTheSameApply: Terraform deletes a field that left the
// configuration while it changes the contacts that had values in it. That is no
// conflict, unless somebody else changed what stays.
func TestFieldDeletedInTheSameApply(t *testing.T) {
	for name, elsewhere := range map[string]string{"nothing else": "y", "another value": "theirs"} {
		t.Run(name, func(t *testing.T) {
			site := acctest.NewSite(t)
			f1, f2 := site.PutField("One", "TEXT"), site.PutField("Two", "TEXT")
			r := site.Core(t).Resource("wix_contact")
			emails := []any{config{"email": "ada@example.com"}}
			r.MustApply(config{"emails": emails, "extended_fields": config{f1: "x", f2: "y"}})
			c := config{"emails": emails, "extended_fields": config{f2: "z"}}
			p := r.MustPlan(c)
			id, _ := only(t, site)
			check(t, site.RemoveField(f1))
			check(t, site.EditContact(id, func(info map[string]any) {
				info["extendedFields"] = config{"items": config{f2: elsewhere}}
			}))
			if d := r.Do(p); d.Failed() != (elsewhere != "y") {
				t.Fatalf("the apply says %q", d)
			}
			r.MustApply(c)
		})
	}
}

// TestUnlabelFails: a label that could not be taken off after the rest was written
// stays in the state, so that the next apply takes it off.
func TestUnlabelFails(t *testing.T) {
	site := acctest.NewSite(t)
	mine, other := site.PutLabel("Mine"), site.PutLabel("Other")
	r := site.Core(t).Resource("wix_contact")
	emails := []any{config{"email": "ada@example.com"}}
	r.MustApply(config{"emails": emails, "company": "Example Ltd", "label_keys": []any{mine, other}})
	c := config{"emails": emails, "company": "Sample GmbH", "label_keys": []any{mine}}
	p := r.MustPlan(c)
	site.Inject(emulator.Fault{Route: "DELETE /contacts/v4/contacts/{id}/labels", Status: 403})
	if d := r.Do(p); !d.Failed() {
		t.Fatal("the apply went through")
	}
	site.ClearFaults()
	r.MustApply(c)
	if _, info := only(t, site); len(items(info, "labelKeys")) != 1 {
		t.Errorf("the labels are %v", info["labelKeys"])
	}
}
