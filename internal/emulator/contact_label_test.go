package emulator

import (
	"fmt"
	"net/http"
	"testing"
)

func TestLabelContact(t *testing.T) {
	c := start(t, Options{})
	a, b := c.label("A"), c.label("B")
	made := c.make(somebody)
	path := "/contacts/v4/contacts/" + idOf(made) + "/labels"
	out := c.ok("POST", path, fmt.Sprintf(`{"labelKeys":[%q,"contacts.customers",%q]}`, a, a))
	want(t, out, "contact.info.labelKeys.items", []string{a, "contacts.customers"})
	want(t, out, "contact.revision", 2)
	want(t, c.ok("POST", path, fmt.Sprintf(`{"labelKeys":[%q]}`, a)), "contact.revision", 2)

	out = c.ok("DELETE", path, fmt.Sprintf(`{"labelKeys":[%q]}`, a))
	want(t, out, "contact.info.labelKeys.items", []string{"contacts.customers"})
	want(t, out, "contact.revision", 3)
	c.ok("POST", path, fmt.Sprintf(`{"labelKeys":[%q,%q]}`, a, b))
	out = c.ok("DELETE", path+"?contactId="+idOf(made)+"&labelKeys="+a+"&labelKeys="+b, "")
	want(t, out, "contact.info.labelKeys.items", []string{"contacts.customers"})
	c.ok("POST", path, fmt.Sprintf(`{"labelKeys":[%q,%q]}`, a, b))
	out = c.ok("DELETE", path+"?labelKeys="+a, fmt.Sprintf(`{"labelKeys":[%q]}`, b))
	want(t, out, "contact.info.labelKeys.items", []string{"contacts.customers"})
	revision := dig(out, "contact.revision")
	want(t, c.ok("DELETE", path+"?labelKeys="+a, ""), "contact.revision", revision)

	many := `"custom.x"`
	for i := range 101 {
		many += fmt.Sprintf(`,"custom.x%d"`, i)
	}
	for _, method := range []string{"POST", "DELETE"} {
		c.refused(method, path, `{"labelKeys":[`+many+`]}`, 400, "labelKeys")
		c.refused(method, path, `{"labelKeys":[]}`, 400, "labelKeys")
		c.refused(method, path, ``, 400, "labelKeys")
		c.refused(method, path, `{"labelKeys":"x"}`, 400, "labelKeys")
		c.refused(method, path, `{"labelKeys":[1]}`, 400, "labelKeys[0]")
		c.refused(method, "/contacts/v4/contacts/"+noOne+"/labels", fmt.Sprintf(`{"labelKeys":[%q]}`, a), 404, "CONTACT_NOT_FOUND")
	}
}

func TestOrder_shuffled(t *testing.T) {
	c := start(t, Options{Switches: Switches{Order: "on"}})
	c.label("A")
	c.label("B")
	made := c.make(`{"name":{"first":"Ada"},"labelKeys":{"items":["custom.a","custom.b"]},"emails":{"items":[{"email":"a@example.com"},{"email":"b@example.com"}]}}`)
	want(t, made, "info.labelKeys.items", []string{"custom.b", "custom.a"})
	want(t, made, "info.emails.items.1.primary", true)
	want(t, made, "primaryInfo.email", "a@example.com")
}

func TestDelete(t *testing.T) {
	c := start(t, Options{})
	path := func(id string) string { return "/contacts/v4/contacts/" + id }
	made := c.make(somebody)
	if out := c.ok("DELETE", path(idOf(made))+"?id="+idOf(made), ""); len(out) != 0 {
		t.Errorf("answer %s", show(out))
	}
	c.refused("GET", path(idOf(made)), "", 404, "CONTACT_NOT_FOUND")
	c.refused("DELETE", path(idOf(made)), "", 404, "CONTACT_NOT_FOUND")
	c.set("delete.missing", "200")
	c.ok("DELETE", path(idOf(made)), "")

	for code, become := range map[string]func(string) error{
		"CANNOT_DELETE_MEMBER":                            c.server.MakeMember,
		"CANNOT_DELETE_CONTACT_WITH_BILLING_SUBSCRIPTION": c.server.AddBillingSubscription,
		"CANNOT_DELETE_MEMBER_OWNER_OR_CONTRIBUTOR":       c.server.MakeContributor,
	} {
		id := idOf(c.make(somebody))
		if err := become(id); err != nil {
			t.Fatal(err)
		}
		c.refused("DELETE", path(id), "", http.StatusPreconditionRequired, code)
		if err := c.server.RemoveContact(id); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.server.RemoveContact(noOne); err == nil {
		t.Error("removed nobody")
	}
}

func TestMember_primaryEmail(t *testing.T) {
	for _, permissions := range [][]string{nil, {permContactsModify, permContactsView, permMemberEmail}} {
		c := start(t, Options{Permissions: permissions})
		made := c.make(somebody)
		if err := c.server.MakeMember(idOf(made)); err != nil {
			t.Fatal(err)
		}
		member := c.get(idOf(made))
		want(t, member, "lastActivity.activityType", "MEMBER_REGISTER")
		member = c.patch(member, `{"emails":{"items":[{"email":"more@example.com"},{"tag":"MAIN","email":"ADA@example.com","primary":true}]}}`)
		body := patchOf(member, `{"emails":{"items":[{"email":"more@example.com"}]}}`)
		if permissions == nil {
			c.refused("PATCH", "/contacts/v4/contacts/"+idOf(made), body, 428, "CANNOT_UPDATE_MEMBER_EMAIL")
		} else {
			c.ok("PATCH", "/contacts/v4/contacts/"+idOf(made), body)
		}
	}
}

func TestDuplicates(t *testing.T) {
	const (
		mail   = `{"emails":{"items":[{"email":"ADA@Example.com"}]},"phones":{"items":[{"phone":"1"}]}}`
		number = `{"phones":{"items":[{"countryCode":"US","phone":"+1 212.555.0143"}]}}`
		plain  = `{"phones":{"items":[{"phone":"555-0199"}]}}`
		both   = `{"emails":{"items":[{"email":"other@example.com"}]},"phones":{"items":[{"phone":"5550199"}]}}`
	)
	c := start(t, Options{})
	first := c.make(somebody)
	second := c.make(`{"name":{"first":"B"},"phones":{"items":[{"phone":"5550199"}]}}`)
	create := func(info string, status int, code string) object {
		t.Helper()
		return c.refused("POST", "/contacts/v4/contacts", `{"info":`+info+`,"allowDuplicates":false}`, status, code)
	}
	out := create(mail, 409, "DUPLICATE_CONTACT_EXISTS")
	want(t, out, "details.applicationError.data", object{"duplicateContactId": idOf(first), "duplicateEmail": "ADA@Example.com"})
	out = create(number, 409, "DUPLICATE_CONTACT_EXISTS")
	want(t, out, "details.applicationError.data", object{"duplicateContactId": idOf(first), "duplicatePhone": "+1 212.555.0143"})
	want(t, create(plain, 409, "DUPLICATE_CONTACT_EXISTS"), "details.applicationError.data.duplicateContactId", idOf(second))
	create(both, 200, "")
	if n := len(c.server.Contacts()); n != 3 {
		t.Errorf("%d contacts", n)
	}

	path := "/contacts/v4/contacts/" + idOf(second)
	c.refused("PATCH", path, patchOf(second, mail), 409, "DUPLICATE_CONTACT_EXISTS")
	c.refused("PATCH", path, patchOf(second, number), 409, "DUPLICATE_CONTACT_EXISTS")
	own := c.patch(c.get(idOf(first)), `{"emails":{"items":[{"email":"ada@EXAMPLE.com"}]}}`)
	want(t, own, "info.emails.items.0.email", "ada@EXAMPLE.com")
	c.ok("PATCH", path, `{"revision":1,"allowDuplicates":true,"info":`+mail+`}`)

	c.set("email.compare", "exact")
	create(`{"emails":{"items":[{"email":"ADA@EXAMPLE.COM"}]}}`, 200, "")
	c.set("duplicate.leavesContact", "on")
	before := len(c.server.Contacts())
	create(`{"emails":{"items":[{"email":"ADA@EXAMPLE.COM"}]}}`, 409, "DUPLICATE_CONTACT_EXISTS")
	if n := len(c.server.Contacts()); n != before+1 {
		t.Errorf("%d contacts, want %d", n, before+1)
	}
}
