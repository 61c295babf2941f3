package wix_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// jobs are the calls that start one.
var jobs = []struct {
	name, route string
	begin       func(ctx context.Context, c *wix.Client, filter map[string]any, label string) (string, error)
}{
	{"label", bulkLabel, func(ctx context.Context, c *wix.Client, filter map[string]any, label string) (string, error) {
		return c.BulkLabel(ctx, filter, []string{label}, []string{"contacts.customers"})
	}},
	{"update", bulkUpdate, func(ctx context.Context, c *wix.Client, filter map[string]any, _ string) (string, error) {
		return c.BulkUpdate(ctx, filter, wix.Info{Company: wix.Some("Example Ltd")})
	}},
	{"delete", bulkDelete, func(ctx context.Context, c *wix.Client, filter map[string]any, _ string) (string, error) {
		return c.BulkDelete(ctx, filter)
	}},
}

func TestBulk_label(t *testing.T) {
	onSite(t, func(s *site) {
		ids, other := s.smiths(3), s.put(person("Ann"))
		s.labelAll("contacts.customers", append(ids, other)...)
		label := s.PutLabel("Label")
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
		ids, other := s.smiths(3), s.put(person("Ann"))
		job := s.finish(s.client.BulkUpdate(s.ctx(), smith, wix.Info{Company: wix.Some("Example Ltd"), JobTitle: wix.Some("")}))
		if job.Type != "UPDATE" || job.Succeeded != 3 || s.Contact(ids[1])["info"].(map[string]any)["company"] != "Example Ltd" {
			t.Errorf("%+v, %v", job, s.Contact(ids[1]))
		}
		if s.Contact(other)["info"].(map[string]any)["company"] != nil {
			t.Error("another contact was changed")
		}
	})
}

func TestBulk_delete(t *testing.T) {
	onSite(t, func(s *site) {
		ids, other := s.smiths(5), s.put(person("Ann"))
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
		if counts["CANNOT_DELETE_SITE_MEMBERS"] != 2 || counts[wix.CodeDeleteSubscriber] != 1 || len(counts) != 2 {
			t.Errorf("%v", counts)
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

// labelAll puts a label on several contacts.
func (s *site) labelAll(key string, ids ...string) {
	s.t.Helper()
	for _, id := range ids {
		ok(s.t, s.LabelContact(id, key))
	}
}

// TestBulk_everybody: filters that say nothing are refused, and nothing is sent.
func TestBulk_everybody(t *testing.T) {
	onSite(t, func(s *site) {
		s.smiths(2)
		for _, text := range []string{
			`null`, `{}`, `{"$and":[]}`, `{"$and":[{},{}]}`, `{"$or":[]}`, `{"$or":[{},{"info.company":"X"}]}`, `{"$not":{}}`,
			`{"info.company":{}}`, `{"$and":[{"$or":[{}]}]}`, `{"id":{"$in":[]}}`, `{"info.labelKeys":{"$hasSome":[]}}`,
		} {
			var filter map[string]any
			ok(t, json.Unmarshal([]byte(text), &filter))
			for _, j := range jobs {
				if _, err := j.begin(s.ctx(), s.client, filter, "contacts.customers"); !errors.Is(err, wix.ErrNoFilter) || failure(t, err).Path == "" {
					t.Errorf("%s with %s: %v", j.name, text, err)
				}
			}
		}
		s.sent()
		for _, text := range []string{
			`{"info.company":"X"}`, `{"info.company":""}`, `{"info.company":null}`, `{"$and":[{},{"info.company":"X"}]}`,
			`{"$or":[{"info.company":"X"},{"info.company":"Y"}]}`, `{"$not":{"info.company":"X"}}`, `{"id":{"$in":["a"]}}`,
		} {
			var filter map[string]any
			ok(t, json.Unmarshal([]byte(text), &filter))
			if wix.MatchesAll(filter) {
				t.Errorf("%s is taken for everybody", text)
			}
		}
	})
}

// TestBulk_lost: a job is never begun a second time. The one that began is found in
// the list; without one there, the loss is told.
func TestBulk_lost(t *testing.T) {
	for _, j := range jobs {
		for _, m := range mishaps {
			t.Run(j.name+"/"+m.name, func(t *testing.T) {
				onSite(t, func(s *site) {
					s.smiths(3)
					label := s.PutLabel("Label")
					// One of the same kind from before is not ours.
					_, err := j.begin(s.ctx(), s.client, map[string]any{"info.name.last": "Jones"}, label)
					ok(t, err)
					ok(t, s.client.Clock().Sleep(s.ctx(), time.Minute))
					s.ResetRequests()
					s.strike(m.fault, j.route, 1)
					id, err := j.begin(s.ctx(), s.client, smith, label)
					s.sent(j.route, listJobs)
					if !m.handled {
						if e := failure(t, err); !e.Lost || e.Operation == "" {
							t.Errorf("%+v", e)
						}
						return
					}
					if job := s.finish(id, err); job.Succeeded != 3 {
						t.Errorf("%+v", job)
					}
				})
			})
		}
	}
}

// TestBulk_lostAmongOthers: with several jobs of the kind begun since, or without the
// list, none is taken for ours.
func TestBulk_lostAmongOthers(t *testing.T) {
	for name, disturb := range map[string]func(s *site){
		"another one": func(s *site) {
			_, err := s.client.BulkDelete(s.ctx(), map[string]any{"info.name.last": "Jones"})
			ok(s.t, err)
		},
		"no list": func(s *site) { s.Inject(emulator.Fault{Route: listJobs, Status: 403, Message: "no"}) },
	} {
		t.Run(name, func(t *testing.T) {
			onSite(t, func(s *site) {
				s.smiths(3)
				disturb(s)
				s.strike(emulator.Fault{Kind: emulator.FaultDropAfter}, bulkDelete, 1)
				if _, err := s.client.BulkDelete(s.ctx(), smith); !wix.IsLost(err) || s.Count(listJobs) != 1 {
					t.Errorf("%v", err)
				}
			})
		})
	}
}

// TestBulk_harmless: what was not looked at is sent again.
func TestBulk_harmless(t *testing.T) {
	for _, j := range jobs {
		for _, h := range harmless {
			t.Run(j.name+"/"+h.name, func(t *testing.T) {
				onSite(t, func(s *site) {
					s.smiths(1)
					label := s.PutLabel("Label")
					s.strike(h.fault, j.route, 2)
					_, err := j.begin(s.ctx(), s.client, smith, label)
					ok(t, err)
					if n := s.Count(j.route); h.fault.Kind != emulator.FaultRefuse && n != 3 || s.Count(listJobs) != 0 {
						t.Errorf("%d requests", n)
					}
				})
			})
		}
	}
}

func TestBulk_permission(t *testing.T) {
	for _, j := range jobs {
		onSite(t, func(s *site) {
			_, err := j.begin(s.ctx(), s.client, smith, "contacts.customers")
			if e := failure(t, err); e.Status != 403 || !within(e.Permission, "(CONTACTS.MODIFY)") || e.Lost {
				t.Errorf("%s: %+v", j.name, e)
			}
			s.sent(j.route)
		}, func(server *emulator.Options, _ *wix.Options) { server.Permissions = []string{} })
	}
}

func TestBulk_cancelled(t *testing.T) {
	for _, j := range jobs {
		t.Run(j.name, func(t *testing.T) {
			onSite(t, func(s *site) {
				s.smiths(1)
				label := s.PutLabel("Label")
				s.strike(emulator.Fault{Kind: emulator.FaultStall}, j.route, 1)
				e := s.cancelledIn(time.Second, 2*time.Second, func(ctx context.Context) error {
					_, err := j.begin(ctx, s.client, smith, label)
					return err
				})
				if !e.Lost {
					t.Error("not told as lost")
				}
				s.sent(j.route)
			})
		})
	}
}

// TestCountContacts counts in one request, where Wix tells the total.
func TestCountContacts(t *testing.T) {
	for total, requests := range map[string]int{"off": 1, "on": 3} {
		onSite(t, func(s *site) {
			ids := s.smiths(12)
			s.put(person("Ann"))
			n, id, err := s.client.CountContacts(s.ctx(), smith)
			if ok(t, err); n != 12 || !slices.Contains(ids, id) || s.CountAll() != requests {
				t.Errorf("missing total %s: %d contacts such as %s with %d requests", total, n, id, s.CountAll())
			}
			if n, id, err = s.client.CountContacts(s.ctx(), map[string]any{"info.name.last": "Nobody"}); err != nil || n != 0 || id != "" {
				t.Errorf("%d contacts such as %q, %v", n, id, err)
			}
		}, switched(emulator.Switches{MissingTotal: total}))
	}
}
