package cache_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

func (s *site) person(email, phone string) string {
	s.t.Helper()
	id, err := s.PutContact(map[string]any{
		"emails": map[string]any{"items": []any{map[string]any{"email": email}}},
		"phones": map[string]any{"items": []any{map[string]any{"phone": phone}}},
	})
	ok(s.t, err)
	return id
}

// TestAddresses: look-ups that come together share a query, and a page of the listing
// spares those that follow.
func TestAddresses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSite(t, emulator.Switches{})
		var ids []string
		for i := range 40 {
			ids = append(ids, s.person(fmt.Sprintf("person%d@example.com", i), fmt.Sprintf("+1 555 01%02d", i)))
		}
		find := func(emails, phones []string, want ...string) {
			t.Helper()
			var numbers []forms.Phone
			for _, phone := range phones {
				numbers = append(numbers, forms.Phone{Number: phone})
			}
			found, err := s.cache.Addresses.Find(t.Context(), emails, numbers)
			var got []string
			for _, have := range found {
				got = append(got, have.ID)
			}
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%v %v belongs to %v, %v, want %v", emails, phones, got, err, want)
			}
		}
		var group sync.WaitGroup
		for i := range 20 {
			group.Go(func() { find([]string{fmt.Sprintf("PERSON%d@example.com", i)}, nil, ids[i]) })
			group.Go(func() { find([]string{fmt.Sprintf("nobody%d@example.com", i)}, nil) })
			group.Go(func() { find(nil, []string{fmt.Sprintf("+1 555 01%02d", i)}, ids[i]) })
		}
		group.Wait()
		s.sent(query)
		find([]string{"person30@example.com", "person31@example.com"}, []string{"+1 (555) 0132"}, ids[30], ids[31], ids[32])
		s.sent(listAll)
		find([]string{"nobody@example.com"}, nil)
		find([]string{"person39@example.com"}, nil, ids[39])
		s.sent()
	})
}

// TestAddresses_failure: a query that fails fails those who wait for it; a page that
// fails fails nobody.
func TestAddresses_failure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSite(t, emulator.Switches{})
		id := s.person("ada@example.com", "+1 555 0100")
		s.Inject(emulator.Fault{Route: query, Times: 1, Status: 403, Message: "no"})
		if found, err := s.cache.Addresses.Find(t.Context(), []string{"ada@example.com"}, nil); err == nil || !strings.Contains(err.Error(), "no") {
			t.Errorf("%v, %v", found, err)
		}
		s.Inject(emulator.Fault{Route: listAll, Times: 1, Status: 403, Message: "no"})
		for range 3 {
			found, err := s.cache.Addresses.Find(t.Context(), []string{"ada@example.com"}, nil)
			if err != nil || len(found) != 1 || found[0].ID != id {
				t.Errorf("%v, %v", found, err)
			}
		}
		s.sent(query, listAll, query, query, query)
	})
}

// TestAddresses_cancelled: when nobody waits any more, nothing is sent; who comes after
// that is answered.
func TestAddresses_cancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSite(t, emulator.Switches{})
		id := s.person("ada@example.com", "+1 555 0100")
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if found, err := s.cache.Addresses.Find(ctx, []string{"ada@example.com"}, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("%v, %v", found, err)
		}
		synctest.Wait()
		s.sent()
		if found, err := s.cache.Addresses.Find(t.Context(), []string{"ada@example.com"}, nil); err != nil || len(found) != 1 || found[0].ID != id {
			t.Errorf("%v, %v", found, err)
		}
		s.sent(query)
	})
}
