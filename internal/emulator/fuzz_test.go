package emulator

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// requests are what a client sends, and what no client should.
var requests = []struct{ method, path, body string }{
	{"POST", "/contacts/v4/contacts", `{"info":{"name":{"first":"A"},"emails":{"items":[{"email":"a@example.com","tag":"MAIN"}]},"extendedFields":{"items":{"custom.size":12}}},"allowDuplicates":true}`},
	{"POST", "/contacts/v4/contacts", `{"info":{"emails":{"items":null},"phones":[],"addresses":{"items":[{"address":{"addressLine":"a","streetAddress":{}}}]},"birthdate":"2024-02-30"}}`},
	{"PATCH", "/contacts/v4/contacts/ID", `{"revision":1,"info":{"company":null,"labelKeys":{"items":["custom.vip"]}}}`},
	{"PATCH", "/contacts/v4/contacts/ID", `{"revision":"1","info":{}}`},
	{"POST", "/contacts/v4/contacts/query", `{"query":{"filter":{"$and":[{"info.emails.email":{"$in":["A@example.com"]}},{"$not":{"createdDate":{"$gt":"2026-01-01"}}}]},"sort":[{"fieldName":"info.name.first","order":"DESC"}],"paging":{"limit":1000,"offset":0}}}`},
	{"POST", "/contacts/v4/contacts/query", `{"query":{"filter":{"info.extendedFields.custom.size":{"$gte":1e400}},"paging":{"limit":-1}}}`},
	{"POST", "/contacts/v4/labels/query", `{"query":{"filter":"displayName","search":"x"}}`},
	{"POST", "/contacts/v4/labels", `{"displayName":"\u0000"}`},
	{"POST", "/contacts/v4/extended-fields", `{"displayName":"Size","dataType":"NUMBER"}`},
	{"GET", "/contacts/v4/contacts?paging.limit=99999999999999999999&sort.fieldName=a&fieldsets=FULL", ""},
	{"GET", "/contacts/v4/labels/..%2f..%2fcontacts", ""},
	{"DELETE", "/contacts/v4/contacts/ID/labels?labelKeys=custom.vip&labelKeys=", `{"labelKeys":["custom.vip"]}`},
	{"GET", "/contacts/v4/contacts/facets?paging.offset=-1", ""},
	{"POST", "/contacts/v4/bulk/contacts/delete", `{"filter":{"info.name.last":"Smith"},"search":"F1"}`},
	{"POST", "/contacts/v4/bulk/contacts/add-remove-labels", `{"filter":{},"labelKeysToAdd":["custom.vip"],"labelKeysToRemove":[5]}`},
	{"POST", "/contacts/v4/contacts/merge", `{"targetContactId":"ID","sourceContactIds":["ID"]}`},
	{"GET", "/contacts/v4/bulk/jobs/ID", ""},
	{"POST", "/oauth2/token", `{"grant_type":"client_credentials","client_id":"a","client_secret":"b","instance_id":"c"}`},
	{"PATCH", "/_emulator/switches", `{"patchNull":"noop"}`},
	{"POST", "/_emulator/faults", `{"kind":"stall","times":1}`},
	{"GET", "/_emulator/events?after=x", ""},
	{"POST", "/", "label=x"},
	{"BREW", "//contacts//v4", strings.Repeat("[", 11_000)},
}

// FuzzRequest: every request is answered, with JSON where it is the API that
// answers, and with a refusal, not a failure of the server; and the site can be
// saved after it.
func FuzzRequest(f *testing.F) {
	for _, r := range requests {
		f.Add(r.method, r.path, r.body)
	}
	f.Fuzz(func(t *testing.T, method, path, body string) {
		if strings.HasPrefix(path, "/_emulator/faults") {
			return // which break answers on purpose
		}
		c := start(t, Options{Seed: 3, Sleep: func(context.Context, time.Duration) error { return nil }})
		c.server.PutLabel("VIP")
		c.server.PutField("Size", "NUMBER")
		_, all := c.do("GET", "/contacts/v4/contacts", "")
		id := idOf(all["contacts"].([]any)[0].(object))
		path, body = strings.ReplaceAll(path, "ID", id), strings.ReplaceAll(body, "ID", id)
		u, err := url.Parse("https://www.wixapis.com" + path)
		if err != nil || u.Host != "www.wixapis.com" {
			return
		}
		r, err := http.NewRequestWithContext(t.Context(), method, u.String(), strings.NewReader(body))
		if err != nil || strings.HasPrefix(u.Path, "/_emulator/faults") {
			return // which net/http refuses to send
		}
		r.Header = c.header.Clone()
		response, err := c.server.Transport().RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		api := strings.HasPrefix(u.Path, "/contacts/v4/") && response.Header.Get("Location") == ""
		if response.StatusCode >= 500 && response.StatusCode != http.StatusNotImplemented || api && !json.Valid(answer) {
			t.Errorf("%s %s: %d %.300s", method, path, response.StatusCode, answer)
		}
		c.clock.advance(time.Hour)
		again(t, c.server)
	})
}

// again saves a site and restores it, which changes nothing.
func again(t *testing.T, s *Server) {
	t.Helper()
	data, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	c := start(t, Options{Switches: s.Switches(), Now: s.opts.Now})
	if err := c.server.Restore(data); err != nil {
		t.Fatalf("a snapshot cannot be restored: %v\n%s", err, data)
	}
	if more, err := c.server.Snapshot(); err != nil || !bytes.Equal(data, more) {
		t.Errorf("the restored site differs: %v\n%s\n%s", err, data, more)
	}
}

// FuzzRestore: a file is refused, and nothing changes, or it is a snapshot whose
// site can be asked and saved again.
func FuzzRestore(f *testing.F) {
	s := New(Options{Seed: 2, Now: newClock().now})
	s.PutLabel("VIP")
	s.PutField("Size", "NUMBER")
	data, err := s.Snapshot()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	for _, text := range []string{``, `{}`, `{"format":1}`, `{"format":1,"contacts":[{}]}`, `{"format":1,"contacts":null,"ids":1e9}`, string(data) + "x", `{"format":1,"merged":{"a":"b","b":"a"}}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c := start(t, Options{Seed: 1})
		before, err := c.server.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.server.Restore(data); err != nil {
			if after, _ := c.server.Snapshot(); !bytes.Equal(before, after) {
				t.Errorf("refused, and yet the site has changed: %v", err)
			}
			return
		}
		again(t, c.server)
		for _, path := range []string{"/contacts/v4/contacts?fieldsets=FULL", "/contacts/v4/labels", "/contacts/v4/extended-fields", "/contacts/v4/contacts/facets"} {
			if status, out := c.do("GET", path, ""); status != http.StatusOK {
				t.Errorf("%s: %d %v", path, status, out)
			}
		}
	})
}
