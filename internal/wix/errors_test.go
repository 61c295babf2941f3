package wix_test

import (
	"errors"
	"fmt"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// refusal is the error of an update that was answered so.
func refusal(t *testing.T, status int, body string, header ...string) *wix.Error {
	t.Helper()
	_, err := always(status, body, header...).client(t).UpdateContact(t.Context(), "00000000-0000-4000-8000-000000000001", 1, wix.Info{Company: wix.Some("x")}, false)
	return failure(t, err)
}

// TestError_envelope: every shape of contract 2.1.
func TestError_envelope(t *testing.T) {
	const application = `{"message":%q,"details":{"applicationError":{"code":%q,"description":%q,"data":%s}}}`
	tree := "contact is invalid:\n`-- addresses [at index 0] is invalid: bad"
	for name, tt := range map[string]struct {
		status int
		body   string
		want   wix.Error
	}{
		"application": {
			400, fmt.Sprintf(application, "text", "INSUFFICIENT_CONTACT_DATA", "more", "{}"),
			wix.Error{Code: "INSUFFICIENT_CONTACT_DATA", Message: "text"},
		},
		"application without message": {
			400, fmt.Sprintf(application, "", "ILLEGAL", " more ", "null"), wix.Error{Code: "ILLEGAL", Message: "more"},
		},
		"unknown fields, whose names are in the description": {
			400, fmt.Sprintf(application, "Bad request", "EXTENDED_FIELD_NOT_FOUND", "Extended fields not found: custom.a,custom.b.", "{}"),
			wix.Error{Code: wix.CodeFieldNotFound, Message: "Extended fields not found: custom.a,custom.b."},
		},
		"validation": {
			400, fmt.Sprintf(`{"message":%q,"details":{"validationError":{"fieldViolations":[
				{"field":"info.addresses.items[0].address.subdivision","description":"bad","violatedRule":"FORMAT","data":{"type":"SUBDIVISION"}},
				{"field":"revision","description":"too large","violatedRule":"MAX","data":{"threshold":5}},
				{"field":"info","description":"odd","violatedRule":"CUSTOM","ruleName":"SOME_RULE"},
				{"field":"info.emails.items[1].email","description":"bare"},
				{"field":"","description":"","violatedRule":"RULE_OF_TOMORROW"}]}}}`, tree),
			wix.Error{Message: tree, Violations: []wix.Violation{
				{Field: "info.addresses.items[0].address.subdivision", Description: "bad", Rule: "FORMAT"},
				{Field: "revision", Description: "too large", Rule: "MAX"},
				{Field: "info", Description: "odd", Rule: "CUSTOM"},
				{Field: "info.emails.items[1].email", Description: "bare"},
				{Rule: "RULE_OF_TOMORROW"},
			}},
		},
		"message only":          {400, `{"message":"Expected an object"}`, wix.Error{Message: "Expected an object"}},
		"empty, as servers err": {500, `{"message":"","details":{}}`, wix.Error{Lost: true}},
		"OAuth":                 {401, `{"error":"invalid_client","error_description":"unknown app"}`, wix.Error{Message: "unknown app"}},
		"OAuth, short":          {400, `{"error":"invalid_request"}`, wix.Error{Message: "invalid_request"}},
		"members of other types": {
			409, `{"message":5,"details":{"applicationError":{"code":"CODE","description":[],"data":{"duplicateContactId":7,"labelsQuota":null}}},"error":{}}`,
			wix.Error{Code: "CODE"},
		},
		"details of another type": {400, `{"message":"text","details":"none"}`, wix.Error{Message: "text"}},
		"details null":            {403, `{"message":"text","details":null}`, wix.Error{Message: "text"}},
		"unknown members":         {428, `{"message":"text","details":{"tomorrow":{}},"code":9}`, wix.Error{Message: "text"}},
		"labels quota, numbers as text": {
			428, fmt.Sprintf(application, "full", wix.CodeLabelsQuota, "", `{"labelsQuota":"1000","labelsCurrentTotal":"1000"}`),
			wix.Error{Code: wix.CodeLabelsQuota, Message: "full", Quota: "1000", QuotaUsed: "1000"},
		},
		"labels quota, numbers": {
			428, fmt.Sprintf(application, "full", wix.CodeLabelsQuota, "", `{"labelsQuota":1000,"labelsCurrentTotal":999}`),
			wix.Error{Code: wix.CodeLabelsQuota, Message: "full", Quota: "1000", QuotaUsed: "999"},
		},
		"fields quota": {
			429, fmt.Sprintf(application, "full", wix.CodeFieldsQuota, "", `{}`), wix.Error{Code: wix.CodeFieldsQuota, Message: "full"},
		},
		"duplicate e-mail": {
			409, fmt.Sprintf(application, "taken", "DUPLICATE_CONTACT_EXISTS", "", `{"duplicateContactId":"00000000-0000-4000-8000-000000000002","duplicateEmail":"a@example.com"}`),
			wix.Error{Code: "DUPLICATE_CONTACT_EXISTS", Message: "taken", Duplicate: wix.Duplicate{ContactID: "00000000-0000-4000-8000-000000000002", Email: "a@example.com"}},
		},
		"duplicate phone": {
			409, fmt.Sprintf(application, "taken", "DUPLICATE_CONTACT_EXIST", "", `{"duplicatePhone":"555-0100"}`),
			wix.Error{Code: "DUPLICATE_CONTACT_EXIST", Message: "taken", Duplicate: wix.Duplicate{Phone: "555-0100"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			tt.want.Status, tt.want.RequestID = tt.status, "1.2"
			tt.want.Operation, tt.want.Host, tt.want.Method, tt.want.Path = "update a contact", "www.wixapis.com", "PATCH", "/contacts/v4/contacts/00000000-0000-4000-8000-000000000001"
			got := refusal(t, tt.status, tt.body, "X-Wix-Request-Id", "1.2")
			if diff := cmp.Diff(&tt.want, got, cmpopts.IgnoreFields(wix.Error{}, "Permission")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestError_foreign: of what no API wrote, status and beginning are kept.
func TestError_foreign(t *testing.T) {
	long := "<html>" + string(make([]byte, 500)) + "the end"
	for _, body := range []string{"<html>no</html>", "", "[]", "null", "42", "{}", "\xff\xfe\x01\x02", long} {
		e := refusal(t, http.StatusForbidden, body)
		if e.Status != http.StatusForbidden || e.Cause == nil || e.Code != "" || e.Message != "" || e.Permission == "" {
			t.Errorf("%q: %+v", body, e)
		}
		if len(e.Error()) > 1000 || within(e.Error(), "the end") {
			t.Errorf("%q: %s", body, e)
		}
	}
	if e := refusal(t, http.StatusForbidden, "<html>go\naway</html>"); !within(e.Error(), "<html>go away</html>") {
		t.Errorf("beginning is missing: %s", e)
	}
}

func TestError_text(t *testing.T) {
	for want, e := range map[string]*wix.Error{
		"cannot read a label":                                                 {Operation: "read a label"},
		"cannot read a label: status 403: no (request 1.2)":                   {Operation: "read a label", Status: 403, Message: "no", RequestID: "1.2"},
		"cannot read a label: status 429 FULL: no: cut":                       {Operation: "read a label", Status: 429, Code: "FULL", Message: "no", Cause: errors.New("cut")},
		"cannot create a contact: cut":                                        {Operation: "create a contact", Lost: true, Cause: errors.New("cut")},
		"cannot create a contact: status 409 DUPLICATE_CONTACT_EXISTS: taken": {Operation: "create a contact", Status: 409, Code: "DUPLICATE_CONTACT_EXISTS", Message: "taken", Duplicate: wix.Duplicate{Email: "a@example.com"}},
	} {
		if got := e.Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestError_predicates(t *testing.T) {
	const stale = "Contact has been updated since the requested revision."
	for _, tt := range []struct {
		e                                    *wix.Error
		notFound, changed, duplicate, isLost bool
	}{
		{&wix.Error{Status: 404}, true, false, false, false},
		{&wix.Error{Status: 404, Cause: errors.New("foreign")}, false, false, false, false},
		{&wix.Error{Status: 409}, false, true, false, false},
		{&wix.Error{Status: 409, Code: wix.CodeContactChanged}, false, true, false, false},
		{&wix.Error{Status: 428, Code: wix.CodeContactChanged}, false, true, false, false},
		{&wix.Error{Status: 409, Code: "ABORTED", Message: stale}, false, true, false, false},
		{&wix.Error{Status: 409, Code: "ALREADY_EXISTS"}, false, false, false, false},
		{&wix.Error{Status: 409, Code: "DUPLICATE_CONTACT_EXISTS"}, false, false, true, false},
		{&wix.Error{Status: 409, Code: "DUPLICATE_CONTACT_EXIST"}, false, false, true, false},
		{&wix.Error{Status: 400}, false, false, false, false},
		{&wix.Error{Status: 503, Lost: true}, false, false, false, true},
	} {
		wrapped := fmt.Errorf("wrapped: %w", tt.e)
		for what, pair := range map[string][2]bool{
			"IsNotFound":  {wix.IsNotFound(wrapped), tt.notFound},
			"IsChanged":   {wix.IsChanged(wrapped), tt.changed},
			"IsDuplicate": {wix.IsDuplicate(wrapped), tt.duplicate},
			"IsLost":      {wix.IsLost(wrapped), tt.isLost},
			"HasCode":     {wix.HasCode(wrapped, tt.e.Code), true},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s of %v: %t", what, tt.e, pair[0])
			}
		}
	}
	for _, err := range []error{nil, errors.New("other")} {
		if wix.IsNotFound(err) || wix.IsChanged(err) || wix.IsDuplicate(err) || wix.IsLost(err) || wix.HasCode(err, "") {
			t.Errorf("%v is something", err)
		}
	}
}
