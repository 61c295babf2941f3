package wix_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestUpdateRefused_once: what Wix refuses is told as it is; nothing is tried
// instead, and nothing written.
func TestUpdateRefused_once(t *testing.T) {
	onSite(t, func(s *site) {
		other := s.put(raw(t, withEmail("taken@example.com")))
		id := s.put(raw(t, withEmail("ann@example.com")))
		ok(t, s.MakeMember(id))
		before := s.Contact(id)
		for name, tt := range map[string]struct {
			id       string
			revision wix.Revision
			want     wix.Info
			code     string
		}{
			"stale":             {id, 1, wix.Info{Company: wix.Some("x")}, wix.CodeContactChanged},
			"stale, clearing":   {id, 1, wix.Info{Company: wix.Null[string]()}, wix.CodeContactChanged},
			"ahead":             {id, 99, wix.Info{Company: wix.Some("x")}, wix.CodeContactChanged},
			"no such contact":   {"33333333-2222-4333-8444-555555555555", 1, wix.Info{Company: wix.Some("x")}, "CONTACT_NOT_FOUND"},
			"duplicate":         {other, 1, withEmail("ann@example.com"), "DUPLICATE_CONTACT_EXISTS"},
			"member's e-mail":   {id, 2, withEmail("new@example.com"), wix.CodeMemberEmail},
			"nothing":           {id, 2, wix.Info{}, wix.CodeNothingToUpdate},
			"only label keys":   {id, 2, wix.Info{LabelKeys: wix.Items([]string{"contacts.customers"})}, wix.CodeNothingToUpdate},
			"nobody left":       {other, 1, emails(), wix.CodeInsufficientData},
			"unknown field":     {id, 2, wix.Info{ExtendedFields: wix.Some(wix.Values{Items: map[string]any{"custom.none": nil}})}, wix.CodeFieldNotFound},
			"malformed":         {id, 2, birthdate(wix.Some("yesterday")), ""},
			"malformed, two":    {id, 2, wix.Info{Birthdate: wix.Some("yesterday"), Locale: wix.Some[wix.Locale]("!")}, ""},
			"two primary items": {other, 1, emails(wix.Email{Email: "a@example.com", Primary: true}, wix.Email{Email: "b@example.com", Primary: true}), "CANNOT_HAVE_MULTIPLE_PRIMARY_INFO"},
		} {
			out, err := s.client.UpdateContact(s.ctx(), tt.id, tt.revision, tt.want, false)
			e := failure(t, err)
			if out != nil || e.Code != tt.code || e.Lost || (e.Code == "") != (len(e.Violations) > 0) {
				t.Errorf("%s: %+v, %+v", name, out, e)
			}
			if wix.IsChanged(err) != (tt.code == wix.CodeContactChanged) || wix.IsNotFound(err) != (name == "no such contact") {
				t.Errorf("%s: changed %t, not found %t", name, wix.IsChanged(err), wix.IsNotFound(err))
			}
			s.sent(patchContact)
		}
		if string(encode(t, s.Contact(id))) != string(encode(t, before)) || s.Contact(other)["revision"] != json.Number("1") {
			t.Error("something was written")
		}
	})
}

// TestUpdateRefused_allowDuplicates: the waiver travels with each PATCH.
func TestUpdateRefused_allowDuplicates(t *testing.T) {
	onSite(t, func(s *site) {
		s.put(raw(t, withEmail("taken@example.com")))
		id := s.put(map[string]any{"name": map[string]any{"first": "Ann"}, "company": "Old"})
		want := withEmail("taken@example.com")
		want.Company = wix.Null[string]()
		out, err := s.client.UpdateContact(s.ctx(), id, 1, want, true)
		if err != nil || out.Info.Company.Get() != "" || len(out.Info.Emails.Get().Items) != 1 {
			t.Errorf("%+v, %v", out, err)
		}
		s.sent(patchContact, patchContact)
	}, switched(emulator.Switches{PatchNull: "noop"}))
}

// TestUpdateRefused_notForNull: when a PATCH with a null in it is refused for
// something else, that is what the error tells.
func TestUpdateRefused_notForNull(t *testing.T) {
	onSite(t, func(s *site) {
		id := s.put(map[string]any{"name": map[string]any{"first": "Ann"}, "birthdate": "2000-01-01"})
		want := wix.Info{Birthdate: wix.Null[string](), Locale: wix.Some[wix.Locale]("not a locale")}
		_, err := s.client.UpdateContact(s.ctx(), id, 1, want, false)
		if e := failure(t, err); len(e.Violations) != 1 || e.Violations[0].Field != "info.locale" {
			t.Errorf("%+v", e.Violations)
		}
		if s.text(id, "birthdate") != "2000-01-01" || s.Count(patchContact) > 2 {
			t.Errorf("%d requests", s.Count(patchContact))
		}
	})
}

// TestUpdateRefused_null: a server may refuse null outright; the empty text is
// tried once (contract 6.5).
func TestUpdateRefused_null(t *testing.T) {
	for _, body := range []string{
		`{"message":"Expected a string"}`,
		`{"message":"","details":{"applicationError":{"code":"INSUFFICIENT_UPDATE_CONTACT_DATA"}}}`,
		`{"message":"","details":{"applicationError":{"code":"INVALID_EXTENDED_FIELD_VALUE"}}}`,
		`{"message":"","details":{"validationError":{"fieldViolations":[{"field":"info.company","description":"must be text"}]}}}`,
	} {
		onSite(t, func(s *site) {
			id := s.put(map[string]any{"name": map[string]any{"first": "Ann"}, "company": "Old"})
			s.arm(emulator.Fault{Status: http.StatusBadRequest, Body: body}, patchContact, 1)
			out, err := s.client.UpdateContact(s.ctx(), id, 1, company(wix.Null[string]()), false)
			if err != nil || out.Info.Company.Get() != "" || s.text(id, "company") != nil {
				t.Errorf("%s: %+v, %v", body, out, err)
			}
			requests := s.Requests()
			s.sent(patchContact, patchContact)
			for i, want := range []string{`{"company":null}`, `{"company":""}`} {
				var sent struct{ Info json.RawMessage }
				ok(t, json.Unmarshal(requests[i].Body, &sent))
				if string(sent.Info) != want {
					t.Errorf("request %d: %s, want %s", i, sent.Info, want)
				}
			}
		})
	}
}

// TestUpdate_notStored: a 200 that kept another value names the member.
func TestUpdate_notStored(t *testing.T) {
	for _, tt := range []struct {
		want  wix.Info
		field string
	}{
		{company(wix.Some("Ours")), "info.company"},
		{phones(wix.Phone{Phone: "555-0109"}), "info.phones"},
		{wix.Info{ExtendedFields: wix.Some(wix.Values{Items: map[string]any{"custom.a": "x"}})}, "info.extendedFields.items.custom.a"},
	} {
		transport := always(http.StatusOK, `{"contact":{"id":"00000000-0000-4000-8000-000000000001","revision":2,"info":{"name":{"first":"Ann"},"company":"Theirs"}}}`)
		out, err := transport.client(t).UpdateContact(t.Context(), "00000000-0000-4000-8000-000000000001", 1, tt.want, false)
		e := failure(t, err)
		if e.Code != wix.CodeNotTaken || len(e.Violations) != 1 || e.Violations[0].Field != tt.field || out == nil || transport.count() != 1 {
			t.Errorf("%s: %+v, %d requests", tt.field, e, transport.count())
		}
	}
}
