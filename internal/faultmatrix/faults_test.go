package faultmatrix

import (
	"net/http"
	"strings"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// fault is a row of the table.
type fault struct {
	name string
	// says are words that an error must hold; see words.
	says string
	// doubtful tells that the request may have been handled, for all that the client
	// sees.
	doubtful bool
	// brief faults are met with -short as well.
	brief bool
	emulator.Fault
	// app signs in with the credentials of an app instead of an API key.
	app bool
	// event is what others do to the site just before the request is handled.
	event func(*operation) event
	// lasting faults cannot be met once only.
	lasting bool
}

// event changes the site, and gives what takes the change back, if anything does.
type event func(w *testSite) (undo func())

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

const (
	unreachable = "Wix could not be reached."
	foreign     = "Something other than the Wix API answered."
	broken      = "Wix could not process the request."
	credential  = "Wix did not accept the credential."
)

var faults = []fault{
	{name: "connection refused", brief: true, says: unreachable, Fault: emulator.Fault{Kind: emulator.FaultRefuse}},
	{name: "connection cut before the request is handled", says: unreachable, doubtful: true, Fault: emulator.Fault{Kind: emulator.FaultDropBefore}},
	{name: "answer lost after the request is handled", brief: true, says: unreachable, doubtful: true, Fault: emulator.Fault{Kind: emulator.FaultDropAfter}},
	{name: "answer stalls", says: unreachable, doubtful: true, Fault: emulator.Fault{Kind: emulator.FaultStall}},
	{name: "answer cut in the middle", says: unreachable, doubtful: true, Fault: emulator.Fault{Kind: emulator.FaultTruncate}},
	{name: "answer is not JSON", says: foreign, doubtful: true, Fault: emulator.Fault{Kind: emulator.FaultGarbage}},
	{name: "answer is other JSON", brief: true, says: foreign, doubtful: true, Fault: emulator.Fault{Kind: emulator.FaultGarbage, Body: otherJSON}},
	{name: "page of a portal, 200", says: foreign, doubtful: true, Fault: emulator.Fault{Kind: emulator.FaultHTML, Status: http.StatusOK}},
	{name: "page of a gateway, 502", brief: true, says: foreign, doubtful: true, Fault: emulator.Fault{Kind: emulator.FaultHTML}},
	{name: "page of a gateway, 502, request handled", says: foreign, doubtful: true, Fault: late(emulator.Fault{Kind: emulator.FaultHTML})},
	{name: "page of a gateway, 404", says: foreign, Fault: emulator.Fault{Kind: emulator.FaultHTML, Status: http.StatusNotFound}},
	{name: "500", says: broken, doubtful: true, Fault: status(http.StatusInternalServerError)},
	{name: "503", says: broken, doubtful: true, Fault: status(http.StatusServiceUnavailable)},
	{name: "504", says: broken, doubtful: true, Fault: status(http.StatusGatewayTimeout)},
	{name: "504, request handled", says: broken, doubtful: true, Fault: late(status(http.StatusGatewayTimeout))},
	{name: "429 with Retry-After", brief: true, says: "Wix throttled the requests for too long.", Fault: emulator.Fault{Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"7"}}}},
	{name: "429 without Retry-After", says: "Wix throttled the requests for too long.", Fault: status(http.StatusTooManyRequests)},
	{name: "429, quota of fields", says: "The site has as many extended fields as it may have.", Fault: refusal(http.StatusTooManyRequests, "FIELDS_QUOTA_EXCEEDED", "The quota of fields is used up.")},
	{name: "428, quota of labels", says: "The site has as many labels as it may have.", Fault: refusal(http.StatusPreconditionRequired, "LABELS_QUOTA_REACHED", "The quota of labels is used up.")},
	{name: "401, API key", says: credential, Fault: status(http.StatusUnauthorized)},
	{name: "401, token of an app", brief: true, says: credential, Fault: status(http.StatusUnauthorized), app: true},
	{name: "403", brief: true, says: "The credential does not have the permission.", Fault: status(http.StatusForbidden)},
	{name: "revision became stale", brief: true, says: "Somebody else keeps changing the contact.", event: func(o *operation) event { return o.changed }},
	{name: "duplicate was made", brief: true, event: func(o *operation) event { return o.twin }},
	{name: "object was deleted", brief: true, says: "The object does not exist on the site.", event: func(o *operation) event { return o.gone }, lasting: true},
}

// words are what the error of an operation under the fault must say.
func (f fault) words(o *operation) string {
	switch verb, _, _ := strings.Cut(o.name, " "); {
	case f.doubtful && o.tagged("once"):
		return "Wix may have carried out the request, but its answer was lost."
	case f.name != "duplicate was made":
		return f.says
	default:
		return map[string]string{
			"create": "import {",
			"rename": "The object is in conflict with another one.",
			"update": "Another contact has the same e-mail address or phone.",
		}[verb]
	}
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
