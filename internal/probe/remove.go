package probe

import (
	"context"
	"math"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const (
	// namePrefix begins the name of all that any run of the probe makes.
	namePrefix = "wix-probe-"
	// mostSilentRemovals is after how many failures in a row removing is given up.
	mostSilentRemovals = 4
	sweepPage          = 100
	mostSweepPages     = 50
)

// madeByProbe matches the names of the probe's objects, and the addresses of its contacts.
var madeByProbe = regexp.MustCompile(`^` + namePrefix + `[a-z]{10}(?:$|[ .@-])`)

// tidy removes what the run has made. It returns what may be left, in words.
func (s *site) tidy(ctx context.Context) (left []string) {
	s.most, s.mostSilent = s.sent+MostRequests-mostAsking+len(s.journal.entries), math.MaxInt
	s.removeAll(ctx)
	if s.doubtful() {
		s.await(ctx)
	}
	if left = s.sweep(ctx, s.prefix); len(left) > 0 || s.holds() {
		// What spoilt a request may have passed.
		_ = s.rest(ctx)
		s.removeAll(ctx)
		left = s.sweep(ctx, s.prefix)
	}
	for _, e := range s.journal.entries {
		switch {
		case e.id != "" && !e.gone:
			left = append(left, s.secrets.Text(e.kind.noun+" "+e.id+" ("+e.name+")"))
		case e.doubtful && s.hides(e.kind):
			left = append(left, e.kind.noun+" "+e.name+", which may appear later, as the site hides what is new")
		}
	}
	return left
}

// hides tells that new objects of a kind were not shown for as long as the probe waits.
func (s *site) hides(k *kind) bool {
	if s.watched == nil {
		return false
	}
	v := s.watched.list
	if k == contacts {
		v = s.watched.query
	}
	return v.looks > 0 && !v.seen
}

// timed tells that it was measured for how long the site hides what is new.
func (s *site) timed() bool {
	return s.watched != nil && s.watched.query.seen && s.watched.list.seen
}

// holds tells whether the site still has something that the journal knows.
func (s *site) holds() bool {
	for _, e := range s.journal.entries {
		if e.id != "" && !e.gone {
			return true
		}
	}
	return false
}

// removeAll removes what the journal knows and is not gone, contacts first, as the removal
// of a definition changes those that use it.
func (s *site) removeAll(ctx context.Context) {
	failures := 0
	for _, k := range []*kind{contacts, labels, fields} {
		for _, e := range s.journal.entries {
			if e.kind != k || e.id == "" || e.gone || failures >= mostSilentRemovals {
				continue
			}
			failures++
			if s.remove(ctx, k, e.id) {
				failures = 0
				s.forget(k, e.id)
			}
		}
	}
}

// forget marks every entry of an object: a name that was found has the key of another.
func (s *site) forget(k *kind, id string) {
	for _, e := range s.journal.entries {
		if e.kind == k && e.id == id {
			e.gone = true
		}
	}
}

// remove deletes one object, and tells whether it is gone.
func (s *site) remove(ctx context.Context, k *kind, id string) bool {
	a := s.send(ctx, request{operation: k.remove, method: http.MethodDelete, path: k.at(id), repeatable: true})
	return a.ok() || a.status == http.StatusNoContent || a.status == http.StatusNotFound || a.refused(http.StatusBadRequest) && strings.Contains(a.code(), "NOT_FOUND")
}

func (s *site) doubtful() bool {
	for _, e := range s.journal.entries {
		if e.doubtful {
			return true
		}
	}
	return false
}

// await waits for as long as the site hides new objects.
func (s *site) await(ctx context.Context) {
	lag := patience
	if s.timed() {
		lag = max(s.watched.query.most, s.watched.list.most) + time.Second
	}
	_ = s.clock.Sleep(ctx, lag)
}

// sweep looks for objects under a prefix and removes them, and returns what it could not
// remove or look for, in words.
func (s *site) sweep(ctx context.Context, prefix string) (left []string) {
	for _, k := range []*kind{contacts, labels, fields} {
		found, ok := s.lookFor(ctx, k, prefix)
		if !ok && s.rest(ctx) == nil { // what spoilt the look may have passed
			found, ok = s.lookFor(ctx, k, prefix)
		}
		if !ok && s.concerns(k) {
			left = append(left, "whether there are more "+k.list+" could not be told")
		}
		for id, name := range found {
			e := s.journal.known(k, id)
			// A list that is behind shows what is gone.
			if e != nil && e.gone && s.get(ctx, k, id).status != http.StatusOK {
				continue
			}
			if e == nil {
				e = s.journal.note(k, name)
				e.id = id
			}
			e.doubtful, e.gone = false, false
			if s.remove(ctx, k, id) {
				s.forget(k, id)
			}
		}
	}
	return left
}

// concerns tells whether the run may have made an object of that kind that the journal does
// not know. Without a journal, another run may have.
func (s *site) concerns(k *kind) bool {
	for _, e := range s.journal.entries {
		if e.kind == k && e.doubtful {
			return true
		}
	}
	return len(s.journal.entries) == 0
}

// lookFor finds the probe's objects of a kind, with their names by id. What the site answers
// is looked at again: nothing is taken for the probe's because a filter let it through.
func (s *site) lookFor(ctx context.Context, k *kind, prefix string) (found map[string]string, ok bool) {
	found = map[string]string{}
	if k != contacts {
		return found, s.pages(ctx, k, prefix, func(one node) {
			if name := one.at("displayName").text(); ours(name, prefix) && usable(one.at("key").text()) {
				found[one.at("key").text()] = name
			}
		})
	}
	// Each contact of the probe has the name, and all but a few an address: a site on which
	// one of the filters does not work may still know the other.
	for _, field := range []string{"info.emails.email", "info.name.first"} {
		filter := object{field: object{"$startsWith": prefix}}
		ok = s.contactPages(ctx, filter, func(one node) {
			names := []string{one.at("info", "name", "first").text(), one.at("primaryInfo", "email").text()}
			for _, e := range one.at("info", "emails", "items").list() {
				names = append(names, e.at("email").text())
			}
			for _, name := range names {
				if ours(name, prefix) && usable(one.at("id").text()) {
					found[one.at("id").text()] = name
				}
			}
		})
	}
	return found, ok
}

// ours tells whether a name is of the probe, and of the run of that prefix.
func ours(name, prefix string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	return madeByProbe.MatchString(name) && strings.HasPrefix(name, prefix)
}

// pages lists definitions whose names begin with a prefix.
func (s *site) pages(ctx context.Context, k *kind, prefix string, each func(node)) bool {
	return s.paged(k.list, each, func(offset int) *answer {
		return s.send(ctx, request{
			operation: k.find, method: http.MethodGet, path: k.path, repeatable: true,
			query: url.Values{
				"startsWith": {prefix}, "paging.limit": {strconv.Itoa(sweepPage)}, "paging.offset": {strconv.Itoa(offset)},
			},
		})
	})
}

func (s *site) contactPages(ctx context.Context, filter object, each func(node)) bool {
	return s.paged(contacts.list, each, func(offset int) *answer {
		return s.send(ctx, request{
			operation: contacts.query, method: http.MethodPost, path: contacts.path + "/query", repeatable: true,
			body: object{"query": object{
				"filter": filter, "fields": []string{"primaryInfo", "info.name", "info.emails"},
				"sort":   []any{object{"fieldName": "createdDate", "order": "ASC"}},
				"paging": object{"limit": sweepPage, "offset": offset},
			}},
		})
	})
}

// paged calls each with what is on all pages, and tells whether all could be read.
func (s *site) paged(member string, each func(node), page func(offset int) *answer) bool {
	for n := range mostSweepPages {
		a := page(n * sweepPage)
		if !a.ok() || !isList(a.body.at(member)) {
			return false
		}
		found := a.body.at(member).list()
		for _, one := range found {
			each(one)
		}
		if len(found) < sweepPage {
			return true
		}
	}
	return false
}
