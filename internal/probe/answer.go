package probe

import (
	"slices"
	"strings"
	"time"
)

// answer is what came of a request.
type answer struct {
	method, path string
	// status is 0 when no answer arrived whole; err then says why.
	status    int
	err       error
	requestID string
	// body is the JSON of the answer, nothing if it is something else.
	body node
	// began and ended are when the last attempt was sent and answered.
	began, ended time.Time
	attempts     int
	// reached tells that an attempt was sent, unsure that the answer to an earlier one is lost.
	reached, unsure bool
}

// ok tells that the request was carried out and answered in JSON. The API answers 200 then
// (contract 2.2).
func (a *answer) ok() bool { return a.succeeded() && a.body.isObject() }

func (a *answer) succeeded() bool { return a.status >= 200 && a.status < 300 }

// refused tells that the API said no with one of these statuses: in its own envelope
// (contract 2.1), so that neither the page of a gateway nor a missing route is taken for it.
func (a *answer) refused(statuses ...int) bool {
	return slices.Contains(statuses, a.status) && (a.body.at("message").exists() || a.body.at("details").isObject())
}

// lost tells that nobody knows whether the request was carried out.
func (a *answer) lost() bool {
	return a.status == 0 || a.status >= 500 || a.status == 200 && !a.body.isObject()
}

// code is the application code (contract 2.3), "" if there is none.
func (a *answer) code() string { return a.body.at("details", "applicationError", "code").text() }

// says tells whether the text of an error holds a part, whatever its case.
func (a *answer) says(part string) bool {
	text := a.body.at("message").text() + " " + a.body.at("details", "applicationError", "description").text()
	return strings.Contains(strings.ToLower(text), strings.ToLower(part))
}

// throttled tells a 429 of the rate from that of a quota, which has a code (contract 1.5).
func (a *answer) throttled() bool { return a.status == 429 && a.code() == "" }

// conflict tells a stale revision (contract 6.6).
func (a *answer) conflict() bool {
	return a.refused(409) && (a.code() == "CONTACT_ALREADY_CHANGED" || a.code() == "" || a.says("since the requested revision"))
}

// duplicate tells that a create or an update is refused for the addresses of a contact, and
// of which (contract 6.7).
func (a *answer) duplicate() (id string, is bool) {
	id = a.body.at("details", "applicationError", "data", "duplicateContactId").text()
	return id, a.refused(409) && strings.HasPrefix(a.code(), "DUPLICATE_CONTACT_EXIST")
}

// contact is the contact of an answer, in its member or bare (contract Appendix A).
func (a *answer) contact() node {
	if wrapped := a.body.at("contact"); wrapped.isObject() || !a.succeeded() {
		return wrapped
	}
	return a.body
}

// metadata is that of a page, under either of its names (contract 3.4).
func (a *answer) metadata() node {
	if newer := a.body.at("pagingMetadata"); newer.isObject() {
		return newer
	}
	return a.body.at("metadata")
}
