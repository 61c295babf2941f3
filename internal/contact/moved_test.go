package contact_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

const (
	restapi = "registry.terraform.io/mastercard/restapi"
	restful = "registry.terraform.io/magodo/restful"
)

// sources are states of other providers for the contact.
func sources(id string) map[string][3]string {
	return map[string][3]string{
		"restapi, in capitals": {restapi, "restapi_object", fmt.Sprintf(`{"id":%q,"path":"/contacts/v4/contacts"}`, strings.ToUpper(id))},
		"restapi":              {restapi, "restapi_object", fmt.Sprintf(`{"id":%q,"path":"/contacts/v4/contacts","data":"{}","api_data":{"contact":"map[]"},"api_response":"{}"}`, id)},
		"restful, read_path":   {restful, "restful_resource", fmt.Sprintf(`{"id":"/contacts/v4/contacts/%s","path":"/contacts/v4/contacts","output":null}`, id)},
		"restful, relative":    {restful, "restful_resource", fmt.Sprintf(`{"id":"contacts/%s?fieldsets=FULL","path":"contacts"}`, id)},
		"restful, the output":  {restful, "restful_resource", fmt.Sprintf(`{"id":"/contacts/v4/contacts","path":"/contacts/v4/contacts","output":{"value":{"contact":{"id":%q,"revision":1}},"type":["object",{}]}}`, id)},
		"restful, sensitive":   {restful, "restful_resource", fmt.Sprintf(`{"id":"/contacts/v4/contacts","path":"/contacts/v4/contacts","output":null,"sensitive_output":{"contact":{"id":%q}}}`, id)},
		"restful of OpenTofu":  {"registry.opentofu.org/magodo/restful", "restful_resource", fmt.Sprintf(`{"id":"/contacts/v4/contacts/%s"}`, id)},
	}
}

// A moved contact is not created again: what it has is filled in like by an import.
func TestMoved(t *testing.T) {
	t.Parallel()
	site := acctest.NewSite(t)
	id, label, field := existing(t, site)
	core := site.Core(t)
	for name, s := range sources(id) {
		site.ResetRequests()
		r := core.Resource("wix_contact")
		if d := r.Move(s[0], s[1], s[2]); d.Failed() {
			t.Errorf("%s: %s", name, d)
			continue
		}
		if n := site.CountAll(); n > 0 {
			t.Errorf("%s: the move sent %d requests", name, n)
		}
		r.MustBeEmpty(config{"name": config{"first": "Ada", "last": "Byron"}, "company": "Example Ltd", "label_keys": []any{label}, "extended_fields": config{field: "12.5"}})
		if r.Identified()["id"] != id {
			t.Errorf("%s: the identity is %v", name, r.Identified())
		}
		if p := r.MustPlan(config{"company": "Sample GmbH"}); p.Replace || len(p.Changes) == 0 {
			t.Errorf("%s: the change is %v", name, p.Changes)
		}
	}
	gone := core.Resource("wix_contact")
	if d := append(gone.Move(restapi, "restapi_object", `{"id":"00000000-0000-4000-8000-000000000000"}`), gone.Refresh()...); d.Failed() || !gone.State.IsNull() {
		t.Errorf("one that is gone is %v: %s", gone.State, d)
	}
}

func TestMoved_refused(t *testing.T) {
	t.Parallel()
	core := acctest.NewSite(t).Core(t)
	for name, c := range map[string]struct{ provider, typ, state, says string }{
		"another kind":     {restapi, "restapi_object", `{"id":"custom.vip","path":"/contacts/v4/labels"}`, "The source is of another kind."},
		"no id":            {restful, "restful_resource", `{"id":"/contacts/v4/contacts","path":"/contacts/v4/contacts"}`, "does not tell which object it is"},
		"not an object":    {restful, "restful_resource", `[]`, "The state of the source cannot be read."},
		"another type":     {restful, "restful_operation", `{"id":"x"}`, "does not include support for the given source resource"},
		"another provider": {"registry.terraform.io/hashicorp/random", "random_pet", `{"id":"x"}`, "does not include support for the given source resource"},
	} {
		if d := core.Resource("wix_contact").Move(c.provider, c.typ, c.state); !d.Failed() || !d.Mentions(c.says) {
			t.Errorf("%s: %s", name, d)
		}
	}
}
