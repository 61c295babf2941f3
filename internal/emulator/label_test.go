package emulator

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

const labelsPath, fieldsPath = "/contacts/v4/labels", "/contacts/v4/extended-fields"

func TestLabel_life(t *testing.T) {
	c := start(t, Options{})
	out := c.ok("POST", labelsPath, `{"displayName":"My Label"}`)
	want(t, out, "newLabel", true)
	want(t, out, "label", object{
		"namespace": "custom", "key": "custom.my-label", "displayName": "My Label", "labelType": "USER_DEFINED",
		"createdDate": "2026-03-01T12:00:00Z", "updatedDate": "2026-03-01T12:00:00Z",
	})
	want(t, c.ok("POST", labelsPath, `{"displayName":"My Label","language":"en"}`), "newLabel", false)
	c.clock.advance(time.Hour)
	key := labelsPath + "/custom.my-label"
	for name, body := range map[string]string{
		"Wrapped": `{"label":{"displayName":"Wrapped","key":"custom.my-label"}}`, "Flat": `{"displayName":"Flat"}`,
	} {
		out := c.ok("PATCH", key, body)
		want(t, out, "label.displayName", name)
		want(t, out, "label.key", "custom.my-label")
		want(t, out, "label.updatedDate", "2026-03-01T13:00:00Z")
		want(t, c.ok("GET", labelsPath+"/custom%2Emy-label?key=custom.my-label", ""), "label", out["label"])
	}
	made := c.make(`{"name":{"first":"Ada"},"labelKeys":{"items":["custom.my-label","contacts.customers"]}}`)
	if out := c.ok("DELETE", key, ""); len(out) != 0 {
		t.Errorf("answer %s", show(out))
	}
	after := c.get(idOf(made))
	want(t, after, "info.labelKeys.items", []string{"contacts.customers"})
	want(t, after, "revision", 2)
	for _, method := range []string{"GET", "PATCH", "DELETE"} {
		c.refused(method, key, `{"displayName":"X"}`, 404, "NOT_FOUND")
	}
	c.set("missing.definition", "400")
	c.refused("GET", key, "", 400, "NOT_FOUND")
}

func TestDefinitions_invalid(t *testing.T) {
	c := start(t, Options{})
	c.label("A")
	c.field("A", "TEXT")
	for _, tt := range []struct {
		method, path, body string
		want               string
	}{
		{"POST", labelsPath, `{}`, "displayName"},
		{"POST", labelsPath, ``, "displayName"},
		{"POST", labelsPath, `{"displayName":""}`, "displayName"},
		{"POST", labelsPath, `{"displayName":5}`, "displayName"},
		{"POST", labelsPath, `{"displayName":"` + strings.Repeat("é", 181) + `"}`, "displayName"},
		{"POST", labelsPath, `{"displayName":"B","language":"eng"}`, "language"},
		{"PATCH", labelsPath + "/custom.a", `{"label":{}}`, "label.displayName"},
		{"PATCH", labelsPath + "/custom.a", `{"label":{"displayName":"` + strings.Repeat("é", 181) + `"}}`, "label.displayName"},
		{"GET", labelsPath + "/custom.a?language=e", ``, "language"},
		{"GET", labelsPath + "?labelType=CUSTOM&namespace=ab&language=english", ``, "language,labelType,namespace"},
		{"GET", labelsPath + "?paging.limit=2001", ``, "paging.limit"},
		{"GET", labelsPath + "?paging.limit=-1&paging.offset=-1", ``, "paging.limit,paging.offset"},
		{"GET", labelsPath + "?paging.limit=x", ``, "paging.limit"},
		{"POST", labelsPath + "/query", `{"query":{"paging":{"limit":1001}}}`, "query.paging.limit"},
		{"POST", fieldsPath, `{"dataType":"TEXT"}`, "displayName"},
		{"POST", fieldsPath, `{"displayName":"B","dataType":"BOOLEAN"}`, "dataType"},
		{"POST", fieldsPath, `{"displayName":"` + strings.Repeat("é", 151) + `"}`, "displayName"},
		{"GET", fieldsPath + "?fieldType=CUSTOM", ``, "fieldType"},
		{"POST", fieldsPath + "/query", `{"query":{"sort":[{"fieldName":"displayName"},{"fieldName":"createdDate"}]}}`, "query.sort"},
	} {
		c.refused(tt.method, tt.path, tt.body, 400, tt.want)
	}
	c.ok("POST", labelsPath, `{"displayName":"`+strings.Repeat("é", 180)+`"}`)
	c.ok("GET", labelsPath+"?paging.limit=2000", "")
	for status, value := range map[int]string{400: "400", 403: "403", 428: "428"} {
		c.set("system.definition", value)
		for _, path := range []string{labelsPath + "/contacts.customers", fieldsPath + "/invoices.vatId"} {
			c.refused("PATCH", path, `{"displayName":"X"}`, status, "")
			c.refused("DELETE", path, ``, status, "")
		}
	}
}

func TestDefinitions_rename(t *testing.T) {
	c := start(t, Options{})
	c.label("A")
	c.label("B")
	keyA, keyB := c.field("A", "TEXT"), c.field("B", "TEXT")
	c.ok("PATCH", labelsPath+"/custom.a", `{"displayName":"A"}`)
	c.refused("PATCH", labelsPath+"/custom.a", `{"displayName":"B"}`, 409, "ALREADY_EXISTS")
	c.refused("PATCH", labelsPath+"/custom.a", `{"displayName":"Customers"}`, 409, "ALREADY_EXISTS")
	c.refused("PATCH", fieldsPath+"/"+keyA, `{"field":{"displayName":"B"}}`, 409, "ALREADY_EXISTS")
	c.set("rename.taken", "allow")
	c.ok("PATCH", labelsPath+"/custom.a", `{"displayName":"B"}`)
	c.ok("PATCH", fieldsPath+"/"+keyB, `{"name":"A"}`)
}

func TestLabel_namesAndSystem(t *testing.T) {
	c := start(t, Options{})
	want(t, c.ok("POST", labelsPath, `{"displayName":"Customers"}`), "label", object{
		"namespace": "contacts", "key": "contacts.customers", "displayName": "Customers", "labelType": "SYSTEM",
	})
	want(t, c.ok("POST", labelsPath, `{"displayName":"Clientes","language":"es"}`), "newLabel", false)
	want(t, c.ok("POST", labelsPath, `{"displayName":"VIP"}`), "newLabel", true)
	want(t, c.ok("POST", labelsPath, `{"displayName":"vip"}`), "label.key", "custom.vip-1")
	c.set("names.match", "fold")
	want(t, c.ok("POST", labelsPath, `{"displayName":" ViP "}`), "label.key", "custom.vip")
	c.set("find.existing", "409")
	c.refused("POST", labelsPath, `{"displayName":"VIP"}`, 409, "ALREADY_EXISTS")
}

func TestQuotas(t *testing.T) {
	c := start(t, Options{LabelsQuota: 2, FieldsQuota: 2})
	for _, name := range []string{"A", "B"} {
		c.label(name)
		c.field(name, "TEXT")
	}
	out := c.refused("POST", labelsPath, `{"displayName":"C"}`, 428, "LABELS_QUOTA_REACHED")
	want(t, out, "details.applicationError.data", object{"labelsQuota": "2", "labelsCurrentTotal": "2"})
	c.refused("POST", fieldsPath, `{"displayName":"C","dataType":"TEXT"}`, 429, "FIELDS_QUOTA_EXCEEDED")
	want(t, c.ok("POST", labelsPath, `{"displayName":"B"}`), "newLabel", false)
}

func TestKeys(t *testing.T) {
	for name, key := range map[string]string{
		"VIP Customer": "custom.vip-customer", "B2B": "custom.b2b", "  a  --  b  ": "custom.a-b", "Ünïcode Ñame": "custom.unicode-name",
		"e\u0301te\u0301": "custom.ete", "ＡＢＣ１": "custom.abc1", "smørrebrød": "custom.sm-rrebr-d", "groupColor": "custom.groupcolor",
		strings.Repeat("x", 180): "custom." + strings.Repeat("x", 73),
	} {
		c := start(t, Options{})
		if got := c.label(name); got != key {
			t.Errorf("%q: %s, want %s", name, got, key)
		}
	}
	c := start(t, Options{})
	if key := c.label("顧客"); len(key) != len("custom.")+16 {
		t.Errorf("key %s", key)
	}
	c.label(strings.Repeat("x", 100))
	if key := c.label(strings.Repeat("x", 101)); len(key) != maxKey || !strings.HasSuffix(key, "x-1") {
		t.Errorf("key %s", key)
	}
	c.set("labelKeys", "opaque")
	if key := c.label("My Label"); len(key) != len("custom.my-label-")+16 {
		t.Errorf("key %s", key)
	}
	for value, form := range map[string]string{
		"plain": "custom.my-field", "random": "custom.my-field-" + strings.Repeat("x", 19), "underscore": "custom.my_field_" + strings.Repeat("x", 20),
	} {
		c.set("fieldKeys", value)
		key := c.field("My Field "+value, "TEXT")
		if !strings.Contains(key, value) || len(key) != len(form)+len(value)+1 {
			t.Errorf("%s: %s", value, key)
		}
	}
}

func TestCreateRace(t *testing.T) {
	for value, conflicts := range map[string]int{"atomic": 0, "conflict": 9} {
		synctest.Test(t, func(t *testing.T) {
			c := start(t, Options{Latency: time.Second, Now: time.Now, Switches: Switches{CreateRace: value}})
			statuses := make(chan int)
			for range 10 {
				go func() {
					response, err := c.send("POST", labelsPath, `{"displayName":"A"}`)
					if err != nil {
						t.Error(err)
					}
					statuses <- response.StatusCode
				}()
			}
			got := 0
			for range 10 {
				if <-statuses == http.StatusConflict {
					got++
				}
			}
			if got != conflicts || len(c.server.Labels()) != 3 {
				t.Errorf("%s: %d conflicts, %d labels", value, got, len(c.server.Labels()))
			}
			want(t, c.ok("POST", labelsPath, `{"displayName":"A"}`), "newLabel", false)
		})
	}
}

func TestField_life(t *testing.T) {
	c := start(t, Options{})
	out := c.ok("POST", fieldsPath, `{"displayName":"My Field","dataType":"NUMBER"}`)
	want(t, out, "newField", true)
	want(t, out, "field.dataType", "NUMBER")
	want(t, out, "field.fieldType", "USER_DEFINED")
	key := dig(out, "field.key").(string)
	out = c.ok("POST", fieldsPath, `{"displayName":"My Field","dataType":"TEXT"}`)
	want(t, out, "newField", false)
	want(t, out, "field.dataType", "NUMBER")
	want(t, c.ok("GET", fieldsPath+"/"+key, ""), "field.key", key)
	out = c.ok("PATCH", fieldsPath+"/"+key, fmt.Sprintf(`{"field":{"displayName":"Other","dataType":"TEXT","key":%q}}`, key))
	want(t, out, "field.displayName", "Other")
	want(t, out, "field.dataType", "NUMBER")
	made := c.make(fmt.Sprintf(`{"name":{"first":"Ada"},"extendedFields":{"items":{%q:3}}}`, key))
	c.ok("DELETE", fieldsPath+"/"+key, "")
	after := c.get(idOf(made))
	if _, ok := dig(after, "info.extendedFields.items").(object)[key]; ok {
		t.Error("the value outlived its field")
	}
	want(t, after, "revision", 2)
	c.refused("GET", fieldsPath+"/"+key, "", 404, "NOT_FOUND")
	if again := c.field("Other", "NUMBER"); again == key {
		t.Errorf("the key came back: %s", again)
	}
}
