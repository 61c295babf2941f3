package probe

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// looks are when the probe looks at what it has just made. They end where a site that hides
// it longer could not be waited for by a person.
var looks = []time.Duration{
	0, 250 * time.Millisecond, 500 * time.Millisecond, 750 * time.Millisecond, time.Second, 1500 * time.Millisecond,
	2 * time.Second, 3 * time.Second, 4 * time.Second, 6 * time.Second, 8 * time.Second, 11 * time.Second, 15 * time.Second, patience,
}

// watch is what could be seen of a new contact and a new label, and when.
type watch struct {
	contact *contact
	label   *definition
	// query and list are when the contact was in queries and the label in lists, revision
	// is when the revision had moved by itself.
	query, list, revision sighting
	// background is by how much the revision moved, and after how long by the site's own dates.
	moved int
	after time.Duration
}

// sighting is when something was seen for the first time: after least, and most at the latest.
type sighting struct {
	seen, atOnce bool
	least, most  time.Duration
	// unclear tells that the newest look failed, repeated that the telling one did at first.
	unclear, repeated bool
	looks             int
	trail             []*answer
}

// look enters one look: at an answer, for what was made between two moments.
func (v *sighting) look(a *answer, made *answer, seen bool) {
	if v.seen {
		return
	}
	if !a.ok() {
		v.unclear = true
		return
	}
	v.looks++
	v.trail = []*answer{a}
	if !seen {
		v.least, v.unclear = max(0, a.began.Sub(made.ended)), false
		return
	}
	v.seen, v.repeated, v.most = true, a.attempts > 1, a.ended.Sub(made.began)
	v.atOnce = v.looks == 1 && made.attempts == 1 && a.began.Sub(made.ended) <= soon
}

// vague tells that looks failed or took long, so that the span is not known well.
func (v *sighting) vague() bool {
	return v.repeated || v.most-v.least > v.most/2+500*time.Millisecond
}

// soon is how long after it was made something is looked at first.
const soon = 250 * time.Millisecond

// look watches a new contact and a new label, once in a run.
func (s *site) look(ctx context.Context) *watch {
	if s.watched != nil {
		return s.watched
	}
	w := &watch{}
	s.watched = w
	_ = s.rest(ctx)
	w.contact = s.someone(ctx, "new")
	born, start := w.contact.revision, s.clock.Now()
	for _, at := range looks {
		if s.clock.Sleep(ctx, max(0, at-s.clock.Now().Sub(start))) != nil {
			w.label = s.label(ctx, "new")
			return w
		}
		s.lookOnce(ctx, w, born)
		if w.revision.seen && (w.query.seen || w.contact.id == "") && (w.list.seen || w.label.key == "") {
			break
		}
	}
	return w
}

func (s *site) lookOnce(ctx context.Context, w *watch, born int) {
	if w.contact.id != "" && !w.query.seen {
		ids, a := s.queried(ctx, object{"id": object{"$eq": w.contact.id}})
		w.query.look(a, w.contact.answer, slices.Contains(ids, w.contact.id))
	}
	w.label = s.label(ctx, "new")
	if w.label.key != "" && !w.list.seen {
		a := s.send(ctx, request{
			operation: labels.find, method: http.MethodGet, path: labels.path, repeatable: true,
			query: url.Values{"startsWith": {w.label.name}, "paging.limit": {"10"}},
		})
		w.list.look(a, w.label.answer, slices.Contains(keys(a), w.label.key))
	}
	if w.contact.id != "" && !w.revision.seen {
		a := s.read(ctx, w.contact)
		w.moved = w.contact.revision - born
		w.revision.look(a, w.contact.answer, w.moved != 0)
		made, known := a.contact().at("createdDate").moment()
		changed, also := a.contact().at("updatedDate").moment()
		if w.revision.seen && known && also {
			w.after = changed.Sub(made)
		}
	}
}

// keys are those of the labels of an answer.
func keys(a *answer) []string {
	var out []string
	for _, one := range a.body.at("labels").list() {
		out = append(out, one.at("key").text())
	}
	return out
}

// visible waits until queries find a contact, and with it what is older: at first for as long
// as they were seen to be behind.
func (s *site) visible(ctx context.Context, p *contact) (bool, *answer) {
	var a *answer
	if w := s.look(ctx); w.query.seen && !w.query.atOnce {
		if err := s.clock.Sleep(ctx, w.query.most); err != nil {
			return false, &answer{err: err}
		}
	}
	start := s.clock.Now()
	for _, at := range looks {
		if err := s.clock.Sleep(ctx, max(0, at-s.clock.Now().Sub(start))); err != nil {
			return false, &answer{err: err}
		}
		var ids []string
		if ids, a = s.queried(ctx, object{"id": object{"$eq": p.id}}); ids == nil || slices.Contains(ids, p.id) {
			return slices.Contains(ids, p.id), a
		}
	}
	return false, a
}
