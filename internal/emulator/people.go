package emulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"time"
)

// The methods of this file are what other people and other parts of Wix do to
// the site while a client looks away. They are not recorded as requests.

// absentError is the error for an object that does not exist.
type absentError struct{ kind, key string }

func (e absentError) Error() string { return fmt.Sprintf("no %s %q", e.kind, e.key) }

func noSuch(kind, key string) error { return absentError{kind, key} }

// act runs a change to one contact under the lock, at the present moment.
func (s *Server) act(id string, do func(c *contact, now time.Time) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.touch()
	c := s.site.contacts.get(id)
	if c == nil {
		return noSuch("contact", id)
	}
	return do(c, now)
}

// change runs a change on a copy of a contact and saves it under the next
// revision.
func (s *Server) change(id string, do func(next *contact, now time.Time) error) error {
	return s.act(id, func(c *contact, now time.Time) error {
		next := *c
		next.info.extended = maps.Clone(c.info.extended)
		if err := do(&next, now); err != nil {
			return err
		}
		s.save(&next, now)
		return nil
	})
}

// elsewhere is the call of somebody in the dashboard: the switches about how
// writes are read do not apply.
func (s *Server) elsewhere(now time.Time) *call {
	return &call{now: now, sw: Switches{ItemIDs: "keep", EmptyFormatted: "clear"}}
}

// readOwn reads an info given as Go values, through JSON.
func (s *Server) readOwn(in map[string]any, sw Switches) (infoInput, error) {
	decoded, err := throughJSON(in)
	if err != nil {
		return infoInput{}, err
	}
	raw, _ := decoded.(object)
	var k checker
	out := k.readInfo(raw, sw)
	out.picture, _ = raw["picture"].(object)
	return out, k.err("contact")
}

func throughJSON(v any) (any, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var out any
	err = decoder.Decode(&out)
	return out, err
}

// EditContact lets edit change the info of a contact, in wire shape, and saves
// the result under the next revision. What edit leaves out is gone from the
// contact; ids, primary flags, e164Phone and system fields are worked out
// again. The error says what is not valid. edit must not call the Server.
func (s *Server) EditContact(id string, edit func(info map[string]any)) error {
	return s.act(id, func(c *contact, now time.Time) error {
		rendered, err := throughJSON(view{show: showFull}.info(c))
		if err != nil {
			return err
		}
		info, _ := rendered.(object)
		edit(info)
		call := s.elsewhere(now)
		in, err := s.readOwn(info, call.sw)
		if err != nil {
			return err
		}
		next := *c
		if next.info, err = s.apply(c.info, s.bare(c), in, call); err != nil {
			return err
		}
		if next.info.labelKeys, err = s.resolveLabels(in.labelKeys.value, call); err != nil {
			return err
		}
		next.info.picture = in.picture
		next.derive(false)
		s.save(&next, now)
		return nil
	})
}

// bare is an info with nothing but what its owner cannot edit.
func (s *Server) bare(c *contact) (out info) {
	out.extended = maps.Clone(c.info.extended)
	maps.DeleteFunc(out.extended, func(key string, _ any) bool { return s.mayWrite(key) })
	return out
}

// PutContact adds a contact that somebody else made; info is in wire shape.
// Duplicates are not looked for.
func (s *Server) PutContact(info map[string]any) (id string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.putContact(info, s.touch())
}

func (s *Server) putContact(info map[string]any, now time.Time) (string, error) {
	call := s.elsewhere(now)
	in, err := s.readOwn(info, call.sw)
	if err != nil {
		return "", err
	}
	made, err := s.newContact(in, call)
	if err != nil {
		return "", err
	}
	made.info.picture = in.picture
	s.store(made, now)
	return made.id, nil
}

// RemoveContact deletes a contact, members and subscribers included.
func (s *Server) RemoveContact(id string) error {
	return s.act(id, func(c *contact, now time.Time) error {
		s.removeContact(c, now)
		return nil
	})
}

// LabelContact adds label keys, which must exist, system labels included.
func (s *Server) LabelContact(id string, keys ...string) error {
	return s.act(id, func(c *contact, now time.Time) error {
		known, err := s.resolveLabels(keys, s.elsewhere(now))
		if err == nil {
			s.setLabels(c, addMissing(c.info.labelKeys, known...), now)
		}
		return err
	})
}

// UnlabelContact takes label keys off.
func (s *Server) UnlabelContact(id string, keys ...string) error {
	return s.act(id, func(c *contact, now time.Time) error {
		s.setLabels(c, removeKeys(c.info.labelKeys, keys...), now)
		return nil
	})
}

// SetField sets the value of an extended field, whatever its type, those that Wix
// defines included, such as emailSubscriptions.subscriptionStatus; nil removes it.
func (s *Server) SetField(id, key string, value any) error {
	return s.change(id, func(next *contact, _ time.Time) error {
		if s.site.fields.get(key) == nil {
			return fmt.Errorf("%q is not a field", key)
		}
		plain, err := throughJSON(value)
		if err != nil {
			return err
		}
		next.info.extended[key] = plain
		if plain == nil {
			delete(next.info.extended, key)
		}
		return nil
	})
}

// BumpRevision moves the revision, as work in the background does.
func (s *Server) BumpRevision(id string) error {
	return s.change(id, func(*contact, time.Time) error { return nil })
}

// MakeMember makes the contact an approved site member.
func (s *Server) MakeMember(id string) error {
	return s.change(id, func(next *contact, now time.Time) error {
		next.member = true
		next.info.extended[keyMembership] = "APPROVED"
		next.activity = activity{now, "MEMBER_REGISTER"}
		return nil
	})
}

// AddBillingSubscription gives the contact a subscription that keeps it from
// being deleted.
func (s *Server) AddBillingSubscription(id string) error {
	return s.change(id, func(next *contact, _ time.Time) error { next.billing = true; return nil })
}

// BreakDeletion makes the next deletion of the contact stop half way, with
// FAILED_DELETE_CONTACT_AFTER_MEMBER_DELETION: it is no longer a member then,
// but still there (contract 2.3).
func (s *Server) BreakDeletion(id string) error {
	return s.change(id, func(next *contact, _ time.Time) error { next.halfDeleted = true; return nil })
}

// MakeContributor makes the contact a Wix user who works on the site.
func (s *Server) MakeContributor(id string) error {
	return s.change(id, func(next *contact, _ time.Time) error { next.contributor = true; return nil })
}

// Subscribe sets the subscription status of the primary e-mail: SUBSCRIBED,
// UNSUBSCRIBED, PENDING or NOT_SET.
func (s *Server) Subscribe(id string, status string) error {
	activities := map[string]string{"SUBSCRIBED": "SUBSCRIBE", "UNSUBSCRIBED": "UNSUBSCRIBE", "PENDING": "PENDING", "NOT_SET": "NOT_SET"}
	return s.change(id, func(next *contact, now time.Time) error {
		kind, ok := activities[strings.ToUpper(status)]
		if !ok {
			return fmt.Errorf("unknown subscription status %q", status)
		}
		next.info.extended[keySubscription] = strings.ToUpper(status)
		next.activity = activity{now, "NEWSLETTER_SUBSCRIPTION_" + kind}
		return nil
	})
}
