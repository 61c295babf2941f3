package wix_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestPageTimeout_halves: a page that takes the server too long is asked for at
// half the size, and the listing goes on with smaller pages (contract 1.5).
func TestPageTimeout_halves(t *testing.T) {
	for times, want := range map[int][]paged{
		1: {{100, 0}, {50, 0}, {50, 49}, {50, 98}},
		3: {{100, 0}, {50, 0}, {25, 0}, {12, 0}, {12, 11}, {12, 22}, {12, 33}, {12, 44}, {12, 55}, {12, 66}, {12, 77}, {12, 88}, {12, 99}, {12, 110}},
	} {
		for _, route := range []string{listFields, queryFields} {
			onSite(t, func(s *site) {
				for i := range 100 {
					s.PutField(fmt.Sprint(i), "TEXT")
				}
				s.strike(emulator.Fault{Status: 504}, route, times)
				list := s.client.Fields.List(s.ctx())
				if route == queryFields {
					list = s.client.Fields.Query(s.ctx(), wix.Query{})
				}
				began := time.Now()
				n, err := count(t, list, fieldKey)
				if diff := cmp.Diff(want, pagesOf(t, s)); err != nil || n != 112 || diff != "" {
					t.Errorf("%s: %d given, %v, pages (-want +got):\n%s", route, n, err, diff)
				}
				if time.Since(began) < 250*time.Millisecond {
					t.Errorf("no pause before the repeat: %v", time.Since(began))
				}
			})
		}
	}
}

// TestPageTimeout_later: a later page can be the one that is too large.
func TestPageTimeout_later(t *testing.T) {
	onSite(t, func(s *site) {
		for i := range 200 {
			s.PutField(fmt.Sprint(i), "TEXT")
		}
		s.Inject(emulator.Fault{Route: listFields, After: 1, Times: 1, Status: 504})
		n, err := count(t, s.client.Fields.List(s.ctx()), fieldKey)
		want := []paged{{100, 0}, {100, 99}, {50, 99}, {50, 148}, {50, 197}}
		if diff := cmp.Diff(want, pagesOf(t, s)); err != nil || n != 212 || diff != "" {
			t.Errorf("%d given, %v, pages (-want +got):\n%s", n, err, diff)
		}
	})
}

// TestPageTimeout_bound: halving is repeating, and bounded like it.
func TestPageTimeout_bound(t *testing.T) {
	for most, want := range map[int][]paged{
		0: {{1000, 0}},
		2: {{1000, 0}, {500, 0}, {250, 0}},
	} {
		onSite(t, func(s *site) {
			s.strike(emulator.Fault{Status: 504}, queryContacts, 0)
			if e := failure(t, drain(s.client.QueryContacts(s.ctx(), wix.Query{}))); e.Status != 504 {
				t.Errorf("%+v", e)
			}
			if diff := cmp.Diff(want, pagesOf(t, s)); diff != "" {
				t.Errorf("at most %d repeats, pages (-want +got):\n%s", most, diff)
			}
			s.ResetRequests()
			if e := failure(t, drain(s.client.QueryContacts(s.ctx(), wix.Query{Limit: 1}))); e.Status != 504 || s.CountAll() != most+1 {
				t.Errorf("one object, at most %d repeats: %d requests, %v", most, s.CountAll(), e)
			}
		}, retries(most))
	}
}

// TestPageTimeout_boundOfAPage: each page has the repeats of a call for itself.
func TestPageTimeout_boundOfAPage(t *testing.T) {
	onSite(t, func(s *site) {
		for i := range 88 {
			s.PutField(fmt.Sprint(i), "TEXT")
		}
		for after := range 3 {
			s.Inject(emulator.Fault{Route: listFields, After: 2 * after, Times: 1, Status: 504})
		}
		n, err := count(t, s.client.Fields.List(s.ctx()), fieldKey)
		want := []paged{{100, 0}, {50, 0}, {50, 49}, {25, 49}, {25, 73}, {12, 73}, {12, 84}, {12, 95}}
		if diff := cmp.Diff(want, pagesOf(t, s)); err != nil || n != 100 || diff != "" {
			t.Errorf("%d given, %v, pages (-want +got):\n%s", n, err, diff)
		}
	}, retries(1))
}

// TestPageTimeout_limit: halving does not lose the limit.
func TestPageTimeout_limit(t *testing.T) {
	onSite(t, func(s *site) {
		for i := range 20 {
			s.put(person(fmt.Sprint(i)))
		}
		s.strike(emulator.Fault{Status: 504}, queryContacts, 1)
		n, err := count(t, s.client.QueryContacts(s.ctx(), wix.Query{Limit: 10}), contactKey)
		if diff := cmp.Diff([]paged{{10, 0}, {5, 0}, {5, 4}, {2, 8}}, pagesOf(t, s)); err != nil || n != 10 || diff != "" {
			t.Errorf("%d given, %v, pages (-want +got):\n%s", n, err, diff)
		}
	})
}
