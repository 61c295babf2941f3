package cache_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestListing_once: many callers at the same time, of every kind, share one
// listing of labels and one of fields.
func TestListing_once(t *testing.T) {
	s := newSite(t, emulator.Switches{})
	key, field := s.PutLabel("VIP"), s.PutField("Size", "NUMBER")
	open := s.hold()
	var group, started sync.WaitGroup
	for i := range 60 {
		started.Add(1)
		group.Go(func() {
			started.Done()
			var err error
			switch i % 4 {
			case 0:
				_, err = s.cache.Labels.All(s.ctx())
			case 1:
				_, err = s.cache.Labels.Get(s.ctx(), key, "")
			case 2:
				_, err = s.cache.Fields.All(s.ctx())
			default:
				_, err = s.cache.Fields.Get(s.ctx(), field, "")
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	started.Wait()
	<-s.gate.asked
	<-s.gate.asked // labels and fields do not wait for each other
	open()
	group.Wait()
	if s.Count(listLabels) != 1 || s.Count(listFields) != 1 || s.CountAll() != 2 {
		t.Errorf("%d requests, %d listings of labels, %d of fields", s.CountAll(), s.Count(listLabels), s.Count(listFields))
	}
}

// TestListing_none: a cache that nobody asks sends nothing.
func TestListing_none(t *testing.T) {
	s := newSite(t, emulator.Switches{})
	s.cache.Labels.Put(label("custom.a", "A"))
	s.cache.Labels.Drop("custom.a")
	s.sent()
}

// TestListing_failure: a listing that failed is not remembered.
func TestListing_failure(t *testing.T) {
	s := newSite(t, emulator.Switches{})
	key := s.PutLabel("VIP")
	s.Inject(emulator.Fault{Route: listLabels, Times: 2, Status: 400, Message: "no"})
	if all, err := s.cache.Labels.All(s.ctx()); err == nil || len(all) > 0 {
		t.Errorf("%v, %v", all, err)
	}
	if item, err := s.cache.Labels.Get(s.ctx(), key, ""); err == nil || item != nil {
		t.Errorf("%v, %v", item, err)
	}
	ok(t, second(s.cache.Labels.Get(s.ctx(), key, "")))
	ok(t, second(s.cache.Labels.Get(s.ctx(), key, "")))
	s.sent(listLabels, listLabels, listLabels)

	ctx, cancel := context.WithCancel(s.ctx())
	cancel()
	if _, err := s.cache.Fields.All(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	_, err := s.cache.Fields.All(s.ctx())
	ok(t, err)
	s.sent(listFields)
}

// TestListing_forbidden: where the credential may not list, the site is not asked again.
func TestListing_forbidden(t *testing.T) {
	s := newSite(t, emulator.Switches{})
	key := s.PutLabel("VIP")
	s.Inject(emulator.Fault{Route: listLabels, Status: 403, Message: "no"})
	for range 3 {
		if known, err := s.cache.Labels.Has(s.ctx(), key); known || !wix.IsForbidden(err) {
			t.Errorf("%t, %v", known, err)
		}
	}
	s.sent(listLabels)
}

// TestListing_has: what can be no key is not asked for.
func TestListing_has(t *testing.T) {
	s := newSite(t, emulator.Switches{})
	for key, want := range map[string]bool{s.PutLabel("VIP"): true, "custom.none": false, "VIP customer": false, "": false} {
		if known, err := s.cache.Labels.Has(s.ctx(), key); known != want || err != nil {
			t.Errorf("%q: %t, %v", key, known, err)
		}
	}
	s.sent(listLabels, "GET /contacts/v4/labels/{key}")
}

func second[T any](_ *T, err error) error { return err }

// TestListing_ownWritesWin: what we write while a listing is under way is newer
// than what the listing says.
func TestListing_ownWritesWin(t *testing.T) {
	s := newSite(t, emulator.Switches{})
	renamed, dropped := s.PutLabel("Before"), s.PutLabel("Doomed")
	s.PutLabel("Other")
	open := s.hold()
	done := make(chan error)
	go func() {
		_, err := s.cache.Labels.All(s.ctx())
		done <- err
	}()
	<-s.gate.asked
	s.cache.Labels.Put(label(renamed, "After"))
	s.cache.Labels.Put(label("custom.new", "New"))
	s.cache.Labels.Drop(dropped)
	open()
	ok(t, <-done)
	want := []string{"After", "Contacted Me", "Customers", "New", "Other"}
	if got := s.named(); !slices.Equal(slices.Sorted(slices.Values(got)), want) {
		t.Errorf("got %v, want %v", got, want)
	}
	s.sent(listLabels)
}

// TestListing_ownWritesLater: so is what we write after it.
func TestListing_ownWritesLater(t *testing.T) {
	s := newSite(t, emulator.Switches{})
	a, b, c := s.PutLabel("A"), s.PutLabel("B"), s.PutLabel("C")
	s.named()
	for _, key := range []string{"custom.z", "custom.x", "custom.y", "custom.w"} {
		s.cache.Labels.Put(label(key, key))
	}
	s.cache.Labels.Put(label(b, "B2"))
	s.cache.Labels.Drop(a)
	s.cache.Labels.Drop("custom.w")
	s.cache.Labels.Drop("custom.never-there")
	// In the order of the listing, then in that of our writes.
	want := []string{"Customers", "Contacted Me", "B2", "C", "custom.z", "custom.x", "custom.y"}
	for range 10 {
		if got := s.named(); !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
	s.cache.Labels.Put(label(a, "A again"))
	if got := s.named(); !slices.Equal(got, slices.Insert(slices.Clone(want), 2, "A again")) {
		t.Errorf("got %v", got)
	}
	if item, err := s.cache.Labels.Get(s.ctx(), c, ""); err != nil || item.DisplayName != "C" {
		t.Errorf("%+v, %v", item, err)
	}
	s.sent(listLabels)
}

// TestListing_copies: what a caller does to its copy is its own affair.
func TestListing_copies(t *testing.T) {
	s := newSite(t, emulator.Switches{})
	s.PutLabel("VIP")
	all, err := s.cache.Labels.All(s.ctx())
	ok(t, err)
	clear(all)
	if got := s.named(); len(got) != 3 || slices.Contains(got, "") {
		t.Errorf("got %v", got)
	}
}

// TestListing_missing: absence from a listing proves nothing, so one is read
// singly, once; what is not there at all is an error each time.
func TestListing_missing(t *testing.T) {
	s := newSite(t, emulator.Switches{ListLag: time.Hour})
	key, field := s.PutLabel("VIP"), s.PutField("Size", "NUMBER")
	for range 2 {
		if item, err := s.cache.Labels.Get(s.ctx(), key, ""); err != nil || item.DisplayName != "VIP" {
			t.Errorf("%+v, %v", item, err)
		}
		if item, err := s.cache.Fields.Get(s.ctx(), field, ""); err != nil || item.DataType != forms.Number {
			t.Errorf("%+v, %v", item, err)
		}
	}
	s.sent(listLabels, readLabel, listFields, readField)
	if got := s.named(); !slices.Contains(got, "VIP") {
		t.Errorf("got %v", got)
	}
	for range 2 {
		if item, err := s.cache.Labels.Get(s.ctx(), "custom.none", ""); !wix.IsNotFound(err) || item != nil {
			t.Errorf("%+v, %v", item, err)
		}
	}
	s.sent(readLabel, readLabel)
}

// TestListing_dropped: what we deleted is asked for singly too, should somebody
// have made it anew.
func TestListing_dropped(t *testing.T) {
	s := newSite(t, emulator.Switches{})
	key := s.PutLabel("VIP")
	s.named()
	ok(t, s.RemoveLabel(key))
	s.cache.Labels.Drop(key)
	if _, err := s.cache.Labels.Get(s.ctx(), key, ""); !wix.IsNotFound(err) {
		t.Error(err)
	}
	s.sent(listLabels, readLabel)
}

// TestListing_stale: a copy older than what the caller has seen is read anew,
// any other serves.
func TestListing_stale(t *testing.T) {
	for updated, singly := range map[string]bool{
		"": false, "no date": false, "1999-12-31T00:00:00Z": false, "2100-01-01T00:00:00Z": true, "2100-01-01T00:00:00.5+02:00": true,
	} {
		s := newSite(t, emulator.Switches{})
		key := s.PutLabel("VIP")
		ok(t, second(s.cache.Labels.Get(s.ctx(), key, updated)))
		if want := []string{listLabels, readLabel}; singly {
			s.sent(want...)
		} else {
			s.sent(want[:1]...)
		}
	}
	s := newSite(t, emulator.Switches{})
	key := s.PutLabel("VIP")
	s.named()
	ok(t, s.RenameLabel(key, "Renamed elsewhere"))
	item, err := s.cache.Labels.Get(s.ctx(), key, "2100-01-01T00:00:00Z")
	if err != nil || item.DisplayName != "Renamed elsewhere" || !slices.Contains(s.named(), "Renamed elsewhere") {
		t.Errorf("%+v, %v, %v", item, err, s.named())
	}
	// System labels have no date, and are never stale.
	ok(t, second(s.cache.Labels.Get(s.ctx(), "contacts.customers", "2100-01-01T00:00:00Z")))
	s.sent(listLabels, readLabel)
}
