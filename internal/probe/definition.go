package probe

import (
	"context"
	"net/http"
	"strings"
)

// definition is a label or a field of the probe.
type definition struct {
	kind      *kind
	key, name string
	// answer is that to the create.
	answer *answer
}

// failure is the answer because of which there is no definition.
func (d *definition) failure() *answer {
	if d.key == "" {
		return d.answer
	}
	return nil
}

// findOrCreate asks for a definition of that name, and notes it before.
func (s *site) findOrCreate(ctx context.Context, k *kind, name, dataType string) *definition {
	e := s.journal.note(k, name)
	body := object{"displayName": name}
	if k == fields {
		body["dataType"] = dataType
	}
	a := s.send(ctx, request{operation: k.make, method: http.MethodPost, path: k.path, body: body, repeatable: true})
	key := ""
	if a.ok() && ours(a.body.at(k.member, "displayName").text(), s.prefix) {
		key = a.body.at(k.member, "key").text()
	}
	if !usable(key) {
		key = ""
	}
	e.made(a, key)
	return &definition{kind: k, key: key, name: name, answer: a}
}

// isNew tells whether find-or-create says that it created (contract 4.2).
func (d *definition) isNew() (is, told bool) {
	name := map[*kind]string{labels: "newLabel", fields: "newField"}[d.kind]
	is, told = d.answer.body.at(name).value.(bool)
	return is, told
}

// label is a label of the probe, made when it is first asked for.
func (s *site) label(ctx context.Context, name string) *definition {
	return s.definition(ctx, labels, name, "")
}

// field is a field of the probe, made when it is first asked for.
func (s *site) field(ctx context.Context, dataType string) *definition {
	return s.definition(ctx, fields, strings.ToLower(dataType), dataType)
}

func (s *site) definition(ctx context.Context, k *kind, name, dataType string) *definition {
	id := k.noun + " " + name
	if s.definitions[id] == nil {
		s.definitions[id] = s.findOrCreate(ctx, k, s.prefix+" "+name, dataType)
	}
	return s.definitions[id]
}

// get reads a definition.
func (s *site) get(ctx context.Context, k *kind, key string) *answer {
	return s.send(ctx, request{operation: k.get, method: http.MethodGet, path: k.at(key), repeatable: true})
}
