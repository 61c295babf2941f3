package emulator

import (
	"net/http"
	"runtime"
	"strings"
	"testing"
)

func TestSeed_deterministic(t *testing.T) {
	a, b := start(t, Options{Seed: 60}), start(t, Options{Seed: 60})
	if show(a.server.Contacts()) != show(b.server.Contacts()) || show(a.server.Fields()) != show(b.server.Fields()) {
		t.Error("two sites of one seed differ")
	}
	all := a.server.Contacts()
	if len(all) != 60 {
		t.Fatalf("%d contacts", len(all))
	}
	text := show(all)
	for _, part := range []string{
		"addressLine", "streetAddress", "birthdate", "locale", "labelKeys", `"PENDING"`, `"UNSUBSCRIBED"`, `"SUBSCRIBED"`,
		`"NOT_SET"`, "Zo\u00eb", "Zoe\u0308", "花子", "🦊", "APPROVED", "https://www.example.com/", "loyalty-points-", "member-since-",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("no %q among the seeded contacts", part)
		}
	}
	for _, c := range all {
		for _, e := range itemsOf(c, "emails") {
			if !strings.HasSuffix(e["email"].(string), "@example.com") {
				t.Errorf("address %v", e["email"])
			}
		}
	}
}

func itemsOf(contact object, name string) (out []object) {
	list, _ := dig(contact, "info."+name+".items").([]any)
	for _, v := range list {
		out = append(out, v.(object))
	}
	return out
}

func TestSeed_large(t *testing.T) {
	if testing.Short() {
		t.Skip("10,000 contacts")
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	c := start(t, Options{Seed: 10_000})
	runtime.GC()
	runtime.ReadMemStats(&after)
	if used := int64(after.HeapAlloc) - int64(before.HeapAlloc); used > 200<<20 {
		t.Errorf("%d MB in use", used>>20)
	}
	for _, request := range []struct{ method, path, body string }{
		{"GET", "/contacts/v4/contacts?fieldsets=FULL&paging.limit=1000&paging.offset=5000", ""},
		{"POST", "/contacts/v4/contacts/query", `{"query":{"filter":{"info.emails.email":{"$startsWith":"seed0123"}},"sort":[{"fieldName":"info.name.last"}]}}`},
		{"POST", "/contacts/v4/contacts/query", `{"query":{"filter":{"createdDate":{"$gt":"2021-01-01T00:00:00Z"}},"sort":[{"fieldName":"info.name.last","order":"DESC"}],"paging":{"limit":1000}}}`},
		{"GET", "/contacts/v4/contacts/facets", ""},
		{"POST", "/contacts/v4/contacts", `{"info":` + somebody + `}`},
	} {
		response, err := c.send(request.method, request.path, request.body)
		if err != nil || response.StatusCode != http.StatusOK {
			t.Errorf("%s %s: %v, %v", request.method, request.path, response, err)
		}
	}
}
