package emulator

import "iter"

// The methods of this file return what the site holds, as deep copies in the
// wire shape of the default switches. Numbers are json.Number.

// Contact returns a contact, or nil. It does not follow merges.
func (s *Server) Contact(id string) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.touch()
	if c := s.site.contacts.get(id); c != nil {
		return wireCopy(view{show: showFull}.contact(c))
	}
	return nil
}

// Contacts returns all contacts, oldest first.
func (s *Server) Contacts() []map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.touch()
	return wireCopies(s.site.contacts.all(), func(c *contact) any { return view{show: showFull}.contact(c) })
}

// Label returns a label, or nil.
func (s *Server) Label(key string) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.site.labels.get(key); l != nil {
		return wireCopy(l.wire(Switches{}, ""))
	}
	return nil
}

// Labels returns all labels, user-made ones first.
func (s *Server) Labels() []map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	return wireCopies(userMadeFirst(s.site.labels.all()), func(l *label) any { return l.wire(Switches{}, "") })
}

// Field returns the definition of an extended field, or nil.
func (s *Server) Field(key string) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.site.fields.get(key); f != nil {
		return wireCopy(f.wire(Switches{}))
	}
	return nil
}

// Fields returns the definitions of all extended fields, user-made ones first.
func (s *Server) Fields() []map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	return wireCopies(userMadeFirst(s.site.fields.all()), func(f *field) any { return f.wire(Switches{}) })
}

func wireCopies[T any](all iter.Seq[*T], render func(*T) any) []map[string]any {
	out := []map[string]any{}
	for v := range all {
		out = append(out, wireCopy(render(v)))
	}
	return out
}

// wireCopy takes a wire value through JSON, which cannot fail for one.
func wireCopy(v any) map[string]any {
	out, err := throughJSON(v)
	if err != nil {
		panic(err)
	}
	return as[object](out)
}
