package emulator

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// TestConcurrency lets 50 goroutines do everything at once. Each counts in a
// custom field of one contact by GET and PATCH: as every stale revision is
// refused, no step may be lost.
func TestConcurrency(t *testing.T) {
	const workers, steps = 50, 2
	c := start(t, Options{Seed: 20, Switches: Switches{FieldKeys: "plain"}, LabelsQuota: 1000})
	c.field("Counter", "NUMBER")
	shared := idOf(c.make(`{"name":{"first":"Shared"},"extendedFields":{"items":{"custom.counter":0}}}`))
	var patched atomic.Int64
	var group sync.WaitGroup
	for worker := range workers {
		group.Go(func() {
			w := &quietCaller{server: c.server, header: c.header}
			for step := range steps {
				w.increment(shared)
				patched.Add(1)
				w.everything(worker, step)
			}
			if w.err != nil {
				t.Errorf("worker %d: %v", worker, w.err)
			}
		})
	}
	group.Wait()
	after := c.get(shared)
	want(t, after, "revision", 1+workers*steps)
	if got := show(dig(after, "info.extendedFields.items").(object)["custom.counter"]); got != fmt.Sprint(workers*steps) {
		t.Errorf("counter %s of %d", got, patched.Load())
	}
	if label := c.server.Label("custom.common"); label == nil || c.server.Label("custom.common-1") != nil {
		t.Error("the common label was not made once")
	}
}

// quietCaller is a caller for goroutines: it keeps the first error.
type quietCaller struct {
	server *Server
	header http.Header
	err    error
}

func (w *quietCaller) do(method, path, body string) (int, object) {
	r, err := http.NewRequestWithContext(context.Background(), method, "https://www.wixapis.com"+path, strings.NewReader(body))
	if err != nil {
		w.err = err
		return 0, nil
	}
	r.Header = w.header.Clone()
	response, err := w.server.Transport().RoundTrip(r)
	if err != nil {
		w.err = err
		return 0, nil
	}
	decoder := json.NewDecoder(response.Body)
	decoder.UseNumber()
	var out object
	if err := decoder.Decode(&out); err != nil {
		w.err = err
	}
	if response.StatusCode >= http.StatusInternalServerError {
		w.err = fmt.Errorf("%s %s: %d", method, path, response.StatusCode)
	}
	return response.StatusCode, out
}

func (w *quietCaller) increment(id string) {
	for w.err == nil {
		_, out := w.do("GET", contactsPath+"/"+id, "")
		contact := out["contact"].(object)
		n, _ := dig(contact, "info.extendedFields.items").(object)["custom.counter"].(json.Number).Int64()
		status, out := w.do("PATCH", contactsPath+"/"+id, patchOf(contact, fmt.Sprintf(`{"extendedFields":{"items":{"custom.counter":%d}}}`, n+1)))
		switch {
		case status == http.StatusOK:
			return
		case problem(out) != "CONTACT_ALREADY_CHANGED":
			w.err = fmt.Errorf("patch: %d %s", status, show(out))
		}
	}
}

func (w *quietCaller) everything(worker, step int) {
	_, out := w.do("POST", contactsPath, fmt.Sprintf(`{"info":{"emails":{"items":[{"email":"w%d.%d@example.com"}]}}}`, worker, step))
	id := idOf(out["contact"].(object))
	_, out = w.do("POST", labelsPath, fmt.Sprintf(`{"displayName":"Own %d"}`, worker))
	own := dig(out, "label.key").(string)
	w.do("POST", labelsPath, `{"displayName":"Common"}`)
	w.do("POST", contactsPath+"/"+id+"/labels", fmt.Sprintf(`{"labelKeys":[%q,"custom.common"]}`, own))
	w.do("DELETE", contactsPath+"/"+id+"/labels?labelKeys=custom.common", "")
	w.do("POST", queryPath, `{"query":{"filter":{"info.labelKeys":{"$hasSome":["custom.common"]}},"sort":[{"fieldName":"info.name.last"}]}}`)
	w.do("GET", contactsPath+"/facets", "")
	w.do("GET", contactsPath+"?paging.limit=20", "")
	w.do("PATCH", labelsPath+"/"+own, fmt.Sprintf(`{"label":{"displayName":"Own %d"}}`, worker))
	if err := w.server.LabelContact(id, "contacts.customers"); err != nil {
		w.err = err
	}
	w.server.Inject(Fault{Route: "nothing"})
	w.server.SetSwitches(w.server.Switches())
	_ = w.server.Contact(id)
	_ = w.server.Requests()
	if step%2 == 1 {
		w.do("DELETE", labelsPath+"/"+own, "")
		w.do("DELETE", contactsPath+"/"+id, "")
	}
}
