package emulator

import (
	"testing"
	"time"
)

func TestSubmitForm(t *testing.T) {
	c := start(t, Options{Switches: Switches{FieldKeys: "plain"}})
	s := c.server
	c.field("Topic", "TEXT")
	c.field("Size", "TEXT")
	id, err := s.SubmitForm(object{"emails": object{"items": []any{object{"email": "v@example.com"}}}, "company": "X"})
	if err != nil {
		t.Fatal(err)
	}
	made := c.get(id)
	want(t, made, "source.sourceType", "WIX_FORMS")
	want(t, made, "lastActivity.activityType", "FORM_SUBMITTED")
	want(t, made, "info.labelKeys.items", []string{"contacts.contacted-me"})
	want(t, made, "revision", 1)
	c.patch(made, `{"jobTitle":"Y","extendedFields":{"items":{"custom.size":"L"}}}`)
	c.clock.advance(time.Hour)
	again, err := s.SubmitForm(object{
		"name":   object{"first": "Vi"},
		"emails": object{"items": []any{object{"email": "V@Example.com"}, object{"email": "w@example.com", "primary": true}}},
		"phones": object{"items": []any{object{"phone": "555-0101"}}}, "company": "Z",
		"extendedFields": object{"items": object{"custom.topic": "Hi"}},
	})
	if err != nil || again != id {
		t.Fatalf("found %s: %v", again, err)
	}
	after := c.get(id)
	want(t, after, "revision", 3)
	want(t, after, "lastActivity.activityDate", wireMilli(c.clock.at))
	want(t, after, "info.name", object{"first": "Vi"})
	want(t, after, "info.company", "Z")
	want(t, after, "info.jobTitle", "Y")
	want(t, after, "primaryInfo", object{"email": "v@example.com", "phone": "555-0101"})
	want(t, after, "info.emails.items.1.email", "w@example.com")
	want(t, after, "info.emails.items.1.primary", false)
	want(t, after, "info.emails.items.0.id", dig(made, "info.emails.items.0.id"))
	values := dig(after, "info.extendedFields.items").(object)
	if values["custom.size"] != "L" || values["custom.topic"] != "Hi" {
		t.Errorf("values %s", show(values))
	}
	for name, info := range map[string]object{
		"no e-mail": {"name": object{"first": "A"}}, "nonsense": {"birthdate": "soon"},
		"labels": {"emails": object{"items": []any{object{"email": "l@example.com"}}}, "labelKeys": object{"items": []any{"contacts.customers"}}},
		"field":  {"emails": object{"items": []any{object{"email": "v@example.com"}}}, "extendedFields": object{"items": object{"custom.none": "x"}}},
	} {
		if _, err := s.SubmitForm(info); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if c.total() != 1 || c.server.Count("") != 0 {
		t.Errorf("%d contacts", c.total())
	}
}

func TestBreakDeletion(t *testing.T) {
	c := start(t, Options{})
	path := contactsPath + "/" + idOf(c.make(somebody))
	id := path[len(contactsPath)+1:]
	if err := c.server.MakeMember(id); err != nil {
		t.Fatal(err)
	}
	c.refused("DELETE", path, "", 428, "CANNOT_DELETE_MEMBER")
	if err := c.server.BreakDeletion(id); err != nil {
		t.Fatal(err)
	}
	c.refused("DELETE", path, "", 500, "FAILED_DELETE_CONTACT_AFTER_MEMBER_DELETION")
	if values := dig(c.get(id), "info.extendedFields.items").(object); values[keyMembership] != nil {
		t.Errorf("still a member: %s", show(values))
	}
	c.ok("DELETE", path, "")
}

func TestPutAppLabel(t *testing.T) {
	c := start(t, Options{LabelsQuota: 1})
	key, second, foreign := c.server.PutAppLabel("bookings", "Booked a Class"), c.server.PutAppLabel("bookings", "Booked a Class"), c.server.PutAppLabel("events", "顧客")
	if key != "bookings.booked-a-class" || second != key+"-1" || len(foreign) != len("events.")+16 {
		t.Errorf("keys %s, %s, %s", key, second, foreign)
	}
	one := c.ok("GET", labelsPath+"/"+key, "")
	want(t, one, "label.labelType", "WIX_APP_DEFINED")
	want(t, one, "label.namespace", "bookings")
	want(t, c.ok("GET", labelsPath+"?labelType=WIX_APP_DEFINED&namespace=bookings", ""), "metadata.total", 2)
	want(t, c.ok("POST", labelsPath+"/query", `{"query":{"filter":{"labelType":"WIX_APP_DEFINED"}}}`), "pagingMetadata.total", 3)
	c.refused("PATCH", labelsPath+"/"+key, `{"label":{"displayName":"X"}}`, 400, "")
	c.refused("DELETE", labelsPath+"/"+key, "", 400, "")
	c.make(`{"name":{"first":"A"},"labelKeys":{"items":["` + key + `"]}}`)
	c.label("Own")
	c.refused("POST", labelsPath, `{"displayName":"Another"}`, 428, "LABELS_QUOTA_REACHED")
	if err := c.server.RemoveLabel(key); err != nil {
		t.Fatal(err)
	}
	want(t, c.ok("GET", contactsPath, ""), "contacts.0.info.labelKeys", nil)
}
