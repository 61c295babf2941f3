package wix

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

const requestIDHeader = "X-Wix-Request-Id"

// Application codes that callers tell apart (contract 2.3).
const (
	CodeContactChanged      = "CONTACT_ALREADY_CHANGED"
	CodeNothingToUpdate     = "INSUFFICIENT_UPDATE_CONTACT_DATA"
	CodeInsufficientData    = "INSUFFICIENT_CONTACT_DATA"
	CodeMemberEmail         = "CANNOT_UPDATE_MEMBER_EMAIL"
	CodeDeleteMember        = "CANNOT_DELETE_MEMBER"
	CodeDeleteSubscriber    = "CANNOT_DELETE_CONTACT_WITH_BILLING_SUBSCRIPTION"
	CodeDeleteContributor   = "CANNOT_DELETE_MEMBER_OWNER_OR_CONTRIBUTOR"
	CodeFieldNotFound       = "EXTENDED_FIELD_NOT_FOUND"
	CodeFieldsQuota         = "FIELDS_QUOTA_EXCEEDED"
	CodeLabelsQuota         = "LABELS_QUOTA_REACHED"
	CodeNotTaken            = "VALUE_NOT_TAKEN" // ours: Wix answered 200 and kept another value
	codeDuplicate           = "DUPLICATE_CONTACT_EXIST"
	codeNotFound            = "NOT_FOUND"
	changedSinceRequestText = "updated since the requested revision"
)

// Error is the one error type of this package.
type Error struct {
	// Operation says what was tried: "create a contact".
	Operation string
	// Host is the endpoint's host; Method and Path, with escapes, name the request.
	// No query, no body: they can hold personal data.
	Host, Method, Path string
	// Status is the HTTP status, 0 when there was no answer.
	Status int
	// Code is the application code, "" when the answer had none.
	Code string
	// Message is Wix's text.
	Message string
	// RequestID is the value of x-wix-request-id, for Wix support.
	RequestID string
	// Violations are the members that validation refused.
	Violations []Violation
	// Permission is what a 403 lacks (contract 1.2).
	Permission string
	// Duplicate names the contact in the way of a create or update.
	Duplicate Duplicate
	// Quota and QuotaUsed are given with a labels quota, else "".
	Quota, QuotaUsed string
	// Lost tells that the request may have been carried out although no usable
	// answer came, and that it was not repeated for that reason.
	Lost bool
	// Cause is the transport error, nil when the API answered.
	Cause error
}

// Violation is one refused member of a request.
type Violation struct {
	// Field is a path in the request, such as info.emails.items[0].email.
	Field string `json:"field"`
	// Description is Wix's text.
	Description string `json:"description"`
	// Rule is an open set: FORMAT, MAX, CUSTOM and others.
	Rule string `json:"violatedRule"`
}

// Duplicate is the data of DUPLICATE_CONTACT_EXISTS; each member may be empty.
type Duplicate struct {
	ContactID, Email, Phone string
}

var _ error = (*Error)(nil)

// Error gives one line for logs and for errors of unknown handling.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "cannot %s", e.Operation)
	if e.Status != 0 {
		fmt.Fprintf(&b, ": status %d", e.Status)
	}
	if e.Code != "" {
		fmt.Fprintf(&b, " %s", e.Code)
	}
	if e.Message != "" {
		fmt.Fprintf(&b, ": %s", e.Message)
	}
	if e.Cause != nil {
		fmt.Fprintf(&b, ": %s", e.Cause)
	}
	if e.RequestID != "" {
		fmt.Fprintf(&b, " (request %s)", e.RequestID)
	}
	return b.String()
}

// Unwrap returns the transport error, if any.
func (e *Error) Unwrap() error { return e.Cause }

// IsNotFound tells that the object is gone: a 404 that the API itself wrote, or
// a 400 that says not found (contract 11, row 10). A 404 from a gateway or a
// wrong host is not one.
func IsNotFound(err error) bool {
	e := asError(err)
	if e.Cause != nil || e.ofAnother() {
		return false
	}
	return e.Status == http.StatusNotFound || e.Status == http.StatusBadRequest &&
		(strings.HasSuffix(e.Code, codeNotFound) || e.Code == "" && strings.Contains(strings.ToLower(e.Message), "not found"))
}

// ofAnother tells that a call about a contact failed for a field or label that
// it names, not for the contact.
func (e *Error) ofAnother() bool {
	return slices.ContainsFunc([][]string{contactsPath, bulkPath}, func(path []string) bool { return strings.HasPrefix(e.Path, "/"+strings.Join(path, "/")) }) &&
		(strings.Contains(e.Code, "FIELD") || strings.Contains(e.Code, "LABEL"))
}

// IsLabelNotFound tells that a call about contacts names a label that does not exist. The
// code is not settled (contract 11, row 12).
func IsLabelNotFound(err error) bool {
	e := asError(err)
	return e.ofAnother() && strings.Contains(e.Code, "LABEL") && strings.HasSuffix(e.Code, codeNotFound)
}

// IsForbidden tells that the API refused a call because the credential lacks a permission.
func IsForbidden(err error) bool {
	e := asError(err)
	return e.Cause == nil && e.Status == http.StatusForbidden
}

// IsChanged tells that the revision of an update was stale.
func IsChanged(err error) bool {
	e := asError(err)
	return e.Code == CodeContactChanged || e.Status == http.StatusConflict &&
		(e.Code == "" || strings.Contains(e.Message, changedSinceRequestText))
}

// IsDuplicate tells that another contact has the e-mail address or phone. Both
// spellings of the code are in use (contract Appendix A).
func IsDuplicate(err error) bool { return strings.HasPrefix(asError(err).Code, codeDuplicate) }

// IsLost tells that a write may have been carried out although no answer came.
func IsLost(err error) bool { return asError(err).Lost }

// HasCode tells whether err is an API error with that application code.
func HasCode(err error, code string) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.Code == code
}

// asError gives the API error in err, or one that says nothing.
func asError(err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return &Error{}
}

// envelope is the body of an error (contract 2.1), or that of the token route,
// which may answer in the manner of OAuth.
type envelope struct {
	Message string `json:"message"`
	Details struct {
		ApplicationError struct {
			Code        string         `json:"code"`
			Description string         `json:"description"`
			Data        map[string]any `json:"data"`
		} `json:"applicationError"`
		ValidationError struct {
			FieldViolations []Violation `json:"fieldViolations"`
		} `json:"validationError"`
	} `json:"details"`
	OAuthError       string `json:"error"`
	OAuthDescription string `json:"error_description"`
}

// parse tells whether body is an object in one of the known forms.
func (e *envelope) parse(body []byte) bool {
	var members map[string]json.RawMessage
	if json.Unmarshal(body, &members) != nil {
		return false
	}
	_ = json.Unmarshal(body, e) // members of unexpected types stay empty
	return members["message"] != nil || members["details"] != nil || e.OAuthError != ""
}

func (c *Client) parseError(response *http.Response, nonIdempotent bool) *Error {
	out := &Error{Status: response.StatusCode, RequestID: response.Header.Get(requestIDHeader)}
	out.Lost = nonIdempotent && retryableStatus(response.StatusCode)
	body := peek(response)
	var e envelope
	// The API has no member error in a 404; many a web server has.
	if !e.parse(body) || e.OAuthError != "" && out.Status == http.StatusNotFound {
		out.Cause = errors.New("the answer did not come from the API: " + excerpt(c.secrets, body))
		return out
	}
	app := e.Details.ApplicationError
	out.Code = app.Code
	out.Violations = e.Details.ValidationError.FieldViolations
	trim := strings.TrimSpace
	out.Message = cmp.Or(trim(e.Message), trim(app.Description), trim(e.OAuthDescription), e.OAuthError)
	// The description names the missing keys, the message need not (contract 2.3).
	if out.Code == CodeFieldNotFound && app.Description != "" {
		out.Message = app.Description
	}
	data := func(name string) string {
		if v, ok := app.Data[name]; ok && v != nil {
			return fmt.Sprint(v)
		}
		return ""
	}
	out.Duplicate = Duplicate{data("duplicateContactId"), data("duplicateEmail"), data("duplicatePhone")}
	out.Quota, out.QuotaUsed = data("labelsQuota"), data("labelsCurrentTotal")
	return out
}

// transportError wraps what came instead of an answer.
func (x *exchange) transportError(ctx context.Context, err error) *Error {
	if api, ok := errors.AsType[*Error](err); ok { // the token could not be had
		return api
	}
	return &Error{Cause: plain(err), Lost: x.nonIdempotent && (x.lost || ctx.Err() != nil)}
}

// plain strips the URL that net/http puts into its errors.
func plain(err error) error {
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return wrapped.Err
	}
	return err
}
