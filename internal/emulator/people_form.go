package emulator

import (
	"errors"
	"maps"
	"time"
)

const labelContactedMe = "contacts.contacted-me"

// noInfo is the info of a contact to be; the parameter info hides the type.
var noInfo info

// SubmitForm plays a visitor who sends a form; info is in wire shape and needs
// an e-mail. The contact with the first of its e-mails is updated: what the
// form says replaces texts and extended values, and is added to lists. Without
// one, a contact is created. Either way it was contacted: the last activity is
// FORM_SUBMITTED, and it carries contacts.contacted-me. It returns the id of
// the contact.
func (s *Server) SubmitForm(info map[string]any) (id string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.touch()
	call := s.elsewhere(now)
	in, err := s.readOwn(info, call.sw)
	if err != nil {
		return "", err
	}
	if len(in.emails.value) == 0 {
		return "", errors.New("a form needs an e-mail")
	}
	if len(in.labelKeys.value) > 0 {
		return "", errors.New("a form gives no labels")
	}
	known := s.site.emails[emailKey(in.emails.value[0].email)]
	if len(known) == 0 {
		return s.createByForm(in, call)
	}
	have := s.site.contacts.get(known[0])
	form, err := s.apply(noInfo, noInfo, in, call)
	if err != nil {
		return "", err
	}
	next := *have
	next.info = have.info.filledIn(form)
	next.contacted(now)
	next.derive(false)
	s.save(&next, now)
	return next.id, nil
}

func (s *Server) createByForm(in infoInput, c *call) (string, error) {
	made, err := s.newContact(in, c)
	if err != nil {
		return "", err
	}
	made.source = source{kind: "WIX_FORMS"}
	made.contacted(c.now)
	s.store(made, c.now)
	return made.id, nil
}

func (c *contact) contacted(now time.Time) {
	c.activity = activity{now, "FORM_SUBMITTED"}
	c.info.labelKeys = addMissing(c.info.labelKeys, labelContactedMe)
}

// filledIn is an info after a form.
func (in info) filledIn(form info) info {
	if form.first+form.last != "" {
		in.first, in.last = form.first, form.last
	}
	texts := form.infoTexts
	texts.fill(in.infoTexts)
	in.infoTexts = texts
	in.appendLists(form)
	in.extended = maps.Clone(in.extended)
	maps.Copy(in.extended, form.extended)
	return in
}
