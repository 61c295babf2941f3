package faultmatrix

import (
	"slices"
	"strings"
)

// rule says what is to become of operations under faults, once, three times and
// for good. Faults and operations are named by tags or names; several with commas
// between them, and one that needs several tags with spaces; "" is all. The last
// rule that matches a cell decides.
//
// The first word is the outcome:
//
//   - ok: the command succeeds, site and state hold the wish
//   - error: it fails; on the site and in the state nothing has changed
//   - late: it fails; the wish was carried out all the same, which the state does
//     not know, and the next apply finds it done
//   - import: it fails; the object was made all the same, the next apply is told
//     so and shows the import block
//   - look: it fails; the object was made all the same, and only the error of this
//     command says to look for it
//   - part: it fails; the state holds what the site has by then
//   - dropped: it succeeds, and the object leaves the state
//
// Then follow how many requests of the operation were sent, and how many others
// more than in a command that meets no fault.
type rule struct {
	faults, operations   string
	once, thrice, always string
}

var rules = []rule{
	// What was certainly not handled, or may be repeated, is repeated.
	{"unsent, before", "", "ok 2", "ok 4", "error 6"},
	{"after", "", "ok 2", "ok 4", "error 6"},
	{"after", "write", "ok 2", "ok 4", "late 6"},
	{"after", "write create", "ok 2", "ok 4", "import 6"},
	{"throttled", "", "ok 2", "ok 4", "error 21"},
	// What is refused, or answered by something else in JSON, is not.
	{"said", "", "error 1", "error 1", "error 1"},
	{"form", "", "error 1", "error 1", "error 1"},
	{"form", "write", "late 1", "late 1", "late 1"},
	{"form", "write create", "import 1", "import 1", "import 1"},
	{"form", "delete", "ok 1", "ok 1", "ok 1"}, // any 200 says that it is gone
	// The token of an app is renewed once, then the credential is refused.
	{"401, token of an app", "", "ok 2 +1 token", "error 2 +1 token", "error 2 +1 token"},
	{"401, token of an app", "token, everything", "error 1", "error 1", "error 1"},

	// A contact is created again only when a look at the site has not found it,
	// and when Wix would refuse a second one.
	{"before", "create once", "ok 2 +3 query", "error 2 +6 query", "error 2 +6 query"},
	{"before", "create once unmarked", "error 1 +3 query", "error 1 +3 query", "error 1 +3 query"},
	{"before", "create once second", "error 2 +3 query +1 read", "error 2 +6 query", "error 2 +6 query"},
	{"after, form", "create once", "ok 1 +1 query", "ok 1 +1 query", "ok 1 +1 query"},
	// An update is sent again only when the revision has not moved.
	{"before", "update once", "ok 2 +1 read", "error 3 +3 read", "error 3 +3 read"},
	{"after, form", "update once", "ok 1 +1 read", "ok 1 +1 read", "ok 1 +1 read"},
	// Whether labels are off, the contact itself tells.
	{"unsent, before", "unlabel", "ok 2", "ok 4", "error 6 +1 read"},
	{"after", "unlabel", "ok 2", "ok 4", "ok 6 +1 read"},
	{"form", "unlabel", "ok 1 +1 read", "ok 1 +1 read", "ok 1 +1 read"},
	{"throttled", "unlabel", "ok 2", "ok 4", "error 21 +1 read"},
	{"said", "unlabel", "error 1 +1 read", "error 1 +1 read", "error 1 +1 read"},
	{"401, token of an app", "unlabel", "ok 2 +1 token", "error 2 +1 read +1 token", "error 2 +1 read +1 token"},
	{"unsent, before", "unlabel partly", "ok 2", "ok 4", "part 6 +1 read"},
	{"throttled", "unlabel partly", "ok 2", "ok 4", "part 21 +1 read"},
	{"said", "unlabel partly", "part 1 +1 read", "part 1 +1 read", "part 1 +1 read"},
	{"401, token of an app", "unlabel partly", "ok 2 +1 token", "part 2 +1 read +1 token", "part 2 +1 read +1 token"},

	// A 504 is met with smaller pages, which are more pages in the end.
	{"504", "list fields, take over a field", "ok 2", "ok 5", "error 6"},
	{"504, request handled", "list fields, take over a field", "ok 2", "ok 5", "error 6"},

	// What shares requests does without, and reads singly.
	{"unsent, before, after", "query contacts together", "ok 2", "ok 4", "ok 6 +2 read"},
	{"throttled", "query contacts together", "ok 2", "ok 4", "ok 21 +2 read"},
	{"said, form", "query contacts together", "ok 1 +2 read", "ok 1 +2 read", "ok 1 +2 read"},
	{"401, token of an app", "query contacts together", "ok 2 +1 token", "ok 2 +2 read +1 token", "ok 2 +2 read +1 token"},
	{"unsent, before, after", "list contacts by pages", "ok 2", "ok 4", "ok 6 +1 read"},
	{"throttled", "list contacts by pages", "ok 2", "ok 4", "ok 21 +1 read"},
	{"said, form", "list contacts by pages", "ok 1 +1 read", "ok 1 +1 read", "ok 1 +1 read"},
	{"401, token of an app", "list contacts by pages", "ok 2 +1 token", "ok 2 +1 read +1 token", "ok 2 +1 read +1 token"},
	{"unsent, before, after", "count uses of a label", "ok 2", "ok 4", "ok 6 +1 query"},
	{"throttled", "count uses of a label", "ok 2", "ok 4", "ok 21 +1 query"},
	{"said, form", "count uses of a label", "ok 1 +1 query", "ok 1 +1 query", "ok 1 +1 query"},
	{"401, token of an app", "count uses of a label", "ok 2 +1 token", "ok 2 +1 query +1 token", "ok 2 +1 query +1 token"},

	{"504", "definitions", "ok 2", "ok 5", "error 6"},
	{"504, request handled", "definitions", "ok 2", "ok 5", "error 6"},

	// Others act between the plan and the request.
	{"revision became stale", "", "ok 1", "ok 1", "ok 1"},
	{"revision became stale", "update", "ok 2 +1 read", "ok 4 +3 read", "error 6 +5 read"},
	{"duplicate was made", "", "error 1", "error 1", "error 1"},
	{"object was deleted", "", "", "", "error 1"},
	{"object was deleted", "read", "", "", "dropped 1"},
	{"object was deleted", "list, shared", "", "", "dropped 1 +1 read"},
	{"object was deleted", "delete", "", "", "ok 1"},
	{"object was deleted", "update, label a contact", "", "", "error 1 +1 read"},
	{"object was deleted", "unlabel", "", "", "error 1 +2 read"},
	{"object was deleted", "unlabel partly", "", "", "part 1 +2 read"},

	// Every request of a command goes wrong: looking is not possible either. Here
	// all requests count.
	{"before", "whole creation of a contact", "ok 5", "ok 7", "error 7"},
	{"after", "whole creation of a contact", "ok 2", "ok 4", "import 7"},
	{"form", "whole creation of a contact", "ok 2", "import 2", "import 2"},
	{"before", "whole creation of a contact without address", "error 4", "error 6", "error 7"},
	{"after", "whole creation of a contact without address", "ok 2", "ok 4", "look 7"},
	{"form", "whole creation of a contact without address", "ok 2", "look 2", "look 2"},
	// These two begin with a read.
	{"unsent, before, after", "whole update of a contact, whole creation of a label", "ok 3", "ok 5", "error 6"},
	{"throttled", "whole update of a contact, whole creation of a label", "ok 3", "ok 5", "error 21"},
	{"form", "whole update of a contact, whole creation of a label", "error 1", "error 1", "error 1"},
}

// telling are words that an error has to hold.
type telling struct{ faults, operations, words string }

var tellings = []telling{
	{"unsent, cut", "", "Wix could not be reached."},
	{"foreign, form", "", "Something other than the Wix API answered."},
	{"broken", "", "Wix could not process the request."},
	{"before, after, form", "once", "Wix may have carried out the request, but its answer was lost."},
	{"unsent, cut", "whole update of a contact", "Wix could not be reached."},
	{"foreign, form", "whole update of a contact", "Something other than the Wix API answered."},
	{"broken", "whole update of a contact", "Wix could not process the request."},
	{"throttled", "", "Wix throttled the requests for too long."},
	{"429, quota of fields", "", "The site has as many extended fields as it may have."},
	{"428, quota of labels", "", "The site has as many labels as it may have."},
	{"401, API key", "", "Wix did not accept the credential."},
	{"401, token of an app", "", "Wix did not accept the credential."},
	{"403", "", "The credential does not have the permission."},
	{"revision became stale", "", "Somebody else keeps changing the contact."},
	{"duplicate was made", "create", "import {"},
	{"duplicate was made", "rename", "The object is in conflict with another one."},
	{"duplicate was made", "update", "Another contact has the same e-mail address or phone."},
	{"object was deleted", "", "The object does not exist on the site."},
}

// matches tells whether a list names the fault or operation that tagged knows. A
// name can hold commas; several tags without one between them must all match.
func matches(list string, tagged func(string) bool) bool {
	if list == "" || tagged(list) {
		return true
	}
	for one := range strings.SplitSeq(list, ", ") {
		if tagged(one) {
			return true
		}
		all := true
		for tag := range strings.FieldsSeq(one) {
			all = all && tagged(tag)
		}
		if all {
			return true
		}
	}
	return false
}

func (f fault) tagged(tag string) bool {
	return f.name == tag || slices.Contains(strings.Fields(f.tags), tag)
}

// expected is what the rules say of a cell.
func expected(o *operation, f fault, m mode) string {
	out := ""
	for _, r := range rules {
		if matches(r.faults, f.tagged) && matches(r.operations, o.tagged) {
			out = map[int]string{1: r.once, 3: r.thrice, 0: r.always}[m.times]
		}
	}
	return out
}

// words are what the error of a cell has to say.
func words(o *operation, f fault) string {
	out := ""
	for _, t := range tellings {
		if matches(t.faults, f.tagged) && matches(t.operations, o.tagged) {
			out = t.words
		}
	}
	return out
}
