package emulator

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const (
	bulkPath      = "/contacts/v4/bulk/contacts"
	jobsPath      = "/contacts/v4/bulk/jobs"
	olderJobsPath = "/contacts/v4/bulk/contact/jobs"
)

// submit starts a job and returns its id.
func (c *caller) submit(path, body string) string {
	c.t.Helper()
	id, _ := c.ok("POST", bulkPath+path, body)["jobId"].(string)
	if !isGUID(id) {
		c.t.Fatalf("job id %q", id)
	}
	return id
}

func (c *caller) job(id string) object {
	c.t.Helper()
	return c.ok("GET", jobsPath+"/"+id, "")["job"].(object)
}

// finish lets a job end.
func (c *caller) finish(id string) object {
	c.t.Helper()
	c.clock.advance(time.Minute)
	out := c.job(id)
	want(c.t, out, "status", "COMPLETED")
	return out
}

func (c *caller) total() int {
	c.t.Helper()
	var n int
	_, _ = fmt.Sscan(show(dig(c.ok("GET", contactsPath, ""), "pagingMetadata.total")), &n)
	return n
}

// smiths makes contacts of one name and returns their ids.
func (c *caller) smiths(n int) (ids []string) {
	c.t.Helper()
	for i := range n {
		ids = append(ids, idOf(c.make(fmt.Sprintf(`{"name":{"first":"F%d","last":"Smith"}}`, i))))
	}
	return ids
}

const smith = `"filter":{"info.name.last":"Smith"}`

func TestJob_delete(t *testing.T) {
	c := start(t, Options{})
	ids := c.smiths(10)
	other := idOf(c.make(`{"name":{"last":"Jones"}}`))
	for i, act := range []func(string) error{
		c.server.MakeMember, c.server.MakeMember, c.server.AddBillingSubscription, c.server.MakeContributor, c.server.BreakDeletion, c.server.RemoveContact,
	} {
		if i == 5 {
			continue // below, while the job is waiting
		}
		if err := act(ids[i]); err != nil {
			t.Fatal(err)
		}
	}
	id := c.submit("/delete", `{`+smith+`}`)
	began := wireMilli(c.clock.at)
	want(t, c.job(id), "status", "NEW")
	want(t, c.job(id), "totalItems", 0)
	if err := c.server.RemoveContact(ids[5]); err != nil {
		t.Fatal(err)
	}
	c.clock.advance(jobNew)
	want(t, c.job(id), "status", "RUNNING")
	want(t, c.job(id), "totalItems", 10)
	want(t, c.job(id), "successTotal", 0)
	c.clock.advance(jobRun - time.Millisecond)
	running := c.job(id)
	want(t, running, "status", "RUNNING")
	want(t, running, "successTotal", 3)
	want(t, running, "finishedDate", nil)
	c.clock.advance(time.Millisecond)
	want(t, c.job(id), "finishedDate", wireMilli(c.clock.at))
	done := c.finish(id)
	want(t, done, "type", "DELETE")
	want(t, done, "startedDate", began)
	want(t, done, "totalItems", 10)
	want(t, done, "successTotal", 4)
	want(t, done, "failedTotal", 6)
	want(t, done, "processedCount", nil)
	codes := map[string]any{}
	for _, e := range done["errors"].([]any) {
		codes[e.(object)["code"].(string)] = e.(object)["count"]
	}
	want(t, object{"got": codes}, "got", object{
		"CANNOT_DELETE_SITE_MEMBERS": 2, "CANNOT_DELETE_CONTACT_WITH_BILLING_SUBSCRIPTION": 1,
		"CANNOT_DELETE_MEMBER_OWNER_OR_CONTRIBUTOR": 1, "FAILED_DELETE_CONTACT_AFTER_MEMBER_DELETION": 1, "FAILED_DELETE_CONTACT": 1,
	})
	if c.total() != 6 {
		t.Errorf("%d contacts are left", c.total())
	}
	c.get(other)
}

func TestJob_update(t *testing.T) {
	c := start(t, Options{})
	c.smiths(3)
	member := idOf(c.make(`{"name":{"last":"Smith"},"emails":{"items":[{"email":"m@example.com"}]}}`))
	if err := c.server.MakeMember(member); err != nil {
		t.Fatal(err)
	}
	done := c.finish(c.submit("/update", `{`+smith+`,"info":{"company":"X","emails":{"items":[{"email":"new@example.com"}]}}}`))
	want(t, done, "type", "UPDATE")
	want(t, done, "successTotal", 1)
	want(t, done, "errors.0.code", "DUPLICATE_CONTACT_EXISTS")
	want(t, done, "errors.0.count", 2)
	want(t, done, "errors.1.code", "CANNOT_UPDATE_MEMBER_EMAIL")

	done = c.finish(c.submit("/update", `{"search":"smith","info":{"name":{"last":"Changed"}}}`))
	want(t, done, "successTotal", 4)
	out := c.get(member)
	want(t, out, "info.name.last", "Changed")
	want(t, out, "revision", 3)

	// A mask picks from info; without one the switch can make it mean nothing.
	c.set("bulk.updateMaskless", "nothing")
	everybody := `{"info":{"company":"Y","jobTitle":"Z"}`
	want(t, c.finish(c.submit("/update", everybody+`}`)), "successTotal", 4)
	want(t, c.get(member), "info.company", nil)
	want(t, c.finish(c.submit("/update", everybody+`,"fieldMask":{"paths":["info.company"]}}`)), "totalItems", 4)
	want(t, c.get(member), "info.company", "Y")
	want(t, c.get(member), "info.jobTitle", nil)
	c.set("bulk.updateAll", "refuse")
	c.refused("POST", bulkPath+"/update", everybody+`}`, 400, "NEITHER_FILTER_NOR_SEARCH")
}

func TestJob_labels(t *testing.T) {
	c := start(t, Options{})
	a, b := c.label("A"), c.label("B")
	ids := c.smiths(2)
	labels := func(want string) {
		t.Helper()
		for _, id := range ids {
			if got := show(asTexts(dig(c.get(id), "info.labelKeys.items"))); got != want {
				t.Errorf("labels %s, want %s", got, want)
			}
		}
	}
	want(t, c.finish(c.submit("/add-remove-labels", `{`+smith+`,"labelKeysToAdd":["`+a+`"]}`)), "type", "ADD_LABELS")
	labels(`["custom.a"]`)
	both := `{` + smith + `,"labelKeysToAdd":["` + a + `","` + b + `"],"labelKeysToRemove":["` + a + `"]}`
	want(t, c.finish(c.submit("/add-remove-labels", both)), "type", "ADD_REMOVE_LABELS")
	labels(`["custom.b"]`)
	c.set("bulk.bothLists", "added")
	c.finish(c.submit("/add-remove-labels", both))
	labels(`["custom.b","custom.a"]`)
	want(t, c.finish(c.submit("/add-remove-labels", `{"filter":{"info.labelKeys":{"$hasSome":["`+b+`"]}},"labelKeysToRemove":["`+b+`"]}`)), "type", "REMOVE_LABELS")
	labels(`["custom.a"]`)

	// A label can go while a job is waiting to give it.
	id := c.submit("/add-remove-labels", `{`+smith+`,"labelKeysToAdd":["`+b+`"]}`)
	c.ok("DELETE", labelsPath+"/"+b, "")
	want(t, c.finish(id), "successTotal", 2)
	labels(`["custom.a"]`)
	c.set("label.unknownKey", "create")
	c.finish(c.submit("/add-remove-labels", `{`+smith+`,"labelKeysToAdd":["custom.new"]}`))
	labels(`["custom.a","custom.new"]`)
}

func TestJob_refused(t *testing.T) {
	c := start(t, Options{})
	c.smiths(1)
	many := `["` + strings.Repeat(`x","`, 100) + `x"]`
	for _, tt := range []struct{ path, body, want string }{
		{"/delete", `{}`, "NEITHER_FILTER_NOR_SEARCH"},
		{"/delete", `{"filter":{}}`, "NEITHER_FILTER_NOR_SEARCH"},
		{"/delete", `{"filter":null,"search":""}`, "NEITHER_FILTER_NOR_SEARCH"},
		{"/delete", `{"query":{"filter":{"id":"x"}}}`, "NEITHER_FILTER_NOR_SEARCH"},
		{"/delete", `{"filter":"x"}`, "MALFORMED_FILTER"},
		{"/delete", `{"filter":{"info.noSuchMember":"x"}}`, "UNSUPPORTED_FILTER_FIELD_UNKNOWN"},
		{"/delete", `{"search":"` + strings.Repeat("x", 101) + `"}`, "search"},
		{"/delete", `{"search":5}`, "search"},
		{"/add-remove-labels", `{"labelKeysToAdd":["contacts.customers"]}`, "NEITHER_FILTER_NOR_SEARCH"},
		{"/add-remove-labels", `{` + smith + `}`, "labelKeysToAdd"},
		{"/add-remove-labels", `{` + smith + `,"labelKeysToAdd":["custom.none"]}`, "LABEL_NOT_FOUND"},
		{"/add-remove-labels", `{` + smith + `,"labelKeysToRemove":["custom.none"]}`, "LABEL_NOT_FOUND"},
		{"/add-remove-labels", `{` + smith + `,"labelKeysToAdd":` + many + `,"labelKeysToRemove":` + many + `}`, "labelKeysToAdd,labelKeysToRemove"},
		{"/update", `{` + smith + `}`, "INSUFFICIENT_UPDATE_CONTACT_DATA"},
		{"/update", `{` + smith + `,"info":{"birthdate":"soon"}}`, "info.birthdate"},
		{"/update", `{` + smith + `,"info":{"extendedFields":{"items":{"custom.none":"x"}}}}`, "EXTENDED_FIELD_NOT_FOUND"},
	} {
		c.refused("POST", bulkPath+tt.path, tt.body, 400, tt.want)
	}
	c.refused("GET", jobsPath+"/"+noOne, "", 404, "NOT_FOUND")
	c.refused("GET", olderJobsPath, "", 404, "")
	want(t, c.ok("GET", jobsPath, ""), "jobs", []any{})
}

func TestJob_filterAndSearch(t *testing.T) {
	c := start(t, Options{})
	ids := c.smiths(3)
	done := c.finish(c.submit("/delete", `{`+smith+`,"search":"f1"}`))
	want(t, done, "successTotal", 1)
	c.refused("GET", contactsPath+"/"+ids[1], "", 404, "CONTACT_NOT_FOUND")
	want(t, c.finish(c.submit("/delete", `{"search":"nobody"}`)), "totalItems", 0)
	want(t, c.finish(c.submit("/delete", `{"filter":{"id":{"$in":["`+ids[0]+`"]}}}`)), "successTotal", 1)
	if c.total() != 1 {
		t.Errorf("%d contacts are left", c.total())
	}
}
