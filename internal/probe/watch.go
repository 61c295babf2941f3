package probe

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// Looks are when the probe looks at what it has just made: often enough to tell a span well,
// and not so often that the limit of requests holds looks back. They end where a site that
// hides it longer could not be waited for by a person.
var (
	looks = milli(0, 250, 500, 750, 1000, 1250, 1500, 1750, 2000, 3000, 4000, 5000, 7000, 9000, 12000, 16000, 20000)
	// Of a revision, the dates of its contact tell more.
	revisionLooks = milli(0, 1000, 2000, 4000, 8000, 14000, 20000)
)

func milli(all ...int) []time.Duration {
	out := make([]time.Duration, len(all))
	for i, one := range all {
		out[i] = time.Duration(one) * time.Millisecond
	}
	return out
}

const (
	// patience is for how long the probe waits for what a site may hide or do later.
	patience = 20 * time.Second
	// soon is how long after it was made something has to be looked at first.
	soon = 250 * time.Millisecond
)

// watch is what could be seen of a new contact and a new label, and when.
type watch struct {
	contact *contact
	label   *definition
	// query and list are when the contact was in queries and the label in lists, revision
	// is when the revision had moved by itself.
	query, list, revision sighting
	// moved is by how much it had, and after how long by the site's own dates.
	moved int
	after time.Duration
}

// sighting is when something was seen for the first time: after least, and most at the latest.
type sighting struct {
	seen, atOnce bool
	least, most  time.Duration
	// looks counts those that succeeded; failed tells that the newest did not, repeated that
	// the telling one did not at first.
	looks            int
	failed, repeated bool
	trail            []*answer
}

// enter notes one look at something that was made with an answer.
func (v *sighting) enter(a *answer, made *answer, seen bool) {
	if v.failed = !a.ok(); v.failed {
		return
	}
	v.looks++
	v.trail = []*answer{a}
	if !seen {
		v.least = max(0, a.began.Sub(made.ended))
		return
	}
	v.seen, v.repeated, v.most = true, a.attempts > 1, a.ended.Sub(made.began)
	v.atOnce = v.looks == 1 && made.attempts == 1 && a.began.Sub(made.ended) <= soon
}

// vague tells that looks failed or took long, so that the span is not known well.
func (v *sighting) vague() bool {
	return v.repeated || v.most-v.least > v.most/2+500*time.Millisecond
}

// span is the roundest span between least and most: nothing tells one of them from another.
func (v *sighting) span() string {
	for _, unit := range []time.Duration{time.Second, 500 * time.Millisecond, 100 * time.Millisecond, 10 * time.Millisecond} {
		if round := v.most.Truncate(unit); round > v.least {
			return round.String()
		}
	}
	return milliseconds(v.most)
}

// follow looks at the times of a schedule until it sees what it looks for.
func (s *site) follow(ctx context.Context, v *sighting, made *answer, schedule []time.Duration, look func() (*answer, bool)) {
	for _, at := range schedule {
		if v.seen || s.clock.Sleep(ctx, max(0, at-s.clock.Now().Sub(made.ended))) != nil {
			return
		}
		a, seen := look()
		v.enter(a, made, seen)
	}
}

// look watches a new contact and a new label, once in a run.
func (s *site) look(ctx context.Context) *watch {
	if s.watched != nil {
		return s.watched
	}
	w := &watch{}
	s.watched = w
	_ = s.rest(ctx)
	w.contact = s.someone(ctx, "new")
	born := w.contact.revision
	if w.contact.id != "" {
		s.follow(ctx, &w.query, w.contact.answer, looks, func() (*answer, bool) {
			ids, a := s.queried(ctx, object{"id": object{"$eq": w.contact.id}})
			return a, slices.Contains(ids, w.contact.id)
		})
	}
	_ = s.rest(ctx)
	if w.label = s.label(ctx, "new"); w.label.key != "" {
		s.follow(ctx, &w.list, w.label.answer, looks, func() (*answer, bool) {
			a := s.send(ctx, request{
				operation: labels.find, method: http.MethodGet, path: labels.path, repeatable: true,
				query: url.Values{"startsWith": {w.label.name}, "paging.limit": {"10"}},
			})
			return a, slices.Contains(keys(a), w.label.key)
		})
	}
	if w.contact.id != "" {
		s.follow(ctx, &w.revision, w.contact.answer, revisionLooks, func() (*answer, bool) {
			a := s.read(ctx, w.contact)
			made, known := a.contact().at("createdDate").moment()
			changed, also := a.contact().at("updatedDate").moment()
			if w.moved = w.contact.revision - born; known && also {
				w.after = changed.Sub(made)
			}
			return a, w.moved != 0
		})
	}
	return w
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
// as they were seen to be behind. Where they did not show the first one, it does not wait.
func (s *site) visible(ctx context.Context, p *contact) (bool, *answer) {
	w := s.look(ctx)
	if !w.query.seen {
		return false, w.contact.answer
	}
	if !w.query.atOnce {
		if err := s.clock.Sleep(ctx, w.query.most); err != nil {
			return false, &answer{err: err}
		}
	}
	var v sighting
	last := &answer{ended: s.clock.Now()}
	s.follow(ctx, &v, last, revisionLooks, func() (*answer, bool) {
		var ids []string
		ids, last = s.queried(ctx, object{"id": object{"$eq": p.id}})
		return last, slices.Contains(ids, p.id)
	})
	return v.seen, last
}
