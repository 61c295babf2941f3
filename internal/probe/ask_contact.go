package probe

import (
	"context"
	"net/http"
	"slices"
	"time"
)

// milliseconds gives a span as a switch of the emulator takes it, rounded up.
func milliseconds(d time.Duration) string {
	return (d + time.Millisecond - 1).Truncate(time.Millisecond).String()
}

func (v sighting) bounds() string {
	return "more than " + milliseconds(v.least) + ", at most " + milliseconds(v.most)
}

// lag tells for how long something new was hidden.
func (v sighting) lag(made *answer, what string) finding {
	switch {
	case len(v.trail) == 0:
		return unable(what, made)
	case !v.seen:
		return untold("not shown within "+patience.String(), v.trail...)
	case v.atOnce:
		return finding{value: "off", note: "shown within " + milliseconds(v.most), trail: v.trail}
	case v.looks == 1:
		return untold("the first look failed, or came late", v.trail...)
	case v.vague():
		return untold("the looks before it was shown were too far apart", v.trail...)
	}
	return finding{value: v.span(), note: v.bounds(), trail: v.trail}
}

func askQueryLag(ctx context.Context, s *site) finding {
	w := s.look(ctx)
	return w.query.lag(w.contact.answer, "no query shows the contact")
}

func askListLag(ctx context.Context, s *site) finding {
	w := s.look(ctx)
	return w.list.lag(w.label.answer, "no list shows the label")
}

// askRevisionBackground goes by the site's own dates where they fit what was seen.
func askRevisionBackground(ctx context.Context, s *site) finding {
	w := s.look(ctx)
	v := w.revision
	switch {
	case ctx.Err() != nil:
		return untold("it was not watched to the end")
	case len(v.trail) == 0 || !w.contact.known:
		return unable("no contact could be watched", w.contact.answer)
	case !v.seen && v.failed:
		return untold("the last look failed", v.trail...)
	case !v.seen:
		return finding{value: "off", note: "not within " + patience.String(), trail: v.trail}
	case w.moved != 1:
		return untold("the revision moved by more than one", v.trail...)
	case w.after > v.least && w.after <= v.most:
		return finding{value: milliseconds(w.after), note: "by the dates of the contact", trail: v.trail}
	case v.looks == 1:
		return untold("it had moved before the first look, and the dates do not tell when", v.trail...)
	case v.vague():
		return untold("the looks before it moved were too far apart", v.trail...)
	}
	return finding{value: v.span(), note: v.bounds(), trail: v.trail}
}

func askRevisionType(ctx context.Context, s *site) finding {
	p := s.subject(ctx)
	if none, is := unmade(p); is {
		return none
	}
	var found []finding
	for _, a := range []*answer{p.answer, s.read(ctx, p)} {
		revision := a.contact().at("revision")
		_, isWhole := revision.whole()
		found = append(found, choice([]*answer{a}, "the revision is neither",
			option{"number", isWhole && revision.isNumber()}, option{"string", isWhole && revision.text() != ""}))
	}
	return agreed(found)
}

func askRevisionText(ctx context.Context, s *site) finding {
	p := s.someone(ctx, "text")
	if none, is := unmade(p); is {
		return none
	}
	a := s.patchFrom(ctx, p, object{"company": "Text"}, func(revision int) any { return decimal(revision) })
	return choice([]*answer{a}, "the answer is not one of those expected: "+a.outcome(),
		option{"accepted", a.ok() && a.contact().at("info", "company").text() == "Text"},
		option{"refused", a.refused(http.StatusBadRequest)})
}

func askDeleteMissing(ctx context.Context, s *site) finding {
	p := s.someone(ctx, "deleted")
	if none, is := unmade(p); is {
		return none
	}
	if !s.remove(ctx, contacts, p.id) {
		return untold("the contact could not be deleted")
	}
	if a := s.read(ctx, p); a.ok() || a.lost() {
		return unable("the contact is still there", a)
	}
	s.forget(contacts, p.id)
	a := s.send(ctx, request{operation: contacts.remove, method: http.MethodDelete, path: contacts.at(p.id), repeatable: true})
	return status(a, http.StatusNotFound, http.StatusOK)
}

// pair is two contacts that can be merged, as a preview shows, which changes nothing.
func (s *site) pair(ctx context.Context) (target, source *contact, preview *answer) {
	target, source = s.someone(ctx, "target"), s.someone(ctx, "source")
	if target.id == "" || source.id == "" {
		return target, source, source.answer
	}
	return target, source, s.send(ctx, request{
		operation: "Preview Merge Contacts", method: http.MethodPost, path: contacts.at(target.id) + "/preview-merge",
		body: object{"sourceContactIds": []string{source.id}}, repeatable: true,
	})
}

// askMergeStale would merge two contacts of the probe where the site does not look at the
// revision.
func askMergeStale(ctx context.Context, s *site) finding {
	target, source, preview := s.pair(ctx)
	if !preview.ok() || source.id == "" {
		return unable("no two contacts could be merged", preview)
	}
	first := s.write(ctx, target, object{"company": "Merge"})
	stale := target.revision
	second := s.write(ctx, target, object{"company": "Merge again"})
	if !first.stored() || !second.stored() || stale == target.revision {
		return unable("the revision does not move", second.patch)
	}
	a := s.send(ctx, request{
		operation: "Merge Contacts", method: http.MethodPost, path: contacts.at(target.id) + "/merge",
		body: object{"targetContactRevision": stale, "sourceContactIds": []string{source.id}},
	})
	if a.ok() {
		return untold("the contacts were merged all the same", a)
	}
	return status(a, http.StatusPreconditionRequired, http.StatusConflict)
}

// askSort compares contacts that were made one after the other. Few would be in order by
// chance.
func askSort(ctx context.Context, s *site) finding {
	const enough = 5
	var ids []string
	dates := map[string]string{}
	var newest *contact
	for _, p := range s.contacts {
		if p.id == "" || p.createdDate == "" || s.journal.known(contacts, p.id).gone {
			continue
		}
		if ids = append(ids, p.id); newest == nil || p.createdDate > newest.createdDate {
			newest = p
		}
		dates[p.id] = p.createdDate
	}
	if len(ids) < enough {
		return untold("there are too few contacts to compare")
	}
	if found, a := s.visible(ctx, newest); !found {
		return unable("queries do not find the contacts", a)
	}
	found, a := s.queried(ctx, object{"id": object{"$in": ids}})
	if !sameSet(found, ids) {
		return unable("the query finds other contacts", a)
	}
	var order []string
	for _, id := range found {
		order = append(order, dates[id])
	}
	ascending := slices.Sorted(slices.Values(order))
	if len(slices.Compact(slices.Clone(ascending))) != len(order) {
		return untold("some contacts are of the same moment", a)
	}
	up := slices.Equal(order, ascending)
	slices.Reverse(ascending)
	return choice([]*answer{a}, "the contacts are in no order of their dates",
		option{"createdDateAsc", up}, option{"createdDateDesc", slices.Equal(order, ascending)})
}

func askFieldset(ctx context.Context, s *site) finding {
	p := s.subject(ctx)
	if none, is := unmade(p); is {
		return none
	}
	if found, a := s.visible(ctx, p); !found {
		return unable("queries do not find the contact", a)
	}
	_, a := s.queried(ctx, object{"id": object{"$eq": p.id}})
	found := a.body.at("contacts").list()
	if len(found) != 1 || found[0].at("id").text() != p.id {
		return unexpected(a)
	}
	in := found[0]
	return choice([]*answer{a}, "the members are those of no fieldset",
		option{"FULL", in.at("createdDate").exists() && in.at("info", "emails").exists()},
		option{"BASIC", !in.at("createdDate").exists() && !in.at("info", "emails").exists() && in.at("info", "name").exists()})
}
