package probe

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"net/url"
	"time"
)

// site is the site under its questions: what the probe has made there, each thing once, when
// the first question needs it.
type site struct {
	*client
	// prefix is that of every name of this run.
	prefix  string
	journal journal

	definitions map[string]*definition
	contacts    map[string]*contact
	watched     *watch
	// carriers, written and defaults are what several questions look at.
	carriers *carrier
	written  *lists
	defaults *itemDefaults
	// values are the findings so far, by the name of their question.
	values map[string]string
}

// contact is a contact of the probe.
type contact struct {
	id, email string
	// revision is the newest, known once an answer has told one; createdDate is as it was
	// answered.
	revision    int
	known       bool
	createdDate string
	// answer is that to the create.
	answer *answer
}

// failure is the answer because of which there is no contact.
func (p *contact) failure() *answer {
	if p.id == "" {
		return p.answer
	}
	return nil
}

// address is an e-mail address of this run.
func (s *site) address(name string) string { return s.prefix + "." + name + "@example.com" }

// create creates a contact with more than its name, and notes it before.
func (s *site) create(ctx context.Context, email string, info object) *contact {
	e := s.journal.note(contacts, cmp.Or(email, s.prefix))
	body := object{"name": object{"first": s.prefix, "last": "Probe"}}
	if email != "" {
		body["emails"] = object{"items": []any{object{"tag": "MAIN", "email": email}}}
	}
	maps.Copy(body, info)
	out := &contact{email: email}
	// Of two contacts of one moment, nobody can say which is the older.
	if err := s.clock.Sleep(ctx, 10*time.Millisecond); err != nil {
		out.answer = &answer{method: http.MethodPost, path: contacts.path, err: err}
		e.made(out.answer, "")
		return out
	}
	out.answer = s.send(ctx, request{operation: contacts.make, method: http.MethodPost, path: contacts.path, body: object{"info": body}})
	if out.answer.ok() {
		out.id = s.newID(ctx, out.answer.contact())
		out.learn(out.answer)
		out.createdDate = out.answer.contact().at("createdDate").text()
	}
	e.made(out.answer, out.id)
	return out
}

// newID is the id of a contact that an answer says was created. One that does not have the
// name of the run, or is known already, is not the probe's, whatever the answer says: it is
// left alone.
func (s *site) newID(ctx context.Context, in node) string {
	id := in.at("id").text()
	if !usable(id) || s.journal.known(contacts, id) != nil {
		return ""
	}
	if !in.at("info").exists() {
		in = s.get(ctx, contacts, id).contact()
	}
	if !ours(in.at("info", "name", "first").text(), s.prefix) {
		return ""
	}
	return id
}

// learn takes the revision of an answer about the contact.
func (p *contact) learn(a *answer) {
	if revision, ok := a.contact().at("revision").whole(); ok && a.ok() && a.contact().at("id").text() == p.id {
		p.revision, p.known = revision, true
	}
}

// someone is a contact of the probe, made when it is first asked for.
func (s *site) someone(ctx context.Context, name string) *contact {
	if s.contacts[name] == nil {
		s.contacts[name] = s.create(ctx, s.address(name), nil)
	}
	return s.contacts[name]
}

// read reads a contact by its id, which no index delays (contract 3.4).
func (s *site) read(ctx context.Context, p *contact) *answer {
	a := s.send(ctx, request{
		operation: contacts.get, method: http.MethodGet, path: contacts.at(p.id),
		query: url.Values{"fieldsets": {"FULL"}}, repeatable: true,
	})
	p.learn(a)
	return a
}

// patch updates a contact.
func (s *site) patch(ctx context.Context, p *contact, info object) *answer {
	return s.patchFrom(ctx, p, info, func(revision int) any { return revision })
}

// patchFrom updates a contact with its revision in a form. It begins again where the revision
// has moved by itself, after a rest, so that no wait is between the read and the update; and
// where the answer is lost, as writing the same twice does no harm.
func (s *site) patchFrom(ctx context.Context, p *contact, info object, form func(int) any) *answer {
	const tries = 5
	for n := 1; ; n++ {
		a := s.send(ctx, request{
			operation: contacts.rename, method: http.MethodPatch, path: contacts.at(p.id),
			body: object{"revision": form(p.revision), "info": info},
		})
		p.learn(a)
		if n == tries || !a.conflict() && !a.lost() || s.rest(ctx) != nil || s.read(ctx, p).status == 0 {
			return a
		}
	}
}

// written is a change of a contact, and what the contact has afterwards.
type written struct {
	patch, read *answer
	info        node
}

// write changes a contact and reads it back.
func (s *site) write(ctx context.Context, p *contact, info object) written {
	w := written{patch: s.patch(ctx, p, info)}
	w.read = w.patch
	if w.patch.ok() {
		w.read = s.read(ctx, p)
	}
	if w.stored() && w.read.contact().at("id").text() == p.id {
		w.info = w.read.contact().at("info")
	}
	return w
}

// stored tells that the change was accepted, and the contact could be read back.
func (w written) stored() bool { return w.patch.ok() && w.read.ok() }

func (w written) refused() bool { return w.patch.refused(http.StatusBadRequest) }

// field is the value of an extended field.
func (w written) field(key string) node { return w.info.at("extendedFields", "items", key) }

// values is the info of an update of extended fields.
func values(items object) object {
	return object{"extendedFields": object{"items": items}}
}

// queried are the ids of the contacts that a filter finds.
func (s *site) queried(ctx context.Context, filter object) (ids []string, a *answer) {
	a = s.send(ctx, request{
		operation: contacts.query, method: http.MethodPost, path: contacts.path + "/query", repeatable: true,
		body: object{"query": object{"filter": filter, "paging": object{"limit": 100}}},
	})
	if !a.ok() || !isList(a.body.at("contacts")) {
		return nil, a
	}
	ids = []string{}
	for _, one := range a.body.at("contacts").list() {
		ids = append(ids, one.at("id").text())
	}
	return ids, a
}

func isList(n node) bool {
	_, is := n.value.([]any)
	return is
}
