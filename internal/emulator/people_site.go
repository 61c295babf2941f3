package emulator

import (
	"fmt"
	"time"
)

// MergeContacts merges the sources into the target; both members and Wix
// users can be sources here.
func (s *Server) MergeContacts(target string, sources ...string) error {
	return s.act(target, func(c *contact, now time.Time) error {
		var all []*contact
		for _, id := range sources {
			source := s.site.contacts.get(id)
			if source == nil || id == target {
				return fmt.Errorf("contact %q cannot be merged into %q", id, target)
			}
			all = append(all, source)
		}
		s.merge(c, all, now)
		return nil
	})
}

// PutLabel adds a label, even one whose name is taken, and returns its key.
func (s *Server) PutLabel(displayName string) (key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.addLabel(s.newLabelKey(displayName), displayName, s.touch()).key
}

// PutAppLabel adds a label of a Wix app, such as one of the namespace
// bookings, and returns its key. Clients can put it on contacts, but neither
// rename nor delete it (contract 4.4).
func (s *Server) PutAppLabel(namespace, displayName string) (key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.touch()
	l := &label{definition: s.newDefinition("", displayName, now), app: true}
	l.namespace, l.system = namespace, true
	base := namespace + "." + slug(displayName)
	if slug(displayName) == "" {
		base += s.letters(16)
	}
	l.key = base
	for n := 1; s.site.labels.get(l.key) != nil; n++ {
		l.key = fmt.Sprintf("%s-%d", base, n)
	}
	s.putLabel(l, slugCreated, now)
	return l.key
}

// RemoveLabel deletes a label and takes it off all contacts.
func (s *Server) RemoveLabel(key string) error {
	return s.define(func(now time.Time) error {
		if s.site.labels.get(key) == nil {
			return noSuch("label", key)
		}
		s.dropLabel(key, now)
		return nil
	})
}

// RenameLabel renames a label; its key stays.
func (s *Server) RenameLabel(key, name string) error {
	return s.define(func(now time.Time) error {
		l := s.site.labels.get(key)
		if l == nil {
			return noSuch("label", key)
		}
		s.setLabelName(l, name, now)
		return nil
	})
}

// PutField adds an extended field of one of the types TEXT, NUMBER, DATE and
// URL, even if its name is taken, and returns its key.
func (s *Server) PutField(displayName, dataType string) (key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.addField(s.newFieldKey(displayName), displayName, dataType, s.touch()).key
}

// RemoveField deletes an extended field and its values on all contacts.
func (s *Server) RemoveField(key string) error {
	return s.define(func(now time.Time) error {
		if s.site.fields.get(key) == nil {
			return noSuch("extended field", key)
		}
		s.dropField(key, now)
		return nil
	})
}

// RenameField renames an extended field; its key stays.
func (s *Server) RenameField(key, name string) error {
	return s.define(func(now time.Time) error {
		f := s.site.fields.get(key)
		if f == nil {
			return noSuch("extended field", key)
		}
		s.setFieldName(f, name, now)
		return nil
	})
}

func (s *Server) define(do func(now time.Time) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return do(s.touch())
}
