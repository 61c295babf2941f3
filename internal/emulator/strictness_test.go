package emulator

import (
	"testing"
)

func TestStrictSwitches(t *testing.T) {
	const named = `{"name":{"first":"A"},`
	for _, tt := range []struct {
		name, value, info string
		status            int
		want              string
	}{
		{"subdivision", "lax", named + `"addresses":{"items":[{"address":{"country":"US","subdivision":"NY"}}]}}`, 200, ""},
		{"subdivision", "strict", named + `"addresses":{"items":[{"address":{"country":"US","subdivision":"NY"}}]}}`, 400, "info.addresses.items[0].address.subdivision"},
		{"subdivision", "strict", named + `"addresses":{"items":[{"address":{"country":"DE","subdivision":"US-NY"}}]}}`, 400, "info.addresses.items[0].address.subdivision"},
		{"subdivision", "strict", named + `"addresses":{"items":[{"address":{"country":"US","subdivision":"US-NY"}},{"address":{"subdivision":"DE-BE"}}]}}`, 200, ""},
		{"phoneEmail.format", "lax", `{"emails":{"items":[{"email":"nonsense"}]},"phones":{"items":[{"phone":"call me"}]}}`, 200, ""},
		{"phoneEmail.format", "strict", `{"emails":{"items":[{"email":"nonsense"}]},"phones":{"items":[{"phone":"call me"}]}}`, 400, "info.emails.items[0].email,info.phones.items[0].phone"},
		{"phoneEmail.format", "strict", somebody, 200, ""},
		{"extendedFields.unknownKey", "404", named + `"extendedFields":{"items":{"custom.none":"x"}}}`, 404, "EXTENDED_FIELD_NOT_FOUND"},
		{"extendedFields.values", "lax", named + `"extendedFields":{"items":{"custom.number":"12.5","custom.text":12}}}`, 200, ""},
		{"extendedFields.values", "lax", named + `"extendedFields":{"items":{"custom.number":"twelve"}}}`, 400, "INVALID_EXTENDED_FIELD_VALUE"},
		{"extendedFields.values", "lax", named + `"extendedFields":{"items":{"custom.number":"true"}}}`, 400, "INVALID_EXTENDED_FIELD_VALUE"},
		{"empty.formatted", "clear", named + `"birthdate":"","locale":"","phones":{"items":[{"phone":"5","countryCode":""}]},"extendedFields":{"items":{"custom.number":""}}}`, 200, ""},
		{"write.systemKeys", "refuse", named + `"extendedFields":{"items":{"members.membershipStatus":"APPROVED"}}}`, 400, "INVALID_EXTENDED_FIELD_VALUE"},
		{"write.systemKeys", "refuse", named + `"extendedFields":{"items":{"invoices.vatId":"DE1"}}}`, 200, ""},
	} {
		t.Run(tt.name+" "+tt.value, func(t *testing.T) {
			c := start(t, Options{Switches: Switches{FieldKeys: "plain"}})
			c.field("Number", "NUMBER")
			c.field("Text", "TEXT")
			c.set(tt.name, tt.value)
			c.refused("POST", contactsPath, `{"info":`+tt.info+`}`, tt.status, tt.want)
		})
	}
}

func TestExtendedValues_lax(t *testing.T) {
	c := start(t, Options{Switches: Switches{FieldKeys: "plain", FieldValues: "lax"}})
	c.field("Number", "NUMBER")
	c.field("Text", "TEXT")
	values := dig(c.make(`{"name":{"first":"A"},"extendedFields":{"items":{"custom.number":"12.5","custom.text":12}}}`), "info.extendedFields.items").(object)
	if show(values["custom.number"]) != "12.5" || values["custom.text"] != "12" {
		t.Error(show(values))
	}
}

func TestMembershipStatus_byPermission(t *testing.T) {
	c := start(t, Options{Permissions: []string{permContactsModify, permMemberStatus}})
	values := dig(c.make(`{"name":{"first":"A"},"extendedFields":{"items":{"members.membershipStatus":"PENDING"}}}`), "info.extendedFields.items").(object)
	if values[keyMembership] != "PENDING" {
		t.Error(show(values))
	}
}

func TestCreate_idTaken(t *testing.T) {
	c := start(t, Options{NewID: func() string { return noOne }})
	c.make(`{"name":{"first":"A"}}`)
	c.refused("POST", contactsPath, `{"info":{"name":{"first":"B"}}}`, 409, "CONTACT_ID_ALREADY_EXISTS")
}

func TestE164(t *testing.T) {
	for _, tt := range []struct{ country, number, want string }{
		{"IL", "097495550", "+97297495550"},
		{"UA", "0443955571", "+380443955571"},
		{"US", "1-212-555-0100", "+12125550100"},
		{"us", "(212) 555 0100", "+12125550100"},
		{"US", "555-0100", ""},
		{"US", "+44 20 5550 0100", ""},
		{"US", "+1 212 555 0100", "+12125550100"},
		{"GB", "020 5550 0100", "+442055500100"},
		{"IT", "06 5550 0100", "+390655500100"},
		{"HU", "06 1 555 0100", "+3615550100"},
		{"", "+12125550100", ""},
		{"AQ", "5550100", ""},
		{"US", "212 555 0100 ext 5", ""},
		{"US", "", ""},
		{"DE", "2+1", ""},
	} {
		if got := e164(tt.country, tt.number); got != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.country, tt.number, got, tt.want)
		}
	}
}
