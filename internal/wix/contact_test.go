package wix_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestContact_merged: only a read follows a merge, and shows it by the id
// (contract 6.4).
func TestContact_merged(t *testing.T) {
	s := newSite(t)
	id, survivor := s.put(person("Ann")), s.put(person("Ann"))
	ok(t, s.MergeContacts(survivor, id))
	out, err := s.client.GetContact(s.ctx(), id)
	if err != nil || out.ID != survivor {
		t.Errorf("%+v, %v", out, err)
	}
	_, err = s.client.UpdateContact(s.ctx(), id, 1, company(wix.Some("x")), false)
	if !wix.IsNotFound(err) {
		t.Error(err)
	}
	ok(t, s.client.DeleteContact(s.ctx(), id))
	if s.Contact(survivor) == nil {
		t.Error("the survivor is gone")
	}
	s.sent(readContact, patchContact, deleteContact)
}

// TestContact_deleteRefused: those whom Wix protects stay, and the reason is
// told.
func TestContact_deleteRefused(t *testing.T) {
	s := newSite(t)
	for code, protect := range map[string]func(string) error{
		wix.CodeDeleteMember: s.MakeMember, wix.CodeDeleteSubscriber: s.AddBillingSubscription, wix.CodeDeleteContributor: s.MakeContributor,
	} {
		id := s.put(person("Ann"))
		ok(t, protect(id))
		err := s.client.DeleteContact(s.ctx(), id)
		if e := failure(t, err); e.Status != 428 || e.Code != code || s.Contact(id) == nil {
			t.Errorf("%s: %+v", code, e)
		}
		s.sent(deleteContact)
	}
	// The code of a deletion that was half done comes with a 500, which passes.
	id := s.put(person("Bob"))
	s.arm(emulator.Fault{Status: 500, Code: "FAILED_DELETE_CONTACT_AFTER_MEMBER_DELETION"}, deleteContact, 1)
	ok(t, s.client.DeleteContact(s.ctx(), id))
	s.sent(deleteContact, deleteContact)
}

// TestContact_find: a filter goes to the server as it is.
func TestContact_find(t *testing.T) {
	s := newSite(t)
	want := []string{s.put(raw(t, withEmail("a@example.com"))), s.put(raw(t, withEmail("b@example.com")))}
	s.put(raw(t, withEmail("c@example.com")))
	filter := map[string]any{"info.emails.email": map[string]any{"$in": []string{"a@example.com", "b@example.com"}}}
	found, err := s.client.FindContacts(s.ctx(), filter)
	ok(t, err)
	got := []string{}
	for _, c := range found {
		got = append(got, c.ID)
	}
	slices.Sort(want)
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	_, err = s.client.FindContacts(s.ctx(), map[string]any{"info.shoeSize": 5})
	if e := failure(t, err); e.Status != 400 || e.Code != "UNSUPPORTED_FILTER_FIELD_UNKNOWN" {
		t.Errorf("%+v", e)
	}
	s.sent(queryContacts, queryContacts)
}

// TestContact_page: pages by offset tell whether more follow.
func TestContact_page(t *testing.T) {
	for _, missing := range []string{"off", "on"} {
		s := newSite(t, switched(emulator.Switches{MissingTotal: missing}))
		for i := range 1001 {
			s.put(person(fmt.Sprint(i)))
		}
		for offset, want := range map[int]struct {
			n    int
			more bool
		}{0: {1000, true}, 1000: {1, missing == "on"}, 1001: {0, false}} {
			out, more, err := s.client.ContactsPage(s.ctx(), offset)
			if err != nil || len(out) != want.n || more != want.more {
				t.Errorf("from %d: %d, more %t, %v", offset, len(out), more, err)
			}
		}
		s.sent(listContacts, listContacts, listContacts)
	}
}

// TestContact_byID: those that are gone, merged or unknown are left out.
func TestContact_byID(t *testing.T) {
	s := newSite(t)
	a, b, merged, gone := s.put(person("A")), s.put(person("B")), s.put(person("C")), s.put(person("D"))
	s.put(person("E"))
	ok(t, s.MergeContacts(a, merged))
	ok(t, s.RemoveContact(gone))
	out, err := s.client.ContactsByID(s.ctx(), []string{a, b, merged, gone, "33333333-2222-4333-8444-555555555555"})
	ok(t, err)
	got := []string{}
	for _, c := range out {
		got = append(got, c.ID)
	}
	if slices.Sort(got); !slices.Equal(got, slices.Sorted(slices.Values([]string{a, b}))) {
		t.Errorf("got %v", got)
	}
	s.sent(queryContacts)
}

// TestDefinition_rename: the name is sent wrapped (Appendix A), the key stays.
func TestDefinition_rename(t *testing.T) {
	s := newSite(t)
	l, f := s.PutLabel("Old label"), s.PutField("Old field", "DATE")
	s.PutLabel("Taken")
	label, err := s.client.Labels.Rename(s.ctx(), l, "New label")
	if err != nil || label.Key != l || label.DisplayName != "New label" || s.Label(l)["displayName"] != "New label" {
		t.Errorf("%+v, %v", label, err)
	}
	field, err := s.client.Fields.Rename(s.ctx(), f, "New field")
	if err != nil || field.Key != f || field.DisplayName != "New field" || field.DataType != forms.Date {
		t.Errorf("%+v, %v", field, err)
	}
	bodies := []string{}
	for _, r := range s.Requests() {
		bodies = append(bodies, string(r.Body))
	}
	if diff := cmp.Diff([]string{`{"label":{"displayName":"New label"}}`, `{"field":{"displayName":"New field"}}`}, bodies); diff != "" {
		t.Errorf("bodies (-want +got):\n%s", diff)
	}
	s.sent(renameLabel, renameField)

	if _, err = s.client.Labels.Rename(s.ctx(), l, "Taken"); failure(t, err).Status != 409 {
		t.Error(err)
	}
	if _, err = s.client.Labels.Rename(s.ctx(), "contacts.customers", "Mine"); failure(t, err).Status != 400 || wix.IsNotFound(err) {
		t.Error(err)
	}
	if err = s.client.Fields.Delete(s.ctx(), "invoices.vatId"); failure(t, err).Status != 400 {
		t.Error(err)
	}
	if _, err = s.client.Fields.Rename(s.ctx(), "custom.none", "Mine"); !wix.IsNotFound(err) {
		t.Error(err)
	}
	s.sent(renameLabel, renameLabel, deleteField, renameField)
}

func TestWritableField(t *testing.T) {
	for key, want := range map[string]bool{
		"custom.a": true, wix.VATID: true, "custom.": false, "custom": false, "customer.a": false, "": false,
		"emailSubscriptions.subscriptionStatus": false, "invoices.other": false, "contacts.customers": false,
	} {
		if got := wix.WritableField(key); got != want {
			t.Errorf("%q: %t", key, got)
		}
	}
}
