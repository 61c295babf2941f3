package emulator

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

const (
	contactsPath = "/contacts/v4/contacts"
	queryPath    = contactsPath + "/query"
)

// sortable and the operators are the tables of contract 3.2, written out once
// more so that the emulator's own is held against them.
var contactTable = map[string]struct {
	ops      string
	sortable bool
	value    string
}{
	"id": {"$eq $ne $in $exists", false, `"x"`}, "createdDate": {"$eq $ne $gt $lt $gte $lte", true, `"2020-01-01T00:00:00Z"`},
	"updatedDate": {"$eq $ne $gt $lt $gte $lte", false, `"2020-01-01"`}, "lastActivity.activityDate": {"$eq $ne $gt $lt $gte $lte", true, `"2020-01-01"`},
	"info.birthdate":    {"$eq $ne $gt $lt $gte $lte", true, `"1990-01-01"`},
	"primaryInfo.email": {"$eq $ne $in $exists $startsWith", true, `"x"`}, "primaryInfo.phone": {"$eq $ne $in $exists $startsWith", false, `"x"`},
	"info.name.first": {"$eq $ne $in $exists $startsWith", true, `"x"`}, "info.name.last": {"$eq $ne $in $exists $startsWith", true, `"x"`},
	"info.company": {"$eq $ne $in $exists $startsWith", true, `"x"`}, "info.jobTitle": {"$eq $ne $in $exists $startsWith", true, `"x"`},
	"info.locale": {"$eq $ne $in $exists", false, `"x"`}, "primaryEmail.email": {"$eq $ne $in $exists $startsWith", true, `"x"`},
	"primaryEmail.subscriptionStatus": {"$eq $ne $in $nin", false, `"x"`}, "primaryEmail.deliverabilityStatus": {"$eq $ne $in $nin", false, `"x"`},
	"primaryPhone.subscriptionStatus": {"$eq $ne $in $nin", false, `"x"`}, "primaryPhone.phone": {"$eq $ne $in $exists $startsWith", false, `"x"`},
	"primaryPhone.e164Phone": {"$eq $ne $in $exists $startsWith", false, `"x"`}, "primaryPhone.formattedPhone": {"$eq $ne $in $exists $startsWith", true, `"x"`},
	"primaryPhone.countryCode": {"$eq $ne $in $exists $startsWith", true, `"x"`}, "info.labelKeys": {"$hasSome $hasAll", false, `"x"`},
	"info.emails.email": {"$eq $ne $in $exists $startsWith", false, `"x"`}, "info.phones.phone": {"$eq $ne $in $exists $startsWith", false, `"x"`},
	"info.phones.e164Phone": {"$eq $ne $in $exists $startsWith", false, `"x"`}, "info.addresses.street": {"$eq $ne $in $exists $startsWith", false, `"x"`},
	"info.addresses.city": {"$eq $ne $in $exists $startsWith", false, `"x"`}, "info.addresses.subdivision": {"$eq $ne $in $exists", false, `"x"`},
	"info.addresses.country": {"$eq $ne $in $exists", false, `"x"`}, "info.locations": {"$hasSome $hasAll", false, `"x"`},
	"info.extendedFields.emailSubscriptions.subscriptionStatus":   {"$eq $ne $in $nin", false, `"x"`},
	"info.extendedFields.emailSubscriptions.deliverabilityStatus": {"$eq $ne $in $nin", false, `"x"`},
	"info.extendedFields.members.membershipStatus":                {"$eq $ne $in $nin", false, `"x"`},
	"info.extendedFields.emailSubscriptions.effectiveEmail":       {"$exists", true, `"x"`},
	"info.extendedFields.custom.text":                             {"$eq $ne $in $startsWith", true, `"x"`},
	"info.extendedFields.custom.url":                              {"$eq $ne $in $startsWith", true, `"x"`},
	"info.extendedFields.custom.number":                           {"$eq $ne $gt $lt $gte $lte", true, `12.5`},
	"info.extendedFields.custom.date":                             {"$eq $ne $gt $lt $gte $lte", true, `"2020-01-01"`},
}

func operand(op, value string) string {
	switch op {
	case "$in", "$nin", "$hasAll", "$hasSome":
		return "[" + value + "]"
	case "$exists":
		return "true"
	}
	return value
}

func TestQuery_operators(t *testing.T) {
	c := start(t, Options{Switches: Switches{FieldKeys: "plain"}})
	for _, kind := range []string{"TEXT", "NUMBER", "DATE", "URL"} {
		c.field(strings.ToLower(kind), kind)
	}
	all := strings.Fields("$eq $ne $gt $gte $lt $lte $in $nin $startsWith $begins $isEmpty $exists $hasAll $hasSome $regex")
	for path, row := range contactTable {
		legal := strings.Fields(strings.Replace(row.ops, "$startsWith", "$startsWith $begins", 1))
		for _, op := range all {
			body := fmt.Sprintf(`{"query":{"filter":{%q:{%q:%s}}}}`, path, op, operand(op, row.value))
			if slices.Contains(legal, op) {
				c.refused("POST", queryPath, body, 200, "")
			} else {
				c.refused("POST", queryPath, body, 400, "UNSUPPORTED_FILTER_OPERATOR")
			}
		}
		body := fmt.Sprintf(`{"query":{"sort":{"fieldName":%q}}}`, path)
		if row.sortable {
			c.refused("POST", queryPath, body, 200, "")
		} else {
			c.refused("POST", queryPath, body, 400, "UNSUPPORTED_SORT_FIELD")
		}
		if row.ops != "$exists" {
			c.refused("POST", queryPath, fmt.Sprintf(`{"query":{"filter":{%q:%s}}}`, path, row.value), 200, "")
		}
	}
}

func TestQuery_refused(t *testing.T) {
	c := start(t, Options{})
	number := c.field("N", "NUMBER")
	for body, code := range map[string]string{
		`{"query":{"filter":[]}}`:                                                          "MALFORMED_FILTER",
		`{"query":{"filter":"x"}}`:                                                         "MALFORMED_FILTER",
		`{"query":{"filter":{"$and":{"id":"x"}}}}`:                                         "MALFORMED_FILTER",
		`{"query":{"filter":{"$or":[1]}}}`:                                                 "MALFORMED_FILTER",
		`{"query":{"filter":{"id":{}}}}`:                                                   "MALFORMED_FILTER",
		`{"query":{"filter":{"$nor":[{"id":"x"}]}}}`:                                       "UNSUPPORTED_FILTER_OPERATOR",
		`{"query":{"filter":{"info.emails.items.email":"x"}}}`:                             "UNSUPPORTED_FILTER_FIELD_UNKNOWN",
		`{"query":{"filter":{"info.extendedFields.custom.none":"x"}}}`:                     "UNSUPPORTED_FILTER_FIELD_UNKNOWN",
		`{"query":{"filter":{"info.extendedFields.ecom.totalSpentAmount":{"$lt":5}}}}`:     "UNSUPPORTED_FILTER_FIELD_UNKNOWN",
		`{"query":{"filter":{"info.extendedFields.invoices.vatId":"x"}}}`:                  "UNSUPPORTED_FILTER",
		`{"query":{"filter":{"id":5}}}`:                                                    "UNSUPPORTED_FILTER_VALUE_TYPE",
		`{"query":{"filter":{"id":null}}}`:                                                 "UNSUPPORTED_FILTER_VALUE_TYPE",
		`{"query":{"filter":{"id":{"$in":"x"}}}}`:                                          "UNSUPPORTED_FILTER_VALUE_TYPE",
		`{"query":{"filter":{"id":{"$exists":"x"}}}}`:                                      "UNSUPPORTED_FILTER_VALUE_TYPE",
		`{"query":{"filter":{"info.extendedFields.` + number + `":{"$gt":"5"}}}}`:          "UNSUPPORTED_FILTER_VALUE_TYPE",
		`{"query":{"filter":{"createdDate":{"$gt":"yesterday"}}}}`:                         "UNSUPPORTED_FILTER_VALUE",
		`{"query":{"paging":{"limit":1001}}}`:                                              "ILLEGAL_LIMIT",
		`{"query":{"paging":{"limit":-1}}}`:                                                "ILLEGAL_LIMIT",
		`{"query":{"sort":[{"fieldName":"info.noSuchMember"}]}}`:                           "UNSUPPORTED_SORT_FIELD",
		`{"query":{"paging":{"offset":-1}}}`:                                               "query.paging.offset",
		`{"query":{"sort":[{"fieldName":"createdDate"},{"fieldName":"info.name.first"}]}}`: "query.sort",
		`{"query":{"sort":[{"fieldName":"createdDate","order":"UP"}]}}`:                    "query.sort[0].order",
		`{"query":{"fields":["info"],"fieldsets":["BASIC","ALL"]}}`:                        "query.fields[0],query.fieldsets[1]",
		`{"query":{"fields":[` + strings.Repeat(`"id",`, 100) + `"id"]}}`:                  "query.fields",
		`{"search":"` + strings.Repeat("x", 101) + `"}`:                                    "search",
		`{"query":[]}`: "query",
	} {
		c.refused("POST", queryPath, body, 400, code)
	}
	c.refused("GET", contactsPath+"?paging.limit=1001", "", 400, "ILLEGAL_LIMIT")
	c.refused("GET", contactsPath+"?sort.fieldName=updatedDate", "", 400, "UNSUPPORTED_SORT_FIELD")
	c.refused("GET", contactsPath+"?fields=info.name.first", "", 400, "fields[0]")
	c.refused("GET", contactsPath+"/"+noOne+"?fieldsets=SOME", "", 400, "fieldsets[0]")
}

func TestQuery_paging(t *testing.T) {
	c := start(t, Options{Seed: 55})
	want(t, c.ok("GET", contactsPath, ""), "pagingMetadata", object{"count": 50, "offset": 0, "total": 55})
	want(t, c.ok("POST", queryPath, `{"query":{"paging":{"limit":10,"offset":50}}}`), "pagingMetadata", object{"count": 5, "offset": 50, "total": 55})
	want(t, c.ok("GET", contactsPath+"?paging.limit=1000&paging.offset=99", ""), "contacts", []any{})
	c.set("missing.total", "on")
	want(t, c.ok("GET", contactsPath+"?paging.limit=2", ""), "pagingMetadata", object{"count": 2, "offset": 0, "tooManyToCount": true})

	seen := map[string]bool{}
	for offset := 0; offset < 55; offset += 7 {
		out := c.ok("POST", queryPath, fmt.Sprintf(`{"query":{"paging":{"limit":7,"offset":%d},"sort":[{"fieldName":"info.company"}],"fields":["id"]}}`, offset))
		for _, v := range out["contacts"].([]any) {
			seen[idOf(v.(object))] = true
			if len(v.(object)) != 2 {
				t.Fatalf("projected %s", show(v))
			}
		}
	}
	if len(seen) != 55 {
		t.Errorf("%d of 55 contacts over the pages", len(seen))
	}
}

func TestProjection(t *testing.T) {
	c := start(t, Options{})
	c.label("A")
	id := idOf(c.make(`{"name":{"first":"Ada"},"emails":{"items":[{"email":"a@example.com"}]},"phones":{"items":[{"phone":"555"}]},"company":"X","labelKeys":{"items":["custom.a"]},"addresses":{"items":[{"address":{"city":"X"}}]}}`))
	for query, wanted := range map[string]string{
		"fields=source,updatedDate":             "id revision source updatedDate",
		"fields=source&fields=updatedDate&id=x": "id revision source updatedDate",
		"fields=info.company":                   "id info.company revision",
		"fieldsets=BASIC":                       "id info.name primaryInfo revision",
		"fieldsets=BASIC&fields=info.labelKeys": "id info.labelKeys info.name primaryInfo revision",
		"fieldsets=COMMUNICATION_DETAILS":       "id info.addresses info.emails info.name info.phones primaryInfo revision",
		"fieldsets=EXTENDED":                    "id info.extendedFields info.name primaryInfo revision",
		"fields=info.birthdate":                 "id revision",
		"fields=primaryEmail,primaryPhone":      "id primaryEmail primaryPhone revision",
		"":                                      "createdDate id info.addresses info.company info.emails info.extendedFields info.labelKeys info.name info.phones lastActivity primaryEmail primaryInfo primaryPhone revision source updatedDate",
	} {
		one := c.ok("GET", contactsPath+"/"+id+"?"+query, "")
		if got := strings.Join(members(one["contact"].(object)), " "); got != wanted {
			t.Errorf("get %s: %s", query, got)
		}
		if query != "fields=source&fields=updatedDate&id=x" {
			list := c.ok("GET", contactsPath+"?"+query, "")
			want(t, list, "contacts.0", one["contact"])
		}
	}
}

func members(contact object) (out []string) {
	for name, value := range contact {
		if info, ok := value.(object); ok && name == "info" {
			for inner := range info {
				out = append(out, "info."+inner)
			}
			continue
		}
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

func TestLag(t *testing.T) {
	c := start(t, Options{Switches: Switches{QueryLag: 10 * time.Second, ListLag: 2 * time.Second}})
	count := func(list, query int) {
		t.Helper()
		want(t, c.ok("GET", contactsPath, ""), "pagingMetadata.count", list)
		want(t, c.ok("POST", queryPath, "{}"), "pagingMetadata.count", query)
	}
	made := c.make(somebody)
	c.label("A")
	count(0, 0)
	want(t, c.ok("POST", labelsPath+"/query", ""), "pagingMetadata.total", 2)
	c.clock.advance(2 * time.Second)
	count(1, 0)
	c.clock.advance(8 * time.Second)
	count(1, 1)
	want(t, c.ok("POST", labelsPath+"/query", ""), "pagingMetadata.total", 3)
	c.patch(made, `{"company":"X"}`)
	want(t, c.ok("POST", queryPath, "{}"), "contacts.0.revision", 1)
	c.clock.advance(3 * time.Second)
	c.ok("DELETE", contactsPath+"/"+idOf(made), "")
	c.refused("GET", contactsPath+"/"+idOf(made), "", 404, "CONTACT_NOT_FOUND")
	count(1, 1)
	want(t, c.ok("GET", contactsPath, ""), "contacts.0.revision", 2)
	c.clock.advance(7 * time.Second)
	count(0, 1)
	want(t, c.ok("POST", queryPath, "{}"), "contacts.0.revision", 2)
	c.clock.advance(3 * time.Second)
	count(0, 0)
}
