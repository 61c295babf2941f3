package emulator

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// moreOpenRows are the rows of contract 11 that openRows leave out.
var moreOpenRows = map[int]func(*testing.T, *caller){
	10: func(_ *testing.T, c *caller) {
		for value, status := range map[string]int{"404": 404, "400": 400} {
			c.set("missing.definition", value)
			for _, path := range []string{labelsPath + "/custom.none", fieldsPath + "/custom.none"} {
				c.refused("GET", path, "", status, "NOT_FOUND")
				c.refused("PATCH", path, `{"displayName":"X"}`, status, "NOT_FOUND")
				c.refused("DELETE", path, "", status, "NOT_FOUND")
			}
		}
	},
	17: func(t *testing.T, c *caller) {
		for name, key := range map[string]string{"VIP Customer": "custom.vip-customer", "À la carte!": "custom.a-la-carte", "a_b": "custom.a-b"} {
			if got := c.label(name); got != key {
				t.Errorf("%s: %s", name, got)
			}
		}
		if got := c.label("VIP  customer"); got != "custom.vip-customer-1" {
			t.Errorf("collision: %s", got)
		}
		if got := c.label(strings.Repeat("long ", 36)); len(got) > maxKey {
			t.Errorf("%d characters", len(got))
		}
		if got := c.label("顧客"); len(got) != len("custom.")+16 {
			t.Errorf("empty slug: %s", got)
		}
		c.set("labelKeys", "opaque")
		if got := c.label("Opaque"); len(got) != len("custom.opaque-")+16 {
			t.Errorf("opaque: %s", got)
		}
	},
	18: func(t *testing.T, c *caller) {
		for value, length := range map[string]int{"plain": 0, "random": 20, "underscore": 21} {
			c.set("fieldKeys", value)
			if got := c.field("My "+value, "TEXT"); len(got) != len("custom.my-"+value)+length {
				t.Errorf("%s: %s", value, got)
			}
		}
	},
	19: func(t *testing.T, c *caller) {
		find := func(name string, isNew bool) {
			t.Helper()
			want(t, c.ok("POST", labelsPath, `{"displayName":"`+name+`"}`), "newLabel", isNew)
		}
		find("Customers", false)
		find("VIP", true)
		find("vip ", true)
		c.set("names.match", "fold")
		find(" ViP", false)
	},
	20: func(_ *testing.T, c *caller) { // the race itself is in TestCreateRace
		c.label("A")
		c.refused("POST", labelsPath, `{"displayName":"A"}`, 200, "")
		c.set("find.existing", "409")
		c.refused("POST", labelsPath, `{"displayName":"A"}`, 409, "ALREADY_EXISTS")
	},
	21: func(_ *testing.T, c *caller) {
		c.label("A")
		path := labelsPath + "/" + c.label("B")
		c.refused("PATCH", path, `{"label":{"displayName":"A"}}`, 409, "ALREADY_EXISTS")
		c.set("rename.taken", "allow")
		c.refused("PATCH", path, `{"label":{"displayName":"A"}}`, 200, "")
	},
	22: func(_ *testing.T, c *caller) {
		for _, value := range []string{"400", "403", "428"} {
			c.set("system.definition", value)
			for _, path := range []string{labelsPath + "/contacts.customers", fieldsPath + "/" + keyVatID} {
				c.refused("PATCH", path, `{"displayName":"X"}`, statusOf(value, 0), "")
				c.refused("DELETE", path, "", statusOf(value, 0), "")
			}
		}
	},
	26: func(t *testing.T, c *caller) {
		c.make(somebody)
		want(t, c.ok("POST", queryPath, ""), "pagingMetadata.total", 1)
		c.set("query.lag", "3s")
		id := idOf(c.make(somebody))
		want(t, c.ok("POST", queryPath, ""), "pagingMetadata.total", 1)
		want(t, c.ok("GET", contactsPath, ""), "pagingMetadata.total", 2)
		want(t, c.get(id), "id", id)
		c.clock.advance(3 * time.Second)
		want(t, c.ok("POST", queryPath, ""), "pagingMetadata.total", 2)
	},
	27: func(t *testing.T, c *caller) {
		first := idOf(c.make(somebody))
		c.clock.advance(time.Second)
		last := idOf(c.make(somebody))
		out := c.ok("GET", contactsPath, "")
		want(t, out, "contacts.0.id", first)
		want(t, out, "contacts.0.lastActivity.activityType", "CONTACT_CREATED")
		c.set("sort.default", "createdDateDesc")
		want(t, c.ok("POST", queryPath, ""), "contacts.0.id", last)
	},
	28: func(t *testing.T, c *caller) {
		for range 5 {
			c.make(`{"name":{"first":"Same"}}`)
		}
		last := ""
		for offset := range 5 {
			out := c.ok("POST", queryPath, fmt.Sprintf(`{"query":{"sort":[{"fieldName":"info.name.first","order":"DESC"}],"paging":{"limit":1,"offset":%d}}}`, offset))
			id := dig(out, "contacts.0.id").(string)
			if id <= last {
				t.Errorf("%s after %s", id, last)
			}
			last = id
		}
	},
	29: func(_ *testing.T, c *caller) {
		c.refused("GET", labelsPath+"?paging.limit=2000", "", 200, "")
		c.refused("GET", labelsPath+"?paging.limit=2001", "", 400, "paging.limit")
		c.refused("POST", labelsPath+"/query", `{"query":{"paging":{"limit":1001}}}`, 400, "query.paging.limit")
		c.refused("GET", contactsPath+"/facets?paging.limit=1000", "", 200, "")
		c.refused("GET", contactsPath+"/facets?paging.limit=1001", "", 400, "paging.limit")
	},
	30: func(t *testing.T, _ *caller) {
		c := start(t, Options{RequestsPerMinute: 1})
		c.ok("GET", labelsPath, "")
		for value, header := range map[string]string{"on": "1", "off": ""} {
			c.set("rate.retryAfter", value)
			response, err := c.send("GET", labelsPath, "")
			if err != nil || response.StatusCode != 429 || response.Header.Get("Retry-After") != header {
				t.Errorf("%s: %v %v", value, response, err)
			}
		}
		want(t, c.refused("GET", labelsPath, "", 429, ""), "details", nil)
	},
	31: func(t *testing.T, c *caller) {
		c.set("bulk.indexing", "5s")
		c.smiths(1)
		id, got := c.submit("/delete", `{`+smith+`}`), ""
		for range 4 {
			got += c.job(id)["status"].(string) + " "
			c.clock.advance(jobNew)
		}
		c.clock.advance(5 * time.Second)
		if got += c.job(id)["status"].(string); got != "NEW RUNNING INDEXING INDEXING COMPLETED" {
			t.Error(got)
		}
		c.refused("GET", jobsPath+"/"+noOne, "", 404, "NOT_FOUND")
	},
	32: func(t *testing.T, c *caller) {
		made := c.make(`{"name":{"first":"A","last":"Smith"},"company":"X"}`)
		for _, row := range [][2]string{{"nothing", `null`}, {"patch", `"Y"`}} {
			c.set("bulk.updateMaskless", row[0])
			c.finish(c.submit("/update", `{`+smith+`,"info":{"jobTitle":"Y"}}`))
			got := c.get(idOf(made))
			want(t, got, "info.jobTitle", json.RawMessage(row[1]))
			want(t, got, "info.company", "X")
		}
	},
	33: func(_ *testing.T, c *caller) {
		for value, problem := range map[string]string{"lax": "", "strict": "info.addresses.items[0].address.subdivision"} {
			c.set("subdivision", value)
			c.refused("POST", contactsPath, `{"info":{"name":{"first":"A"},"addresses":{"items":[{"address":{"country":"US","subdivision":"NY"}}]}}}`, map[bool]int{true: 200, false: 400}[problem == ""], problem)
		}
	},
	34: func(_ *testing.T, c *caller) {
		for value, problem := range map[string]string{"lax": "", "strict": "info.emails.items[0].email"} {
			c.set("phoneEmail.format", value)
			c.refused("POST", contactsPath, `{"info":{"emails":{"items":[{"email":"nonsense"}]}}}`, map[bool]int{true: 200, false: 400}[problem == ""], problem)
			c.server.Reset()
		}
	},
	35: func(t *testing.T, c *caller) {
		made := c.make(`{"emails":{"items":[{"email":"a@example.com"}]},"phones":{"items":[{"phone":"5"}]},"addresses":{"items":[{"address":{"city":"X"}}]}}`)
		for _, name := range []string{"emails", "phones", "addresses"} {
			want(t, itemsOf(made, name)[0], "tag", "UNTAGGED")
		}
	},
	36: func(t *testing.T, c *caller) {
		want(t, c.make(`{"emails":{"items":[{"email":"a@example.com"},{"email":"b@example.com"}]}}`), "primaryInfo.email", "a@example.com")
		made := c.make(`{"emails":{"items":[{"email":"a@example.com"},{"email":"b@example.com","primary":true}]}}`)
		want(t, made, "primaryInfo.email", "b@example.com")
		want(t, made, "info.emails.items.0.primary", false)
	},
	37: func(t *testing.T, c *caller) {
		want(t, c.make(`{"name":{"first":"A"},"picture":{"image":{"url":"https://www.example.com/p.png"}}}`), "info.picture", nil)
	},
	38: func(t *testing.T, c *caller) {
		want(t, c.make(somebody), "source", object{"sourceType": "ADMIN"})
		token := c.ok("POST", "/oauth2/token", `{"grant_type":"client_credentials","client_id":"app","client_secret":"s","instance_id":"i"}`)
		c.header.Set("Authorization", token["access_token"].(string))
		want(t, c.make(somebody), "source", object{"sourceType": "WIX_APP", "appId": "app"})
	},
	39: func(_ *testing.T, c *caller) {
		c.refused("PATCH", contactsPath+"/"+idOf(c.make(somebody)), `{"revision":"1","info":{"company":"X"}}`, 200, "")
	},
	40: func(t *testing.T, _ *caller) {
		c := start(t, Options{APIKey: "right", SiteID: testSite})
		for value, status := range map[string]int{"401": 401, "403": 403} {
			c.set("auth.badKey", value)
			c.refused("GET", labelsPath, "", status, "")
		}
		c.header.Set("Authorization", "right")
		c.header.Set("Wix-Site-Id", noOne)
		c.refused("GET", labelsPath, "", 403, "")
		c.header.Del("Authorization")
		c.refused("GET", labelsPath, "", 401, "")
	},
	41: func(t *testing.T, c *caller) {
		if c.server.opts.LabelsQuota != 1000 {
			t.Errorf("quota %d", c.server.opts.LabelsQuota)
		}
		c = start(t, Options{LabelsQuota: 1})
		c.label("A")
		c.refused("POST", labelsPath, `{"displayName":"B"}`, 428, "LABELS_QUOTA_REACHED")
	},
	42: func(_ *testing.T, c *caller) {
		c.header.Set("Wix-Account-Id", noOne)
		c.ok("GET", labelsPath, "")
	},
	43: func(t *testing.T, c *caller) {
		for value, number := range map[string]string{"keep": "6465550100", "reformat": "646-555-0100"} {
			c.set("phone.format", value)
			made := c.make(`{"name":{"first":"A"},"phones":{"items":[{"phone":"6465550100","countryCode":"US"},{"phone":"+44 20 5550 0143","countryCode":"GB"},{"phone":"555 0100"}]}}`)
			phones := itemsOf(c.get(idOf(made)), "phones")
			want(t, phones[0], "phone", number)
			want(t, phones[0], "e164Phone", "+16465550100")
			want(t, phones[1], "phone", map[string]string{"keep": "+44 20 5550 0143", "reformat": "2055500143"}[value])
			want(t, phones[2], "phone", "555 0100")
			c.server.Reset()
		}
	},
	44: func(t *testing.T, c *caller) {
		c.clock.advance(138 * time.Millisecond)
		for value, dates := range map[string][2]string{
			"seconds": {"2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z"}, "milliseconds": {"2026-03-01T12:00:00.138Z", "2026-03-01T12:00:00.000Z"},
		} {
			c.set("definition.dates", value)
			for path, member := range map[string]string{labelsPath: "label", fieldsPath: "field"} {
				made := c.ok("POST", path, `{"displayName":"`+value+`","dataType":"TEXT"}`)
				want(t, made, member+".createdDate", dates[0])
				want(t, made, member+".updatedDate", dates[0])
				want(t, c.ok("GET", path+"/"+dig(made, member+".key").(string), ""), member+".createdDate", dates[1])
			}
		}
	},
	45: func(t *testing.T, c *caller) {
		for value, empty := range map[string]any{"absent": nil, "wrapper": object{}} {
			c.set("lists.empty", value)
			made := c.make(`{"name":{"first":"A"}}`)
			for _, name := range []string{"emails", "phones", "addresses", "labelKeys"} {
				want(t, made, "info."+name, empty)
			}
		}
	},
	46: func(t *testing.T, c *caller) {
		for value, vatID := range map[string]any{"absent": nil, "text": ""} {
			c.set("vatId.empty", value)
			values := dig(c.make(`{"name":{"first":"A"}}`), "info.extendedFields.items").(object)
			if values[keyVatID] != vatID {
				t.Errorf("%s: %v", value, values[keyVatID])
			}
			want(t, c.patch(c.make(`{"name":{"first":"A"}}`), `{"extendedFields":{"items":{"invoices.vatId":"X1"}}}`), "info.extendedFields.items", object{keyFirstName: "A", keyLastName: "A", keyVatID: "X1"})
		}
	},
}
