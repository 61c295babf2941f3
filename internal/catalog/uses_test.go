package catalog_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// TestCountsAreShared: what nobody uses costs one count for all; what is in the
// way is counted again, since the run may have taken it away.
func TestCountsAreShared(t *testing.T) {
	s := newSite(t, emulator.Switches{})
	var labels, fields []string
	for i := range 20 {
		labels = append(labels, s.PutLabel(fmt.Sprint("Label ", i)))
		fields = append(fields, s.PutField(fmt.Sprint("Field ", i), "TEXT"))
	}
	id, err := s.PutContact(map[string]any{
		"name":           map[string]any{"first": "Ada"},
		"labelKeys":      map[string]any{"items": []string{labels[7]}},
		"extendedFields": map[string]any{"items": map[string]any{fields[7]: "x"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	s.ResetRequests()
	count := func(i int) (int, int) {
		a, errA := s.catalog.Labelled.Count(s.ctx(), labels[i])
		b, errB := s.catalog.Holding.Count(s.ctx(), fields[i])
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		return a, b
	}
	var wg sync.WaitGroup
	for i := range labels {
		if i != 7 {
			wg.Go(func() {
				if a, b := count(i); a+b != 0 {
					t.Errorf("%d and %d contacts use what nobody does", a, b)
				}
			})
		}
	}
	wg.Wait()
	if n := s.CountAll(); n != 2 {
		t.Errorf("%d requests were sent for 38 counts, want 2", n)
	}
	if a, b := count(7); a != 1 || b != 1 {
		t.Errorf("%d and %d contacts, want 1 and 1", a, b)
	}
	if err := s.RemoveContact(id); err != nil {
		t.Fatal(err)
	}
	if a, b := count(7); a != 0 || b != 0 {
		t.Errorf("%d and %d contacts, after the last one went", a, b)
	}
	s.ResetRequests()
	s.Inject(emulator.Fault{Route: "GET /contacts/v4/contacts/facets", Kind: emulator.FaultStatus, Status: 404})
	if a, _ := count(7); a != 0 {
		t.Errorf("%d contacts without facets", a)
	}
}
