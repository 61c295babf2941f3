package emulator

import (
	"errors"
	"net/http"
	"testing"
	"time"
)

func TestPeople_contacts(t *testing.T) {
	c := start(t, Options{Switches: Switches{FieldKeys: "plain"}})
	s := c.server
	text, label := s.PutField("Note", "TEXT"), s.PutLabel("Red")
	id, err := s.PutContact(map[string]any{
		"name": map[string]any{"first": "Ada"}, "emails": map[string]any{"items": []map[string]any{{"email": "a@example.com"}}},
		"extendedFields": map[string]any{"items": map[string]any{text: "x"}}, "labelKeys": map[string]any{"items": []string{label}},
		"picture": map[string]any{"image": map[string]any{"url": "https://static.example.com/a.png"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	before := s.Contact(id)
	want(t, before, "picture.url", "https://static.example.com/a.png")
	c.clock.advance(time.Hour)
	err = s.EditContact(id, func(info map[string]any) {
		delete(info, "name")
		info["company"] = "X"
		emails := dig(info, "emails.items").([]any)
		info["emails"] = object{"items": append(emails, object{"email": "b@example.com", "tag": "WORK"})}
		info["phones"] = map[string]any{"items": []any{map[string]any{"phone": "212 555 0100", "countryCode": "US"}}}
		delete(dig(info, "extendedFields.items").(object), text)
	})
	if err != nil {
		t.Fatal(err)
	}
	after := s.Contact(id)
	want(t, after, "revision", 2)
	want(t, after, "updatedDate", "2026-03-01T13:00:00.000Z")
	want(t, after, "info.name", nil)
	want(t, after, "info.company", "X")
	want(t, after, "info.emails.items.0.id", dig(before, "info.emails.items.0.id"))
	want(t, after, "info.emails.items.1.primary", false)
	want(t, after, "info.phones.items.0.e164Phone", "+12125550100")
	want(t, after, "info.labelKeys.items", []string{label})
	want(t, after, "info.extendedFields.items", object{keyEffectiveEmail: "a@example.com", keySubscription: "NOT_SET"})
	after["info"].(object)["company"] = "changed by the reader"
	want(t, s.Contact(id), "info.company", "X")

	for name, act := range map[string]func() error{
		"bump": func() error { return s.BumpRevision(id) }, "label": func() error { return s.LabelContact(id, "contacts.customers") },
		"unlabel": func() error { return s.UnlabelContact(id, label) }, "member": func() error { return s.MakeMember(id) },
		"billing": func() error { return s.AddBillingSubscription(id) }, "contributor": func() error { return s.MakeContributor(id) },
		"subscribe": func() error { return s.Subscribe(id, "pending") }, "field": func() error { return s.SetField(id, "ecom.numOfPurchases", 3) },
	} {
		before := show(s.Contact(id)["revision"])
		if err := act(); err != nil || show(s.Contact(id)["revision"]) == before {
			t.Errorf("%s: %v, revision still %s", name, err, before)
		}
	}
	want(t, s.Contact(id), "info.labelKeys.items", []string{"contacts.customers"})
	if s.CountAll() != 0 {
		t.Errorf("%d requests recorded", s.CountAll())
	}
	err = s.EditContact(id, func(info map[string]any) { info["birthdate"] = "soon" })
	var e *apiError
	if !errors.As(err, &e) || e.status != http.StatusBadRequest {
		t.Errorf("edited to nonsense: %v", err)
	}
	for name, err := range map[string]error{
		"status": s.Subscribe(id, "maybe"), "unknown field": s.SetField(id, "custom.none", "x"), "nobody": s.BumpRevision(noOne),
		"label": s.LabelContact(id, "custom.none"), "merge": s.MergeContacts(id, noOne), "merge into itself": s.MergeContacts(id, id),
		"remove label": s.RemoveLabel("custom.none"), "rename label": s.RenameLabel("custom.none", "x"),
		"remove field": s.RemoveField("custom.none"), "rename field": s.RenameField("custom.none", "x"),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestPeople_definitions(t *testing.T) {
	c := start(t, Options{})
	s := c.server
	label, field := s.PutLabel("Red"), s.PutField("Note", "URL")
	if err := errors.Join(s.RenameLabel(label, "Blue"), s.RenameField(field, "Link")); err != nil {
		t.Fatal(err)
	}
	want(t, s.Label(label), "displayName", "Blue")
	want(t, s.Field(field), "displayName", "Link")
	want(t, s.Field(field), "dataType", "URL")
	if len(s.Labels()) != 3 || len(s.Fields()) != 13 {
		t.Errorf("%d labels, %d fields", len(s.Labels()), len(s.Fields()))
	}
	if err := errors.Join(s.RemoveLabel(label), s.RemoveField(field)); err != nil || s.Label(label) != nil || s.Field(field) != nil || s.Contact(noOne) != nil {
		t.Error(err)
	}
	s.Inject(Fault{Status: 500})
	c.do("GET", labelsPath, "")
	s.PutLabel("Green")
	s.Reset()
	if len(s.Labels()) != 2 || s.CountAll() != 0 {
		t.Error("the reset left something")
	}
	c.ok("GET", labelsPath, "")
}
