package contact_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// The identity is there from the creation on, and stays.
func TestIdentity_life(t *testing.T) {
	t.Parallel()
	site := acctest.NewSite(t)
	core := site.Core(t)
	r := core.Resource("wix_contact")
	ada := config{"name": config{"first": "Ada"}, "emails": []any{config{"email": "ada@example.com"}}}
	r.MustApply(ada)
	id, _ := only(t, site)
	is := func() {
		t.Helper()
		if got := r.Identified(); len(got) != 2 || got["id"] != id || got["site_id"] != acctest.SiteID {
			t.Errorf("the identity is %v, want %s", got, id)
		}
	}
	is()
	ada["name"] = config{"first": "Zoé"}
	r.MustApply(ada)
	is()
	// A state of a CLI without identities gets one with the next read.
	r.Identity = nil
	r.MustBeEmpty(ada)
	is()
	// A failed update keeps it.
	put(t, site, map[string]any{"emails": wrapped(map[string]any{"email": "taken@example.com"})})
	if d := r.Apply(config{"emails": []any{config{"email": "taken@example.com"}}}); !d.Failed() {
		t.Fatal("the update did not fail")
	}
	r.Restart()
	if d := r.Refresh(); d.Failed() {
		t.Fatal(d)
	}
	is()
}

// Gone and merged contacts leave a state without an identity, too, without another error.
func TestIdentity_gone(t *testing.T) {
	t.Parallel()
	for way, leave := range map[string]func(site *acctest.Site, id string) error{
		"deleted": func(site *acctest.Site, id string) error { return site.RemoveContact(id) },
		"merged": func(site *acctest.Site, id string) error {
			other := put(t, site, map[string]any{"name": map[string]any{"first": "Other"}})
			return site.MergeContacts(other, id)
		},
	} {
		site := acctest.NewSite(t)
		core := site.Core(t)
		core.Unidentified = true
		r := core.Resource("wix_contact")
		r.MustApply(config{"name": config{"first": "Ada"}})
		id, _ := only(t, site)
		check(t, leave(site, id))
		r.Restart()
		if d := r.Refresh(); d.Failed() || !r.State.IsNull() || d.Mentions(id) != (way == "merged") {
			t.Errorf("%s: %v %s", way, r.State, d)
		}
	}
}

func TestIdentity_import(t *testing.T) {
	t.Parallel()
	site := acctest.NewSite(t)
	id, _, _ := existing(t, site)
	core := site.Core(t)
	for name, get := range map[string]func(r *acctest.Resource) acctest.Diagnostics{
		"by identity": func(r *acctest.Resource) acctest.Diagnostics { return r.ImportByIdentity(config{"id": id}) },
		"with site": func(r *acctest.Resource) acctest.Diagnostics {
			return r.ImportByIdentity(config{"id": id, "site_id": acctest.SiteID})
		},
		"in capitals": func(r *acctest.Resource) acctest.Diagnostics {
			return r.ImportByIdentity(config{"id": strings.ToUpper(id)})
		},
		"by id in capitals": func(r *acctest.Resource) acctest.Diagnostics { return r.Import(strings.ToUpper(id)) },
		"by id":             func(r *acctest.Resource) acctest.Diagnostics { return r.Import(id) },
		"by e-mail":         func(r *acctest.Resource) acctest.Diagnostics { return r.Import("email:ada@example.com") },
	} {
		r := core.Resource("wix_contact")
		if d := get(r); d.Failed() || r.Get("id") != id || r.Identified()["id"] != id || r.Identified()["site_id"] != acctest.SiteID {
			t.Errorf("%s: %v %v %s", name, r.Get("id"), r.Identified(), d)
		}
	}
	if d := core.Resource("wix_contact").ImportByIdentity(config{"id": id, "site_id": "00000000-0000-4000-8000-000000000000"}); !d.Failed() || !d.Mentions("The object belongs to another site.") {
		t.Errorf("another site: %s", d)
	}
	if d := core.Resource("wix_contact").Import("00000000-0000-4000-8000-000000000000"); !d.Failed() || !d.Mentions("The contact to import does not exist.") {
		t.Errorf("one that is gone: %s", d)
	}
	for _, wrong := range []string{"email:ada@example.com", "ada@example.com", "", "a/b", "Ada", "custom.vip"} {
		if d := core.Resource("wix_contact").ImportByIdentity(config{"id": wrong}); !d.Failed() || !d.Mentions("The import id is not the id of a contact.") {
			t.Errorf("%q: %s", wrong, d)
		}
	}
}
