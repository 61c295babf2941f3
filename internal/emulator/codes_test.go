package emulator

import (
	"fmt"
	"strings"
	"testing"
)

// codeTable is the table of contract 2.3, row by row: code and status, and a
// situation that leads there. "X" stands for the id of a contact at revision 1
// without an e-mail, "Y" for one whose e-mail is taken@example.com, "T" and "N"
// for a text and a number field.
var codeTable = []struct {
	code   string
	status int
	method, path,
	body string
	prepare func(c *caller, x, y string) error
}{
	{"EXTENDED_FIELD_NOT_FOUND", 400, "POST", contactsPath, `{"info":{"name":{"first":"A"},"extendedFields":{"items":{"custom.none":"x"}}}}`, nil},
	{"EXTENDED_FIELD_NOT_FOUND", 400, "PATCH", contactsPath + "/X", `{"revision":1,"info":{"extendedFields":{"items":{"custom.none":"x"}}}}`, nil},
	{"DUPLICATE_CONTACT_EXISTS", 409, "POST", contactsPath, `{"info":{"emails":{"items":[{"email":"Taken@example.com"}]}}}`, nil},
	{"DUPLICATE_CONTACT_EXISTS", 409, "PATCH", contactsPath + "/X", `{"revision":1,"info":{"emails":{"items":[{"email":"taken@example.com"}]}}}`, nil},
	{"INSUFFICIENT_CONTACT_DATA", 400, "POST", contactsPath, `{"info":{"company":"A"}}`, nil},
	{"INSUFFICIENT_CONTACT_DATA", 400, "PATCH", contactsPath + "/X", `{"revision":1,"info":{"name":null}}`, nil},
	{"CANNOT_HAVE_MULTIPLE_PRIMARY_INFO", 400, "POST", contactsPath, `{"info":{"phones":{"items":[{"phone":"5","primary":true},{"phone":"6","primary":true}]}}}`, nil},
	{"CANNOT_HAVE_MULTIPLE_PRIMARY_INFO", 400, "PATCH", contactsPath + "/X", `{"revision":1,"info":{"emails":{"items":[{"email":"a@example.com","primary":true},{"email":"b@example.com","primary":true}]}}}`, nil},
	{"INVALID_EXTENDED_FIELD_VALUE", 400, "POST", contactsPath, `{"info":{"name":{"first":"A"},"extendedFields":{"items":{"N":"five"}}}}`, nil},
	{"INVALID_EXTENDED_FIELD_VALUE", 400, "PATCH", contactsPath + "/X", `{"revision":1,"info":{"extendedFields":{"items":{"T":5}}}}`, nil},
	{"INSUFFICIENT_UPDATE_CONTACT_DATA", 400, "PATCH", contactsPath + "/X", `{"revision":1,"info":{}}`, nil},
	{"CONTACT_NOT_FOUND", 404, "GET", contactsPath + "/" + noOne, ``, nil},
	{"CONTACT_NOT_FOUND", 404, "PATCH", contactsPath + "/" + noOne, `{"revision":1,"info":{"company":"A"}}`, nil},
	{"CONTACT_NOT_FOUND", 404, "POST", contactsPath + "/" + noOne + "/labels", `{"labelKeys":["contacts.customers"]}`, nil},
	{"CONTACT_NOT_FOUND", 404, "DELETE", contactsPath + "/" + noOne + "/labels?labelKeys=contacts.customers", ``, nil},
	{"CONTACT_NOT_FOUND", 404, "POST", contactsPath + "/X/merge", `{"targetContactRevision":1,"sourceContactIds":["` + noOne + `"]}`, nil},
	{"CONTACT_NOT_FOUND", 404, "POST", contactsPath + "/" + noOne + "/preview-merge", `{"sourceContactIds":["X"]}`, nil},
	{"CONTACT_ALREADY_CHANGED", 409, "PATCH", contactsPath + "/X", `{"revision":7,"info":{"company":"A"}}`, nil},
	{"CANNOT_UPDATE_MEMBER_EMAIL", 428, "PATCH", contactsPath + "/Y", `{"revision":2,"info":{"emails":{"items":[{"email":"b@example.com"}]}}}`, yIs((*Server).MakeMember)},
	{"FAILED_PRECONDITION", 428, "POST", contactsPath + "/X/merge", `{"targetContactRevision":1,"sourceContactIds":["Y"]}`, yIs((*Server).MakeMember)},
	{"FAILED_PRECONDITION", 428, "POST", contactsPath + "/X/merge", `{"targetContactRevision":9,"sourceContactIds":["Y"]}`, nil},
	{"FAILED_PRECONDITION", 428, "POST", contactsPath + "/X/preview-merge", `{"sourceContactIds":["Y"]}`, yIs((*Server).MakeContributor)},
	{"ILLEGAL_MERGE", 400, "POST", contactsPath + "/X/merge", `{"targetContactRevision":1,"sourceContactIds":["X"]}`, nil},
	{"ILLEGAL_MERGE", 400, "POST", contactsPath + "/X/preview-merge", `{"sourceContactIds":["Y","Y"]}`, nil},
	{"CANNOT_DELETE_MEMBER", 428, "DELETE", contactsPath + "/Y", ``, yIs((*Server).MakeMember)},
	{"CANNOT_DELETE_CONTACT_WITH_BILLING_SUBSCRIPTION", 428, "DELETE", contactsPath + "/Y", ``, yIs((*Server).AddBillingSubscription)},
	{"CANNOT_DELETE_MEMBER_OWNER_OR_CONTRIBUTOR", 428, "DELETE", contactsPath + "/Y", ``, yIs((*Server).MakeContributor)},
	{"FAILED_DELETE_CONTACT_AFTER_MEMBER_DELETION", 500, "DELETE", contactsPath + "/Y", ``, yIs((*Server).BreakDeletion)},
	{"UNSUPPORTED_SORT_FIELD", 400, "GET", contactsPath + "?sort.fieldName=info.locale", ``, nil},
	{"UNSUPPORTED_SORT_FIELD", 400, "POST", queryPath, `{"query":{"sort":[{"fieldName":"id"}]}}`, nil},
	{"ILLEGAL_LIMIT", 400, "GET", contactsPath + "?paging.limit=1001", ``, nil},
	{"ILLEGAL_LIMIT", 400, "POST", queryPath, `{"query":{"paging":{"limit":-1}}}`, nil},
	{"MALFORMED_FILTER", 400, "POST", queryPath, `{"query":{"filter":[]}}`, nil},
	{"UNSUPPORTED_FILTER", 400, "POST", queryPath, `{"query":{"filter":{"info.extendedFields.invoices.vatId":"x"}}}`, nil},
	{"UNSUPPORTED_FILTER_FIELD_UNKNOWN", 400, "POST", queryPath, `{"query":{"filter":{"info.noSuchMember":"x"}}}`, nil},
	{"UNSUPPORTED_FILTER_OPERATOR", 400, "POST", queryPath, `{"query":{"filter":{"info.company":{"$gt":"x"}}}}`, nil},
	{"UNSUPPORTED_FILTER_VALUE", 400, "POST", queryPath, `{"query":{"filter":{"createdDate":"x"}}}`, nil},
	{"UNSUPPORTED_FILTER_VALUE_TYPE", 400, "POST", queryPath, `{"query":{"filter":{"info.company":5}}}`, nil},
	{"NEITHER_FILTER_NOR_SEARCH", 400, "POST", bulkPath + "/delete", `{}`, nil},
	{"NEITHER_FILTER_NOR_SEARCH", 400, "POST", bulkPath + "/add-remove-labels", `{"labelKeysToAdd":["contacts.customers"]}`, nil},
	{"LABELS_QUOTA_REACHED", 428, "POST", labelsPath, `{"displayName":"New"}`, nil},
	{"FIELDS_QUOTA_EXCEEDED", 429, "POST", fieldsPath, `{"displayName":"New","dataType":"TEXT"}`, nil},
	{"INVALID_SORT", 400, "POST", labelsPath + "/query", `{"query":{"sort":[{"fieldName":"key"}]}}`, nil},
	{"INVALID_SORT", 400, "POST", fieldsPath + "/query", `{"query":{"sort":[{"fieldName":"createdDate","order":"UP"}]}}`, nil},
	{"MALFORMED_FILTER", 400, "POST", labelsPath + "/query", `{"query":{"filter":"x"}}`, nil},
	{"UNSUPPORTED_FILTER_FIELD", 400, "POST", labelsPath + "/query", `{"query":{"filter":{"color":"x"}}}`, nil},
	{"UNSUPPORTED_FILTER_FIELD", 400, "POST", fieldsPath + "/query", `{"query":{"filter":{"labelType":"x"}}}`, nil},
	{"UNSUPPORTED_FILTER_OPERATOR", 400, "POST", fieldsPath + "/query", `{"query":{"filter":{"key":{"$startsWith":"x"}}}}`, nil},
	{"UNSUPPORTED_FILTER_VALUE", 400, "POST", labelsPath + "/query", `{"query":{"filter":{"displayName":5}}}`, nil},
}

// elsewhereTested are the codes that need a server of another make: one whose
// ids collide (TestCreate_idTaken), and those in the errors of a job
// (TestJob_delete). UNSUPPORTED_FILTER of definitions has no situation: every
// field of theirs has a filter.
const elsewhereTested = "CONTACT_ID_ALREADY_EXISTS CANNOT_DELETE_SITE_MEMBERS FAILED_DELETE_CONTACT"

func yIs(act func(*Server, string) error) func(*caller, string, string) error {
	return func(c *caller, _, y string) error { return act(c.server, y) }
}

func TestCodes(t *testing.T) {
	for _, row := range codeTable {
		t.Run(row.code+" "+row.method+" "+row.path, func(t *testing.T) {
			c := start(t, Options{LabelsQuota: 1, FieldsQuota: 2, Switches: Switches{FieldKeys: "plain"}})
			c.label("A")
			text, number := c.field("T", "TEXT"), c.field("N", "NUMBER")
			x := idOf(c.make(`{"name":{"first":"X"}}`))
			y := idOf(c.make(`{"emails":{"items":[{"email":"taken@example.com"}]}}`))
			if row.prepare != nil {
				if err := row.prepare(c, x, y); err != nil {
					t.Fatal(err)
				}
			}
			ids := strings.NewReplacer(`/X`, "/"+x, `/Y`, "/"+y, `"X"`, `"`+x+`"`, `"Y"`, `"`+y+`"`, `"T"`, `"`+text+`"`, `"N"`, `"`+number+`"`)
			out := c.refused(row.method, ids.Replace(row.path), ids.Replace(row.body), row.status, row.code)
			if dig(out, "details.applicationError.description") == "" || out["message"] == "" {
				t.Errorf("without words: %s", show(out))
			}
		})
	}
}

// TestCodes_data checks the data that codes come with (contract 2.3).
func TestCodes_data(t *testing.T) {
	c := start(t, Options{LabelsQuota: 1})
	c.label("A")
	out := c.refused("POST", labelsPath, `{"displayName":"B"}`, 428, "LABELS_QUOTA_REACHED")
	want(t, out, "details.applicationError.data", object{"labelsQuota": "1", "labelsCurrentTotal": "1"})
	id := idOf(c.make(`{"emails":{"items":[{"email":"a@example.com"}]},"phones":{"items":[{"phone":"555-0101"}]}}`))
	out = c.refused("POST", contactsPath, `{"info":{"emails":{"items":[{"email":"A@example.com"}]}}}`, 409, "DUPLICATE_CONTACT_EXISTS")
	want(t, out, "details.applicationError.data", object{"duplicateContactId": id, "duplicateEmail": "A@example.com"})
	out = c.refused("POST", contactsPath, `{"info":{"phones":{"items":[{"phone":"5550101"}]}}}`, 409, "DUPLICATE_CONTACT_EXISTS")
	want(t, out, "details.applicationError.data", object{"duplicateContactId": id, "duplicatePhone": "5550101"})
	out = c.refused("PATCH", contactsPath+"/"+id, `{"revision":5,"info":{"company":"A"}}`, 409, "CONTACT_ALREADY_CHANGED")
	want(t, out, "message", "Contact has been updated since the requested revision.")
	out = c.refused("POST", contactsPath, `{"info":{"name":{"first":"A"},"extendedFields":{"items":{"custom.b":"x","custom.a":null}}}}`, 400, "EXTENDED_FIELD_NOT_FOUND")
	want(t, out, "details.applicationError.description", "Extended fields not found: custom.a,custom.b.")
}

// TestCodes_all holds the tables against the list of codes in contract 2.3.
func TestCodes_all(t *testing.T) {
	tested := elsewhereTested
	for _, row := range codeTable {
		tested += fmt.Sprintf(" %s", row.code)
	}
	for code := range strings.FieldsSeq(`EXTENDED_FIELD_NOT_FOUND DUPLICATE_CONTACT_EXISTS CONTACT_ID_ALREADY_EXISTS INSUFFICIENT_CONTACT_DATA
		CANNOT_HAVE_MULTIPLE_PRIMARY_INFO INVALID_EXTENDED_FIELD_VALUE INSUFFICIENT_UPDATE_CONTACT_DATA CONTACT_NOT_FOUND CONTACT_ALREADY_CHANGED
		CANNOT_UPDATE_MEMBER_EMAIL FAILED_PRECONDITION ILLEGAL_MERGE CANNOT_DELETE_MEMBER CANNOT_DELETE_CONTACT_WITH_BILLING_SUBSCRIPTION
		CANNOT_DELETE_MEMBER_OWNER_OR_CONTRIBUTOR FAILED_DELETE_CONTACT_AFTER_MEMBER_DELETION UNSUPPORTED_SORT_FIELD ILLEGAL_LIMIT MALFORMED_FILTER
		UNSUPPORTED_FILTER UNSUPPORTED_FILTER_FIELD_UNKNOWN UNSUPPORTED_FILTER_OPERATOR UNSUPPORTED_FILTER_VALUE UNSUPPORTED_FILTER_VALUE_TYPE
		NEITHER_FILTER_NOR_SEARCH LABELS_QUOTA_REACHED FIELDS_QUOTA_EXCEEDED INVALID_SORT UNSUPPORTED_FILTER_FIELD
		CANNOT_DELETE_SITE_MEMBERS FAILED_DELETE_CONTACT`) {
		if !strings.Contains(" "+tested+" ", " "+code+" ") {
			t.Errorf("%s is in no test", code)
		}
	}
}
