package contact_test

import (
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// TestOwnershipForgotten: Terraform keeps no private state of a contact that was
// being written when the provider was killed. What the configuration takes out is
// taken off the contact all the same, and what others put on stays.
func TestOwnershipForgotten(t *testing.T) {
	site := acctest.NewSite(t)
	mine, gone, theirs := site.PutLabel("Mine"), site.PutLabel("Gone"), site.PutLabel("Theirs")
	f1, f2 := site.PutField("One", "TEXT"), site.PutField("Two", "TEXT")
	r := site.Core(t).Resource("wix_contact")
	emails := []any{config{"email": "ada@example.com"}}
	r.MustApply(config{"emails": emails, "label_keys": []any{mine, gone}, "extended_fields": config{f1: "x", f2: "y"}})
	id, _ := only(t, site)
	check(t, site.LabelContact(id, theirs))

	r.Private = nil
	r.MustApply(config{"emails": emails, "label_keys": []any{mine}, "extended_fields": config{f2: "y"}})
	_, info := only(t, site)
	if labels := items(info, "labelKeys"); len(labels) != 2 || labels[0] == gone || labels[1] == gone {
		t.Errorf("the labels are %v, without %s and with %s wanted", labels, gone, theirs)
	}
	if r.Private = nil; r.MustPlan(config{"emails": emails}).Empty() {
		t.Error("leaving out what was set is no difference")
	}
}

// TestOwnershipForgotten_imported: where the state holds more than the
// configuration, an import may have brought it, and it stays.
func TestOwnershipForgotten_imported(t *testing.T) {
	site := acctest.NewSite(t)
	mine, theirs := site.PutLabel("Mine"), site.PutLabel("Theirs")
	r := site.Core(t).Resource("wix_contact")
	r.MustApply(config{"name": config{"first": "Ada"}, "company": "Example Ltd", "label_keys": []any{mine, theirs}})
	id, _ := only(t, site)
	if d := r.Import(id); d.Failed() {
		t.Fatal(d)
	}
	c := config{"company": "Sample GmbH", "label_keys": []any{mine}}
	r.MustApply(c)
	r.Private = nil
	r.MustBeEmpty(c)
	c["company"] = "Example Ltd"
	r.MustApply(c)
	_, info := only(t, site)
	if labels := items(info, "labelKeys"); len(labels) != 2 || info["name"] == nil {
		t.Errorf("the labels are %v and the name is %v", labels, info["name"])
	}
}
