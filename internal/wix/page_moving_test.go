package wix_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// dated is an object of a listing.
type dated struct {
	n    int // which breaks ties
	at   int // when it was made, in seconds
	name string
}

func (d dated) json() string {
	return fmt.Sprintf(`{"key":"custom.%d","id":"00000000-0000-4000-8000-%012d","createdDate":%q,"info":{"company":%q}}`,
		d.n, d.n, time.Unix(int64(d.at), 0).UTC().Format(time.RFC3339), d.name)
}

// moving is a server whose objects are changed before it answers.
type moving struct {
	objects []dated
	total   bool       // tell it
	shuffle *rand.Rand // gives those of one time another order each time, if not nil
	change  func(m *moving, offset int)
}

func (m *moving) answer(n int, r *http.Request) (*http.Response, error) {
	var body struct {
		Query struct {
			Paging paged
			Sort   []wix.Sort
		}
	}
	if r.Body != nil {
		data, _ := io.ReadAll(r.Body)
		_ = json.Unmarshal(data, &body)
	}
	p, sort := body.Query.Paging, append(body.Query.Sort, wix.Sort{FieldName: "createdDate"})[0]
	_, _ = fmt.Sscan(r.URL.Query().Get("paging.limit"), &p.Limit)
	_, _ = fmt.Sscan(r.URL.Query().Get("paging.offset"), &p.Offset)
	if n > 0 && m.change != nil {
		m.change(m, p.Offset)
	}
	if m.shuffle != nil {
		m.shuffle.Shuffle(len(m.objects), func(i, j int) { m.objects[i], m.objects[j] = m.objects[j], m.objects[i] })
	} else {
		slices.SortFunc(m.objects, func(a, b dated) int { return cmp.Compare(a.n, b.n) })
	}
	slices.SortStableFunc(m.objects, func(a, b dated) int {
		if sort.FieldName != "createdDate" {
			return cmp.Compare(a.name, b.name)
		}
		return cmp.Compare(a.at, b.at)
	})
	begin := min(p.Offset, len(m.objects))
	var out []string
	for _, d := range m.objects[begin:min(begin+p.Limit, len(m.objects))] {
		out = append(out, d.json())
	}
	meta := ""
	if m.total {
		meta = fmt.Sprintf(`,"pagingMetadata":{"total":%d}`, len(m.objects))
	}
	list := strings.Join(out, ",")
	return respond(http.StatusOK, fmt.Sprintf(`{"fields":[%s],"contacts":[%[1]s]%s}`, list, meta)), nil
}

// ids are the objects that are there.
func (m *moving) ids() map[int]bool {
	out := map[int]bool{}
	for _, d := range m.objects {
		out[d.n] = true
	}
	return out
}

// most is how many objects of one time there are.
func (m *moving) most() (most int) {
	count := map[int]int{}
	for _, d := range m.objects {
		count[d.at]++
		most = max(most, count[d.at])
	}
	return most
}

// missed gives what existed before and after a listing and was not given.
func missed(before, after map[int]bool, given map[string]bool) (out []int) {
	for n := range before {
		if after[n] && !given[fmt.Sprint("custom.", n)] {
			out = append(out, n)
		}
	}
	return out
}

// TestPage_moving: what is there all the while is given once, whatever is deleted, made
// or comes to match between the pages: or there is an error where objects of one time
// have no order at all.
func TestPage_moving(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, random := &moving{total: rapid.Bool().Draw(t, "total")}, rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		if rapid.Bool().Draw(t, "shuffled") {
			m.shuffle = random
		}
		next, at := 0, 0
		ties := rapid.SampledFrom([]int{1, 2, 30, 70, 300}).Draw(t, "ties")
		for range rapid.IntRange(0, 500).Draw(t, "objects") {
			if next++; random.IntN(ties) == 0 {
				at++
			}
			m.objects = append(m.objects, dated{n: next, at: at})
		}
		changes := rapid.IntRange(0, 8).Draw(t, "changes")
		m.change = func(m *moving, offset int) {
			if changes--; changes < 0 {
				return
			}
			for range rapid.IntRange(0, 4).Draw(t, "deletions") {
				from := min(len(m.objects), max(0, offset+rapid.IntRange(-250, 20).Draw(t, "from")))
				m.objects = slices.Delete(m.objects, from, min(len(m.objects), from+rapid.SampledFrom([]int{1, 7, 40, 120}).Draw(t, "many")))
			}
			for range rapid.SampledFrom([]int{0, 1, 5, 120}).Draw(t, "made") {
				next++
				made := dated{n: next, at: at + 1}
				if rapid.Bool().Draw(t, "older") { // which only now matches the filter
					made.n, made.at = -next, rapid.IntRange(0, at+1).Draw(t, "time")
				}
				m.objects = append(m.objects, made)
			}
		}
		before, given := m.ids(), map[string]bool{}
		largest := m.most()
		transport := &stub{answer: m.answer}
		client, err := wix.New(wix.Options{Credentials: wix.APIKey{Key: testKey, SiteID: testSite}, Transport: transport})
		if err != nil {
			t.Fatal(err)
		}
		for f, err := range client.Fields.List(t.Context()) {
			switch {
			case err != nil && m.shuffle != nil && (!m.total || max(largest, m.most()) >= 20) && strings.Contains(err.Error(), "cannot be read as a whole"):
				return
			case err != nil:
				t.Fatalf("after %d requests: %v", transport.count(), err)
			case given[f.Key]:
				t.Errorf("%s came twice", f.Key)
			}
			given[f.Key] = true
		}
		if left := missed(before, m.ids(), given); len(left) > 0 {
			t.Errorf("missed %v in %d requests", left, transport.count())
		}
	})
}

// TestPage_requests: to read ten thousand contacts takes at most 13 requests, and at most
// twice as many while others are deleted, those of one time included.
func TestPage_requests(t *testing.T) {
	for name, c := range map[string]struct {
		ties, deleted int // how many objects have one time, and are deleted before each request
		most          int
	}{
		"quiet":                 {1, 0, 13},
		"pairs":                 {2, 0, 13},
		"small imports":         {120, 0, 13},
		"imports":               {300, 0, 13},
		"all of one time":       {10_000, 0, 13},
		"some deleted":          {1, 20, 13},
		"more deleted":          {1, 100, 26},
		"many deleted":          {1, 400, 26},
		"deleted of one time":   {10_000, 100, 26},
		"deleted, of an import": {300, 100, 26},
	} {
		t.Run(name, func(t *testing.T) {
			m := &moving{total: true}
			for i := range 10_000 {
				m.objects = append(m.objects, dated{n: i, at: i / c.ties})
			}
			m.change = func(m *moving, _ int) {
				if len(m.objects) > 2*c.deleted {
					m.objects = m.objects[c.deleted:]
				}
			}
			before, given := m.ids(), map[string]bool{}
			transport := &stub{answer: m.answer}
			for contact, err := range transport.client(t).ListContacts(t.Context()) {
				ok(t, err)
				var n int
				_, err := fmt.Sscanf(contact.ID, "00000000-0000-4000-8000-%d", &n)
				ok(t, err)
				given[fmt.Sprint("custom.", n)] = true
			}
			if left := missed(before, m.ids(), given); len(left) > 0 || transport.count() > c.most {
				t.Errorf("%d are missed, in %d requests, want %d at most", len(left), transport.count(), c.most)
			}
		})
	}
}

// TestPage_sorted: in an order that edits change, a contact that moves in front of what
// was read is not missed: all are read again, and where it goes on, that is an error.
func TestPage_sorted(t *testing.T) {
	for moves, want := range map[int]struct {
		requests int
		says     string
	}{
		0: {4, ""},
		1: {8, ""},
		9: {12, "contacts moved in this order each time"},
	} {
		m := &moving{total: true}
		for i := range 1500 {
			m.objects = append(m.objects, dated{n: i, at: i, name: fmt.Sprintf("%04d", i)})
		}
		m.change = func(m *moving, offset int) {
			if moves--; moves >= 0 && offset > 0 {
				i := slices.IndexFunc(m.objects, func(d dated) bool { return d.name > "1200" && d.name < "1300" })
				m.objects[i].name = "0000" + m.objects[i].name
			}
		}
		transport := &stub{answer: m.answer}
		n, err := count(t, transport.client(t).QueryContacts(t.Context(), wix.Query{Sort: wix.Sort{FieldName: "info.company", Order: "ASC"}}), contactKey)
		if want.says == "" && (err != nil || n != 1500) || want.says != "" && (err == nil || n > 0 || !within(err.Error(), want.says)) || transport.count() != want.requests {
			t.Errorf("%d given in %d requests, want %d: %v", n, transport.count(), want.requests, err)
		}
	}
}
