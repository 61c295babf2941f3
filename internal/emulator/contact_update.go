package emulator

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// infoMembers are the members of info beside textRows.
var infoMembers = setOf("name emails phones addresses labelKeys extendedFields locations picture assignedUserIds")

// updateContact is PATCH (contract 6.5, 6.6).
func (s *Server) updateContact(c *call) (any, error) {
	k := checker{nullIsAbsent: c.sw.PatchNull == "noop"}
	revision := k.integer(c.body, "", "revision")
	if revision.presence != given && len(k.found) == 0 {
		k.add("revision", ruleRequired, "must not be empty", nil)
	}
	allow := k.flag(c.body, "", "allowDuplicates").value
	raw := masked(c.body, k.object(c.body, "", "info").value)
	in := k.readInfo(raw, c.sw)
	if err := k.err("contact"); err != nil {
		return nil, err
	}
	if nothing(raw, k.nullIsAbsent) {
		return nil, badRequest("INSUFFICIENT_UPDATE_CONTACT_DATA", "There is nothing to update.")
	}
	have, err := s.find(c)
	if err != nil {
		return nil, err
	}
	if revision.value != have.revision {
		return nil, failure(http.StatusConflict, "CONTACT_ALREADY_CHANGED", "Contact has been updated since the requested revision.")
	}
	next, err := s.updated(have, in, c)
	if err != nil {
		return nil, err
	}
	if !allow {
		if err := s.duplicate(have.id, in.emails.value, in.phones.value, c.sw); err != nil {
			return nil, err
		}
	}
	s.save(next, c.now)
	s.announce(next.id, c.now)
	return oneContact(c, next), nil
}

// updated applies a PATCH to a copy of the contact.
func (s *Server) updated(have *contact, in infoInput, c *call) (*contact, error) {
	next := *have
	var err error
	if next.info, err = s.apply(have.info, have.info, in, c); err != nil {
		return nil, err
	}
	if in.labelKeys.presence != absent && c.sw.PatchLabelKeys == "replace" {
		if next.info.labelKeys, err = s.resolveLabels(in.labelKeys.value, c); err != nil {
			return nil, err
		}
	}
	if have.member && !strings.EqualFold(have.primaryEmail(), next.primaryEmail()) && !s.grantedByName(permMemberEmail) {
		return nil, failure(http.StatusPreconditionRequired, "CANNOT_UPDATE_MEMBER_EMAIL", "The primary e-mail of a member can only be changed through Members.")
	}
	next.derive(c.sw.RevisionBackground > 0)
	return &next, nil
}

// nothing reports an info without any member there is, or with nothing but
// nulls when null means nothing.
func nothing(in object, nullIsAbsent bool) bool {
	for name, value := range in {
		if isInfoMember(name) && (!nullIsAbsent || !onlyNulls(value)) {
			return false
		}
	}
	return true
}

func isInfoMember(name string) bool {
	return infoMembers[name] || slices.ContainsFunc(textRows[:], func(row textRow) bool { return row.member == name })
}

func onlyNulls(value any) bool {
	in, ok := value.(object)
	if !ok || len(in) == 0 {
		return value == nil
	}
	for _, inner := range in {
		if !onlyNulls(inner) {
			return false
		}
	}
	return true
}

// masked reduces info to the paths of a field mask, in either of its forms; a
// path without a value becomes null. The mask is deprecated, but a printed
// example relies on it (contract 6.5).
func masked(body, in object) object {
	var paths []any
	switch mask := body["fieldMask"].(type) {
	case string:
		paths = commaList([]string{mask})
	case object:
		paths, _ = mask["paths"].([]any)
	}
	if len(paths) == 0 {
		return in
	}
	out := object{}
	for _, path := range paths {
		text, _ := path.(string)
		name, ok := strings.CutPrefix(text, "info.")
		if !ok {
			continue
		}
		outer, inner, nested := strings.Cut(name, ".")
		if !nested {
			out[outer] = in[outer]
			continue
		}
		from, _ := in[outer].(object)
		to, ok := out[outer].(object)
		if !ok {
			to = object{}
			out[outer] = to
		}
		to[inner] = from[inner]
	}
	return out
}

// deleteContact refuses members, subscribers and Wix users (contract 6.10).
func (s *Server) deleteContact(c *call) (any, error) {
	have, err := s.find(c)
	if err != nil {
		if c.sw.DeleteMissing == "200" {
			return struct{}{}, nil
		}
		return nil, err
	}
	if err := s.deleteOne(have, c.now, "CANNOT_DELETE_MEMBER", "The contact is a site member."); err != nil {
		return nil, err
	}
	return struct{}{}, nil
}

// deleteOne deletes a contact that may be; one call and a bulk job differ in
// what they say of members (contract 2.3).
func (s *Server) deleteOne(have *contact, now time.Time, memberCode, memberText string) error {
	refuse := func(code, why string) error { return failure(http.StatusPreconditionRequired, code, why) }
	switch {
	case have.halfDeleted:
		next := *have
		next.halfDeleted, next.member = false, false
		next.info.extended = maps.Clone(have.info.extended)
		delete(next.info.extended, keyMembership)
		s.save(&next, now)
		return failure(http.StatusInternalServerError, "FAILED_DELETE_CONTACT_AFTER_MEMBER_DELETION", "The member was deleted, but the contact was not.")
	case have.member:
		return refuse(memberCode, memberText)
	case have.billing:
		return refuse("CANNOT_DELETE_CONTACT_WITH_BILLING_SUBSCRIPTION", "The contact has an active billing subscription.")
	case have.contributor:
		return refuse("CANNOT_DELETE_MEMBER_OWNER_OR_CONTRIBUTOR", "The contact is the owner or a contributor of the site.")
	}
	s.removeContact(have, now)
	return nil
}
