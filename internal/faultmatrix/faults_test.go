package faultmatrix

import (
	"net/http"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// fault is a row of the table.
type fault struct {
	name string
	// tags are what rules refer to, besides the name.
	tags string
	emulator.Fault
	// app signs in with the credentials of an app instead of an API key.
	app bool
	// event is what others do to the site just before the request is handled.
	event func(*operation) event
	// lasting faults cannot be met once only.
	lasting bool
}

// event changes the site, and gives what takes the change back, if anything does.
type event func(w *world) (undo func())

func status(code int) emulator.Fault { return emulator.Fault{Status: code} }

func refusal(status int, code, message string) emulator.Fault {
	return emulator.Fault{Status: status, Code: code, Message: message}
}

func late(f emulator.Fault) emulator.Fault {
	f.Handled = true
	return f
}

// otherJSON is what some proxies answer with.
const otherJSON = `{"ok":true}`

// faults, those that leave the request unhandled (tag before), those that hide
// that it was handled (tag after), and those that say something (tag said).
var faults = []fault{
	{name: "connection refused", tags: "unsent", Fault: emulator.Fault{Kind: emulator.FaultRefuse}},
	{name: "connection cut before the request is handled", tags: "before cut", Fault: emulator.Fault{Kind: emulator.FaultDropBefore}},
	{name: "answer lost after the request is handled", tags: "after cut", Fault: emulator.Fault{Kind: emulator.FaultDropAfter}},
	{name: "answer stalls", tags: "after cut", Fault: emulator.Fault{Kind: emulator.FaultStall}},
	{name: "answer cut in the middle", tags: "after cut", Fault: emulator.Fault{Kind: emulator.FaultTruncate}},
	{name: "answer is not JSON", tags: "after foreign", Fault: emulator.Fault{Kind: emulator.FaultGarbage}},
	{name: "answer is other JSON", tags: "form", Fault: emulator.Fault{Kind: emulator.FaultGarbage, Body: otherJSON}},
	{name: "page of a portal, 200", tags: "before foreign", Fault: emulator.Fault{Kind: emulator.FaultHTML, Status: http.StatusOK}},
	{name: "page of a gateway, 502", tags: "before foreign", Fault: emulator.Fault{Kind: emulator.FaultHTML}},
	{name: "page of a gateway, 502, request handled", tags: "after foreign", Fault: late(emulator.Fault{Kind: emulator.FaultHTML})},
	{name: "page of a gateway, 404", tags: "said foreign", Fault: emulator.Fault{Kind: emulator.FaultHTML, Status: http.StatusNotFound}},
	{name: "500", tags: "before broken", Fault: status(http.StatusInternalServerError)},
	{name: "503", tags: "before broken", Fault: status(http.StatusServiceUnavailable)},
	{name: "504", tags: "before broken", Fault: status(http.StatusGatewayTimeout)},
	{name: "504, request handled", tags: "after broken", Fault: late(status(http.StatusGatewayTimeout))},
	{name: "429 with Retry-After", tags: "throttled", Fault: emulator.Fault{Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"7"}}}},
	{name: "429 without Retry-After", tags: "throttled", Fault: status(http.StatusTooManyRequests)},
	{name: "429, quota of fields", tags: "said", Fault: refusal(http.StatusTooManyRequests, "FIELDS_QUOTA_EXCEEDED", "The quota of fields is used up.")},
	{name: "428, quota of labels", tags: "said", Fault: refusal(http.StatusPreconditionRequired, "LABELS_QUOTA_REACHED", "The quota of labels is used up.")},
	{name: "401, API key", tags: "said", Fault: status(http.StatusUnauthorized)},
	{name: "401, token of an app", tags: "said", Fault: status(http.StatusUnauthorized), app: true},
	{name: "403", tags: "said", Fault: status(http.StatusForbidden)},
	{name: "revision became stale", event: func(o *operation) event { return o.changed }},
	{name: "duplicate was made", event: func(o *operation) event { return o.twin }},
	{name: "object was deleted", event: func(o *operation) event { return o.gone }, lasting: true},
}

// mode is how often a fault strikes.
type mode struct {
	name  string
	times int // 0 is always
}

var modes = []mode{{"once", 1}, {"three times", 3}, {"for good", 0}}

// applies tells whether the fault can meet the operation, in that mode.
func (f fault) applies(o *operation, m mode) bool {
	switch {
	case f.event != nil && f.event(o) == nil, f.lasting && m.times != 0:
		return false
	case f.app || f.name == "401, API key":
		return o.app == f.app
	}
	return true
}
