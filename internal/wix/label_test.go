package wix_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// manyLabels makes labels and returns their keys.
func (s *site) manyLabels(n int) []string {
	keys := make([]string, n)
	for i := range keys {
		keys[i] = s.PutLabel(fmt.Sprintf("Label %03d", i))
	}
	return keys
}

// carried are the labels on a contact.
func (s *site) carried(id string) []string {
	labels, _ := s.Contact(id)["info"].(map[string]any)["labelKeys"].(map[string]any)
	items, _ := labels["items"].([]any)
	out := []string{}
	for _, item := range items {
		out = append(out, item.(string))
	}
	slices.Sort(out)
	return out
}

// keysSent are the keys that a recorded request carries, in its body and in its
// query.
func keysSent(t *testing.T, r emulator.Request) (body, query []string) {
	t.Helper()
	var decoded struct{ LabelKeys []string }
	if len(r.Body) > 0 {
		ok(t, json.Unmarshal(r.Body, &decoded))
	}
	values, err := url.ParseQuery(r.RawQuery)
	ok(t, err)
	return decoded.LabelKeys, values["labelKeys"]
}

// TestLabel_chunks: at most 100 keys a call (contract 1.4), each key once, those
// of others left alone.
func TestLabel_chunks(t *testing.T) {
	for _, n := range []int{1, 99, 100, 101, 200, 250} {
		s := newSite(t, switched(emulator.Switches{Order: "on", RevisionLabel: "never"}))
		id := s.put(person("Ann"))
		ok(t, s.LabelContact(id, "contacts.customers"))
		keys := s.manyLabels(n)
		out, err := s.client.LabelContact(s.ctx(), id, keys)
		ok(t, err)
		want := slices.Sorted(slices.Values(append(slices.Clone(keys), "contacts.customers")))
		if got := slices.Sorted(slices.Values(out.Labels())); !slices.Equal(got, want) || !slices.Equal(s.carried(id), want) {
			t.Errorf("%d: %d labels returned, %d carried", n, len(got), len(s.carried(id)))
		}
		s.chunks(keys, putLabels, false)

		out, err = s.client.UnlabelContact(s.ctx(), id, keys)
		if err != nil || !slices.Equal(out.Labels(), []string{"contacts.customers"}) || len(s.carried(id)) != 1 {
			t.Errorf("%d: %v left, %v", n, s.carried(id), err)
		}
		s.chunks(keys, takeLabels, true)
	}
}

// chunks asserts that the keys were sent in full chunks, in the body and, if
// wanted, in the query too.
func (s *site) chunks(keys []string, route string, inQuery bool) {
	s.t.Helper()
	requests := s.Requests()
	s.ResetRequests()
	want := slices.Collect(slices.Chunk(keys, 100))
	if len(requests) != len(want) {
		s.t.Fatalf("%d requests, want %d", len(requests), len(want))
	}
	for i, r := range requests {
		body, query := keysSent(s.t, r)
		if r.Route != route || !slices.Equal(body, want[i]) || inQuery != (len(query) > 0) || inQuery && !slices.Equal(query, want[i]) {
			s.t.Errorf("request %d, %s: %d keys in the body, %d in the query", i, r.Route, len(body), len(query))
		}
		if r.Header.Get("Content-Type") != "application/json" {
			s.t.Errorf("request %d: content type %q", i, r.Header.Get("Content-Type"))
		}
	}
}

// labelCalls put labels on a contact and take them off, by route.
var labelCalls = map[string]func(s *site, id string, keys ...string) (*wix.Contact, error){
	putLabels: func(s *site, id string, keys ...string) (*wix.Contact, error) {
		return s.client.LabelContact(s.ctx(), id, keys)
	},
	takeLabels: func(s *site, id string, keys ...string) (*wix.Contact, error) {
		return s.client.UnlabelContact(s.ctx(), id, keys)
	},
}

// TestLabel_none: no keys, no request.
func TestLabel_none(t *testing.T) {
	s := newSite(t)
	for route, call := range labelCalls {
		if out, err := call(s, s.put(person("Ann"))); out != nil || err != nil {
			t.Errorf("%s: %v, %v", route, out, err)
		}
	}
	s.sent()
}

// TestLabel_again: labels that are there, or gone, already are no error.
func TestLabel_again(t *testing.T) {
	s := newSite(t)
	id, key := s.put(person("Ann")), s.PutLabel("VIP")
	for _, tt := range []struct {
		route    string
		revision wix.Revision
		want     []string
	}{
		{putLabels, 2, []string{key}}, {putLabels, 2, []string{key}}, {takeLabels, 3, nil}, {takeLabels, 3, nil},
	} {
		out, err := labelCalls[tt.route](s, id, key)
		if err != nil || !slices.Equal(out.Labels(), tt.want) || out.Revision != tt.revision {
			t.Errorf("%+v: %+v, %v", tt, out, err)
		}
		s.sent(tt.route)
	}
}

// TestLabel_unknown: a key that no label has is an error, and nothing that a repeat or
// another transport would cure; the contact is not taken for gone. One that is gone is.
func TestLabel_unknown(t *testing.T) {
	for _, status := range []string{"400", "404"} {
		s := newSite(t, switched(emulator.Switches{LabelUnknownKey: status, UnlabelUnknownKey: status}))
		id := s.put(person("Ann"))
		for route, call := range labelCalls {
			_, err := call(s, id, "contacts.customers", "custom.none")
			if e := failure(t, err); fmt.Sprint(e.Status) != status || wix.IsNotFound(err) || !within(e.Error(), "custom.none") {
				t.Errorf("%s: %+v", route, e)
			}
			s.sent(route)
			if _, err = call(s, "33333333-2222-4333-8444-555555555555", "contacts.customers"); !wix.IsNotFound(err) {
				t.Errorf("%s: %v", route, err)
			}
			s.sent(route)
		}
	}
}

// carrying is an answer with a contact that carries labels.
func carrying(keys ...string) *http.Response {
	return respond(http.StatusOK, fmt.Sprintf(`{"contact":{"id":"00000000-0000-4000-8000-000000000001","info":{"labelKeys":{"items":["%s"]}}}}`, strings.Join(keys, `","`)))
}

// TestLabel_verified: a 200 that did not put every label on is an error.
func TestLabel_verified(t *testing.T) {
	transport := &stub{answer: func(int, *http.Request) (*http.Response, error) { return carrying("custom.a", "custom.c"), nil }}
	out, err := transport.client(t).LabelContact(t.Context(), "00000000-0000-4000-8000-000000000001", []string{"custom.a", "custom.b"})
	if !wix.HasCode(err, wix.CodeNotTaken) || out == nil || failure(t, err).Violations[0].Field != "info.labelKeys" || transport.count() != 1 {
		t.Errorf("%+v, %v, %d requests", out, err, transport.count())
	}
}

// TestLabel_unlabelFallback: a server that reads only one of the two transports
// is served by the other, one that reads neither by a bulk job, and one that keeps
// the labels all the same is told of (contract 6.9).
func TestLabel_unlabelFallback(t *testing.T) {
	never := func(bool) bool { return false }
	for name, tt := range map[string]struct {
		reads          func(body bool) bool
		refuses, keeps bool // what the job does
		requests       int
		fine           bool
	}{
		"both":                      {reads: func(bool) bool { return true }, requests: 1, fine: true},
		"only a query without body": {reads: func(body bool) bool { return !body }, requests: 2, fine: true},
		"only a job":                {reads: never, requests: 5, fine: true},
		"nothing":                   {reads: never, keeps: true, requests: 5},
		"nothing, and no jobs":      {reads: never, refuses: true, requests: 3},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				transport := &stub{answer: func(_ int, r *http.Request) (*http.Response, error) {
					hasBody := r.ContentLength > 0
					switch {
					case r.Method == http.MethodGet && strings.Contains(r.URL.Path, "/bulk/jobs/7d9f0000-0000-4000-8000-000000000001"):
						return respond(http.StatusOK, `{"job":{"id":"7d9f0000-0000-4000-8000-000000000001","status":"COMPLETED"}}`), nil
					case r.Method == http.MethodPost && tt.refuses:
						return respond(http.StatusForbidden, `{"message":"no"}`), nil
					case r.Method == http.MethodPost:
						const want = `{"filter":{"id":{"$in":["00000000-0000-4000-8000-000000000001"]}},"labelKeysToRemove":["custom.a","custom.b"]}`
						if body, _ := io.ReadAll(r.Body); string(body) != want {
							t.Errorf("the job was to %s, want %s", body, want)
						}
						return respond(http.StatusOK, `{"jobId":"7d9f0000-0000-4000-8000-000000000001"}`), nil
					case r.Method == http.MethodGet && !tt.keeps, r.Method == http.MethodDelete && tt.reads(hasBody):
						return carrying("contacts.customers"), nil
					case r.Method == http.MethodDelete &&
						(hasBody != (r.Header.Get("Content-Type") != "") || !slices.Equal(r.URL.Query()["labelKeys"], []string{"custom.a", "custom.b"})):
						t.Errorf("body %t, header %v, query %s", hasBody, r.Header, r.URL.RawQuery)
					}
					return carrying("contacts.customers", "custom.b"), nil
				}}
				out, err := transport.client(t).UnlabelContact(t.Context(), "00000000-0000-4000-8000-000000000001", []string{"custom.a", "custom.b"})
				if (err == nil) != tt.fine || out == nil || transport.count() != tt.requests {
					t.Errorf("%+v, %v, %d requests", out, err, transport.count())
				}
				switch { // a job that is refused is no label that was not stored
				case err == nil:
				case tt.refuses && failure(t, err).Status != http.StatusForbidden:
					t.Error(err)
				case !tt.refuses && (!wix.HasCode(err, wix.CodeNotTaken) || failure(t, err).Operation != "unlabel a contact"):
					t.Error(err)
				}
				if err == nil && slices.Contains(out.Labels(), "custom.b") {
					t.Error("the contact is given as it was")
				}
			})
		})
	}
}

// TestLabel_stopsAtFirstFailure: later chunks are not sent.
func TestLabel_stopsAtFirstFailure(t *testing.T) {
	s := newSite(t)
	id, keys := s.put(person("Ann")), s.manyLabels(300)
	s.Inject(emulator.Fault{Route: putLabels, After: 1, Status: 403, Message: "no"})
	if _, err := s.client.LabelContact(s.ctx(), id, keys); failure(t, err).Status != 403 {
		t.Error(err)
	}
	s.sent(putLabels, putLabels)
	if len(s.carried(id)) != 100 {
		t.Errorf("%d labels", len(s.carried(id)))
	}
}

// TestDelete_empty: an answer without a body says that the object is gone.
func TestDelete_empty(t *testing.T) {
	for _, status := range []int{http.StatusOK, http.StatusNoContent} {
		transport := always(status, "")
		client := transport.client(t)
		for name, err := range map[string]error{
			"label":   client.Labels.Delete(t.Context(), "custom.a"),
			"field":   client.Fields.Delete(t.Context(), "custom.a"),
			"contact": client.DeleteContact(t.Context(), "00000000-0000-4000-8000-000000000001"),
		} {
			if err != nil {
				t.Errorf("%s, %d: %v", name, status, err)
			}
		}
		if n := transport.count(); n != 3 {
			t.Errorf("%d requests for three deletes", n)
		}
		if out, err := client.UnlabelContact(t.Context(), "00000000-0000-4000-8000-000000000001", []string{"custom.a"}); err == nil {
			t.Errorf("an empty answer was read as %v", out)
		}
	}
}
