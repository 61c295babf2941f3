package wix_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestOpt_wire: absent, null, empty and full are four things in a request, and
// a list is never sent without its items (contract 6.5).
func TestOpt_wire(t *testing.T) {
	for want, in := range map[string]wix.Info{
		`{}`:                               {},
		`{"company":"A"}`:                  {Company: wix.Some("A")},
		`{"company":""}`:                   {Company: wix.Some("")},
		`{"company":null}`:                 {Company: wix.Null[string]()},
		`{"emails":{"items":[]}}`:          {Emails: wix.Items[wix.Email](nil)},
		`{"phones":{"items":[]}}`:          {Phones: wix.Items([]wix.Phone{})},
		`{"addresses":null}`:               {Addresses: wix.Null[wix.List[wix.Address]]()},
		`{"name":{"first":"A","last":""}}`: {Name: wix.Some(wix.Name{First: "A"})},
		`{"emails":{"items":[{"tag":"MAIN","email":"a@example.com","primary":true},{"email":"b@example.com"}]}}`: {
			Emails: wix.Items([]wix.Email{{Tag: "MAIN", Email: "a@example.com", Primary: true}, {Email: "b@example.com"}}),
		},
		`{"phones":{"items":[{"countryCode":"US","phone":"555-0100"}]}}`: {Phones: wix.Items([]wix.Phone{{CountryCode: "US", Phone: "555-0100"}})},
		`{"addresses":{"items":[{"tag":"HOME","address":{"country":"US","streetAddress":{"number":"1","name":"Elm"}}}]}}`: {
			Addresses: wix.Items([]wix.Address{{Tag: "HOME", Address: wix.AddressBody{Country: "US", Street: wix.StreetAddress{Number: "1", Name: "Elm"}}}}),
		},
		`{"extendedFields":{"items":{"custom.d":null,"custom.n":1.5,"custom.t":""}}}`: {
			ExtendedFields: wix.Some(wix.Values{Items: map[string]any{"custom.t": "", "custom.n": json.Number("1.5"), "custom.d": nil}}),
		},
		`{"labelKeys":{"items":["custom.a"]}}`: {LabelKeys: wix.Items([]string{"custom.a"})},
	} {
		data := encode(t, in)
		if string(data) != want {
			t.Errorf("got %s, want %s", data, want)
		}
		var back wix.Info
		ok(t, json.Unmarshal(data, &back))
		if diff := cmp.Diff(in, back); diff != "" {
			t.Errorf("%s read back (-want +got):\n%s", want, diff)
		}
	}
}

func TestOpt_get(t *testing.T) {
	var absent wix.Opt[string]
	for _, tt := range []struct {
		opt     wix.Opt[string]
		value   string
		present bool
	}{
		{absent, "", false}, {wix.Null[string](), "", true}, {wix.Some("a"), "a", true},
	} {
		if tt.opt.Get() != tt.value || tt.opt.Present != tt.present || tt.opt.IsZero() == tt.present {
			t.Errorf("%+v", tt)
		}
	}
}

func TestRevision(t *testing.T) {
	for text, want := range map[string]wix.Revision{`5`: 5, `"5"`: 5, `0`: 0, `2147483648`: 2147483648, `null`: 0} {
		var got wix.Revision
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s: %d, %v", text, got, err)
		}
	}
	for _, text := range []string{`""`, `"a"`, `1.5`, `[]`, `{}`, `true`} {
		var got wix.Revision
		if err := json.Unmarshal([]byte(text), &got); err == nil {
			t.Errorf("%s: %d", text, got)
		}
	}
	if data := encode(t, wix.Revision(7)); string(data) != "7" {
		t.Errorf("written as %s", data)
	}
}
