package emulator

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"
)

const maxMergeSources = 5

// mergeContacts merges for good (contract 6.8).
func (s *Server) mergeContacts(c *call) (any, error) {
	var k checker
	revision := k.integer(c.body, "", "targetContactRevision")
	if !revision.given() && len(k.found) == 0 {
		k.add("targetContactRevision", ruleRequired, "must not be empty", nil)
	}
	target, sources, err := s.readMerge(c, &k)
	if err != nil {
		return nil, err
	}
	if revision.value != target.revision {
		return nil, failure(statusOf(c.sw.MergeStale, http.StatusPreconditionRequired), staleMergeCode(c.sw), "The target contact has been updated since the requested revision.")
	}
	return merged(c, s.merge(target, sources, c.now)), nil
}

func staleMergeCode(sw Switches) string {
	if sw.MergeStale == "409" {
		return "CONTACT_ALREADY_CHANGED"
	}
	return "FAILED_PRECONDITION"
}

// previewMerge shows what a merge would make, and changes nothing.
func (s *Server) previewMerge(c *call) (any, error) {
	var k checker
	target, sources, err := s.readMerge(c, &k)
	if err != nil {
		return nil, err
	}
	next := *target
	next.absorb(sources)
	return merged(c, &next), nil
}

// merged is the answer of both, bare in the printed examples (Appendix A).
func merged(c *call, target *contact) any {
	if c.sw.Envelope == "printed" {
		return oneContact(c, target).Contact
	}
	return oneContact(c, target)
}

// readMerge finds target and sources and refuses what cannot be merged.
func (s *Server) readMerge(c *call, k *checker) (*contact, []*contact, error) {
	before := len(k.found)
	ids := k.texts(c.body, "", "sourceContactIds", maxMergeSources)
	if len(ids.value) == 0 && len(k.found) == before {
		k.add("sourceContactIds", ruleMinSize, "must have at least 1 element", threshold(1))
	}
	if err := k.err("request"); err != nil {
		return nil, nil, err
	}
	target, err := s.find(c)
	if err != nil {
		return nil, nil, err
	}
	var sources []*contact
	for i, id := range ids.value {
		if id == target.id || slices.Contains(ids.value[:i], id) {
			return nil, nil, badRequest("ILLEGAL_MERGE", fmt.Sprintf("Contact %s cannot be merged here: it is the target or given twice.", id))
		}
		source := s.site.contacts.get(id)
		if source == nil {
			return nil, nil, contactNotFound()
		}
		sources = append(sources, source)
	}
	if slices.ContainsFunc(sources, func(v *contact) bool { return v.member || v.contributor }) {
		if c.sw.MergeMember == "400" {
			return nil, nil, badRequest("ILLEGAL_MERGE", "A site member or Wix user cannot be a source.")
		}
		return nil, nil, failure(http.StatusPreconditionRequired, "FAILED_PRECONDITION", "A site member or Wix user cannot be a source.")
	}
	return target, sources, nil
}

// merge tells of the merge itself, of the target and of each source, in that
// order (contract 6.8).
func (s *Server) merge(target *contact, sources []*contact, now time.Time) *contact {
	next := *target
	next.absorb(sources)
	next.activity = activity{now, "CONTACT_MERGED"}
	var ids []string
	for _, v := range sources {
		ids = append(ids, v.id)
	}
	s.happened(happening{at: now, entity: entityContact, slug: slugMerged, id: target.id, about: &next, sources: ids})
	s.site.log.origin = originMerge
	s.save(&next, now)
	for _, v := range sources {
		s.removeContact(v, now)
		s.site.merged[v.id] = target.id
	}
	s.site.log.origin = ""
	s.announce(next.id, now)
	return &next
}

// absorb appends the sources' entries without repeating values, and fills
// what is empty from the first source that has it.
func (c *contact) absorb(sources []*contact) {
	in := &c.info
	in.extended = maps.Clone(in.extended)
	for _, v := range sources {
		in.appendLists(v.info)
		in.labelKeys = addMissing(in.labelKeys, v.info.labelKeys...)
		in.locations = addMissing(in.locations, v.info.locations...)
		if in.first+in.last == "" {
			in.first, in.last = v.info.first, v.info.last
		}
		in.fill(v.info.infoTexts)
		for key, value := range v.info.extended {
			if _, ok := in.extended[key]; !ok && mergeable(key) {
				in.extended[key] = value
			}
		}
	}
	c.derive(false)
}

func (in *info) appendLists(more info) {
	in.emails = appended(in.emails, more.emails, func(e email) string { return emailKey(e.email) })
	in.phones = appended(in.phones, more.phones, phoneKey)
	in.addresses = appended(in.addresses, more.addresses, address.value)
}

// appended adds the entries whose value is new; they are not primary unless
// there was nothing before.
func appended[T any, V comparable, P entry[T]](list, more []T, value func(T) V) []T {
	out := slices.Clone(list)
	for _, one := range more {
		if slices.ContainsFunc(out, func(v T) bool { return value(v) == value(one) }) {
			continue
		}
		if len(list) > 0 {
			P(&one).base().primary = false
		}
		out = append(out, one)
	}
	return out
}

// mergeable reports fields whose values travel: those that are the contact's
// own and not derived from its state.
func mergeable(key string) bool {
	switch key {
	case keyFirstName, keyLastName, keySubscription, keyDeliverability, keyEffectiveEmail, keyMembership:
		return false
	}
	return true
}
