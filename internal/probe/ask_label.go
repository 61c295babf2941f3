package probe

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
)

// labelled adds labels to a contact, or takes them off.
func (s *site) labelled(ctx context.Context, p *contact, keys ...string) *answer {
	a := s.send(ctx, request{
		operation: "Label Contact", method: http.MethodPost, path: contacts.at(p.id) + "/labels",
		body: object{"labelKeys": keys}, repeatable: true,
	})
	p.learn(a)
	return a
}

// unlabelled sends the keys both ways, as the client does (contract 6.9).
func (s *site) unlabelled(ctx context.Context, p *contact, keys ...string) *answer {
	return s.unlabel(ctx, p, url.Values{"labelKeys": keys}, object{"labelKeys": keys})
}

func (s *site) unlabel(ctx context.Context, p *contact, query url.Values, body any) *answer {
	a := s.send(ctx, request{
		operation: "Unlabel Contact", method: http.MethodDelete, path: contacts.at(p.id) + "/labels",
		query: query, body: body, repeatable: true,
	})
	p.learn(a)
	return a
}

// carrier is a contact for questions about labels, and a label that it can carry and does
// not: what the site answers then is about the question.
type carrier struct {
	*contact
	label *definition
	// failed is the answer because of which there is none.
	failed *answer
}

func (s *site) carrier(ctx context.Context) *carrier {
	if s.carriers == nil {
		s.carriers = &carrier{contact: s.someone(ctx, "carrier"), label: s.label(ctx, "a")}
		s.carriers.failed = s.tryLabel(ctx, s.carriers.contact, s.carriers.label)
	}
	return s.carriers
}

// tryLabel labels a contact and takes the label off again. It returns the answer that shows
// that this does not work, if any.
func (s *site) tryLabel(ctx context.Context, p *contact, l *definition) *answer {
	if failed := cmp.Or(p.failure(), l.failure()); failed != nil {
		return failed
	}
	if a := s.labelled(ctx, p, l.key); !slices.Contains(custom(a), l.key) {
		return a
	}
	if a := s.unlabelled(ctx, p, l.key); !a.ok() || slices.Contains(custom(a), l.key) {
		return a
	}
	return nil
}

// askRevisionLabel works on the contact that was watched: its revision no longer moves by
// itself.
func askRevisionLabel(ctx context.Context, s *site) finding {
	w := s.look(ctx)
	p, l := w.contact, s.label(ctx, "a")
	if none, is := unmade(p, l); is {
		return none
	}
	before := s.read(ctx, p)
	if !before.ok() {
		return unexpected(before)
	}
	var steps []int
	trail := []*answer{}
	for _, step := range []struct {
		send    func(context.Context, *contact, ...string) *answer
		carried bool
	}{{s.labelled, true}, {s.labelled, true}, {s.unlabelled, false}, {s.unlabelled, false}} {
		last := p.revision
		a := step.send(ctx, p, l.key)
		trail = append(trail, a)
		if !a.ok() || slices.Contains(custom(a), l.key) != step.carried {
			return unexpected(a)
		}
		steps = append(steps, p.revision-last)
	}
	return choice(trail, fmt.Sprintf("label, label again, unlabel and unlabel again move it by %v", steps),
		option{"change", slices.Equal(steps, []int{1, 0, 1, 0})},
		option{"always", slices.Equal(steps, []int{1, 1, 1, 1})},
		option{"never", slices.Equal(steps, []int{0, 0, 0, 0})})
}

func askLabelUnknown(ctx context.Context, s *site) finding {
	c := s.carrier(ctx)
	if c.failed != nil {
		return unable("no contact could be labelled", c.failed)
	}
	key := customNamespace + s.prefix + "-unknown"
	e := s.journal.note(labels, key)
	a := s.labelled(ctx, c.contact, c.label.key, key)
	if e.made(a, ""); a.ok() {
		e.id = key
	}
	after := s.read(ctx, c.contact)
	if !after.ok() || a.code() == "CONTACT_NOT_FOUND" {
		return unexpected(a)
	}
	carries := custom(after)
	nothing := len(carries) == 0
	if !nothing {
		s.unlabelled(ctx, c.contact, carries...)
	}
	return choice([]*answer{after, a}, "the answer and the labels afterwards do not fit: "+a.outcome(),
		option{"400", a.refused(http.StatusBadRequest) && nothing},
		option{"404", a.refused(http.StatusNotFound) && nothing},
		option{"partial", a.refused(http.StatusBadRequest) && slices.Equal(carries, []string{c.label.key})},
		option{"create", a.ok() && sameSet(carries, []string{c.label.key, key})})
}

func askUnlabelUnknown(ctx context.Context, s *site) finding {
	c := s.carrier(ctx)
	if c.failed != nil {
		return unable("no contact could be labelled", c.failed)
	}
	a := s.unlabelled(ctx, c.contact, customNamespace+s.prefix+"-absent")
	if a.code() == "CONTACT_NOT_FOUND" || a.ok() && a.contact().at("id").text() != c.id {
		return unexpected(a)
	}
	return status(a, http.StatusBadRequest, http.StatusNotFound, http.StatusOK)
}

func askUnlabelNotCarried(ctx context.Context, s *site) finding {
	c := s.carrier(ctx)
	if c.failed != nil {
		return unable("no contact could be labelled", c.failed)
	}
	return status(s.unlabelled(ctx, c.contact, c.label.key), http.StatusBadRequest, http.StatusNotFound, http.StatusOK)
}

func askUnlabelTransport(ctx context.Context, s *site) finding {
	c := s.carrier(ctx)
	if c.failed != nil {
		return unable("no contact could be labelled", c.failed)
	}
	var works []bool
	trail := []*answer{}
	for _, form := range []struct {
		query url.Values
		body  any
	}{{query: url.Values{"labelKeys": {c.label.key}}}, {body: object{"labelKeys": []string{c.label.key}}}} {
		if a := s.labelled(ctx, c.contact, c.label.key); !slices.Contains(custom(a), c.label.key) {
			return unable("the contact could not be labelled", a)
		}
		a := s.unlabel(ctx, c.contact, form.query, form.body)
		after := s.read(ctx, c.contact)
		if a.lost() || !after.ok() {
			return unexpected(a)
		}
		trail = append(trail, a)
		works = append(works, !slices.Contains(custom(after), c.label.key))
	}
	return choice(trail, "neither works",
		option{"body and query", works[0] && works[1]},
		option{"query only", works[0] && !works[1]},
		option{"body only", !works[0] && works[1]})
}
