package emulator

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"
)

// lived is a site on which everything has happened that a snapshot holds.
func lived(t *testing.T) *caller {
	c := start(t, Options{Seed: 120, Switches: Switches{RevisionBackground: time.Hour, FieldKeys: "plain"}})
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	c.server.PutAppLabel("bookings", "Guest")
	target, source := idOf(c.make(somebody)), idOf(c.make(somebody))
	must(c.server.MergeContacts(target, source))
	must(c.server.BreakDeletion(target))
	_, err := c.server.PutContact(object{
		"name": object{"first": "Pic"}, "picture": object{"image": object{"url": "https://www.example.com/p.png", "width": 5}},
		"locations": object{"items": []any{noOne}},
	})
	must(err)
	c.smiths(4)
	c.submit("/delete", `{"filter":{"info.name.last":"Smith","createdDate":{"$gt":"2020-01-01"}},"search":"F1"}`)
	c.clock.advance(time.Minute)
	c.submit("/update", `{`+smith+`,"info":{"company":"X","name":{"first":"N"}}}`)
	c.clock.advance(jobNew + jobRun/2)
	return c
}

func TestSnapshot(t *testing.T) {
	a := lived(t)
	data, err := a.server.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	b := start(t, Options{Seed: 3, Switches: a.server.Switches()})
	b.clock.at = a.clock.at
	before := b.server.Changes()
	if err := b.server.Restore(data); err != nil {
		t.Fatal(err)
	}
	if again, err := b.server.Snapshot(); err != nil || !bytes.Equal(data, again) {
		t.Errorf("the snapshot of the restored site differs: %v", err)
	}
	if b.server.Changes() == before || b.total() != 125 {
		t.Errorf("%d contacts", b.total())
	}
	// Both sites go on alike: jobs, bumps, indexes, merges and new ids.
	for _, c := range []*caller{a, b} {
		c.clock.advance(2 * time.Hour)
		c.refused("POST", contactsPath, `{"info":{"emails":{"items":[{"email":"SEED00000.0@example.com"}]}}}`, 409, "DUPLICATE_CONTACT_EXISTS")
		c.make(somebody)
		if err := c.server.Seed(10); err != nil {
			t.Fatal(err)
		}
	}
	for name, path := range map[string]string{
		"contacts": contactsPath + "?paging.limit=1000", "labels": labelsPath, "fields": fieldsPath, "jobs": jobsPath, "facets": contactsPath + "/facets",
	} {
		if x, y := show(a.ok("GET", path, "")), show(b.ok("GET", path, "")); x != y {
			t.Errorf("%s differ:\n%s\n%s", name, x, y)
		}
	}
	old := a.server.Events(0)
	if e := b.server.Events(0); e[len(e)-1].Sequence != old[len(old)-1].Sequence {
		t.Error("the numbers of events do not go on")
	}
	merged := a.server.site.merged
	for source, target := range merged {
		want(t, b.ok("GET", contactsPath+"/"+source, ""), "contact.id", target)
	}
	if len(merged) != 1 {
		t.Error("there was no merge")
	}
}

func TestRestore_damaged(t *testing.T) {
	c := start(t, Options{Seed: 3})
	good, err := c.server.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	changed := func(change func(in object)) string {
		var in object
		if err := json.Unmarshal(good, &in); err != nil {
			t.Fatal(err)
		}
		change(in)
		return show(in)
	}
	for name, text := range map[string]string{
		"empty": "", "not JSON": "{", "no snapshot": "{}", "other format": `{"format":2}`, "trailing": string(good) + "x", "an array": "[]",
		"type":        changed(func(in object) { in["contacts"] = "x" }),
		"contact id":  changed(func(in object) { in["contacts"] = append(in["contacts"].([]any), in["contacts"].([]any)[0]) }),
		"no info":     changed(func(in object) { delete(in["contacts"].([]any)[0].(object), "info") }),
		"no labels":   changed(func(in object) { delete(in, "labels") }),
		"no fields":   changed(func(in object) { delete(in, "fields") }),
		"label key":   changed(func(in object) { in["labels"].([]any)[0].(object)["key"] = "" }),
		"data type":   changed(func(in object) { in["fields"].([]any)[0].(object)["dataType"] = "BLOB" }),
		"merge cycle": changed(func(in object) { in["merged"] = object{"a": "b", "b": "a"} }),
		"ids":         changed(func(in object) { in["ids"] = -1 }),
		"job":         changed(func(in object) { in["jobs"] = []any{object{"handled": 2}} }),
	} {
		if err := c.server.Restore([]byte(text)); err == nil || !strings.Contains(err.Error(), "snapshot") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if again, err := c.server.Snapshot(); err != nil || !bytes.Equal(good, again) {
		t.Error("the site has changed")
	}
	if err := c.server.Restore(good); err != nil {
		t.Error(err)
	}
}
