package emulator

import (
	"strings"
	"testing"
	"time"
)

func TestControl_clock(t *testing.T) {
	d := drive(t, Options{Clock: NewClock(newClock().at), Switches: Switches{RevisionBackground: time.Minute}})
	want(t, d.does("GET", "clock", ""), "now", "2026-03-01T12:00:00Z")
	id := idOf(d.make(somebody))
	want(t, d.does("POST", "clock", `{"advance":"90s"}`), "now", "2026-03-01T12:01:30Z")
	if n := len(d.server.Events(0)); n != 2 {
		t.Errorf("%d events: what was due has not happened", n)
	}
	want(t, d.get(id), "revision", 2)
	want(t, d.does("POST", "clock", `{"set":"2027-01-01T00:00:00+01:00"}`), "now", "2026-12-31T23:00:00Z")
	want(t, d.does("GET", "clock", ""), "runs", false)
	for _, body := range []string{`{}`, `{"advance":"1h","set":"2028-01-01T00:00:00Z"}`, `{"advance":"soon"}`, `{"advance":"-1s"}`, `{"set":"2026-01-01T00:00:00Z"}`} {
		d.fails("POST", "clock", body, 400)
	}
	want(t, drive(t, Options{}).does("GET", "clock", ""), "movable", false)
	want(t, drive(t, Options{Clock: NewRunningClock()}).does("GET", "clock", ""), "runs", true)
}

func TestControl_switches(t *testing.T) {
	d := drive(t, Options{})
	value := func(name string) (out string) {
		for _, v := range d.does("GET", "switches", "")["switches"].([]any) {
			if one := v.(object); one["name"] == name {
				out = one["value"].(string)
			}
		}
		return out
	}
	d.does("PATCH", "switches", `{"patch.null":"noop","query.lag":"90s"}`)
	if value("patch.null") != "noop" || value("query.lag") != "1m30s" || value("patch.labelKeys") != "ignore" {
		t.Error("the switches are not set")
	}
	d.does("PATCH", "switches", `{"patch.null":null,"query.lag":"off"}`)
	if value("patch.null") != "clear" || value("query.lag") != "off" {
		t.Error("the switches are not reset")
	}
	if (&Switches{}).Value("nonsense") != "" {
		t.Error("an unknown switch has a value")
	}
}

func TestControl_faults(t *testing.T) {
	d := drive(t, Options{})
	added := d.does("POST", "faults", `{"kind":"status","status":503,"route":"GET /contacts/v4/labels","nth":2,"code":"X","message":"m","handled":true,"header":{"x-a":"b"}}`)
	want(t, added, "after", 1)
	want(t, added, "times", 1)
	want(t, added, "handled", true)
	want(t, added, "header", object{"X-A": "b"})
	for _, kind := range faultKinds {
		body := `{"kind":"` + kind + `","after":1000,"every":2,"probability":0.5,"seed":7,"delay":"1ms"}`
		if kind == "status" {
			body = `{"kind":"delay","after":1000,"delay":"1ms"}`
		}
		d.does("POST", "faults", body)
	}
	if d.struck(3) != ".x." {
		t.Error("the second request was not struck")
	}
	list := d.does("GET", "faults", "")
	want(t, list, "faults.0.seen", 3)
	want(t, list, "faults.0.fired", 1)
	want(t, list, "faults.1.kind", "delay")
	want(t, list, "faults.2", object{"id": 3, "kind": "refuse", "after": 1000, "every": 2, "probability": 0.5, "seed": 7, "delay": "1ms", "seen": 3, "fired": 0})
	d.does("DELETE", "faults", "")
	want(t, d.does("GET", "faults", ""), "faults", []any{})
}

func TestControl_watch(t *testing.T) {
	d := drive(t, Options{})
	d.label("A")
	d.ok("GET", labelsPath+"?paging.limit=5", "")
	d.do("GET", "/nowhere", "")
	all := d.does("GET", "requests", "")
	want(t, all, "requests.0", object{"method": "POST", "path": labelsPath, "route": labelsRoute, "body": `{"displayName":"A"}`, "status": 200})
	want(t, all, "requests.1.query", "paging.limit=5")
	want(t, all, "requests.2.status", 404)
	if n := len(d.does("GET", "requests?route=POST+/contacts/v4/labels", "")["requests"].([]any)); n != 1 {
		t.Errorf("%d requests of the route", n)
	}
	want(t, d.does("GET", "counts", ""), "total", 3)
	want(t, d.does("GET", "counts", ""), "routes", object{"": 1, "GET /contacts/v4/labels": 1, labelsRoute: 1})
	want(t, d.does("GET", "events", ""), "events.0.type", "wix.contacts.v4.label_created")
	want(t, d.does("GET", "events?after=1", ""), "events", []any{})
	d.does("DELETE", "requests", "")
	want(t, d.does("GET", "counts", ""), "total", 0)
}

func TestControl_people(t *testing.T) {
	d := drive(t, Options{})
	id := d.does("POST", "contacts", `{"info":{"name":{"first":"Ada","last":"Ray"},"emails":{"items":[{"email":"a@example.com"},{"email":"b@example.com"}]},"company":"X"}}`)["id"].(string)
	one := "contacts/" + id
	d.does("PATCH", one, `{"info":{"name":{"last":"Lee"},"company":null,"emails":{"items":[{"email":"b@example.com"}]},"phones":{"items":[{"phone":"555-0101"}]}}}`)
	after := d.get(id)
	want(t, after, "info.name", object{"first": "Ada", "last": "Lee"})
	want(t, after, "info.company", nil)
	want(t, after, "primaryInfo", object{"email": "b@example.com", "phone": "555-0101"})
	for _, state := range []struct{ path, code string }{
		{"/member", "CANNOT_DELETE_MEMBER"}, {"/billing-subscription", "CANNOT_DELETE_CONTACT_WITH_BILLING_SUBSCRIPTION"}, {"/contributor", "CANNOT_DELETE_MEMBER_OWNER_OR_CONTRIBUTOR"},
	} {
		id := d.does("POST", "contacts", `{"info":{"name":{"first":"B"}}}`)["id"].(string)
		d.does("POST", "contacts/"+id+state.path, "")
		d.refused("DELETE", contactsPath+"/"+id, "", 428, state.code)
		d.does("DELETE", "contacts/"+id, "")
	}
	d.does("POST", one+"/subscription", `{"status":"unsubscribed"}`)
	want(t, d.get(id), "primaryEmail.subscriptionStatus", "UNSUBSCRIBED")
	d.does("POST", one+"/labels", `{"labelKeys":["contacts.customers","contacts.contacted-me"]}`)
	d.does("DELETE", one+"/labels", `{"labelKeys":["contacts.customers"]}`)
	want(t, d.get(id), "info.labelKeys.items", []string{"contacts.contacted-me"})
	form := d.does("POST", "forms", `{"info":{"emails":{"items":[{"email":"B@example.com"}]},"jobTitle":"Y"}}`)
	want(t, form, "id", id)
	other := d.does("POST", "contacts", `{"info":{"name":{"first":"C"},"company":"Z"}}`)["id"].(string)
	d.does("POST", one+"/merge", `{"sourceContactIds":["`+other+`"]}`)
	want(t, d.get(id), "info.company", "Z")
	want(t, d.ok("GET", contactsPath+"/"+other, ""), "responseType", "MERGED")
	d.does("POST", one+"/system-field", `{"key":"ecom.totalSpentAmount","value":12.5}`)
	if values := show(dig(d.get(id), "info.extendedFields.items")); !strings.Contains(values, `"ecom.totalSpentAmount":12.5`) {
		t.Errorf("values %s", values)
	}
	d.does("POST", one+"/bump", "")
	d.does("DELETE", one, "")
	if got := d.told(0); !strings.HasSuffix(got, "contact_updated contact_updated contact_deleted") {
		t.Errorf("events %s", got)
	}
}
