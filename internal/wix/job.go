package wix

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

var jobsPath = []string{"contacts", "v4", "bulk", "jobs"}

// Between two looks at a job (contract 7).
const (
	firstPoll = time.Second
	maxPoll   = 15 * time.Second
)

// jobCompleted is the one status that ends a job; INDEXING still works.
const jobCompleted = "COMPLETED"

// ErrJobUnfinished is the cause of an error when a job has not ended in the time
// that was given. It goes on at Wix.
var ErrJobUnfinished = errors.New("the job has not ended in time")

// Job is a bulk job, as far as it has come (contract 7).
type Job struct {
	ID string
	// Type is DELETE, UPDATE, ADD_LABELS, REMOVE_LABELS, ADD_REMOVE_LABELS or another.
	Type string
	// Status is NEW, LOADING, RUNNING, INDEXING, COMPLETED or another.
	Status string
	// StartedDate is when it was submitted, in RFC 3339 form.
	StartedDate string
	// Total is how many contacts it found, 0 before it has looked.
	Total int
	// Succeeded and Failed count the contacts that are done.
	Succeeded, Failed int
	// Errors say why contacts failed. Wix does not tell which ones.
	Errors []JobError
}

// JobError is one reason for which contacts failed.
type JobError struct {
	Count         int
	Code, Message string
}

// UnmarshalJSON reads the newer and the older names of members (contract
// Appendix A).
func (j *Job) UnmarshalJSON(data []byte) error {
	var in struct {
		ID, Type, Status, StartedDate                          string
		TotalItems                                             int
		SuccessTotal, FailedTotal, ProcessedCount, FailedCount *int
		Errors                                                 []struct {
			Count         int
			Code, Message string
			ErrorCode     json.Number
		}
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*j = Job{ID: in.ID, Type: in.Type, Status: in.Status, StartedDate: in.StartedDate, Total: in.TotalItems}
	j.Succeeded, j.Failed = *cmp.Or(in.SuccessTotal, in.ProcessedCount, new(int)), *cmp.Or(in.FailedTotal, in.FailedCount, new(int))
	for _, e := range in.Errors {
		j.Errors = append(j.Errors, JobError{e.Count, cmp.Or(e.Code, e.ErrorCode.String()), e.Message})
	}
	return nil
}

// job reads a job.
func (c *Client) job(ctx context.Context, id string) (*Job, error) {
	in := newCall(http.MethodGet, "read a bulk job", contactsWrite, jobsPath, id)
	out, _, err := one(ctx, c, in, "job", func(j *Job) bool { return j.Status != "" })
	return out, err
}

// WaitForJob looks at a job until it has ended, more and more seldom. Each look
// is told to progress, which may be nil. The job is given as it was when last
// seen, with an error too: at the end of the context, with the cause
// [ErrJobUnfinished] after so long by the client's clock, and, such that [IsNotFound]
// holds, for one that Wix does not know.
func (c *Client) WaitForJob(ctx context.Context, id string, timeout time.Duration, progress func(Job)) (Job, error) {
	seen := Job{ID: id}
	stop := func(cause error) (Job, error) {
		return seen, &Error{Operation: "wait for a bulk job", Host: c.base.Host, Cause: cause}
	}
	end := c.options.Clock.Now().Add(timeout)
	limited, cancel := context.WithTimeoutCause(ctx, timeout, ErrJobUnfinished) // for what a look waits for
	defer cancel()
	for pause := firstPoll; ; pause = min(maxPoll, pause*3/2) {
		left := end.Sub(c.options.Clock.Now())
		if left <= 0 {
			return stop(ErrJobUnfinished)
		}
		if err := c.options.Clock.Sleep(ctx, min(pause, left)); err != nil {
			return stop(err)
		}
		have, err := c.job(limited, id)
		switch {
		case err != nil && errors.Is(context.Cause(limited), ErrJobUnfinished):
			return stop(ErrJobUnfinished)
		case err != nil:
			return seen, err
		}
		seen = *have
		seen.ID = id
		if progress != nil {
			progress(seen)
		}
		if seen.Status == jobCompleted {
			return seen, nil
		}
	}
}

// submit starts a job and gives its id. A second job is never started (contract 1.5).
// With an error for which [IsLost] holds, the id is that of a job that may be the one: of
// these types, begun since, the only one so, and begun by no other call of this client. A
// colleague's job can be like that too, so the contacts tell what was done.
func (c *Client) submit(ctx context.Context, in call, types ...string) (string, error) {
	in.nonIdempotent = true
	// What one call begins, the look of another must know of.
	free, err := c.names.Lock(ctx, "job")
	if err != nil {
		return "", c.fail(in, &Error{Cause: err})
	}
	defer free()
	began, id := c.options.Clock.Now(), ""
	send := func() (*exchange, error) {
		x, err := c.do(ctx, in)
		if err != nil {
			return nil, err
		}
		if json.Unmarshal(x.members["jobId"], &id) != nil || !forms.IsGUID(id) {
			return nil, x.undocumented(undocumentedForm)
		}
		return x, nil
	}
	_, err = settled(ctx, c, 1, send, func(lost error) (*exchange, error) {
		id = c.onlyJob(ctx, began, types)
		return nil, lost
	})
	c.begun.Store(id, true)
	return id, err
}

// onlyJob gives the id of the one job of these types that has begun since then, by no call
// of this client that was answered; "" where there is none, or several.
func (c *Client) onlyJob(ctx context.Context, since time.Time, types []string) string {
	jobs, err := c.listJobs(ctx)
	jobs = slices.DeleteFunc(jobs, func(j Job) bool {
		_, ours := c.begun.Load(j.ID)
		return ours || !slices.Contains(types, j.Type) || !c.isSince(j.StartedDate, since)
	})
	if err != nil || len(jobs) != 1 {
		return ""
	}
	return jobs[0].ID
}

// listJobs gives the latest jobs, up to 100 (contract 1.4).
func (c *Client) listJobs(ctx context.Context) ([]Job, error) {
	x, err := c.do(ctx, newCall(http.MethodGet, "list bulk jobs", contactsWrite, jobsPath))
	if err != nil {
		return nil, err
	}
	var jobs []Job
	if json.Unmarshal(x.members["jobs"], &jobs) != nil {
		return nil, x.undocumented(undocumentedForm)
	}
	return jobs, nil
}
