package contact_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/selection"
)

// Every argument that chooses contacts is refused when it is empty, in data source and
// list resource alike: none turns into a choice of everybody.
func TestArguments_empty(t *testing.T) {
	t.Parallel()
	site := acctest.NewSite(t)
	core := site.Core(t)
	for name := range selection.Attributes {
		for _, empty := range []any{"", " ", []any{}, config{}, []any{nil}, config{"custom.a": nil}} {
			_, isText := empty.(string)
			_, isList := empty.([]any)
			switch {
			case isText != (!strings.HasPrefix(name, "has_") && name != "custom_field_equals"), isList != strings.HasPrefix(name, "has_"):
				continue
			}
			arguments := config{name: empty}
			_, fromList := core.List(t.Context(), acctest.Listing{Type: "wix_contact", Config: arguments, Limit: 100})
			_, fromData := core.DataSource("wix_contacts", arguments)
			if !fromList.Failed() || !fromData.Failed() || !fromList.Mentions(name) || !fromData.Mentions(name) {
				t.Errorf("%v: list resource: %s, data source: %s", arguments, fromList, fromData)
			}
		}
	}
	for _, arguments := range []config{{"id": ""}, {"id": "x"}, {"email": " "}, {"phone": ""}} {
		if _, d := core.DataSource("wix_contact", arguments); !d.Failed() || d.Mentions("could not be reached") {
			t.Errorf("%v: %s", arguments, d)
		}
	}
	if n := site.CountAll(); n > 0 {
		t.Errorf("%d requests were sent", n)
	}
}

// A text is compared as it is written, and an id without case.
func TestArguments_compared(t *testing.T) {
	t.Parallel()
	site := acctest.NewSite(t)
	color := site.PutField("Color", "TEXT")
	id := put(t, site, map[string]any{"name": config{"first": "Ada"}, "extendedFields": config{"items": config{color: "Blue "}}})
	put(t, site, map[string]any{"name": config{"first": "Joan"}, "extendedFields": config{"items": config{color: "Blue"}}})
	core := site.Core(t)
	for _, value := range []string{"Blue", "Blue "} {
		state, d := core.DataSource("wix_contacts", config{"custom_field_equals": config{color: value}})
		contacts, _ := state["contacts"].([]any)
		if d.Failed() || len(contacts) != 1 || (contacts[0].(config)["id"] == id) != (value == "Blue ") {
			t.Errorf("%q chooses %v: %s", value, contacts, d)
		}
	}
	upper := strings.ToUpper(id)
	if state, d := core.DataSource("wix_contact", config{"id": upper}); d.Failed() || state["id"] != upper {
		t.Errorf("%s: %v, %s", upper, state["id"], d)
	}
}
