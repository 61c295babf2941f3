package emulator

import (
	"net/http"
	"strings"
	"time"
)

// contactAnswer is the answer of the calls about one contact; responseType
// comes with get only (contract 6.4).
type contactAnswer struct {
	Contact      wireContact `json:"contact"`
	ResponseType string      `json:"responseType,omitempty"`
}

func oneContact(c *call, found *contact) contactAnswer {
	return contactAnswer{Contact: view{c.sw, showFull}.contact(found)}
}

func (s *Server) createContact(c *call) (any, error) {
	var k checker
	allow := k.flag(c.body, "", "allowDuplicates").value
	in := k.readInfo(k.object(c.body, "", "info").value, c.sw)
	if err := k.err("contact"); err != nil {
		return nil, err
	}
	made, err := s.newContact(in, c)
	if err != nil {
		return nil, err
	}
	if !allow {
		err = s.duplicate(made.id, made.info.emails, made.info.phones, c.sw)
	}
	if err != nil && c.sw.DuplicateLeavesContact != "on" {
		return nil, err
	}
	s.store(made, c.now)
	s.announce(made.id, c.now)
	if err != nil {
		return nil, err
	}
	return oneContact(c, made), nil
}

// newContact makes a contact at revision 1 without storing it (contract 6.3).
func (s *Server) newContact(in infoInput, c *call) (*contact, error) {
	made, err := s.apply(info{}, info{}, in, c)
	if err != nil {
		return nil, err
	}
	if made.labelKeys, err = s.resolveLabels(in.labelKeys.value, c); err != nil {
		return nil, err
	}
	out := &contact{
		id: s.opts.NewID(), revision: 1, source: sourceOf(c.who), created: c.now, updated: c.now,
		activity: activity{c.now, "CONTACT_CREATED"}, info: made,
	}
	if s.site.contacts.get(out.id) != nil {
		return nil, failure(http.StatusConflict, "CONTACT_ID_ALREADY_EXISTS", "A contact with this id exists already.")
	}
	out.derive(c.sw.RevisionBackground > 0)
	return out, nil
}

// sourceOf is a guess (contract 11, row 38).
func sourceOf(who principal) source {
	if who.app {
		return source{"WIX_APP", who.appID}
	}
	return source{kind: "ADMIN"}
}

// resolveLabels checks that label keys exist. It returns the known ones along
// with the error, for servers that apply those (contract 11, row 12).
func (s *Server) resolveLabels(keys []string, c *call) ([]string, error) {
	unknown := map[string]bool{}
	var known []string
	for _, key := range keys {
		if s.site.labels.get(key) == nil && !s.createLabelKey(key, c) {
			unknown[key] = true
			continue
		}
		known = append(known, key)
	}
	if len(unknown) > 0 {
		return known, unknownLabels(unknown, statusOf(c.sw.LabelUnknownKey, http.StatusBadRequest))
	}
	return known, nil
}

func unknownLabels(keys map[string]bool, status int) *apiError {
	return failure(status, "LABEL_NOT_FOUND", "Labels not found: "+joined(keys)+".")
}

// createLabelKey makes the label of an unknown custom key, where that is how
// the server is.
func (s *Server) createLabelKey(key string, c *call) bool {
	name, ok := strings.CutPrefix(key, customNamespace+".")
	if !ok || name == "" || c.sw.LabelUnknownKey != "create" {
		return false
	}
	s.addLabel(key, name, c.now)
	return true
}

func (s *Server) getContact(c *call) (any, error) {
	id := c.r.PathValue("id")
	var k checker
	q, err := k.readSearch(listObject(c.query), "", contactLimits)
	if err != nil {
		return nil, err
	}
	show := k.project(q, "")
	if err := k.err("request"); err != nil {
		return nil, err
	}
	out := contactAnswer{ResponseType: "REGULAR"}
	found := s.site.contacts.get(id)
	for target, ok := s.site.merged[id]; ok && found == nil; target, ok = s.site.merged[target] {
		found, out.ResponseType = s.site.contacts.get(target), "MERGED"
	}
	if found == nil {
		return nil, contactNotFound()
	}
	out.Contact = view{c.sw, show}.contact(found)
	return out, nil
}

// find returns the contact of the path, which unlike get never follows merges
// (contract 6.4).
func (s *Server) find(c *call) (*contact, error) {
	if found := s.site.contacts.get(c.r.PathValue("id")); found != nil {
		return found, nil
	}
	return nil, contactNotFound()
}

// touch is when an act of somebody else happens.
func (s *Server) touch() time.Time {
	now := s.opts.Now()
	s.settle(now)
	return now
}
