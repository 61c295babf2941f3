package emulator

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Event is a domain event (contract 9). The emulator keeps events to be read
// and delivers none.
type Event struct {
	// Sequence numbers the events of a site from 1 on, without gaps.
	Sequence int64
	// Type is the entity and what happened to it, such as
	// "wix.contacts.v4.contact_created".
	Type string
	// Envelope is what a webhook would carry inside its JWT. Its entities have
	// the wire shape of the default switches; numbers are json.Number.
	Envelope map[string]any
}

const (
	entityContact = "wix.contacts.v4.contact"
	entityLabel   = "wix.contacts.v4.label"
	entityField   = "wix.contacts.v4.extended_field"

	slugCreated = "created"
	slugUpdated = "updated"
	slugDeleted = "deleted"
	slugMerged  = "merged"

	originMerge = "merge"
)

// happening is an event as the log keeps it. What it is about is immutable,
// so that it need not be rendered before somebody reads it.
type happening struct {
	sequence         int64
	at               time.Time
	entity, slug, id string
	origin           string
	// about is the *contact, *label or *field; nil once it is deleted.
	about any
	// sources are the contacts that a merge took in.
	sources []string
}

// maxEvents keeps a server that runs for days from filling its memory.
const maxEvents = 50_000

// eventLog is the order in which things happened on a site.
type eventLog struct {
	list []happening
	last int64
	// silent leaves out what was there before anybody could listen.
	silent bool
	// origin is the originatedFrom of what happens now.
	origin string
}

// eventType is the entity and what happened to it. The official SDK spells the
// extended field with a hyphen here, and with an underscore in entityFqdn.
func eventType(h happening) string {
	return strings.ReplaceAll(h.entity, "extended_field", "extended-field") + "_" + h.slug
}

// happened notes a change of the site. Every change goes through here.
func (s *Server) happened(h happening) {
	s.changes.Add(1)
	log := &s.site.log
	if log.silent {
		return
	}
	log.last++
	h.sequence = log.last
	if h.slug != slugMerged {
		h.origin = log.origin
	}
	if len(log.list) == maxEvents {
		log.list = slices.Clone(log.list[maxEvents/2:])
	}
	log.list = append(log.list, h)
}

// Changes is a number that grows with every change of what the site holds.
func (s *Server) Changes() int64 { return s.changes.Load() }

// Events returns what happened after the event of that sequence number, in
// order; 0 is everything. Of very many, the oldest are forgotten.
func (s *Server) Events(after int64) []Event {
	s.mu.Lock()
	s.touch()
	list := s.site.log.list
	s.mu.Unlock()
	out := []Event{}
	for _, h := range list {
		if h.sequence > after {
			out = append(out, Event{h.sequence, eventType(h), wireCopy(h.wire())})
		}
	}
	return out
}

// wireEvent is the envelope of contract 9.
type wireEvent struct {
	ID                  string        `json:"id"`
	EntityFqdn          string        `json:"entityFqdn"`
	Slug                string        `json:"slug"`
	EntityID            string        `json:"entityId"`
	CreatedEvent        *wireCreated  `json:"createdEvent,omitempty"`
	UpdatedEvent        *wireUpdated  `json:"updatedEvent,omitempty"`
	DeletedEvent        *struct{}     `json:"deletedEvent,omitempty"`
	ActionEvent         *wireActioned `json:"actionEvent,omitempty"`
	EventTime           string        `json:"eventTime"`
	TriggeredByAnon     bool          `json:"triggeredByAnonymizeRequest"`
	OriginatedFrom      string        `json:"originatedFrom,omitempty"`
	EntityEventSequence string        `json:"entityEventSequence"`
}

type wireCreated struct {
	Entity any `json:"entity"`
}

type wireUpdated struct {
	CurrentEntity any `json:"currentEntity"`
}

type wireActioned struct {
	Body wireMerged `json:"body"`
}

type wireMerged struct {
	TargetContactID  string   `json:"targetContactId"`
	SourceContactIDs []string `json:"sourceContactIds"`
	TargetContact    any      `json:"targetContact"`
}

// wire renders the event. The sequence within its entity is the one within the
// site: it only has to grow.
func (h happening) wire() wireEvent {
	out := wireEvent{
		ID: eventID(h.sequence), EntityFqdn: h.entity, Slug: h.slug, EntityID: h.id,
		EventTime: h.at.UTC().Format(time.RFC3339Nano), OriginatedFrom: h.origin,
		EntityEventSequence: strconv.FormatInt(h.sequence, 10),
	}
	entity := h.rendered()
	switch h.slug {
	case slugCreated:
		out.CreatedEvent = &wireCreated{entity}
	case slugUpdated:
		out.UpdatedEvent = &wireUpdated{entity}
	case slugDeleted:
		out.DeletedEvent = &struct{}{}
	case slugMerged:
		out.ActionEvent = &wireActioned{wireMerged{h.id, h.sources, entity}}
	}
	return out
}

func (h happening) rendered() any {
	switch about := h.about.(type) {
	case *contact:
		return view{show: showFull}.contact(about)
	case *label:
		return about.wire(Switches{}, "")
	case *field:
		return about.wire(Switches{})
	}
	return nil
}

// eventID is the GUID of an event, which its number settles.
func eventID(sequence int64) string {
	b := sha256.Sum256(fmt.Appendf(nil, "event %d", sequence))
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:16])
}
