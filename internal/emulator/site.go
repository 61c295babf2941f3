package emulator

import (
	"slices"
	"time"
)

// site is what a Server holds. Server.mu guards it.
type site struct {
	labels   *table[label]
	fields   *table[field]
	contacts *table[contact]
	// merged maps the id of a merged-away contact to the one it went into.
	merged map[string]string
	emails index
	phones index
	// pending are the revision bumps still to come, soonest first.
	pending []bump
	// jobs are the bulk jobs, oldest first.
	jobs []*job
	log  eventLog
	// seeded counts the contacts that came from the seed.
	seeded int
}

// bump is a change of a contact that comes by itself (contract 6.6).
type bump struct {
	contact string
	due     time.Time
}

func newSite() *site {
	return &site{
		labels:   newTable[label](nil),
		fields:   newTable[field](nil),
		contacts: newTable(olderContact),
		merged:   map[string]string{},
		emails:   index{},
		phones:   index{},
	}
}

// keep is how long former states have to be kept for the lagging reads.
func (s *Server) keep() time.Duration {
	return max(s.switches.QueryLag, s.switches.ListLag)
}

// settle lets everything happen that was due by now, in the order in which it
// was due.
func (s *Server) settle(now time.Time) {
	for {
		j, at := s.nextJob(now)
		switch {
		case len(s.site.pending) > 0 && !s.site.pending[0].due.After(now) && (j == nil || !s.site.pending[0].due.After(at)):
			s.bumpNext()
		case j != nil:
			s.step(j, at)
		default:
			return
		}
	}
}

func (s *Server) bumpNext() {
	b := s.site.pending[0]
	s.site.pending = s.site.pending[1:]
	if c := s.site.contacts.get(b.contact); c != nil {
		next := *c
		next.derive(false)
		s.save(&next, b.due)
	}
}

// announce schedules what follows a create or an update in the background.
func (s *Server) announce(id string, now time.Time) {
	after := s.switches.RevisionBackground
	if after <= 0 {
		return
	}
	b := bump{id, now.Add(after)}
	i := len(s.site.pending)
	for i > 0 && s.site.pending[i-1].due.After(b.due) {
		i--
	}
	s.site.pending = slices.Insert(s.site.pending, i, b)
}
