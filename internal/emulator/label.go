package emulator

import (
	"time"
)

// label is a label (contract 4.1).
type label struct {
	definition
	// spanish is the name of a system label in that language.
	spanish string
	// app marks the label of a Wix app. It is of the system as far as users
	// are concerned.
	app bool
}

const (
	userDefined = "USER_DEFINED"
	systemMade  = "SYSTEM"
	appDefined  = "WIX_APP_DEFINED"
)

var labelTypes = map[string]bool{userDefined: true, systemMade: true, appDefined: true}

// plantSystemLabels adds the labels every site has (contract 4.4).
func (s *Server) plantSystemLabels() {
	for _, l := range []label{
		{definition{key: "contacts.customers", name: "Customers", legacyID: "contacts-customers"}, "Clientes", false},
		{definition{key: labelContactedMe, name: "Contacted Me", legacyID: "contacts-contacted_me"}, "Me contactaron", false},
	} {
		l.namespace, l.system = "contacts", true
		s.site.labels.put(l.key, &l, time.Time{}, 0)
	}
}

func (l *label) displayName(language string) string {
	if language == "es" && l.spanish != "" {
		return l.spanish
	}
	return l.name
}

func (l *label) labelType() string {
	switch {
	case l.app:
		return appDefined
	case l.system:
		return systemMade
	}
	return userDefined
}

// wireLabel is a label in an answer.
type wireLabel struct {
	Namespace            string `json:"namespace"`
	NamespaceDisplayName string `json:"namespaceDisplayName,omitempty"`
	Key                  string `json:"key"`
	DisplayName          string `json:"displayName"`
	LabelType            string `json:"labelType"`
	CreatedDate          string `json:"createdDate,omitempty"`
	UpdatedDate          string `json:"updatedDate,omitempty"`
	TagID                string `json:"tagId,omitempty"`
	LegacyID             string `json:"legacyId,omitempty"`
	SortRank             *int   `json:"sortRank,omitempty"`
}

func (l *label) wire(sw Switches, language string) wireLabel {
	out := wireLabel{
		Namespace: l.namespace, Key: l.key, DisplayName: l.displayName(language), LabelType: l.labelType(),
	}
	out.CreatedDate, out.UpdatedDate = l.dates(sw, false)
	if sw.Unknowns == "on" {
		rank := 7
		out.LegacyID, out.SortRank, out.TagID = l.legacyID, &rank, "twin-of-the-label"
	}
	return out
}

// listed is the form of list and query, which alone name the namespace.
func (l *label) listed(sw Switches, language string) wireLabel {
	out := l.wire(sw, language)
	out.NamespaceDisplayName = translate(language, "Labels")
	return out
}

func (s *Server) labelCalled(sw Switches, name, language string) *label {
	return called(s.site.labels.all(), sw, name, func(l *label) string { return l.displayName(language) })
}

func (s *Server) putLabel(l *label, slug string, now time.Time) {
	s.site.labels.put(l.key, l, now, s.keep())
	s.happened(happening{at: now, entity: entityLabel, slug: slug, id: l.key, about: l})
}

// addLabel adds a label without checks.
func (s *Server) addLabel(key, name string, now time.Time) *label {
	l := &label{definition: s.newDefinition(key, name, now)}
	s.putLabel(l, slugCreated, now)
	return l
}

func (s *Server) setLabelName(l *label, name string, now time.Time) *label {
	next := *l
	next.name, next.updated = name, now
	s.putLabel(&next, slugUpdated, now)
	return &next
}

// dropLabel deletes a label and takes it off all contacts (contract 4.2).
func (s *Server) dropLabel(key string, now time.Time) {
	s.site.labels.remove(key, now, s.keep())
	s.happened(happening{at: now, entity: entityLabel, slug: slugDeleted, id: key})
	for c := range s.site.contacts.all() {
		if c.hasLabel(key) {
			s.setLabels(c, removeKeys(c.info.labelKeys, key), now)
		}
	}
}
