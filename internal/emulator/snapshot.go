package emulator

import (
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// snapshotFormat is the one form there is.
const snapshotFormat = 1

// snapshot is what a site holds, as it is stored: all but the events, of which
// only the count is kept, and the former states that lagging reads show.
type snapshot struct {
	Format   int               `json:"format"`
	Labels   []savedLabel      `json:"labels"`
	Fields   []savedField      `json:"fields"`
	Contacts []savedContact    `json:"contacts"`
	Merged   map[string]string `json:"merged,omitempty"`
	Bumps    []savedBump       `json:"bumps,omitempty"`
	Jobs     []savedJob        `json:"jobs,omitempty"`
	Events   int64             `json:"events"`
	Seeded   int               `json:"seeded"`
	IDs      int               `json:"ids"`
}

type savedDefinition struct {
	Key       string    `json:"key"`
	Name      string    `json:"displayName"`
	Namespace string    `json:"namespace"`
	LegacyID  string    `json:"legacyId"`
	Created   time.Time `json:"createdDate"`
	Updated   time.Time `json:"updatedDate"`
}

type savedLabel struct {
	savedDefinition
	App bool `json:"app,omitempty"`
}

type savedField struct {
	savedDefinition
	DataType string `json:"dataType"`
}

// savedContact holds the info in its wire shape, which shows all of it.
type savedContact struct {
	ID           string    `json:"id"`
	Revision     int       `json:"revision"`
	SourceType   string    `json:"sourceType"`
	SourceApp    string    `json:"sourceApp,omitempty"`
	Created      time.Time `json:"createdDate"`
	Updated      time.Time `json:"updatedDate"`
	ActivityDate time.Time `json:"activityDate"`
	ActivityType string    `json:"activityType"`
	Info         *wireInfo `json:"info"`
	Member       bool      `json:"member,omitempty"`
	Billing      bool      `json:"billing,omitempty"`
	Contributor  bool      `json:"contributor,omitempty"`
	HalfDeleted  bool      `json:"halfDeleted,omitempty"`
	Subscribed   string    `json:"subscribed,omitempty"`
	PhoneStatus  string    `json:"phoneStatus,omitempty"`
}

type savedBump struct {
	Contact string    `json:"contact"`
	Due     time.Time `json:"due"`
}

type savedJob struct {
	ID       string        `json:"id"`
	Kind     string        `json:"type"`
	Work     jobWork       `json:"work"`
	Started  time.Time     `json:"startedDate"`
	Stuck    string        `json:"stuck,omitempty"`
	Slow     time.Duration `json:"slow,omitempty"`
	Indexing time.Duration `json:"indexing,omitempty"`
	Matched  []string      `json:"matched"`
	Found    bool          `json:"found"`
	Loaded   bool          `json:"loaded"`
	Handled  int           `json:"handled"`
	Failed   int           `json:"failed"`
	Errors   []jobError    `json:"errors,omitempty"`
}

// Snapshot returns what the site holds, as JSON for Restore. Faults, switches,
// tokens and recorded requests are no part of it.
func (s *Server) Snapshot() ([]byte, error) {
	s.mu.Lock()
	s.touch()
	render := s.capture()
	s.mu.Unlock()
	return json.Marshal(render())
}

// capture takes what the site holds now, and leaves the slow part for later:
// nothing that it takes along is ever changed.
func (s *Server) capture() (render func() snapshot) {
	site := s.site
	out := snapshot{
		Format: snapshotFormat, Merged: maps.Clone(site.merged),
		Events: site.log.last, Seeded: site.seeded, IDs: s.ids.drawn,
	}
	for l := range site.labels.all() {
		if !l.system || l.app {
			out.Labels = append(out.Labels, savedLabel{savedOf(l.definition), l.app})
		}
	}
	for f := range site.fields.all() {
		if !f.system {
			out.Fields = append(out.Fields, savedField{savedOf(f.definition), f.dataType})
		}
	}
	for _, b := range site.pending {
		out.Bumps = append(out.Bumps, savedBump{b.contact, b.due.UTC()})
	}
	for _, j := range site.jobs {
		out.Jobs = append(out.Jobs, j.saved())
	}
	contacts := slices.Collect(site.contacts.all())
	return func() snapshot {
		out.Contacts = make([]savedContact, len(contacts))
		for i, c := range contacts {
			out.Contacts[i] = c.saved()
		}
		return out
	}
}

func savedOf(d definition) savedDefinition {
	return savedDefinition{d.key, d.name, d.namespace, d.legacyID, d.created.UTC(), d.updated.UTC()}
}

func (c *contact) saved() savedContact {
	return savedContact{
		ID: c.id, Revision: c.revision, SourceType: c.source.kind, SourceApp: c.source.appID,
		Created: c.created.UTC(), Updated: c.updated.UTC(), ActivityDate: c.activity.at.UTC(), ActivityType: c.activity.kind,
		Info: view{show: showFull}.info(c), Member: c.member, Billing: c.billing, Contributor: c.contributor,
		HalfDeleted: c.halfDeleted, Subscribed: c.subscribed, PhoneStatus: c.phoneStatus,
	}
}

func (j *job) saved() savedJob {
	return savedJob{
		j.id, j.kind, j.work, j.started.UTC(), j.stuck, j.slow, j.indexing,
		j.matched, j.found, j.loaded, j.handled, j.failed, slices.Clone(j.errors),
	}
}
