package wix_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestDecode_forms: both forms of what the sources disagree on (Appendix A)
// give the same.
func TestDecode_forms(t *testing.T) {
	const (
		label   = `{"key":"custom.a","displayName":"A"}`
		field   = `{"key":"custom.b","displayName":"B","dataType":"NUMBER"}`
		contact = `{"id":"00000000-0000-4000-8000-000000000001","revision":7}`
	)
	for name, tt := range map[string]struct {
		operation string
		want      string
		forms     []string
	}{
		"field":       {"Get Extended Field", field, []string{`{"field":` + field + `}`, field}},
		"field write": {"Update Extended Field", field, []string{`{"field":` + field + `}`, field}},
		"label":       {"Get Label", label, []string{`{"label":` + label + `}`, label}},
		"label write": {"Update Label", label, []string{`{"label":` + label + `}`, label}},
		"contact": {"Merge Contacts", contact, []string{
			`{"contact":` + contact + `}`, contact, `{"contact":{"id":"00000000-0000-4000-8000-000000000001","revision":"7"}}`,
			`{"contact":` + contact + `,"responseType":"REGULAR"}`, `{"contact":` + contact + `,"responseType":"RESPONSE_OF_TOMORROW"}`,
		}},
		"contacts": {"Query Contacts", "[" + contact + "]", []string{
			`{"contacts":[` + contact + `],"pagingMetadata":{"count":1,"offset":0,"total":1}}`,
		}},
		"contacts without a total": {"Query Contacts", "[" + contact + "]", []string{
			`{"contacts":[` + contact + `],"pagingMetadata":{"count":1,"offset":0,"tooManyToCount":true}}`,
			`{"contacts":[` + contact + `],"pagingMetadata":{"count":1,"offset":0,"too_many_to_count":true,"hasNext":false}}`,
			`{"contacts":[` + contact + `],"pagingMetadata":{"count":"1","total":"1"}}`,
			`{"contacts":[` + contact + `],"pagingMetadata":null,"metadata":[]}`,
			`{"contacts":[` + contact + `]}`,
		}},
		"labels listed":  {"List Labels", "[" + label + "]", []string{`{"labels":[` + label + `],"metadata":{"total":1}}`, `{"labels":[` + label + `],"pagingMetadata":{"total":1}}`}},
		"labels queried": {"Query Labels", "[" + label + "]", []string{`{"labels":[` + label + `],"metadata":{"total":1}}`, `{"labels":[` + label + `],"pagingMetadata":{"total":1}}`}},
		"fields listed":  {"List Extended Fields", "[" + field + "]", []string{`{"fields":[` + field + `],"metadata":{"total":1}}`, `{"fields":[` + field + `],"pagingMetadata":{"total":1}}`}},
		"fields queried": {"Query Extended Fields", "[" + field + "]", []string{`{"fields":[` + field + `],"metadata":{"total":1}}`, `{"fields":[` + field + `],"pagingMetadata":{"total":1}}`}},
		"nothing listed": {"List Labels", "null", []string{`{"labels":[]}`, `{"labels":null}`, `{"labels":[],"metadata":{"total":0}}`}},
	} {
		for _, form := range tt.forms {
			transport := always(http.StatusOK, form)
			out, err := called(tt.operation).call(t.Context(), transport.client(t), printed)
			requests := 1
			if strings.HasSuffix(name, "without a total") {
				requests = 2
			}
			if err != nil || transport.count() != requests {
				t.Errorf("%s: %s: %d requests, %v", name, form, transport.count(), err)
				continue
			}
			// What was read holds what was meant, and no more than zero values.
			got := leaves(t, encode(t, out))
			for at, value := range leaves(t, []byte(tt.want)) {
				if got[at] != value {
					t.Errorf("%s: %s: %s is %s, want %s", name, form, at, got[at], value)
				}
			}
		}
	}
}

// TestDecode_notAPage: an answer without anything of a page is not an empty page:
// what is not on it would be taken for gone, or for used by nobody.
func TestDecode_notAPage(t *testing.T) {
	for _, op := range operations {
		if !strings.HasPrefix(op.name, "List ") && !strings.HasPrefix(op.name, "Query ") {
			continue
		}
		for _, form := range []string{`{}`, `{"ok":true}`, `{"pagingMetadata":{"total":0}}`, `{"facets":[]}`, `{"contact":{"id":"00000000-0000-4000-8000-000000000001"}}`, `{"message":"sign in"}`} {
			out, err := op.call(t.Context(), always(http.StatusOK, form).client(t), printed)
			if err == nil {
				t.Errorf("%s: %s was read as %v", op.name, form, out)
			}
		}
	}
}

// TestDecode_total: the total is told, under either name, or not at all.
func TestDecode_total(t *testing.T) {
	for form, want := range map[string]bool{
		`{"contacts":[{"id":"00000000-0000-4000-8000-000000000001"}],"pagingMetadata":{"total":2}}`:                true,
		`{"contacts":[{"id":"00000000-0000-4000-8000-000000000001"}],"metadata":{"total":2}}`:                      true,
		`{"contacts":[{"id":"00000000-0000-4000-8000-000000000001"}],"metadata":{"total":1}}`:                      false,
		`{"contacts":[{"id":"00000000-0000-4000-8000-000000000001"}],"pagingMetadata":{"tooManyToCount":true}}`:    true,
		`{"contacts":[{"id":"00000000-0000-4000-8000-000000000001"}],"pagingMetadata":{"too_many_to_count":true}}`: true,
		`{"contacts":[{"id":"00000000-0000-4000-8000-000000000001"}]}`:                                             true,
	} {
		contacts, more, err := always(http.StatusOK, form).client(t).ContactsPage(t.Context(), 0)
		if err != nil || len(contacts) != 1 || more != want {
			t.Errorf("%s: %d contacts, more: %t, %v", form, len(contacts), more, err)
		}
	}
}

// TestDecode_lenient: nothing that a newer server might send fails a read.
func TestDecode_lenient(t *testing.T) {
	const answer = `{"contact":{
		"id":"00000000-0000-4000-8000-000000000001","revision":null,"tomorrow":{"a":[1]},"segments":["x"],"memberInfo":{"status":"NEW"},"source":{"sourceType":"SOURCE_OF_TOMORROW"},
		"lastActivity":{"activityType":"ACTIVITY_OF_TOMORROW","icon":"sun"},"picture":{"id":"p"},"primaryInfo":null,"primaryEmail":null,
		"info":{"name":{"first":"A","middle":"B"},"company":null,"emails":{"items":[{"email":"a@example.com","tag":"TAG_OF_TOMORROW","verified":true}]},
			"phones":{},"addresses":{"items":null},"labelKeys":null,"assignedUserIds":{"items":["u"]},"picture":{"imageProvider":"UNKNOWN"},
			"extendedFields":{"items":{"custom.n":1.50,"custom.big":12345678901234567890,"custom.t":"x","custom.o":{"stringValue":"y"},"custom.null":null}}}},
		"responseType":"TYPE_OF_TOMORROW"}`
	out, err := always(http.StatusOK, answer).client(t).GetContact(t.Context(), "00000000-0000-4000-8000-000000000001")
	ok(t, err)
	if out.Source.SourceType != "SOURCE_OF_TOMORROW" || out.LastActivity.ActivityType != "ACTIVITY_OF_TOMORROW" || out.PrimaryEmail != (wix.PrimaryEmail{}) || out.Revision != 0 {
		t.Errorf("%+v", out)
	}
	info := out.Info
	if info.Name.Get() != (wix.Name{First: "A"}) || info.Emails.Get().Items[0].Tag != "TAG_OF_TOMORROW" || len(info.Phones.Get().Items)+len(info.Addresses.Get().Items)+len(out.Labels()) != 0 {
		t.Errorf("%+v", info)
	}
	want := map[string]any{
		"custom.n": json.Number("1.50"), "custom.big": json.Number("12345678901234567890"), "custom.t": "x",
		"custom.o": map[string]any{"stringValue": "y"}, "custom.null": nil,
	}
	if diff := cmp.Diff(want, info.ExtendedFields.Get().Items); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestDecode_emulated: every operation takes the printed forms, text revisions
// and unknown members together.
func TestDecode_emulated(t *testing.T) {
	for _, sw := range []emulator.Switches{
		{Envelope: "printed", RevisionType: "string", Unknowns: "on", Order: "on", MissingTotal: "on"},
		{Unknowns: "on"},
		{Envelope: "printed"},
		{RevisionType: "string"},
	} {
		each(t, operations, func(s *site, op operation) {
			ok(s.t, op.run(s.ctx(), s.client, s.fixture()))
			want := 1
			if sw.MissingTotal == "on" && slices.Contains([]string{listLabels, queryLabels, listFields, queryFields, listContacts, queryContacts}, op.route) {
				want = 2 // the second page tells that nothing follows
			}
			if got := s.CountAll(); got != want {
				s.t.Errorf("with %+v: %d requests, want %d", sw, got, want)
			}
		}, switched(sw), retries(0))
	}
}
