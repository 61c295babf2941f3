package emulator

import (
	"strings"
	"testing"
)

const somebody = `{"name":{"first":"Ada","last":"Ng"},"emails":{"items":[{"tag":"MAIN","email":"Ada@example.com"}]},` +
	`"phones":{"items":[{"tag":"MOBILE","countryCode":"US","phone":"(212) 555-0143"},{"phone":"+44 20 5550 0143","countryCode":"GB"}]}}`

func TestCreate_echo(t *testing.T) {
	c := start(t, Options{})
	made := c.make(somebody)
	want(t, made, "revision", 1)
	want(t, made, "createdDate", "2026-03-01T12:00:00.000Z")
	want(t, made, "lastActivity.activityType", "CONTACT_CREATED")
	want(t, made, "source.sourceType", "ADMIN")
	want(t, made, "primaryInfo", object{"email": "Ada@example.com", "phone": "(212) 555-0143"})
	want(t, made, "primaryEmail.subscriptionStatus", "NOT_SET")
	want(t, made, "primaryPhone.e164Phone", "+12125550143")
	want(t, made, "primaryPhone.subscriptionStatus", "NOT_SET")
	want(t, made, "info.emails.items.0.primary", true)
	want(t, made, "info.emails.items.0.email", "Ada@example.com")
	want(t, made, "info.phones.items.0.primary", true)
	want(t, made, "info.phones.items.1.primary", false)
	want(t, made, "info.phones.items.1.tag", "UNTAGGED")
	want(t, made, "info.phones.items.1.e164Phone", "+442055500143")
	want(t, made, "info.extendedFields.items", object{
		keyFirstName: "Ada Ng", keyLastName: "Ng Ada", keyEffectiveEmail: "Ada@example.com", keySubscription: "NOT_SET",
	})
	want(t, c.get(idOf(made)), "info", made["info"])
}

func TestCreate_invalid(t *testing.T) {
	c := start(t, Options{})
	text := c.field("Text", "TEXT")
	number := c.field("Number", "NUMBER")
	date := c.field("Date", "DATE")
	long := strings.Repeat("é", 1001)
	for _, tt := range []struct {
		name, info string
		status     int
		want       string
	}{
		{"nothing", `{}`, 400, "INSUFFICIENT_CONTACT_DATA"},
		{"only company", `{"company":"X"}`, 400, "INSUFFICIENT_CONTACT_DATA"},
		{"empty name", `{"name":{"first":""}}`, 400, "INSUFFICIENT_CONTACT_DATA"},
		{"empty lists", `{"emails":{"items":[]},"phones":{}}`, 400, "INSUFFICIENT_CONTACT_DATA"},
		{"two primary emails", `{"emails":{"items":[{"email":"a@example.com","primary":true},{"email":"b@example.com","primary":true}]}}`, 400, "CANNOT_HAVE_MULTIPLE_PRIMARY_INFO"},
		{"two primary phones", `{"phones":{"items":[{"phone":"555","primary":true},{"phone":"556","primary":true}]}}`, 400, "CANNOT_HAVE_MULTIPLE_PRIMARY_INFO"},
		{"long texts", `{"name":{"first":"` + long + `","last":"` + long + `"},"company":"` + long + `","jobTitle":"` + long + `"}`, 400, "info.name.first,info.name.last,info.company,info.jobTitle"},
		{"email length", `{"emails":{"items":[{"email":"a@example.com"},{"email":""},{"email":"` + strings.Repeat("x", 321) + `"},{}]}}`, 400, "info.emails.items[1].email,info.emails.items[2].email,info.emails.items[3].email"},
		{"phone length", `{"phones":{"items":[{"phone":"` + strings.Repeat("5", 51) + `"}]}}`, 400, "info.phones.items[0].phone"},
		{"tags", `{"emails":{"items":[{"tag":"MOBILE","email":"a@example.com"}]},"phones":{"items":[{"tag":"BILLING","phone":"555"}]},"addresses":{"items":[{"tag":"OTHER"}]}}`, 400, "info.emails.items[0].tag,info.phones.items[0].tag,info.addresses.items[0].tag"},
		{"birthdate", `{"name":{"first":"A"},"birthdate":"1.2.1990"}`, 400, "info.birthdate"},
		{"empty birthdate", `{"name":{"first":"A"},"birthdate":"","locale":""}`, 400, "info.birthdate,info.locale"},
		{"locale", `{"name":{"first":"A"},"locale":"not a locale"}`, 400, "info.locale"},
		{"countries", `{"phones":{"items":[{"phone":"555","countryCode":"USA"}]},"addresses":{"items":[{"address":{"country":"Germany"}}]}}`, 400, "info.phones.items[0].countryCode,info.addresses.items[0].address.country"},
		{"address oneof", `{"name":{"first":"A"},"addresses":{"items":[{"address":{"addressLine":"1 A St","streetAddress":{"name":"A St","number":"1"}}}]}}`, 400, "info.addresses.items[0].address.streetAddress"},
		{
			"address lengths", `{"name":{"first":"A"},"addresses":{"items":[{"address":{"subdivision":"` + long + `","postalCode":"` + long + `","city":"` + long + `","addressLine2":"` + long + `","streetAddress":{"number":"` + long + `"}}}]}}`, 400,
			"info.addresses.items[0].address.subdivision,info.addresses.items[0].address.city,info.addresses.items[0].address.postalCode,info.addresses.items[0].address.addressLine2,info.addresses.items[0].address.streetAddress.number",
		},
		{"51 emails", `{"emails":{"items":[` + strings.Repeat(`{"email":"a@example.com"},`, 50) + `{"email":"b@example.com"}]}}`, 400, "info.emails.items"},
		{"wrong types", `{"name":"Ada","company":5,"emails":{"items":[1]}}`, 400, "info.name,info.emails.items[0],info.company"},
		{"unknown field", `{"name":{"first":"A"},"extendedFields":{"items":{"custom.b":"x","custom.a":"y","` + text + `":"z"}}}`, 400, "EXTENDED_FIELD_NOT_FOUND"},
		{"number as text", `{"name":{"first":"A"},"extendedFields":{"items":{"` + number + `":"12"}}}`, 400, "INVALID_EXTENDED_FIELD_VALUE"},
		{"number too large", `{"name":{"first":"A"},"extendedFields":{"items":{"` + number + `":1e999}}}`, 400, "INVALID_EXTENDED_FIELD_VALUE"},
		{"text as number", `{"name":{"first":"A"},"extendedFields":{"items":{"` + text + `":12}}}`, 400, "INVALID_EXTENDED_FIELD_VALUE"},
		{"wrapped value", `{"name":{"first":"A"},"extendedFields":{"items":{"` + text + `":{"value":"x"}}}}`, 400, "INVALID_EXTENDED_FIELD_VALUE"},
		{"date", `{"name":{"first":"A"},"extendedFields":{"items":{"` + date + `":"1 May"}}}`, 400, "INVALID_EXTENDED_FIELD_VALUE"},
		{"empty date", `{"name":{"first":"A"},"extendedFields":{"items":{"` + date + `":""}}}`, 400, "INVALID_EXTENDED_FIELD_VALUE"},
		{"unknown label", `{"name":{"first":"A"},"labelKeys":{"items":["custom.none"]}}`, 400, "LABEL_NOT_FOUND"},
		{"bad location", `{"name":{"first":"A"},"locations":{"items":["x"]}}`, 400, "info.locations.items[0]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c.t = t
			c.refused("POST", "/contacts/v4/contacts", `{"info":`+tt.info+`}`, tt.status, tt.want)
		})
	}
	if n := len(c.server.Contacts()); n != 0 {
		t.Errorf("%d contacts were made", n)
	}
	c.t = t
	out := c.refused("POST", "/contacts/v4/contacts", `{"info":{"name":{"first":"A"},"extendedFields":{"items":{"custom.b":"x","custom.a":"y"}}}}`, 400, "EXTENDED_FIELD_NOT_FOUND")
	want(t, out, "details.applicationError.description", "Extended fields not found: custom.a,custom.b.")
}

func TestCreate_notAnObject(t *testing.T) {
	c := start(t, Options{})
	for _, body := range []string{`[]`, `"x"`, `{`, `{} {}`, `null`, `12`} {
		out := c.refused("POST", "/contacts/v4/contacts", body, 400, "")
		want(t, out, "message", "Expected an object")
	}
}

func TestCreate_normalisation(t *testing.T) {
	const info = `{"name":{"first":" Ada ","last":""},"locale":"EN-us","emails":{"items":[{"email":"A@Example.com"}]},` +
		`"extendedFields":{"items":{"URL":"example.com/x","NUMBER":12.50,"TEXT":""}}}`
	for _, tt := range []struct {
		name, value, path string
		want              any
	}{
		{"url.scheme", "add", "info.extendedFields.items.URL", "https://example.com/x"},
		{"url.scheme", "keep", "info.extendedFields.items.URL", "example.com/x"},
		{"locale", "keep", "info.locale", "EN-us"},
		{"locale", "lower", "info.locale", "en-us"},
		{"locale", "canonical", "info.locale", "en-US"},
		{"text.trim", "off", "info.name", object{"first": " Ada "}},
		{"text.trim", "on", "info.name", object{"first": "Ada"}},
		{"email.lower", "off", "info.emails.items.0.email", "A@Example.com"},
		{"email.lower", "on", "info.emails.items.0.email", "a@example.com"},
		{"revision.type", "string", "revision", "1"},
		{"unknowns", "on", "source.sourceType", "SOURCE_OF_TOMORROW"},
	} {
		t.Run(tt.name+" "+tt.value, func(t *testing.T) {
			c := start(t, Options{})
			body := info
			keys := map[string]string{}
			for _, kind := range []string{"URL", "NUMBER", "TEXT"} {
				keys[kind] = c.field(kind, kind)
				body = strings.Replace(body, `"`+kind+`"`, `"`+keys[kind]+`"`, 1)
			}
			sw := c.server.Switches()
			if err := sw.Set(tt.name, tt.value); err != nil {
				t.Fatal(err)
			}
			c.server.SetSwitches(sw)
			made := c.make(body)
			got := dig(made, "info.extendedFields.items").(object)
			for kind, key := range keys {
				got[kind] = got[key]
			}
			want(t, made, tt.path, tt.want)
			if got["TEXT"] != nil || show(got["NUMBER"]) != "12.50" {
				t.Errorf("extended fields: %s", show(got))
			}
		})
	}
}
