package wix_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

const (
	bulkLabel  = "POST /contacts/v4/bulk/contacts/add-remove-labels"
	bulkUpdate = "POST /contacts/v4/bulk/contacts/update"
	bulkDelete = "POST /contacts/v4/bulk/contacts/delete"
	listJobs   = "GET /contacts/v4/bulk/jobs"
	readJob    = "GET /contacts/v4/bulk/jobs/{id}"
)

// putSmiths makes contacts of one name.
func (s *site) putSmiths(n int) (ids []string) {
	s.t.Helper()
	for i := range n {
		ids = append(ids, s.put(map[string]any{"name": map[string]any{"first": fmt.Sprint(i), "last": "Smith"}}))
	}
	return ids
}

var smith = map[string]any{"info.name.last": "Smith"}

// begin starts a job that labels the Smiths.
func (s *site) begin() (id, label string) {
	s.t.Helper()
	label = s.PutLabel("Label")
	id, err := s.client.BulkLabel(s.ctx(), smith, []string{label}, nil)
	ok(s.t, err)
	return id, label
}

// TestJob_wait: looks at a job become seldom, each is told, and the end is the
// job's own.
func TestJob_wait(t *testing.T) {
	for _, envelope := range []string{"", "printed"} {
		onSite(t, func(s *site) {
			s.putSmiths(3000)
			id, _ := s.begin()
			began := time.Now()
			var at []time.Duration
			var told []wix.Job
			job, err := s.client.WaitForJob(s.ctx(), id, time.Hour, func(j wix.Job) {
				at, told = append(at, time.Since(began)), append(told, j)
			})
			ok(t, err)
			if diff := cmp.Diff(wix.Job{ID: id, Type: "ADD_LABELS", Status: "COMPLETED", StartedDate: job.StartedDate, Total: 3000, Succeeded: 3000}, job); diff != "" {
				t.Error(diff)
			}
			if job.StartedDate == "" {
				t.Error("the job has no date")
			}
			want := []time.Duration{time.Second, 2500 * time.Millisecond, 4750 * time.Millisecond}
			if diff := cmp.Diff(want, at); diff != "" {
				t.Errorf("looks (-want +got):\n%s", diff)
			}
			if first := told[0]; first.Status != "RUNNING" || first.Succeeded != 500 || first.Total != 3000 {
				t.Errorf("first seen as %+v", first)
			}
			s.sent(bulkLabel, readJob, readJob, readJob)
		}, switched(emulator.Switches{Envelope: envelope}))
	}
}

// TestJob_indexing: a job that indexes has not ended; an unknown status neither.
func TestJob_indexing(t *testing.T) {
	onSite(t, func(s *site) {
		s.putSmiths(3)
		id, _ := s.begin()
		var seen []string
		_, err := s.client.WaitForJob(s.ctx(), id, time.Hour, func(j wix.Job) { seen = append(seen, j.Status) })
		ok(t, err)
		if diff := cmp.Diff([]string{"INDEXING", "INDEXING", "INDEXING", "COMPLETED"}, seen); diff != "" {
			t.Error(diff)
		}
	}, switched(emulator.Switches{BulkIndexing: 5 * time.Second}))
}

// TestJob_neverEnds: after the time given, the job is told as it was last seen. The
// longest pause between two looks is 15 seconds.
func TestJob_neverEnds(t *testing.T) {
	for _, stuck := range []string{"new", "loading", "running", "indexing"} {
		t.Run(stuck, func(t *testing.T) {
			onSite(t, func(s *site) {
				s.putSmiths(10)
				id, _ := s.begin()
				began := time.Now()
				last, longest := began, time.Duration(0)
				job, err := s.client.WaitForJob(s.ctx(), id, 100*time.Second, func(wix.Job) {
					longest, last = max(longest, time.Since(last)), time.Now()
				})
				if e := failure(t, err); !errors.Is(err, wix.ErrJobUnfinished) || e.Operation == "" || e.Lost {
					t.Errorf("%+v", e)
				}
				if took := time.Since(began); took != 100*time.Second || longest != 15*time.Second {
					t.Errorf("gave up after %v, longest pause %v", took, longest)
				}
				if job.ID != id || job.Status == "" || job.Status == "COMPLETED" {
					t.Errorf("last seen as %+v", job)
				}
			}, switched(emulator.Switches{BulkStuck: stuck}))
		})
	}
}

// TestJob_stalls: the time given also bounds a look that gets no answer.
func TestJob_stalls(t *testing.T) {
	onSite(t, func(s *site) {
		s.putSmiths(1)
		id, _ := s.begin()
		s.Inject(emulator.Fault{Route: readJob, Kind: emulator.FaultStall})
		began := time.Now()
		job, err := s.client.WaitForJob(s.ctx(), id, 90*time.Second, nil)
		if took := time.Since(began); !errors.Is(err, wix.ErrJobUnfinished) || took != 90*time.Second || job.ID != id {
			t.Errorf("%v after %v, %+v", err, took, job)
		}
	})
}

// TestJob_cancelled: waiting ends at once, between two looks and during one.
func TestJob_cancelled(t *testing.T) {
	for name, fault := range map[string]*emulator.Fault{"between": nil, "during": {Route: readJob, After: 1, Kind: emulator.FaultStall}} {
		t.Run(name, func(t *testing.T) {
			onSite(t, func(s *site) {
				s.putSmiths(10)
				id, _ := s.begin()
				if fault != nil {
					s.Inject(*fault)
				}
				var job wix.Job
				s.cancelled(3*time.Second, func(ctx context.Context) (err error) {
					job, err = s.client.WaitForJob(ctx, id, time.Hour, nil)
					return err
				})
				if job.ID != id || job.Status != "RUNNING" {
					t.Errorf("last seen as %+v", job)
				}
			}, switched(emulator.Switches{BulkSlow: time.Hour}))
		})
	}
}

// TestJob_mishaps: looks are repeated as reads are, and one that fails for good ends
// the waiting with its own error.
func TestJob_mishaps(t *testing.T) {
	onSite(t, func(s *site) {
		s.putSmiths(10)
		id, label := s.begin()
		s.arm(emulator.Fault{Status: 503}, readJob, 2)
		job, err := s.client.WaitForJob(s.ctx(), id, time.Hour, nil)
		if ok(t, err); job.Succeeded != 10 || len(s.carried(fmt.Sprint(s.Contacts()[0]["id"]))) != 1 {
			t.Errorf("%+v, label %s", job, label)
		}
		s.Inject(emulator.Fault{Route: readJob, Status: 403, Message: "no"})
		job, err = s.client.WaitForJob(s.ctx(), id, time.Hour, nil)
		if e := failure(t, err); e.Status != 403 || !within(e.Permission, "(CONTACTS.MODIFY)") || job.ID != id {
			t.Errorf("%+v, %+v", e, job)
		}
	})
}

func TestJob_unknown(t *testing.T) {
	onSite(t, func(s *site) {
		if _, err := s.client.WaitForJob(s.ctx(), "22222222-2222-4222-8222-222222222222", time.Hour, nil); !wix.IsNotFound(err) {
			t.Error(err)
		}
	})
}

// TestJob_names: members under the names that printed examples use, alone.
func TestJob_names(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := always(http.StatusOK, `{"job":{"id":"7d9f0000-0000-4000-8000-000000000001","type":"DELETE","status":"COMPLETED","processedCount":7,"failedCount":2,
			"errors":[{"count":2,"errorCode":3001,"message":"Could not delete Site Member(s)"}]}}`).client(t)
		job, err := c.WaitForJob(t.Context(), "7d9f0000-0000-4000-8000-000000000001", time.Hour, nil)
		ok(t, err)
		want := wix.Job{
			ID: "7d9f0000-0000-4000-8000-000000000001", Type: "DELETE", Status: "COMPLETED", Succeeded: 7, Failed: 2,
			Errors: []wix.JobError{{Count: 2, Code: "3001", Message: "Could not delete Site Member(s)"}},
		}
		if diff := cmp.Diff(want, job); diff != "" {
			t.Error(diff)
		}
	})
}
