package emulator

import (
	"slices"
	"time"
)

// job is a bulk job (contract 7). Server.mu guards it. It moves when the clock
// has, before whatever happens next on the site.
type job struct {
	id, kind string
	work     jobWork
	started  time.Time
	// stuck, slow and indexing are the switches of when the job began.
	stuck          string
	slow, indexing time.Duration
	// matched are the ids of the contacts to work on; found says that they
	// are settled, loaded that the job has got to know them.
	matched       []string
	found, loaded bool
	// handled counts those that are done, failed those of them that failed.
	handled, failed int
	errors          []jobError
}

// jobWork is what a job is to do, as it was sent.
type jobWork struct {
	Filter any      `json:"filter,omitempty"`
	Search string   `json:"search,omitempty"`
	Info   object   `json:"info,omitempty"`
	Add    []string `json:"labelKeysToAdd,omitempty"`
	Remove []string `json:"labelKeysToRemove,omitempty"`
}

// jobError counts the contacts that failed for one reason.
type jobError struct {
	Count   int    `json:"count"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

const (
	jobDelete       = "DELETE"
	jobUpdate       = "UPDATE"
	jobAddLabels    = "ADD_LABELS"
	jobRemoveLabels = "REMOVE_LABELS"
	jobBothLabels   = "ADD_REMOVE_LABELS"
)

// A job is new for jobNew and then runs for jobItem per contact, but never for
// less than jobRun.
const (
	jobNew  = 500 * time.Millisecond
	jobRun  = 500 * time.Millisecond
	jobItem = time.Millisecond
)

const (
	// maxJobs is how many jobs are kept, listedJobs how many are shown.
	maxJobs    = 1000
	listedJobs = 100
)

func (j *job) runs() time.Time { return j.started.Add(jobNew) }

func (j *job) ends() time.Time {
	return j.runs().Add(max(jobRun, time.Duration(len(j.matched))*jobItem) + j.slow)
}

func (j *job) finishes() time.Time { return j.ends().Add(j.indexing) }

// due is when the job has its next step to take; false when it has none.
func (j *job) due() (time.Time, bool) {
	total := len(j.matched)
	switch {
	case !j.loaded:
		return j.runs(), j.stuck != "new"
	case j.stuck == "loading", j.handled == total, j.stuck == "running" && j.handled >= total/2:
		return time.Time{}, false
	}
	span, n, done := int64(j.ends().Sub(j.runs())), int64(total), int64(j.handled+1)
	return j.runs().Add(time.Duration(span/n*done + span%n*done/n)), true
}

func (j *job) status(now time.Time) string {
	switch {
	case !j.loaded:
		return "NEW"
	case j.stuck == "loading":
		return "LOADING"
	case j.stuck == "running", now.Before(j.ends()):
		return "RUNNING"
	case j.stuck == "indexing", now.Before(j.finishes()):
		return "INDEXING"
	}
	return "COMPLETED"
}

func (j *job) fail(e *apiError) {
	j.failed++
	i := slices.IndexFunc(j.errors, func(known jobError) bool { return known.Code == e.code })
	if i < 0 {
		i = len(j.errors)
		j.errors = append(j.errors, jobError{Code: e.code, Message: e.message})
	}
	j.errors[i].Count++
}

// wireJob is a job in an answer. The pointers are the older names of the
// printed examples (Appendix A).
type wireJob struct {
	ID             string         `json:"id"`
	Type           string         `json:"type"`
	Status         string         `json:"status"`
	StartedDate    string         `json:"startedDate"`
	FinishedDate   string         `json:"finishedDate,omitempty"`
	TotalItems     int            `json:"totalItems"`
	SuccessTotal   int            `json:"successTotal"`
	FailedTotal    int            `json:"failedTotal"`
	ProcessedCount *int           `json:"processedCount,omitempty"`
	FailedCount    *int           `json:"failedCount,omitempty"`
	Errors         []wireJobError `json:"errors"`
}

type wireJobError struct {
	jobError
	ErrorCode int `json:"errorCode,omitempty"`
}

func (j *job) wire(c *call) wireJob {
	out := wireJob{
		ID: j.id, Type: j.kind, Status: j.status(c.now), StartedDate: wireMilli(j.started),
		SuccessTotal: j.handled - j.failed, FailedTotal: j.failed, Errors: []wireJobError{},
	}
	if j.loaded {
		out.TotalItems = len(j.matched)
	}
	if out.Status == "COMPLETED" {
		out.FinishedDate = wireMilli(j.finishes())
	}
	for _, e := range j.errors {
		out.Errors = append(out.Errors, wireJobError{jobError: e})
	}
	if c.sw.Envelope == "printed" {
		succeeded, failed := out.SuccessTotal, out.FailedTotal
		out.ProcessedCount, out.FailedCount = &succeeded, &failed
		for i := range out.Errors {
			out.Errors[i].ErrorCode = printedJobCode(out.Errors[i].Code)
		}
	}
	return out
}

// printedJobCode is the number of the printed examples; only the one of site
// members was ever printed.
func printedJobCode(code string) int {
	if code == codeSiteMembers {
		return 3001
	}
	return 3000
}
