package emulator

import (
	"net/http"
	"slices"
	"strings"
)

// index finds contacts by a normalised e-mail or phone.
type index map[string][]string

func (x index) add(key, id string) {
	if !slices.Contains(x[key], id) {
		x[key] = append(x[key], id)
	}
}

func (x index) drop(key, id string) {
	x[key] = slices.DeleteFunc(x[key], func(other string) bool { return other == id })
	if len(x[key]) == 0 {
		delete(x, key)
	}
}

func emailKey(text string) string { return strings.ToLower(strings.TrimSpace(text)) }

// phoneKey compares phones by E.164 where there is one, else by their digits
// (contract 11, row 24).
func phoneKey(p phone) string {
	if p.e164 != "" {
		return p.e164
	}
	return digits(p.number)
}

func (s *site) index(c *contact)   { s.eachKey(c, index.add) }
func (s *site) unindex(c *contact) { s.eachKey(c, index.drop) }

func (s *site) eachKey(c *contact, do func(x index, key, id string)) {
	for _, e := range c.info.emails {
		do(s.emails, emailKey(e.email), c.id)
	}
	for _, p := range c.info.phones {
		if key := phoneKey(p); key != "" {
			do(s.phones, key, c.id)
		}
	}
}

// duplicate looks for another contact with one of the given e-mails or, only
// when no e-mail is given, of the phones (contract 6.7).
func (s *Server) duplicate(id string, emails []email, phones []phone, sw Switches) error {
	for _, e := range emails {
		for _, other := range s.site.emails[emailKey(e.email)] {
			if other != id && s.sharesEmail(other, e.email, sw) {
				return duplicateOf(other, "duplicateEmail", e.email)
			}
		}
	}
	if len(emails) > 0 {
		return nil
	}
	for _, p := range phones {
		for _, other := range s.site.phones[phoneKey(p)] {
			if other != id {
				return duplicateOf(other, "duplicatePhone", p.number)
			}
		}
	}
	return nil
}

func (s *Server) sharesEmail(id, text string, sw Switches) bool {
	return sw.EmailCompare != "exact" ||
		slices.ContainsFunc(s.site.contacts.get(id).info.emails, func(e email) bool { return e.email == text })
}

func duplicateOf(id, member, value string) error {
	e := failure(http.StatusConflict, "DUPLICATE_CONTACT_EXISTS", "A contact with the same e-mail or phone exists already.")
	e.data = map[string]any{"duplicateContactId": id, member: value}
	return e
}
