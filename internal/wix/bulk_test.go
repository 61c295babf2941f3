package wix_test

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

func TestBulk_label(t *testing.T) {
	onSite(t, func(s *site) {
		ids, other, label := s.putSmiths(3), s.put(person("Ann")), s.PutLabel("Label")
		for _, id := range append(ids, other) {
			ok(t, s.LabelContact(id, "contacts.customers"))
		}
		job := s.finish(s.client.BulkLabel(s.ctx(), smith, []string{label}, []string{"contacts.customers"}))
		if job.Type != "ADD_REMOVE_LABELS" || job.Succeeded != 3 {
			t.Errorf("%+v", job)
		}
		for id, want := range map[string]string{ids[0]: label, ids[2]: label, other: "contacts.customers"} {
			if got := s.carried(id); len(got) != 1 || got[0] != want {
				t.Errorf("%s carries %v, want %s", id, got, want)
			}
		}
		if job = s.finish(s.client.BulkLabel(s.ctx(), smith, nil, []string{label})); job.Type != "REMOVE_LABELS" || len(s.carried(ids[0])) != 0 {
			t.Errorf("%+v", job)
		}
	})
}

func TestBulk_update(t *testing.T) {
	onSite(t, func(s *site) {
		ids, other := s.putSmiths(3), s.put(person("Ann"))
		job := s.finish(s.client.BulkUpdate(s.ctx(), smith, wix.Info{Company: wix.Some("Example Ltd"), JobTitle: wix.Some("")}))
		if job.Type != "UPDATE" || job.Succeeded != 3 || s.text(ids[1], "company") != "Example Ltd" || s.text(other, "company") != nil {
			t.Errorf("%+v, %v", job, s.Contact(ids[1]))
		}
	})
}

func TestBulk_delete(t *testing.T) {
	onSite(t, func(s *site) {
		ids, other := s.putSmiths(5), s.put(person("Ann"))
		ok(t, s.MakeMember(ids[1]))
		ok(t, s.MakeMember(ids[2]))
		ok(t, s.AddBillingSubscription(ids[3]))
		job := s.finish(s.client.BulkDelete(s.ctx(), smith))
		if job.Type != "DELETE" || job.Total != 5 || job.Succeeded != 2 || job.Failed != 3 {
			t.Errorf("%+v", job)
		}
		counts := map[string]int{}
		for _, e := range job.Errors {
			counts[e.Code] = e.Count
			if e.Message == "" {
				t.Errorf("%s has no message", e.Code)
			}
		}
		if diff := cmp.Diff(map[string]int{"CANNOT_DELETE_SITE_MEMBERS": 2, wix.CodeDeleteSubscriber: 1}, counts); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if s.Contact(ids[0]) != nil || s.Contact(ids[1]) == nil || s.Contact(other) == nil {
			t.Error("the wrong contacts are gone")
		}
	})
}

// finish waits for a job.
func (s *site) finish(id string, err error) wix.Job {
	s.t.Helper()
	ok(s.t, err)
	job, err := s.client.WaitForJob(s.ctx(), id, time.Hour, nil)
	ok(s.t, err)
	return job
}

// TestBulk_matchesAll: filters that say nothing are refused, and nothing is sent.
func TestBulk_matchesAll(t *testing.T) {
	for text, everybody := range map[string]bool{
		`null`: true, `{}`: true, `{"$and":[]}`: true, `{"$and":[{},{}]}`: true, `{"$or":[]}`: true, `{"$or":[{},{"info.company":"X"}]}`: true,
		`{"$not":{}}`: true, `{"info.company":{}}`: true, `{"$and":[{"$or":[{}]}]}`: true, `{"id":{"$in":[]}}`: true, `{"info.labelKeys":{"$hasSome":[]}}`: true,
		`{"info.company":"X"}`: false, `{"info.company":""}`: false, `{"info.company":null}`: false, `{"$and":[{},{"info.company":"X"}]}`: false,
		`{"$or":[{"info.company":"X"},{"info.company":"Y"}]}`: false, `{"$not":{"info.company":"X"}}`: false, `{"id":{"$in":["a"]}}`: false,
	} {
		var filter map[string]any
		ok(t, json.Unmarshal([]byte(text), &filter))
		if wix.MatchesAll(filter) != everybody {
			t.Errorf("%s: everybody is %t", text, !everybody)
		}
		if !everybody {
			continue
		}
		s := newSite(t)
		_, labelErr := s.client.BulkLabel(s.ctx(), filter, []string{"contacts.customers"}, nil)
		_, updateErr := s.client.BulkUpdate(s.ctx(), filter, company(wix.Some("Example Ltd")))
		_, deleteErr := s.client.BulkDelete(s.ctx(), filter)
		for _, err := range []error{labelErr, updateErr, deleteErr} {
			if !errors.Is(err, wix.ErrNoFilter) || failure(t, err).Path == "" {
				t.Errorf("%s: %v", text, err)
			}
		}
		s.sent()
	}
}

// TestBulk_lostAmongOthers: a job of the kind that began since, the only one so, may be
// ours; one that another call of the client has begun is not.
func TestBulk_lostAmongOthers(t *testing.T) {
	jones := map[string]any{"info.name.last": "Jones"}
	another := func(s *site) {
		_, err := s.client.BulkDelete(s.ctx(), jones)
		ok(s.t, err)
	}
	colleague := func(s *site) {
		client, err := wix.New(wix.Options{Credentials: wix.APIKey{Key: testKey, SiteID: testSite}, Transport: s.Transport()})
		ok(s.t, err)
		_, err = client.BulkDelete(s.ctx(), jones)
		ok(s.t, err)
	}
	for name, tt := range map[string]struct {
		disturb func(s *site)
		fault   emulator.FaultKind
		found   bool
	}{
		"an older one":        {func(s *site) { colleague(s); time.Sleep(time.Minute) }, emulator.FaultDropAfter, true}, // the bubble's time
		"one of ours":         {another, emulator.FaultDropAfter, true},
		"one of ours alone":   {another, emulator.FaultDropBefore, false},
		"one of a colleague":  {colleague, emulator.FaultDropAfter, false},
		"no list":             {func(s *site) { s.Inject(emulator.Fault{Route: listJobs, Status: 403, Message: "no"}) }, emulator.FaultDropAfter, false},
		"nothing was carried": {func(*site) {}, emulator.FaultDropBefore, false},
	} {
		t.Run(name, func(t *testing.T) {
			onSite(t, func(s *site) {
				s.putSmiths(3)
				tt.disturb(s)
				s.arm(emulator.Fault{Kind: tt.fault}, bulkDelete, 1)
				id, err := s.client.BulkDelete(s.ctx(), smith)
				if !wix.IsLost(err) || s.Count(listJobs) != 1 || (id != "") != tt.found {
					t.Errorf("job %q, %v", id, err)
				}
				if tt.found && s.finish(id, nil).Succeeded != 3 {
					t.Errorf("the job %s is another one", id)
				}
			})
		})
	}
}

// TestCountContacts counts in one request, where Wix tells the total.
func TestCountContacts(t *testing.T) {
	for total, requests := range map[string]int{"off": 1, "on": 3} {
		onSite(t, func(s *site) {
			ids := s.putSmiths(12)
			s.put(person("Ann"))
			n, some, err := s.client.CountContacts(s.ctx(), smith, 5)
			if ok(t, err); n != 12 || len(some) != 5 || slices.ContainsFunc(some, func(id string) bool { return !slices.Contains(ids, id) }) || s.CountAll() != requests {
				t.Errorf("missing total %s: %d contacts such as %s with %d requests", total, n, some, s.CountAll())
			}
			if n, some, err = s.client.CountContacts(s.ctx(), map[string]any{"info.name.last": "Nobody"}, 5); err != nil || n != 0 || len(some) > 0 {
				t.Errorf("%d contacts such as %q, %v", n, some, err)
			}
		}, switched(emulator.Switches{MissingTotal: total}))
	}
}
