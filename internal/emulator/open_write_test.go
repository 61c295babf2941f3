package emulator

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// openRows play the rows of contract 11, each with the emulator's default and
// with what its switch turns it into. The rows of the other map are about
// definitions, reads and the rest.
var openRows = map[int]func(*testing.T, *caller){
	1: func(t *testing.T, c *caller) {
		c.field("A", "TEXT")
		c.field("B", "TEXT")
		for value, left := range map[string]any{"replace": nil, "merge": "a"} {
			c.set("patch.extendedFields", value)
			made := c.make(`{"name":{"first":"A"},"extendedFields":{"items":{"custom.a":"a","custom.b":"b"}}}`)
			values := dig(c.patch(made, `{"extendedFields":{"items":{"custom.b":"c"}}}`), "info.extendedFields.items").(object)
			if values["custom.a"] != left || values["custom.b"] != "c" {
				t.Errorf("%s: %s", value, show(values))
			}
		}
	},
	2: func(t *testing.T, c *caller) {
		for value, name := range map[string]object{"merge": {"first": "B", "last": "L"}, "replace": {"first": "B"}} {
			c.set("patch.subObject", value)
			want(t, c.patch(c.make(`{"name":{"first":"A","last":"L"}}`), `{"name":{"first":"B"}}`), "info.name", name)
		}
	},
	3: func(t *testing.T, c *caller) {
		const info = `{"name":{"first":"A"},"company":"X","jobTitle":"Y"}`
		for _, nothing := range []string{`null`, `""`} {
			want(t, c.patch(c.make(info), `{"company":`+nothing+`}`), "info.company", nil)
		}
		c.set("patch.null", "noop")
		want(t, c.patch(c.make(info), `{"company":null,"jobTitle":""}`), "info", object{"name": object{"first": "A"}, "company": "X", "extendedFields": object{"items": object{keyFirstName: "A", keyLastName: "A"}}})
		c.refused("PATCH", contactsPath+"/"+idOf(c.make(info)), `{"revision":1,"info":{"company":null}}`, 400, "INSUFFICIENT_UPDATE_CONTACT_DATA")
	},
	4: func(t *testing.T, c *caller) {
		for value, keys := range map[string][]string{"ignore": {"contacts.customers"}, "replace": {"contacts.contacted-me"}} {
			c.set("patch.labelKeys", value)
			made := c.make(`{"name":{"first":"A"},"labelKeys":{"items":["contacts.customers"]}}`)
			want(t, c.patch(made, `{"labelKeys":{"items":["contacts.contacted-me"]}}`), "info.labelKeys.items", keys)
		}
	},
	5: func(t *testing.T, c *caller) {
		const changed = `{"emails":{"items":[{"email":"b@example.com","tag":"HOME"},{"email":"a@example.com","tag":"MAIN","id":"` + noOne + `"}]}}`
		for value, kept := range map[string]bool{"keep": true, "new": false} {
			c.set("item.ids", value)
			before := c.make(`{"emails":{"items":[{"email":"a@example.com","tag":"MAIN"},{"email":"b@example.com","tag":"MAIN"}]}}`)
			after := c.patch(before, `{"emails":{"items":[]},"name":{"first":"A"}}`)
			before = c.patch(after, `{"emails":{"items":[{"email":"a@example.com","tag":"MAIN"},{"email":"b@example.com","tag":"MAIN"}]}}`)
			ids := itemsOf(c.patch(before, changed), "emails")
			old := itemsOf(before, "emails")
			if (ids[1]["id"] == old[0]["id"]) != kept || ids[0]["id"] == old[1]["id"] || ids[1]["id"] == noOne {
				t.Errorf("%s: %s after %s", value, show(ids), show(old))
			}
			c.ok("DELETE", contactsPath+"/"+idOf(before), "")
		}
	},
	6: func(t *testing.T, c *caller) {
		for value, wanted := range map[string]string{"change": "2 2 3", "always": "2 3 4", "never": "1 1 1"} {
			c.set("revision.label", value)
			path := contactsPath + "/" + idOf(c.make(somebody)) + "/labels"
			var got []string
			for _, method := range []string{"POST", "POST", "DELETE"} {
				got = append(got, show(dig(c.ok(method, path, `{"labelKeys":["contacts.customers"]}`), "contact.revision")))
			}
			if strings.Join(got, " ") != wanted {
				t.Errorf("%s: %v", value, got)
			}
		}
	},
	7: func(t *testing.T, c *caller) {
		for value, revision := range map[string]int{"off": 1, "300ms": 2} {
			c.set("revision.background", value)
			made := c.make(somebody)
			c.clock.advance(time.Second)
			want(t, c.get(idOf(made)), "revision", revision)
		}
	},
	8: func(t *testing.T, c *caller) {
		for value, code := range map[string]string{"428": "FAILED_PRECONDITION", "409": "CONTACT_ALREADY_CHANGED"} {
			c.set("merge.stale", value)
			c.refused("POST", contactsPath+"/"+idOf(c.make(somebody))+"/merge", mergeBody(9, idOf(c.make(somebody))), statusOf(value, 0), code)
		}
	},
	9: func(t *testing.T, c *caller) {
		for value, code := range map[string]string{"428": "FAILED_PRECONDITION", "400": "ILLEGAL_MERGE"} {
			c.set("merge.member", value)
			member := idOf(c.make(somebody))
			if err := c.server.MakeMember(member); err != nil {
				t.Fatal(err)
			}
			c.refused("POST", contactsPath+"/"+idOf(c.make(somebody))+"/merge", mergeBody(1, member), statusOf(value, 0), code)
		}
	},
	11: func(_ *testing.T, c *caller) {
		c.refused("DELETE", contactsPath+"/"+noOne, "", 404, "CONTACT_NOT_FOUND")
		c.set("delete.missing", "200")
		c.refused("DELETE", contactsPath+"/"+noOne, "", 200, "")
	},
	12: func(t *testing.T, c *caller) {
		id := idOf(c.make(somebody))
		ask := func(value string, status int, code string, keys any) {
			t.Helper()
			c.set("label.unknownKey", value)
			c.refused("POST", contactsPath+"/"+id+"/labels", `{"labelKeys":["contacts.customers","custom.`+value+`"]}`, status, code)
			want(t, c.get(id), "info.labelKeys.items", keys)
			c.refused("POST", contactsPath, `{"info":{"name":{"first":"A"},"labelKeys":{"items":["custom.`+value+`"]}}}`, status, code)
		}
		ask("400", 400, "LABEL_NOT_FOUND", nil)
		ask("404", 404, "LABEL_NOT_FOUND", nil)
		ask("partial", 400, "LABEL_NOT_FOUND", []string{"contacts.customers"})
		ask("create", 200, "", []string{"contacts.customers", "custom.create"})
	},
	13: func(t *testing.T, c *caller) {
		id := idOf(c.make(`{"name":{"first":"A"},"labelKeys":{"items":["contacts.customers"]}}`))
		path := contactsPath + "/" + id + "/labels?labelKeys="
		c.refused("DELETE", path+"contacts.contacted-me", "", 200, "")
		for value, code := range map[string]string{"400": "LABEL_NOT_FOUND", "404": "LABEL_NOT_FOUND", "200": ""} {
			c.set("unlabel.unknownKey", value)
			c.refused("DELETE", path+"contacts.contacted-me&labelKeys=custom.none", "", statusOf(value, 0), code)
			want(t, c.get(id), "info.labelKeys.items", []string{"contacts.customers"})
		}
	},
	14: func(t *testing.T, c *caller) {
		made := c.make(`{"name":{"first":"A"},"labelKeys":{"items":["contacts.customers","contacts.contacted-me"]}}`)
		path := contactsPath + "/" + idOf(made) + "/labels"
		want(t, c.ok("DELETE", path+"?labelKeys=contacts.customers&contactId="+idOf(made), `{"labelKeys":["contacts.contacted-me"]}`), "contact.info.labelKeys", nil)
		c.refused("DELETE", path, "", 400, "labelKeys")
	},
	15: func(t *testing.T, c *caller) {
		info := func(key string) string {
			return `{"info":{"name":{"first":"A"},"extendedFields":{"items":{"` + key + `":"x"}}}}`
		}
		c.refused("POST", contactsPath, info("custom.none"), 400, "EXTENDED_FIELD_NOT_FOUND")
		c.set("extendedFields.unknownKey", "404")
		c.refused("POST", contactsPath, info("custom.none"), 404, "EXTENDED_FIELD_NOT_FOUND")
		values := dig(c.ok("POST", contactsPath, info(keyMembership)), "contact.info.extendedFields.items").(object)
		if values[keyMembership] != nil {
			t.Error("a system key was written")
		}
		c.set("write.systemKeys", "refuse")
		c.refused("POST", contactsPath, info(keyMembership), 400, "INVALID_EXTENDED_FIELD_VALUE")
	},
	16: func(_ *testing.T, c *caller) {
		c.field("N", "NUMBER")
		c.field("T", "TEXT")
		for value, status := range map[string]int{"strict": 400, "lax": 200} {
			c.set("extendedFields.values", value)
			for _, items := range []string{`{"custom.n":"12"}`, `{"custom.t":12}`} {
				code := map[int]string{400: "INVALID_EXTENDED_FIELD_VALUE"}[status]
				c.refused("POST", contactsPath, `{"info":{"name":{"first":"A"},"extendedFields":{"items":`+items+`}}}`, status, code)
			}
		}
	},
	23: func(t *testing.T, c *caller) {
		const mixed = `{"emails":{"items":[{"email":"Mixed@Example.com"}]}}`
		want(t, c.make(mixed), "primaryInfo.email", "Mixed@Example.com")
		c.refused("POST", contactsPath, `{"info":{"emails":{"items":[{"email":"mixed@example.com"}]}}}`, 409, "DUPLICATE_CONTACT_EXISTS")
		const query = `{"query":{"filter":{"info.emails.email":"mixed@example.com"}}}`
		want(t, c.ok("POST", queryPath, query), "pagingMetadata.total", 1)
		c.set("email.compare", "exact")
		want(t, c.ok("POST", queryPath, query), "pagingMetadata.total", 0)
		c.refused("POST", contactsPath, `{"info":{"emails":{"items":[{"email":"mixed@example.com"}]}}}`, 200, "")
		c.set("email.lower", "on")
		want(t, c.make(mixed), "primaryInfo.email", "mixed@example.com")
	},
	24: func(_ *testing.T, c *caller) {
		c.make(`{"phones":{"items":[{"phone":"(212) 555-0101","countryCode":"US"},{"phone":"555-0102"}]}}`)
		for phone, status := range map[string]int{
			`"phone":"+1 212 555 0101","countryCode":"US"`: 409, `"phone":"5550102"`: 409, `"phone":"212 555 0101"`: 200, `"phone":"555-0102","countryCode":"US"`: 409,
		} {
			c.refused("POST", contactsPath, `{"info":{"phones":{"items":[{`+phone+`}]}}}`, status, map[int]string{409: "DUPLICATE_CONTACT_EXISTS"}[status])
		}
	},
	25: func(t *testing.T, c *caller) {
		c.make(somebody)
		for total, value := range []string{1: "off", 2: "on"} {
			if value == "" {
				continue
			}
			c.set("duplicate.leavesContact", value)
			c.refused("POST", contactsPath, `{"info":`+somebody+`}`, 409, "DUPLICATE_CONTACT_EXISTS")
			if got := c.total(); got != total {
				t.Errorf("%s: %d contacts", value, got)
			}
		}
	},
}

func TestOpenQuestions(t *testing.T) {
	for row := 1; row <= 46; row++ {
		play, ok := openRows[row]
		if !ok {
			play, ok = moreOpenRows[row]
		}
		t.Run(fmt.Sprintf("row %02d", row), func(t *testing.T) {
			if !ok {
				t.Fatal("the row is in no test")
			}
			play(t, start(t, Options{Switches: Switches{FieldKeys: "plain"}}))
		})
	}
}
