package emulator

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// TestConcurrency_control lets 50 clients use the API, its jobs and the control
// surface at once, on a clock that they move. What the events tell must add up
// to what the site holds, and nothing that anybody did may be missing.
func TestConcurrency_control(t *testing.T) {
	const workers, steps = 50, 2
	d := drive(t, Options{Seed: 20, Clock: NewClock(newClock().at), Switches: Switches{FieldKeys: "plain"}})
	shared := idOf(d.make(`{"emails":{"items":[{"email":"shared@example.com"}]}}`))
	var group sync.WaitGroup
	for worker := range workers {
		group.Go(func() {
			w := &quietDriver{&quietCaller{server: d.server, header: d.header}, d.server.Control()}
			for step := range steps {
				w.step(shared, worker, step)
			}
			if w.err != nil {
				t.Errorf("worker %d: %v", worker, w.err)
			}
		})
	}
	group.Wait()
	d.does("POST", "clock", `{"advance":"1h"}`)
	after := d.get(shared)
	if phones, keys := itemsOf(after, "phones"), asTexts(dig(after, "info.labelKeys.items")); len(phones) != workers*steps || len(keys) != workers+1 {
		t.Errorf("%d phones and %d labels", len(phones), len(keys))
	}
	jobs := d.server.site.jobs
	for _, j := range jobs {
		if j.handled != 1 || j.failed != 0 {
			t.Errorf("job %+v", j)
		}
	}
	if len(jobs) != workers*steps {
		t.Errorf("%d jobs", len(jobs))
	}
	d.addsUp(20 + workers*steps)
}

// addsUp replays the events and compares with the site, in which so many
// contacts were there before the first event.
func (d *driver) addsUp(seeded int) {
	d.t.Helper()
	told := map[string]string{}
	for i, e := range d.server.Events(0) {
		if e.Sequence != int64(i+1) {
			d.t.Fatalf("event %d comes as number %d", e.Sequence, i+1)
		}
		id := e.Envelope["entityId"].(string)
		switch e.Type {
		case "wix.contacts.v4.contact_created":
			told[id] = show(dig(e.Envelope, "createdEvent.entity"))
		case "wix.contacts.v4.contact_updated":
			told[id] = show(dig(e.Envelope, "updatedEvent.currentEntity"))
		case "wix.contacts.v4.contact_deleted":
			delete(told, id)
		}
	}
	all := d.server.Contacts()
	for _, contact := range all[seeded:] {
		if told[idOf(contact)] != show(contact) {
			d.t.Errorf("the site holds %s\nthe events tell %s", show(contact), told[idOf(contact)])
		}
	}
	if len(told) != len(all)-seeded {
		d.t.Errorf("the events tell of %d contacts, the site holds %d", len(told), len(all)-seeded)
	}
}

// quietDriver is a driver for goroutines.
type quietDriver struct {
	*quietCaller
	control http.Handler
}

func (w *quietDriver) act(method, path, body string) {
	r := httptest.NewRequest(method, "http://localhost"+ControlPath+path, strings.NewReader(body))
	answer := httptest.NewRecorder()
	w.control.ServeHTTP(answer, r)
	if answer.Code != http.StatusOK {
		w.err = fmt.Errorf("%s %s: %d %s", method, path, answer.Code, answer.Body)
	}
}

func (w *quietDriver) step(shared string, worker, step int) {
	_, out := w.do("POST", labelsPath, fmt.Sprintf(`{"displayName":"L%d"}`, worker))
	key := dig(out, "label.key").(string)
	w.do("POST", bulkPath+"/add-remove-labels", fmt.Sprintf(`{"filter":{"id":%q},"labelKeysToAdd":[%q]}`, shared, key))
	w.act("POST", "forms", fmt.Sprintf(`{"info":{"emails":{"items":[{"email":"shared@example.com"}]},"phones":{"items":[{"phone":"555%03d%d"}]}}}`, worker, step))
	w.act("POST", "clock", `{"advance":"10ms"}`)
	_, out = w.do("POST", contactsPath, fmt.Sprintf(`{"info":{"name":{"first":"W%d.%d"}}}`, worker, step))
	own := "contacts/" + idOf(out["contact"].(object))
	w.act("PATCH", own, `{"info":{"company":"X"}}`)
	w.act("POST", own+"/member", "")
	w.act("POST", own+"/subscription", `{"status":"PENDING"}`)
	w.act("POST", "seed", `{"contacts":1}`)
	w.act("PATCH", "switches", `{"order.shuffle":"off"}`)
	w.act("POST", "faults", `{"kind":"stall","route":"POST /contacts/v4/contacts/facets"}`)
	w.act("GET", "faults", "")
	w.act("GET", "counts", "")
	if worker%10 == 0 {
		w.act("GET", fmt.Sprintf("events?after=%d", 5*worker), "")
		w.act("GET", "snapshot", "")
		w.act("GET", "requests?route=GET+/contacts/v4/bulk/jobs", "")
	}
	w.do("GET", jobsPath, "")
	if step == 1 {
		w.act("DELETE", own, "")
	}
}
