package emulator

import (
	"errors"
	"time"
)

// nextJob is the job whose next step is the earliest, if it was due by now.
func (s *Server) nextJob(now time.Time) (next *job, due time.Time) {
	for _, j := range s.site.jobs {
		if at, ok := j.due(); ok && !at.After(now) && (next == nil || at.Before(due)) {
			next, due = j, at
		}
	}
	return next, due
}

// step takes the next step of a job: to find its contacts, or to handle one.
func (s *Server) step(j *job, at time.Time) {
	s.changes.Add(1)
	if !j.loaded {
		if !j.found {
			// A filter that can no longer be compiled, its field being gone,
			// matches nobody.
			j.matched, _ = s.matching(j.work, s.switches, at)
		}
		j.found, j.loaded = true, true
		return
	}
	id := j.matched[j.handled]
	j.handled++
	if err := s.handleOne(j, id, at); err != nil {
		var e *apiError
		if !errors.As(err, &e) {
			e = failure(0, "UNKNOWN", err.Error())
		}
		j.fail(e)
	}
}

func (s *Server) handleOne(j *job, id string, at time.Time) error {
	have := s.site.contacts.get(id)
	switch {
	case have == nil && j.kind == jobDelete:
		return failure(0, "FAILED_DELETE_CONTACT", "Could not delete contact(s)")
	case have == nil:
		return contactNotFound()
	case j.kind == jobDelete:
		return s.deleteOne(have, at, codeSiteMembers, "Could not delete Site Member(s)")
	case j.kind == jobUpdate:
		return s.updateOne(have, j.work, at)
	}
	s.setLabels(have, s.relabelled(have.info.labelKeys, j.work), at)
	return nil
}

const codeSiteMembers = "CANNOT_DELETE_SITE_MEMBERS"

// updateOne is a PATCH without a revision (contract 11, row 32).
func (s *Server) updateOne(have *contact, work jobWork, at time.Time) error {
	if work.Info == nil {
		return nil
	}
	c := &call{now: at, sw: s.switches}
	k := checker{nullIsAbsent: c.sw.PatchNull == "noop"}
	in := k.readInfo(work.Info, c.sw)
	if err := k.err("contact"); err != nil {
		return failure(0, "INVALID_ARGUMENT", err.Error())
	}
	next, err := s.updated(have, in, c)
	if err != nil {
		return err
	}
	if err := s.duplicate(have.id, in.emails.value, in.phones.value, c.sw); err != nil {
		return err
	}
	s.save(next, at)
	s.announce(next.id, at)
	return nil
}

// relabelled leaves out labels that are gone since the job began.
func (s *Server) relabelled(keys []string, work jobWork) []string {
	var add []string
	for _, key := range work.Add {
		if s.site.labels.get(key) != nil {
			add = append(add, key)
		}
	}
	if s.switches.BulkBothLists == "added" {
		return addMissing(removeKeys(keys, work.Remove...), add...)
	}
	return removeKeys(addMissing(keys, add...), work.Remove...)
}
