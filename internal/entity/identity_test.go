package entity_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// The identity is the key: from the creation on, through a rename, from a state
// without one, and until the object is gone.
func TestIdentity_life(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, k kind, site *acctest.Site) {
		r := site.Core(t).Resource(k.typ)
		is := func() {
			t.Helper()
			if got := r.Identified(); len(got) != 2 || got["key"] == nil || got["key"] != r.Get("key") || got["site_id"] != acctest.SiteID {
				t.Errorf("the identity is %v, the key %v", got, r.Get("key"))
			}
		}
		r.MustApply(k.config("Gold", nil))
		is()
		r.MustApply(k.config("Silver", nil))
		is()
		r.MustApply(k.config("Silver", config{"force_destroy": true}))
		is()
		r.Identity = nil
		r.MustBeEmpty(k.config("Silver", config{"force_destroy": true}))
		is()
		if err := k.remove(site, fmt.Sprint(r.Get("key"))); err != nil {
			t.Fatal(err)
		}
		r.Identity = nil
		r.Restart()
		if d := r.Refresh(); d.Failed() || !r.State.IsNull() {
			t.Errorf("%v: %s", r.State, d)
		}
	})
}

func TestIdentity_import(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, k kind, site *acctest.Site) {
		key := k.put(site, "Gold")
		core := site.Core(t)
		for name, get := range map[string]func(r *acctest.Resource) acctest.Diagnostics{
			"by identity": func(r *acctest.Resource) acctest.Diagnostics { return r.ImportByIdentity(config{"key": key}) },
			"with site": func(r *acctest.Resource) acctest.Diagnostics {
				return r.ImportByIdentity(config{"key": key, "site_id": strings.ToUpper(acctest.SiteID)})
			},
			"by key":  func(r *acctest.Resource) acctest.Diagnostics { return r.Import(key) },
			"by name": func(r *acctest.Resource) acctest.Diagnostics { return r.Import("name:Gold") },
		} {
			r := core.Resource(k.typ)
			if d := get(r); d.Failed() || r.Get("display_name") != "Gold" || r.Identified()["key"] != key || !strings.EqualFold(fmt.Sprint(r.Identified()["site_id"]), acctest.SiteID) {
				t.Errorf("%s: %v %v: %s", name, r.Get("key"), r.Identified(), d)
			}
		}
		for _, wrong := range []string{"name:Gold", "name:a.b", "gold"} {
			if d := core.Resource(k.typ).ImportByIdentity(config{"key": wrong}); !d.Failed() || !d.Mentions("The import id is not a key.") {
				t.Errorf("%q: %s", wrong, d)
			}
		}
		if d := core.Resource(k.typ).ImportByIdentity(config{"key": key, "site_id": "00000000-0000-4000-8000-000000000000"}); !d.Failed() || !d.Mentions("The object belongs to another site.") {
			t.Errorf("another site: %s", d)
		}
		if d := core.Resource(k.typ).ImportByIdentity(config{"key": k.systemKey}); !d.Failed() || !d.Mentions("What Wix itself defines cannot be managed.") {
			t.Errorf("a system one: %s", d)
		}
	})
}

// Objects that scripts on general REST providers manage change providers without
// being made again.
func TestMoved(t *testing.T) {
	t.Parallel()
	eachKind(t, func(t *testing.T, k kind, site *acctest.Site) {
		key := k.put(site, "Gold")
		core := site.Core(t)
		for name, c := range map[string][3]string{
			"restapi":         {"registry.terraform.io/mastercard/restapi", "restapi_object", fmt.Sprintf(`{"id":%q,"path":"%s"}`, key, k.route)},
			"restapi, answer": {"registry.terraform.io/mastercard/restapi", "restapi_object", fmt.Sprintf(`{"id":"","path":"%s","api_response":"{\"%s\":{\"key\":\"%s\"}}"}`, k.route, k.member, key)},
			"restful":         {"registry.terraform.io/magodo/restful", "restful_resource", fmt.Sprintf(`{"id":"%s/%s","path":"%s"}`, k.route, key, k.route)},
			"restful, output": {"registry.terraform.io/magodo/restful", "restful_resource", fmt.Sprintf(`{"id":"%s","output":{"value":{%q:{"key":%q}}}}`, k.route, k.member, key)},
		} {
			site.ResetRequests()
			r := core.Resource(k.typ)
			if d := r.Move(c[0], c[1], c[2]); d.Failed() || site.CountAll() > 0 {
				t.Errorf("%s: %d requests: %s", name, site.CountAll(), d)
				continue
			}
			if r.MustBeEmpty(k.config("Gold", nil)); r.Identified()["key"] != key {
				t.Errorf("%s: %v", name, r.Identified())
			}
			if p := r.MustPlan(k.config("Silver", nil)); p.Empty() || p.Replace {
				t.Errorf("%s: the rename is %v", name, p.Changes)
			}
		}
		gone := core.Resource(k.typ)
		if d := append(gone.Move("registry.terraform.io/mastercard/restapi", "restapi_object", `{"id":"custom.none"}`), gone.Refresh()...); d.Failed() || !gone.State.IsNull() {
			t.Errorf("what is gone is %v: %s", gone.State, d)
		}
		if d := core.Resource(k.typ).Move("registry.terraform.io/mastercard/restapi", "restapi_object", `{"id":"1","path":"/contacts/v4/contacts"}`); !d.Mentions("The source is of another kind.") {
			t.Errorf("a contact: %s", d)
		}
	})
}
