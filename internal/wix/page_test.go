package wix_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// paged is what a listing asks for.
type paged struct{ Limit, Offset int }

// pagesOf reads the paging of requests, out of URL or body.
func pagesOf(t *testing.T, s *site) []paged {
	t.Helper()
	var out []paged
	for _, r := range s.Requests() {
		var p paged
		if r.Method == http.MethodGet {
			for pair := range strings.SplitSeq(r.RawQuery, "&") {
				_, _ = fmt.Sscanf(pair, "paging.limit=%d", &p.Limit)
				_, _ = fmt.Sscanf(pair, "paging.offset=%d", &p.Offset)
			}
		} else {
			var body struct{ Query struct{ Paging paged } }
			ok(t, json.Unmarshal(r.Body, &body))
			p = body.Query.Paging
		}
		out = append(out, p)
	}
	s.ResetRequests()
	return out
}

// TestPage_sizes: every object is given once, at page sizes and one off them. Each
// page repeats the last objects of the one before. Where no total is told, only a page
// without anything else is the end (contract 3.4).
func TestPage_sizes(t *testing.T) {
	const system = 12
	for total, requests := range map[int]map[string]int{ // by the switch: the total is missing
		system: {"off": 1, "on": 2}, 99: {"off": 1, "on": 2}, 100: {"off": 2, "on": 2}, 101: {"off": 2, "on": 3},
		199: {"off": 3, "on": 4}, 200: {"off": 3, "on": 4}, 201: {"off": 3, "on": 4}, 500: {"off": 6, "on": 7},
	} {
		for missing, want := range requests {
			for _, envelope := range []string{"current", "printed"} {
				s := newSite(t, switched(emulator.Switches{MissingTotal: missing, Envelope: envelope}))
				for i := range total - system {
					s.PutField(fmt.Sprintf("Field %03d", i), "TEXT")
				}
				for name, list := range map[string]func() (int, error){
					"list": func() (int, error) { return count(t, s.client.Fields.List(s.ctx()), fieldKey) },
					"query": func() (int, error) {
						return count(t, s.client.Fields.Query(s.ctx(), wix.Query{}), fieldKey)
					},
				} {
					n, err := list()
					ok(t, err)
					if got := len(pagesOf(t, s)); n != total || got != want {
						t.Errorf("%s of %d, total missing %s, %s form: %d given in %d requests, want %d", name, total, missing, envelope, n, got, want)
					}
				}
			}
		}
	}
}

// listing is a server that holds fields and tells their total, unless it is negative.
// It gives at most cap of them at a time.
type listing struct {
	keys  []string
	total int
	cap   int
}

func (l *listing) answer(_ int, r *http.Request) (*http.Response, error) {
	var p paged
	_, _ = fmt.Sscan(r.URL.Query().Get("paging.limit"), &p.Limit)
	_, _ = fmt.Sscan(r.URL.Query().Get("paging.offset"), &p.Offset)
	begin := min(p.Offset, len(l.keys))
	fields := []string{}
	for _, key := range l.keys[begin:min(begin+min(p.Limit, l.cap), len(l.keys))] {
		fields = append(fields, fmt.Sprintf(`{"key":%q}`, key))
	}
	meta := ""
	if l.total >= 0 {
		meta = fmt.Sprintf(`,"pagingMetadata":{"total":%d}`, l.total)
	}
	return respond(http.StatusOK, fmt.Sprintf(`{"fields":[%s]%s}`, strings.Join(fields, ","), meta)), nil
}

func keys(n int) (out []string) {
	for i := range n {
		out = append(out, fmt.Sprint("custom.", i))
	}
	return out
}

// TestPage_capped: a server that gives less than it is asked for hides nothing, whether
// it tells the total or not, and neither does a total that is not true.
func TestPage_capped(t *testing.T) {
	for _, tt := range []struct{ n, cap, total, requests int }{
		{230, 2, -1, 230},
		{230, 50, -1, 7},
		{230, 99, -1, 4},
		{230, 2, 230, 229},
		{230, 50, 230, 6},
		{230, 99, 230, 3},
		{100, 1000, 0, 2},
		{100, 1000, 1, 2},
		{100, 1000, 100, 2},
		{100, 1000, 1000, 2},
	} {
		l := &listing{keys(tt.n), tt.total, tt.cap}
		transport := &stub{answer: l.answer}
		n, err := count(t, transport.client(t).Fields.List(t.Context()), fieldKey)
		if err != nil || n != tt.n || transport.count() != tt.requests {
			t.Errorf("%+v: %d given in %d requests, %v", tt, n, transport.count(), err)
		}
	}
}

// TestPage_single: where each page has one object, no page joins on to the one before, and
// a listing of several is an error.
func TestPage_single(t *testing.T) {
	for _, tt := range []struct{ n, total, requests int }{
		{0, -1, 1},
		{1, -1, 2},
		{1, 1, 1},
		{2, -1, 6},
		{2, 2, 6},
		{230, 230, 6},
	} {
		l := &listing{keys(tt.n), tt.total, 1}
		transport := &stub{answer: l.answer}
		n, err := count(t, transport.client(t).Fields.List(t.Context()), fieldKey)
		if n > 1 || (err != nil) != (tt.n > 1) || transport.count() != tt.requests {
			t.Errorf("%+v: %d given in %d requests, %v", tt, n, transport.count(), err)
		}
	}
}

// TestPage_changing: what is deleted or made while a listing is read moves what
// follows, hides nothing of it, and has nothing come twice.
func TestPage_changing(t *testing.T) {
	for _, told := range []bool{false, true} { // the total
		for _, at := range []int{0, 50, 99, 100, 150, 210, 229} { // read when the change comes
			for gone := -50; gone < 100; gone++ { // of the first, negative where others come before them
				l := &listing{keys(230), -1, 1000}
				if told {
					l.total = 230
				}
				transport, n := &stub{answer: l.answer}, 0
				seen := map[string]bool{}
				for f, err := range transport.client(t).Fields.List(t.Context()) {
					ok(t, err)
					if seen[f.Key] {
						t.Errorf("%d of the first are deleted when %d are read, total told %t: %s came twice", gone, at, told, f.Key)
					}
					seen[f.Key] = true
					if n++; n != at {
						continue
					}
					if gone < 0 {
						l.keys = append(make([]string, -gone), l.keys...)
						for i := range -gone {
							l.keys[i] = fmt.Sprint("custom.new", i)
							seen[l.keys[i]] = true // which need not be given
						}
					} else {
						l.keys = l.keys[gone:]
					}
					if told {
						l.total = len(l.keys)
					}
				}
				if i := slices.IndexFunc(l.keys, func(key string) bool { return !seen[key] }); i >= 0 {
					t.Fatalf("%d of the first are deleted when %d are read, total told %t: %s is missed", gone, at, told, l.keys[i])
				}
			}
		}
	}
}

func fieldKey(f *wix.Field) string     { return f.Key }
func contactKey(c *wix.Contact) string { return c.ID }

// count reads a listing to its end and sees that nothing comes twice.
func count[T any](t *testing.T, list func(func(*T, error) bool), key func(*T) string) (int, error) {
	t.Helper()
	seen := map[string]bool{}
	for item, err := range list {
		if err != nil {
			return len(seen), err
		}
		if seen[key(item)] {
			t.Errorf("%s came twice", key(item))
		}
		seen[key(item)] = true
	}
	return len(seen), nil
}

// TestPage_contacts: pages of 1,000, and a limit that ends within one.
func TestPage_contacts(t *testing.T) {
	onSite(t, func(s *site) { // where all are made at one time
		for i := range 2001 {
			s.put(person(fmt.Sprint(i)))
		}
		for limit, want := range map[int][]paged{
			0:    {{1000, 0}, {1000, 949}, {1000, 1898}},
			1:    {{1, 0}},
			999:  {{999, 0}},
			1000: {{1000, 0}},
			1001: {{1000, 0}, {52, 949}},
			2001: {{1000, 0}, {1000, 949}, {103, 1898}},
			5000: {{1000, 0}, {1000, 949}, {1000, 1898}},
		} {
			n, err := count(t, s.client.QueryContacts(s.ctx(), wix.Query{Limit: limit}), contactKey)
			ok(t, err)
			expect := limit
			if limit == 0 || limit > 2001 {
				expect = 2001
			}
			if diff := cmp.Diff(want, pagesOf(t, s)); n != expect || diff != "" {
				t.Errorf("limit %d: %d given, pages (-want +got):\n%s", limit, n, diff)
			}
		}
		n, err := count(t, s.client.ListContacts(s.ctx()), contactKey)
		if err != nil || n != 2001 || len(pagesOf(t, s)) != 3 {
			t.Errorf("list: %d given, %v", n, err)
		}
	})
}

// TestPage_break: who stops looking has no more requests sent.
func TestPage_break(t *testing.T) {
	s := newSite(t)
	for i := range 150 {
		s.PutField(fmt.Sprint(i), "TEXT")
	}
	for stop, requests := range map[int]int{1: 1, 99: 1, 100: 1, 101: 2} {
		n := 0
		for _, err := range s.client.Fields.List(s.ctx()) {
			ok(t, err)
			if n++; n == stop {
				break
			}
		}
		if got := len(pagesOf(t, s)); got != requests {
			t.Errorf("stopped after %d: %d requests, want %d", stop, got, requests)
		}
	}
}

// TestPage_failure: what came before an error is given, then the error, then
// nothing.
func TestPage_failure(t *testing.T) {
	s := newSite(t)
	for i := range 150 {
		s.PutField(fmt.Sprint(i), "TEXT")
	}
	s.Inject(emulator.Fault{Route: listFields, After: 1, Status: 400, Code: "ILLEGAL_LIMIT"})
	given, failures := 0, 0
	for item, err := range s.client.Fields.List(s.ctx()) {
		switch {
		case err != nil:
			failures++
			if item != nil || !wix.HasCode(err, "ILLEGAL_LIMIT") {
				t.Errorf("%v with %v", err, item)
			}
		case failures > 0:
			t.Error("an object after the error")
		default:
			given++
		}
	}
	if given != 100 || failures != 1 || s.CountAll() != 2 {
		t.Errorf("%d objects, %d errors, %d requests", given, failures, s.CountAll())
	}
}

// TestPage_sort: the order is always asked for, contacts with everything on
// them unless a projection is given (contract 3.4, 3.5).
func TestPage_sort(t *testing.T) {
	s := newSite(t)
	sizes := map[string]string{}
	record := func(name string) {
		r := s.Requests()[0]
		sizes[name] = r.RawQuery + string(r.Body)
		s.ResetRequests()
	}
	ok(t, drain(s.client.ListContacts(s.ctx())))
	record("list")
	ok(t, drain(s.client.ListContacts(s.ctx(), "info.name", "info.emails")))
	record("projected list")
	ok(t, drain(s.client.QueryContacts(s.ctx(), wix.Query{Filter: map[string]any{"info.company": "A"}})))
	record("query")
	ok(t, drain(s.client.QueryContacts(s.ctx(), wix.Query{Sort: wix.Sort{FieldName: "info.company", Order: "DESC"}, Fields: []string{"info.name"}})))
	record("projected query")
	want := map[string]string{
		"list":            "fieldsets=FULL&paging.limit=1000&paging.offset=0&sort.fieldName=createdDate&sort.order=ASC",
		"projected list":  "fields=info.name&fields=info.emails&fields=createdDate&paging.limit=1000&paging.offset=0&sort.fieldName=createdDate&sort.order=ASC",
		"query":           `{"query":{"filter":{"info.company":"A"},"sort":[{"fieldName":"createdDate","order":"ASC"}],"paging":{"limit":1000,"offset":0},"fieldsets":["FULL"]}}`,
		"projected query": `{"query":{"sort":[{"fieldName":"info.company","order":"DESC"}],"paging":{"limit":1000,"offset":0},"fields":["info.name"]}}`,
	}
	if diff := cmp.Diff(want, sizes); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !slices.Equal(pagesOf(t, s), nil) {
		t.Error("more requests")
	}
}
