package wix_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestPageTimeout_halves: a page that takes the server too long is asked for at half
// the size after a pause, and the listing goes on with smaller pages (contract 1.5).
// Each page has the repeats of a call for itself.
func TestPageTimeout_halves(t *testing.T) {
	for name, tt := range map[string]struct {
		fields, limit int
		timeouts      []int // which of the requests, from 0
		retries       int
		want          []paged
	}{
		"the first page": {100, 0, []int{0}, 5, []paged{{100, 0}, {50, 0}, {50, 47}, {50, 94}}},
		"the first page three times": {100, 0, []int{0, 1, 2}, 5, []paged{
			{100, 0}, {50, 0}, {25, 0}, {12, 0}, {12, 10}, {12, 20}, {12, 30}, {12, 40}, {12, 50}, {12, 60}, {12, 70}, {12, 80}, {12, 90}, {12, 100}, {12, 110},
		}},
		"a later page": {200, 0, []int{1}, 5, []paged{{100, 0}, {100, 94}, {50, 97}, {50, 144}, {50, 191}}},
		"each page":    {88, 0, []int{0, 2, 4}, 1, []paged{{100, 0}, {50, 0}, {50, 47}, {25, 48}, {25, 71}, {12, 71}, {12, 81}, {12, 91}}},
		"with a limit": {20, 10, []int{0}, 5, []paged{{10, 0}, {5, 0}, {5, 3}, {4, 6}}},
	} {
		for _, route := range []string{listFields, queryFields} {
			if tt.limit > 0 && route == listFields {
				continue // which takes none
			}
			t.Run(name+", "+route, func(t *testing.T) {
				onSite(t, func(s *site) {
					for i := range tt.fields {
						s.PutField(fmt.Sprint(i), "TEXT")
					}
					for _, after := range tt.timeouts {
						s.Inject(emulator.Fault{Route: route, After: after, Times: 1, Status: 504})
					}
					list := s.client.Fields.List(s.ctx())
					if route == queryFields {
						list = s.client.Fields.Query(s.ctx(), wix.Query{Limit: tt.limit})
					}
					given := tt.fields + 12 // which Wix defines
					if tt.limit > 0 {
						given = tt.limit
					}
					began := time.Now()
					n, err := count(t, list, fieldKey)
					if diff := cmp.Diff(tt.want, pagesOf(t, s)); err != nil || n != given || diff != "" {
						t.Errorf("%d given, %v, pages (-want +got):\n%s", n, err, diff)
					}
					if took := time.Since(began); took < 250*time.Millisecond {
						t.Errorf("no pause before the repeat: %v", took)
					}
				}, retries(tt.retries))
			})
		}
	}
}

// TestPageTimeout_bound: halving is repeating, and bounded like it.
func TestPageTimeout_bound(t *testing.T) {
	for most, want := range map[int][]paged{
		0: {{1000, 0}},
		2: {{1000, 0}, {500, 0}, {250, 0}},
	} {
		onSite(t, func(s *site) {
			s.arm(emulator.Fault{Status: 504}, queryContacts, 0)
			if e := failure(t, drain(s.client.QueryContacts(s.ctx(), wix.Query{}))); e.Status != 504 {
				t.Errorf("%+v", e)
			}
			if diff := cmp.Diff(want, pagesOf(t, s)); diff != "" {
				t.Errorf("at most %d repeats, pages (-want +got):\n%s", most, diff)
			}
			if e := failure(t, drain(s.client.QueryContacts(s.ctx(), wix.Query{Limit: 1}))); e.Status != 504 || s.CountAll() != most+1 {
				t.Errorf("one object, at most %d repeats: %d requests, %v", most, s.CountAll(), e)
			}
		}, retries(most))
	}
}
