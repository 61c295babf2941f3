package probe

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
)

// carrier is a contact for a question about labels, and the label, which it can carry and
// does not: what the site answers then is about the question.
func (s *site) carrier(ctx context.Context, contact, label string) (*contact, *definition, *answer) {
	p, l := s.someone(ctx, contact), s.label(ctx, label)
	switch {
	case p.id == "":
		return p, l, p.answer
	case l.key == "":
		return p, l, l.answer
	}
	if a := s.labelled(ctx, p, l.key); !slices.Contains(custom(a), l.key) {
		return p, l, a
	}
	if a := s.unlabelled(ctx, p, l.key); !a.ok() || slices.Contains(custom(a), l.key) {
		return p, l, a
	}
	return p, l, nil
}

// askRevisionLabel works on the contact that was watched: its revision no longer moves by
// itself.
func askRevisionLabel(ctx context.Context, s *site) finding {
	w := s.look(ctx)
	p, l := w.contact, s.label(ctx, "a")
	if p.id == "" || l.key == "" {
		return unable("no contact with a label could be made", l.answer)
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
	p, l, failed := s.carrier(ctx, "carrier", "a")
	if failed != nil {
		return unable("no contact could be labelled", failed)
	}
	key := customNamespace + s.prefix + "-unknown"
	e := s.journal.note(labels, key)
	a := s.labelled(ctx, p, l.key, key)
	if e.made(a, ""); a.ok() {
		e.id = key
	}
	after := s.read(ctx, p)
	if !after.ok() || a.code() == "CONTACT_NOT_FOUND" {
		return unexpected(a)
	}
	carries := custom(after)
	nothing := len(carries) == 0
	return choice([]*answer{after, a}, "the answer and the labels afterwards do not fit: "+a.outcome(),
		option{"400", a.refused(http.StatusBadRequest) && nothing},
		option{"404", a.refused(http.StatusNotFound) && nothing},
		option{"partial", a.refused(http.StatusBadRequest) && slices.Equal(carries, []string{l.key})},
		option{"create", a.ok() && sameSet(carries, []string{l.key, key})})
}

func askUnlabelUnknown(ctx context.Context, s *site) finding {
	p, _, failed := s.carrier(ctx, "carrier", "a")
	if failed != nil {
		return unable("no contact could be labelled", failed)
	}
	a := s.unlabelled(ctx, p, customNamespace+s.prefix+"-absent")
	if a.code() == "CONTACT_NOT_FOUND" || a.ok() && a.contact().at("id").text() != p.id {
		return unexpected(a)
	}
	return status(a, http.StatusBadRequest, http.StatusNotFound, http.StatusOK)
}

func askUnlabelNotCarried(ctx context.Context, s *site) finding {
	p, l, failed := s.carrier(ctx, "carrier", "a")
	if failed != nil {
		return unable("no contact could be labelled", failed)
	}
	return status(s.unlabelled(ctx, p, l.key), http.StatusBadRequest, http.StatusNotFound, http.StatusOK)
}

func askUnlabelTransport(ctx context.Context, s *site) finding {
	p, l, failed := s.carrier(ctx, "carrier", "a")
	if failed != nil {
		return unable("no contact could be labelled", failed)
	}
	var works []bool
	trail := []*answer{}
	for _, form := range []struct {
		query url.Values
		body  any
	}{{query: url.Values{"labelKeys": {l.key}}}, {body: object{"labelKeys": []string{l.key}}}} {
		if a := s.labelled(ctx, p, l.key); !slices.Contains(custom(a), l.key) {
			return unable("the contact could not be labelled", a)
		}
		a := s.unlabel(ctx, p, form.query, form.body)
		after := s.read(ctx, p)
		if a.lost() || !after.ok() {
			return unexpected(a)
		}
		trail = append(trail, a)
		works = append(works, !slices.Contains(custom(after), l.key))
	}
	return choice(trail, "neither works",
		option{"body and query", works[0] && works[1]},
		option{"query only", works[0] && !works[1]},
		option{"body only", !works[0] && works[1]})
}
