package cache_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// TestUses: what nobody uses costs one count for all; what is in use is known without
// what this run has taken off contacts, whatever the site's own counts say yet.
func TestUses(t *testing.T) {
	s := newSite(t, emulator.Switches{})
	var labels, fields []string
	for i := range 20 {
		labels = append(labels, s.PutLabel(fmt.Sprint("Label ", i)))
		fields = append(fields, s.PutField(fmt.Sprint("Field ", i), "TEXT"))
	}
	var ids []string
	for _, name := range []string{"Ada", "Bob", "Cy"} {
		id, err := s.PutContact(map[string]any{
			"name":           map[string]any{"first": name},
			"labelKeys":      map[string]any{"items": []string{labels[7]}},
			"extendedFields": map[string]any{"items": map[string]any{fields[7]: "x"}},
		})
		ok(t, err)
		ids = append(ids, id)
	}
	s.ResetRequests()
	type tell func(context.Context, string) (int, error)
	use := func(i int, label, field tell) [2]int {
		a, errA := label(s.ctx(), labels[i])
		b, errB := field(s.ctx(), fields[i])
		if errA != nil || errB != nil {
			t.Error(errA, errB)
		}
		return [2]int{a, b}
	}
	var wg sync.WaitGroup
	for i := range labels {
		wg.Go(func() {
			want := [2]int{}
			if i == 7 {
				want = [2]int{3, 3}
			}
			if got := use(i, s.cache.Labels.Uses.Count, s.cache.Fields.Uses.Count); got != want {
				t.Errorf("%v contacts use number %d, want %v", got, i, want)
			}
		})
	}
	wg.Wait()
	if n := s.CountAll(); n != 2 {
		t.Errorf("%d requests were sent for 40 counts, want 2", n)
	}
	left := func(want int) {
		t.Helper()
		if got := use(7, s.cache.Labels.Uses.Left, s.cache.Fields.Uses.Left); got != [2]int{want, want} {
			t.Errorf("%v contacts are left, want %d", got, want)
		}
	}
	left(3)
	s.cache.Gone(ids[0])
	left(2)
	s.cache.Labels.Uses.Off(labels[7], ids[1])
	s.cache.Fields.Uses.Off(fields[7], ids[1])
	left(1)
	s.cache.Gone(ids[2])
	left(0)
}

// TestUses_alone: where the facets cannot be had, each label is counted by itself.
func TestUses_alone(t *testing.T) {
	s := newSite(t, emulator.Switches{})
	key := s.PutLabel("VIP")
	_, err := s.PutContact(map[string]any{"name": map[string]any{"first": "Ada"}, "labelKeys": map[string]any{"items": []string{key}}})
	ok(t, err)
	s.Inject(emulator.Fault{Route: "GET /contacts/v4/contacts/facets", Times: 9, Kind: emulator.FaultStatus, Status: 404})
	for _, count := range []func(context.Context, string) (int, error){s.cache.Labels.Uses.Count, s.cache.Labels.Uses.Left} {
		if n, err := count(s.ctx(), key); n != 1 || err != nil {
			t.Errorf("%d, %v", n, err)
		}
	}
	s.Inject(emulator.Fault{Route: query, Status: 403, Message: "no"})
	if n, err := s.cache.Labels.Uses.Left(s.ctx(), key); err == nil {
		t.Errorf("%d contacts are left, and nobody could tell", n)
	}
}
