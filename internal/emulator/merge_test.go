package emulator

import (
	"fmt"
	"testing"
)

func mergeBody(revision any, ids ...string) string {
	return fmt.Sprintf(`{"targetContactRevision":%v,"sourceContactIds":%s}`, revision, show(ids))
}

func TestMerge(t *testing.T) {
	c := start(t, Options{})
	a, b := c.label("A"), c.label("B")
	target := c.make(`{"emails":{"items":[{"email":"t@example.com"}]},"labelKeys":{"items":["` + a + `"]}}`)
	first := c.make(`{"name":{"first":"Ada"},"company":"X","emails":{"items":[{"email":"T@example.com"},{"email":"s@example.com"}]},"phones":{"items":[{"phone":"555-0101"}]}}`)
	second := c.make(`{"name":{"first":"Bob"},"jobTitle":"Y","company":"Z","phones":{"items":[{"phone":"5550101"},{"phone":"555-0102"}]},"labelKeys":{"items":["` + b + `"]}}`)
	path := contactsPath + "/" + idOf(target)
	body := mergeBody(1, idOf(first), idOf(second))

	preview := c.ok("POST", path+"/preview-merge", body)
	want(t, preview, "contact.revision", 1)
	want(t, c.get(idOf(target)), "info.name", nil)
	after := c.ok("POST", path+"/merge", body)
	want(t, after, "contact.info", dig(preview, "contact.info"))
	want(t, after, "contact.revision", 2)
	want(t, after, "contact.lastActivity.activityType", "CONTACT_MERGED")
	want(t, after, "contact.info.name", object{"first": "Ada"})
	want(t, after, "contact.info.company", "X")
	want(t, after, "contact.info.jobTitle", "Y")
	want(t, after, "contact.info.labelKeys.items", []string{a, b})
	merged := after["contact"].(object)
	if emails, phones := itemsOf(merged, "emails"), itemsOf(merged, "phones"); len(emails) != 2 || len(phones) != 2 || emails[1]["primary"] != false || phones[0]["primary"] != true {
		t.Errorf("merged lists: %s", show(merged["info"]))
	}

	out := c.ok("GET", contactsPath+"/"+idOf(first), "")
	want(t, out, "responseType", "MERGED")
	want(t, out, "contact.id", idOf(target))
	want(t, c.ok("GET", path, ""), "responseType", "REGULAR")
	c.refused("PATCH", contactsPath+"/"+idOf(first), `{"revision":1,"info":{"company":"X"}}`, 404, "CONTACT_NOT_FOUND")
	c.refused("DELETE", contactsPath+"/"+idOf(first), ``, 404, "CONTACT_NOT_FOUND")
	want(t, c.ok("POST", queryPath, `{"query":{"filter":{"id":"`+idOf(first)+`"}}}`), "pagingMetadata.total", 0)

	last := c.make(somebody)
	if err := c.server.MergeContacts(idOf(last), idOf(target)); err != nil {
		t.Fatal(err)
	}
	want(t, c.ok("GET", contactsPath+"/"+idOf(first), ""), "contact.id", idOf(last))
	c.ok("DELETE", contactsPath+"/"+idOf(last), "")
	c.refused("GET", contactsPath+"/"+idOf(first), "", 404, "CONTACT_NOT_FOUND")
}

func TestMerge_refused(t *testing.T) {
	c := start(t, Options{})
	target, other, member := idOf(c.make(somebody)), idOf(c.make(somebody)), idOf(c.make(somebody))
	if err := c.server.MakeMember(member); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		path, body string
		status     int
		want       string
	}{
		{target, `{}`, 400, "targetContactRevision,sourceContactIds"},
		{target, mergeBody(1), 400, "sourceContactIds"},
		{target, mergeBody(1, "a", "b", "c", "d", "e", "f"), 400, "sourceContactIds"},
		{target, mergeBody(1, noOne), 404, "CONTACT_NOT_FOUND"},
		{noOne, mergeBody(1, other), 404, "CONTACT_NOT_FOUND"},
		{target, mergeBody(1, target), 400, "ILLEGAL_MERGE"},
		{target, mergeBody(1, other, other), 400, "ILLEGAL_MERGE"},
		{target, mergeBody(1, member), 428, "FAILED_PRECONDITION"},
		{target, mergeBody(9, other), 428, "FAILED_PRECONDITION"},
	} {
		c.refused("POST", contactsPath+"/"+tt.path+"/merge", tt.body, tt.status, tt.want)
	}
	c.set("merge.member", "400")
	c.refused("POST", contactsPath+"/"+target+"/preview-merge", mergeBody(1, member), 400, "ILLEGAL_MERGE")
	c.ok("POST", contactsPath+"/"+member+"/merge", mergeBody(2, target))
}
