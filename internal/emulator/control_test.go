package emulator

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

// driver speaks to the control surface.
type driver struct {
	*caller
	used map[string]bool
}

func drive(t *testing.T, o Options) *driver {
	t.Helper()
	c := start(t, o)
	if o.Clock != nil {
		c.server = New(o)
	}
	return &driver{c, map[string]bool{}}
}

// call sends a call, and decodes the answer.
func (d *driver) call(method, path, body string) (int, object) {
	d.t.Helper()
	r := d.request(method, ControlPath+path, body)
	w := d.arrive(r)
	d.used[r.Pattern] = true
	decoder := json.NewDecoder(bytes.NewReader(w.Body.Bytes()))
	decoder.UseNumber()
	var out object
	if err := decoder.Decode(&out); err != nil || w.Header().Get("Content-Type") != "application/json" {
		d.t.Fatalf("%s %s: %v in %q", method, path, err, w.Body)
	}
	return w.Code, out
}

// does is call for what must succeed.
func (d *driver) does(method, path, body string) object {
	d.t.Helper()
	status, out := d.call(method, path, body)
	if status != http.StatusOK {
		d.t.Fatalf("%s %s %s: %d %s", method, path, body, status, show(out))
	}
	return out
}

// fails is call for what must be refused.
func (d *driver) fails(method, path, body string, status int) {
	d.t.Helper()
	got, out := d.call(method, path, body)
	if got != status || out["message"] == "" || out["message"] == nil {
		d.t.Errorf("%s %s %s: %d %s", method, path, body, got, show(out))
	}
}

// TestControl_every calls every route once; the other tests look closer.
func TestControl_every(t *testing.T) {
	d := drive(t, Options{Clock: NewClock(newClock().at), Switches: Switches{FieldKeys: "plain"}})
	id := d.does("POST", "contacts", `{"info":`+somebody+`}`)["id"].(string)
	other := d.does("POST", "contacts", `{"info":{"name":{"first":"Other"}}}`)["id"].(string)
	d.does("POST", "labels", `{"displayName":"A"}`)
	want(t, d.does("POST", "labels", `{"displayName":"A","namespace":"bookings"}`), "key", "bookings.a")
	want(t, d.does("POST", "extended-fields", `{"displayName":"F","dataType":"NUMBER"}`), "key", "custom.f")
	d.does("POST", "faults", `{"kind":"stall"}`)
	one := "contacts/" + id
	for _, call := range [][3]string{
		{"GET", "health"},
		{"GET", "clock"},
		{"POST", "clock", `{"advance":"1h"}`},
		{"POST", "seed", `{"contacts":5}`},
		{"GET", "switches"},
		{"PATCH", "switches", `{"patch.null":"noop"}`},
		{"GET", "faults"},
		{"DELETE", "faults/1"},
		{"DELETE", "faults"},
		{"GET", "requests"},
		{"DELETE", "requests"},
		{"GET", "counts"},
		{"GET", "events?after=0"},
		{"PATCH", one, `{"info":{"company":"X"}}`},
		{"POST", "forms", `{"info":{"emails":{"items":[{"email":"f@example.com"}]}}}`},
		{"POST", one + "/subscription", `{"status":"SUBSCRIBED"}`},
		{"POST", one + "/labels", `{"labelKeys":["custom.a"]}`},
		{"DELETE", one + "/labels", `{"labelKeys":["custom.a"]}`},
		{"POST", one + "/merge", `{"sourceContactIds":["` + other + `"]}`},
		{"POST", one + "/member"},
		{"POST", one + "/billing-subscription"},
		{"POST", one + "/contributor"},
		{"POST", one + "/system-field", `{"key":"ecom.numOfPurchases","value":3}`},
		{"POST", one + "/bump"},
		{"POST", one + "/break-deletion"},
		{"DELETE", one},
		{"PATCH", "labels/custom.a", `{"displayName":"B"}`},
		{"DELETE", "labels/custom.a"},
		{"PATCH", "extended-fields/custom.f", `{"displayName":"G"}`},
		{"DELETE", "extended-fields/custom.f"},
	} {
		d.does(call[0], call[1], call[2])
	}
	snapshot := d.does("GET", "snapshot", "")
	d.does("POST", "reset", "")
	if len(d.server.Contacts()) != 0 {
		t.Error("the reset left contacts")
	}
	d.does("PUT", "snapshot", show(snapshot))
	if len(d.server.Contacts()) != 6 {
		t.Errorf("%d contacts came back", len(d.server.Contacts()))
	}
	listed := d.does("GET", "", "")["routes"].([]any)
	for i, route := range ControlRoutes() {
		want(t, object{"x": listed[i]}, "x", object{"route": route.Pattern, "doc": route.Doc})
		if !d.used[route.Pattern] || !strings.HasSuffix(route.Doc, ".") {
			t.Errorf("%s: %s", route.Pattern, route.Doc)
		}
	}
	if d.server.CountAll() != 0 {
		t.Error("controls are recorded as requests")
	}
}

// TestControl_outside holds that neither the rate nor latency reach it.
func TestControl_outside(t *testing.T) {
	d := drive(t, Options{RequestsPerMinute: 1, Latency: time.Hour})
	for range 3 {
		d.does("GET", "health", "")
	}
	d.fails("GET", "nothing", "", 404)
	d.fails("DELETE", "health", "", 404)
}

func TestControl_refused(t *testing.T) {
	d := drive(t, Options{})
	id := idOf(d.make(somebody))
	one := "contacts/" + id
	for _, tt := range []struct {
		method, path, body string
		status             int
	}{
		{"POST", "seed", `{}`, 400},
		{"POST", "seed", `{"contacts":100001}`, 400},
		{"POST", "seed", `{"contact":5}`, 400},
		{"POST", "seed", `[`, 400},
		{"POST", "clock", `{"advance":"1h"}`, 409},
		{"PUT", "snapshot", `{}`, 400},
		{"GET", "events?after=x", ``, 400},
		{"PATCH", "switches", `{"patch.null":"noop","nonsense":"on"}`, 400},
		{"PATCH", "switches", `{"patch.null":"sometimes"}`, 400},
		{"PATCH", "switches", `{"nonsense":null}`, 400},
		{"POST", "faults", `{"kind":"nonsense"}`, 400},
		{"POST", "faults", `{}`, 400},
		{"POST", "faults", `{"kind":"status"}`, 400},
		{"POST", "faults", `{"kind":"html","status":99}`, 400},
		{"POST", "faults", `{"kind":"delay"}`, 400},
		{"POST", "faults", `{"kind":"delay","delay":"1s","status":500}`, 400},
		{"POST", "faults", `{"kind":"stall","delay":"-1s"}`, 400},
		{"POST", "faults", `{"kind":"stall","route":"GET /nowhere"}`, 400},
		{"POST", "faults", `{"kind":"stall","probability":1.5}`, 400},
		{"POST", "faults", `{"kind":"stall","times":-1}`, 400},
		{"POST", "faults", `{"kind":"stall","handled":true}`, 400},
		{"POST", "faults", `{"kind":"stall","nth":2,"times":2}`, 400},
		{"POST", "faults", `{"kind":"stall","id":2}`, 400},
		{"DELETE", "faults/7", ``, 404},
		{"DELETE", "faults/x", ``, 404},
		{"POST", "contacts", `{"info":{"birthdate":"x"}}`, 400},
		{"PATCH", one, `{"info":{"company":5}}`, 400},
		{"PATCH", "contacts/" + noOne, `{"info":{}}`, 404},
		{"PATCH", one, `{"company":"X"}`, 400},
		{"DELETE", "contacts/" + noOne, ``, 404},
		{"POST", "contacts/" + noOne + "/member", ``, 404},
		{"POST", "forms", `{"info":{}}`, 400},
		{"POST", one + "/subscription", `{"status":"maybe"}`, 400},
		{"POST", one + "/labels", `{"labelKeys":["custom.none"]}`, 400},
		{"POST", one + "/merge", `{}`, 400},
		{"POST", one + "/merge", `{"sourceContactIds":["` + noOne + `"]}`, 400},
		{"POST", one + "/system-field", `{"key":"custom.none"}`, 400},
		{"POST", "labels", `{}`, 400},
		{"PATCH", "labels/custom.none", `{"displayName":"X"}`, 404},
		{"DELETE", "labels/custom.none", ``, 404},
		{"POST", "extended-fields", `{"displayName":"X","dataType":"BLOB"}`, 400},
		{"DELETE", "extended-fields/custom.none", ``, 404},
		{"POST", "contacts", `[]`, 400},
		{"PATCH", one, `[]`, 400},
		{"POST", "forms", `[]`, 400},
		{"POST", one + "/labels", `[]`, 400},
		{"DELETE", one + "/labels", `[]`, 400},
		{"POST", one + "/merge", `[]`, 400},
		{"POST", one + "/subscription", `[]`, 400},
		{"POST", one + "/system-field", `[]`, 400},
		{"PATCH", "switches", `[]`, 400},
		{"POST", "faults", `[]`, 400},
		{"POST", "extended-fields", `[]`, 400},
		{"PATCH", "labels/x", `[]`, 400},
		{"POST", "clock", `[]`, 400},
	} {
		d.fails(tt.method, tt.path, tt.body, tt.status)
	}
	if d.server.Switches() != (Switches{}) {
		t.Error("a switch was set along with a wrong one")
	}
	want(t, d.get(id), "revision", 1)
}
