package emulator

import (
	"fmt"
	"net/http"
	"slices"
	"time"
)

type jobStarted struct {
	JobID string `json:"jobId"`
}

type jobAnswer struct {
	Job wireJob `json:"job"`
}

type jobsAnswer struct {
	Jobs []wireJob `json:"jobs"`
}

// bulkRoutes are the calls of contract 7. The jobs' older place is there only
// for an envelope as old (Appendix A).
func (s *Server) bulkRoutes() {
	s.route("POST /contacts/v4/bulk/contacts/delete", permContactsModify, s.bulkDelete)
	s.route("POST /contacts/v4/bulk/contacts/update", permContactsModify, s.bulkUpdate)
	s.route("POST /contacts/v4/bulk/contacts/add-remove-labels", permContactsModify, s.bulkLabel)
	s.route("GET /contacts/v4/bulk/jobs", permContactsModify, s.listJobs)
	s.route("GET /contacts/v4/bulk/jobs/{id}", permContactsModify, s.getJob)
	s.route("GET /contacts/v4/bulk/contact/jobs", permContactsModify, older(s.listJobs))
	s.route("GET /contacts/v4/bulk/contact/jobs/{id}", permContactsModify, older(s.getJob))
}

func older(h handler) handler {
	return func(c *call) (any, error) {
		if c.sw.Envelope != "printed" {
			return nil, noRoute(c.r)
		}
		return h(c)
	}
}

func noRoute(r *http.Request) *apiError {
	return plain(http.StatusNotFound, "No such route: "+r.Method+" "+r.URL.Path)
}

func (s *Server) bulkDelete(c *call) (any, error) {
	var k checker
	work, err := k.readSelection(c, true)
	if err == nil {
		err = k.err("request")
	}
	if err != nil {
		return nil, err
	}
	return s.submit(c, jobDelete, work)
}

// bulkUpdate reads info now, to refuse what no contact could take, and again
// for each contact.
func (s *Server) bulkUpdate(c *call) (any, error) {
	k := checker{nullIsAbsent: c.sw.PatchNull == "noop"}
	work, err := k.readSelection(c, c.sw.BulkUpdateAll == "refuse")
	if err != nil {
		return nil, err
	}
	work.Info = masked(c.body, k.object(c.body, "", "info").value)
	in := k.readInfo(work.Info, c.sw)
	if err := k.err("request"); err != nil {
		return nil, err
	}
	if nothing(work.Info, k.nullIsAbsent) {
		return nil, badRequest("INSUFFICIENT_UPDATE_CONTACT_DATA", "There is nothing to update.")
	}
	if err := s.knownFields(in.extended.value, c.sw); err != nil {
		return nil, err
	}
	if c.body["fieldMask"] == nil && c.sw.BulkUpdateMaskless == "nothing" {
		work.Info = nil
	}
	return s.submit(c, jobUpdate, work)
}

// bulkLabel takes unknown keys as label and unlabel do.
func (s *Server) bulkLabel(c *call) (any, error) {
	var k checker
	work, err := k.readSelection(c, true)
	if err != nil {
		return nil, err
	}
	work.Add = k.texts(c.body, "", "labelKeysToAdd", maxLabelsAtOnce).value
	work.Remove = k.texts(c.body, "", "labelKeysToRemove", maxLabelsAtOnce).value
	if len(work.Add)+len(work.Remove)+len(k.found) == 0 {
		k.add("labelKeysToAdd", ruleMinSize, "must have at least 1 element, or labelKeysToRemove must", threshold(1))
	}
	if err := k.err("request"); err != nil {
		return nil, err
	}
	if work.Add, err = s.resolveLabels(work.Add, c); err != nil {
		return nil, err
	}
	if err := s.unlabelable(work.Remove, c.sw); err != nil {
		return nil, err
	}
	kind := jobBothLabels
	switch {
	case len(work.Remove) == 0:
		kind = jobAddLabels
	case len(work.Add) == 0:
		kind = jobRemoveLabels
	}
	return s.submit(c, kind, work)
}

// readSelection reads which contacts a job is for. An empty filter is none.
func (k *checker) readSelection(c *call, needed bool) (jobWork, error) {
	work := jobWork{Filter: c.body["filter"], Search: k.text(c.body, "", "search", maxShort).value}
	if empty, ok := work.Filter.(object); ok && len(empty) == 0 {
		work.Filter = nil
	}
	if work.Filter == nil && work.Search == "" && needed && len(k.found) == 0 {
		return work, badRequest("NEITHER_FILTER_NOR_SEARCH", "A filter or a search must be given.")
	}
	return work, nil
}

// submit begins a job. Its filter is compiled at once, so that one that cannot
// be is refused with the codes of query.
func (s *Server) submit(c *call, kind string, work jobWork) (any, error) {
	matched, err := s.matching(work, c.sw, c.now)
	if err != nil {
		return nil, err
	}
	j := &job{
		id: s.opts.NewID(), kind: kind, work: work, started: c.now,
		stuck: c.sw.BulkStuck, slow: c.sw.BulkSlow, indexing: c.sw.BulkIndexing,
	}
	if c.sw.BulkMatch != "run" {
		j.matched, j.found = matched, true
	}
	if len(s.site.jobs) == maxJobs {
		s.site.jobs = slices.Delete(s.site.jobs, 0, 1)
	}
	s.site.jobs = append(s.site.jobs, j)
	s.changes.Add(1)
	return jobStarted{j.id}, nil
}

// matching finds the contacts of a job where query would: as far behind the
// writes.
func (s *Server) matching(work jobWork, sw Switches, moment time.Time) ([]string, error) {
	found, err := selectRows(s.contactDialect(sw), search{filter: work.Filter}, s.site.contacts.asOf(moment.Add(-sw.QueryLag)), mentioning(work.Search))
	ids := make([]string, len(found))
	for i, v := range found {
		ids[i] = v.id
	}
	return ids, err
}

func (s *Server) getJob(c *call) (any, error) {
	id := c.r.PathValue("id")
	for _, j := range s.site.jobs {
		if j.id == id {
			return jobAnswer{j.wire(c)}, nil
		}
	}
	return nil, failure(http.StatusNotFound, "NOT_FOUND", fmt.Sprintf("Bulk job %q was not found.", id))
}

// listJobs shows the latest jobs, oldest first, as the printed list does.
func (s *Server) listJobs(c *call) (any, error) {
	out := jobsAnswer{Jobs: []wireJob{}}
	for _, j := range s.site.jobs[max(0, len(s.site.jobs)-listedJobs):] {
		out.Jobs = append(out.Jobs, j.wire(c))
	}
	return out, nil
}
