package emulator

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// set changes one switch of a running server.
func (c *caller) set(name, value string) {
	c.t.Helper()
	sw := c.server.Switches()
	if err := sw.Set(name, value); err != nil {
		c.t.Fatal(err)
	}
	c.server.SetSwitches(sw)
}

func TestPatch_keepsWhatIsAbsent(t *testing.T) {
	c := start(t, Options{})
	made := c.make(somebody)
	c.clock.advance(time.Minute)
	after := c.patch(made, `{"company":"Example"}`)
	want(t, after, "revision", 2)
	want(t, after, "updatedDate", "2026-03-01T12:01:00.000Z")
	want(t, after, "createdDate", made["createdDate"])
	want(t, after, "info.company", "Example")
	for _, path := range []string{"info.name", "info.emails", "info.phones", "lastActivity"} {
		want(t, after, path, dig(made, path))
	}
}

func TestPatch_refused(t *testing.T) {
	c := start(t, Options{})
	made := c.make(somebody)
	path := "/contacts/v4/contacts/" + idOf(made)
	for _, tt := range []struct {
		body   string
		status int
		want   string
	}{
		{`{"info":{"company":"X"}}`, 400, "revision"},
		{`{"revision":null,"info":{"company":"X"}}`, 400, "revision"},
		{`{"revision":"x","info":{"company":"X"}}`, 400, "revision"},
		{`{"revision":1}`, 400, "INSUFFICIENT_UPDATE_CONTACT_DATA"},
		{`{"revision":1,"info":{}}`, 400, "INSUFFICIENT_UPDATE_CONTACT_DATA"},
		{`{"revision":1,"info":{"noSuchMember":"X"}}`, 400, "INSUFFICIENT_UPDATE_CONTACT_DATA"},
		{`{"revision":1,"info":"X"}`, 400, "info"},
		{`{"revision":2,"info":{"company":"X"}}`, 409, "CONTACT_ALREADY_CHANGED"},
		{`{"revision":0,"info":{"company":"X"}}`, 409, "CONTACT_ALREADY_CHANGED"},
		{`{"revision":1,"info":{"name":null,"emails":{"items":[]},"phones":null}}`, 400, "INSUFFICIENT_CONTACT_DATA"},
		{`{"revision":1,"info":{"emails":{"items":[{"email":"a@example.com","primary":true},{"email":"b@example.com","primary":true}]}}}`, 400, "CANNOT_HAVE_MULTIPLE_PRIMARY_INFO"},
		{`{"revision":1,"info":{"extendedFields":{"items":{"custom.none":"x"}}}}`, 400, "EXTENDED_FIELD_NOT_FOUND"},
		{`{"revision":1,"info":{"birthdate":"soon"}}`, 400, "info.birthdate"},
	} {
		c.refused("PATCH", path, tt.body, tt.status, tt.want)
	}
	c.refused("PATCH", "/contacts/v4/contacts/"+noOne, `{"revision":1,"info":{"company":"X"}}`, 404, "CONTACT_NOT_FOUND")
	want(t, c.get(idOf(made)), "revision", 1)
	out := c.refused("PATCH", path, `{"revision":7,"info":{"company":"X"}}`, 409, "CONTACT_ALREADY_CHANGED")
	want(t, out, "message", "Contact has been updated since the requested revision.")
}

func TestPatch_revisionAsText(t *testing.T) {
	c := start(t, Options{})
	made := c.make(somebody)
	out := c.ok("PATCH", "/contacts/v4/contacts/"+idOf(made), `{"contactId":"`+idOf(made)+`","revision":"1","info":{"company":"X"}}`)
	want(t, out, "contact.revision", 2)
}

// TestPatch_extendedFields walks the four combinations of section 6.5.
func TestPatch_extendedFields(t *testing.T) {
	for _, tt := range []struct{ fields, null, body, want string }{
		{"replace", "clear", `{"A":"2"}`, `{"A":"2"}`},
		{"merge", "clear", `{"A":"2"}`, `{"A":"2","B":"1"}`},
		{"replace", "clear", `{"A":"2","B":null}`, `{"A":"2"}`},
		{"merge", "clear", `{"A":"2","B":null}`, `{"A":"2"}`},
		{"replace", "noop", `{"A":"2","B":null}`, `{"A":"2"}`},
		{"merge", "noop", `{"A":"2","B":null}`, `{"A":"2","B":"1"}`},
		{"merge", "noop", `{"A":"2","B":""}`, `{"A":"2"}`},
		{"replace", "clear", `{}`, `{}`},
		{"merge", "clear", `{}`, `{"A":"1","B":"1"}`},
	} {
		t.Run(tt.fields+" "+tt.null+" "+tt.body, func(t *testing.T) {
			c := start(t, Options{Switches: Switches{FieldKeys: "plain", PatchExtendedFields: tt.fields, PatchNull: tt.null}})
			c.field("A", "TEXT")
			c.field("B", "TEXT")
			keyed := strings.NewReplacer(`"A"`, `"custom.a"`, `"B"`, `"custom.b"`)
			made := c.make(`{"name":{"first":"Ada"},"extendedFields":{"items":{"custom.a":"1","custom.b":"1","invoices.vatId":"V"}}}`)
			after := c.patch(made, `{"extendedFields":{"items":`+keyed.Replace(tt.body)+`}}`)
			got := dig(after, "info.extendedFields.items").(object)
			if vat := got[keyVatID]; (vat == nil) != (tt.fields == "replace") {
				t.Errorf("vatId is %v", vat)
			}
			for key := range got {
				if !strings.HasPrefix(key, "custom.") {
					delete(got, key)
				}
			}
			if show(got) != keyed.Replace(tt.want) {
				t.Errorf("got %s, want %s", show(got), keyed.Replace(tt.want))
			}
		})
	}
}

func TestPatch_null(t *testing.T) {
	const full = `{"name":{"first":"Ada","last":"Ng"},"company":"X","birthdate":"1990-02-03","emails":{"items":[{"email":"a@example.com"}]}}`
	for _, tt := range []struct{ null, body, path, want string }{
		{"clear", `{"company":null}`, "info.company", `null`},
		{"clear", `{"company":""}`, "info.company", `null`},
		{"clear", `{"birthdate":null}`, "info.birthdate", `null`},
		{"clear", `{"name":{"last":null}}`, "info.name", `{"first":"Ada"}`},
		{"clear", `{"name":null}`, "info.name", `null`},
		{"clear", `{"emails":null}`, "info.emails", `null`},
		{"clear", `{"emails":{"items":[]}}`, "info.emails", `null`},
		{"clear", `{"emails":{}}`, "primaryInfo", `null`},
		{"clear", `{"emails":{"items":[]}}`, "info.extendedFields.items", `{"contacts.displayByFirstName":"Ada Ng","contacts.displayByLastName":"Ng Ada"}`},
		{"noop", `{"company":null,"jobTitle":"Y"}`, "info.company", `"X"`},
		{"noop", `{"company":"","jobTitle":null}`, "info.company", `null`},
		{"noop", `{"emails":null,"jobTitle":"Y"}`, "info.emails.items.0.email", `"a@example.com"`},
		{"noop", `{"emails":{"items":null},"jobTitle":"Y"}`, "info.emails", `null`},
		{"noop", `{"name":{"first":"Eve","last":null}}`, "info.name", `{"first":"Eve","last":"Ng"}`},
	} {
		t.Run(tt.null+" "+tt.body, func(t *testing.T) {
			c := start(t, Options{Switches: Switches{PatchNull: tt.null}})
			after := c.patch(c.make(full), tt.body)
			if got := show(dig(after, tt.path)); got != tt.want {
				t.Errorf("%s: got %s, want %s", tt.path, got, tt.want)
			}
		})
	}
	c := start(t, Options{Switches: Switches{PatchNull: "noop"}})
	made := c.make(full)
	for _, info := range []string{`null`, `{"company":null}`, `{"name":{"last":null},"extendedFields":{"items":{"custom.a":null}}}`} {
		c.refused("PATCH", "/contacts/v4/contacts/"+idOf(made), patchOf(made, info), 400, "INSUFFICIENT_UPDATE_CONTACT_DATA")
	}
}

func TestPatch_emptyFormatted(t *testing.T) {
	const full = `{"name":{"first":"Ada"},"birthdate":"1990-02-03","locale":"en-US"}`
	c := start(t, Options{})
	made := c.make(full)
	c.refused("PATCH", "/contacts/v4/contacts/"+idOf(made), patchOf(made, `{"birthdate":"","locale":""}`), 400, "info.birthdate,info.locale")
	c.set("empty.formatted", "clear")
	after := c.patch(made, `{"birthdate":"","locale":""}`)
	want(t, after, "info.birthdate", nil)
	want(t, after, "info.locale", nil)
}

func TestPatch_labelKeys(t *testing.T) {
	c := start(t, Options{})
	a, b := c.label("A"), c.label("B")
	made := c.make(fmt.Sprintf(`{"name":{"first":"Ada"},"labelKeys":{"items":[%q,%q]}}`, a, a))
	want(t, made, "info.labelKeys.items", []string{a})
	body := fmt.Sprintf(`{"labelKeys":{"items":[%q]}}`, b)
	after := c.patch(made, body)
	want(t, after, "info.labelKeys.items", []string{a})
	want(t, after, "revision", 2)
	c.set("patch.labelKeys", "replace")
	after = c.patch(after, body)
	want(t, after, "info.labelKeys.items", []string{b})
	c.refused("PATCH", "/contacts/v4/contacts/"+idOf(made), patchOf(after, `{"labelKeys":{"items":["custom.none"]}}`), 400, "LABEL_NOT_FOUND")
}

func TestPatch_itemIDs(t *testing.T) {
	const list = `{"emails":{"items":[{"tag":"WORK","email":"b@example.com","primary":true},{"id":"` + noOne + `","email":"a@example.com"},{"tag":"HOME","email":"a@example.com"}]}}`
	for value, kept := range map[string]bool{"keep": true, "new": false} {
		c := start(t, Options{Switches: Switches{ItemIDs: value}})
		made := c.make(`{"emails":{"items":[{"email":"a@example.com"},{"tag":"WORK","email":"b@example.com"}]}}`)
		after := c.patch(made, list)
		had, have := itemsOf(made, "emails"), itemsOf(after, "emails")
		if (have[0]["id"] == had[1]["id"]) != kept || (have[1]["id"] == had[0]["id"]) != kept {
			t.Errorf("%s: had %s, have %s", value, show(had), show(have))
		}
		if have[2]["id"] == had[0]["id"] || have[1]["id"] == noOne {
			t.Errorf("%s: ids %s", value, show(have))
		}
		want(t, after, "primaryInfo.email", "b@example.com")
		want(t, after, "info.emails.items.1.primary", false)
	}
}

func TestPatch_systemKeysAndReadOnly(t *testing.T) {
	c := start(t, Options{Switches: Switches{ItemIDs: "keep"}})
	made := c.make(somebody)
	body := show(made["info"])
	after := c.patch(made, strings.Replace(body, `"Ada Ng"`, `"Someone Else"`, 1))
	want(t, after, "info", made["info"])
	want(t, after, "revision", 2)
	status := `{"extendedFields":{"items":{"emailSubscriptions.subscriptionStatus":"SUBSCRIBED","members.membershipStatus":"APPROVED"}}}`
	after = c.patch(after, status)
	want(t, after, "primaryEmail.subscriptionStatus", "NOT_SET")
	c.set("write.systemKeys", "refuse")
	c.refused("PATCH", "/contacts/v4/contacts/"+idOf(made), patchOf(after, status), 400, "INVALID_EXTENDED_FIELD_VALUE")
}

func TestPatch_primaryEmailResetsSubscription(t *testing.T) {
	c := start(t, Options{})
	made := c.make(somebody)
	if err := c.server.Subscribe(idOf(made), "SUBSCRIBED"); err != nil {
		t.Fatal(err)
	}
	subscribed := c.get(idOf(made))
	want(t, subscribed, "primaryEmail.subscriptionStatus", "SUBSCRIBED")
	want(t, subscribed, "lastActivity.activityType", "NEWSLETTER_SUBSCRIPTION_SUBSCRIBE")
	same := c.patch(subscribed, `{"company":"X"}`)
	want(t, same, "primaryEmail.subscriptionStatus", "SUBSCRIBED")
	other := c.patch(same, `{"emails":{"items":[{"email":"new@example.com"}]}}`)
	want(t, other, "primaryEmail.subscriptionStatus", "NOT_SET")
	if got := dig(other, "info.extendedFields.items").(object)[keyEffectiveEmail]; got != "new@example.com" {
		t.Errorf("effective e-mail %v", got)
	}
}

func TestRevision_background(t *testing.T) {
	c := start(t, Options{Switches: Switches{RevisionBackground: time.Second}})
	made := c.make(somebody)
	want(t, made, "primaryEmail.subscriptionStatus", "NO_SUBSCRIPTION_STATUS")
	c.clock.advance(time.Second)
	c.refused("PATCH", "/contacts/v4/contacts/"+idOf(made), patchOf(made, `{"company":"X"}`), 409, "CONTACT_ALREADY_CHANGED")
	now := c.get(idOf(made))
	want(t, now, "revision", 2)
	want(t, now, "updatedDate", "2026-03-01T12:00:01.000Z")
	want(t, now, "primaryEmail.subscriptionStatus", "NOT_SET")
	c.clock.advance(time.Hour)
	after := c.patch(now, `{"company":"X"}`)
	want(t, after, "revision", 3)
	c.clock.advance(time.Hour)
	want(t, c.get(idOf(made)), "revision", 4)
	c.clock.advance(time.Hour)
	want(t, c.get(idOf(made)), "revision", 4)
}
