package contact_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// TestPhones_otherForm: a plan is empty after each apply, whether Wix keeps phones as
// written or gives them back in another form, and empty lists or none.
func TestPhones_otherForm(t *testing.T) {
	t.Parallel()
	for _, sw := range []emulator.Switches{{}, {PhoneFormat: "reformat"}, {PhoneFormat: "reformat", Order: "on", EmptyLists: "wrapper", EmptyVATID: "text"}} {
		w := newTestSite(t, sw)
		phones := func(items ...any) config { return config{"name": config{"first": "Ada"}, "phones": items} }
		us, gb := config{"phone": "6465550100", "country_code": "US", "primary": true}, config{"phone": "+44 20 5550 0143", "country_code": "GB", "tag": "WORK"}
		w.apply("create", phones(us, gb))
		w.apply("add one", phones(us, gb, config{"phone": "555-0101"}))
		w.apply("another order", phones(gb, us))
		w.apply("another country", phones(gb, config{"phone": "6465550100", "country_code": "CA", "primary": true}))
		w.apply("a number without its country", phones(config{"phone": "+1 (646) 555-0100"}, gb))
		w.apply("none", config{"name": config{"first": "Ada"}, "phones": []any{}})
	}
}

// TestPhones_adopted: the contact that has the phone in another form is adopted.
func TestPhones_adopted(t *testing.T) {
	t.Parallel()
	for _, written := range []string{"646-555-0100", "+1 646-555-0100", "(646) 555-0100"} {
		w := newTestSite(t, emulator.Switches{PhoneFormat: "reformat"})
		id, err := w.site.PutContact(map[string]any{"phones": map[string]any{"items": []any{map[string]any{"phone": written, "countryCode": "US"}}}})
		if err != nil {
			t.Fatal(err)
		}
		w.apply("adopt", config{"phones": []any{config{"phone": "6465550100", "country_code": "US"}}, "adopt_existing": true})
		if w.id() != id {
			t.Errorf("%s: the contact is %s, want %s", written, w.id(), id)
		}
	}
}

// TestPhones_twice: one number in two forms is in the list twice, and two countries have
// each its own.
func TestPhones_twice(t *testing.T) {
	for _, tt := range []struct {
		a, b  config
		twice bool
	}{
		{config{"phone": "+1 646 555 0100"}, config{"phone": "(646) 555-0100", "country_code": "US"}, true},
		{config{"phone": "646 555 0100"}, config{"phone": "(646) 555-0100", "country_code": "US"}, true},
		{config{"phone": "2055500143", "country_code": "US"}, config{"phone": "2055500143", "country_code": "GB"}, false},
	} {
		w := newTestSite(t, emulator.Switches{})
		_, said := w.r.Plan(config{"phones": []any{tt.a, tt.b}})
		if twice := strings.Contains(said.String(), "The same item is in the list twice."); twice != tt.twice || said.Failed() != tt.twice {
			t.Errorf("%v, %v: %s", tt.a, tt.b, said)
		}
	}
}

// TestPhones_twins: two contacts to create that have one phone in two forms are refused.
func TestPhones_twins(t *testing.T) {
	for _, tt := range []struct {
		a, b    config
		refused bool
	}{
		{config{"phone": "6465550100", "country_code": "US"}, config{"phone": "+1 646-555-0100"}, true},
		{config{"phone": "6465550100", "country_code": "US"}, config{"phone": "646 555 0100"}, true},
		{config{"phone": "6465550100", "country_code": "US"}, config{"phone": "646 555 0101"}, false},
	} {
		core := newTestSite(t, emulator.Switches{}).site.Core(t)
		one, other := core.Resource("wix_contact"), core.Resource("wix_contact")
		one.MustPlan(config{"phones": []any{tt.a}})
		if _, said := other.Plan(config{"phones": []any{tt.b}}); said.Failed() != tt.refused {
			t.Errorf("%v, %v: %s", tt.a, tt.b, said)
		}
	}
}
