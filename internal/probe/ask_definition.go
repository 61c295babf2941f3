package probe

import (
	"context"
	"net/http"
	"regexp"
	"strings"
)

// both asks one question of labels and of extended fields: the site has one answer if the
// two are alike.
func both(ask func(context.Context, *site, *kind) finding) func(context.Context, *site) finding {
	return func(ctx context.Context, s *site) finding {
		var found []finding
		for _, k := range []*kind{labels, fields} {
			found = append(found, ask(ctx, s, k))
		}
		return agreed(found)
	}
}

// known is a definition of that kind, made when it is first asked for.
func (s *site) known(ctx context.Context, k *kind) *definition {
	if k == labels {
		return s.label(ctx, "a")
	}
	return s.field(ctx, "TEXT")
}

// The forms of the ends of keys (contract 4.3, 5.3).
var randomTail = regexp.MustCompile(`^[a-z0-9]{8,}$`)

func askLabelKeys(ctx context.Context, s *site) finding {
	d := s.label(ctx, "a")
	if none, is := unmade(d); is {
		return none
	}
	slug := customNamespace + strings.ReplaceAll(d.name, " ", "-")
	tail, longer := strings.CutPrefix(d.key, slug+"-")
	return choice([]*answer{d.answer}, "the key has another form",
		option{"slug", d.key == slug}, option{"opaque", longer && randomTail.MatchString(tail)})
}

func askFieldKeys(ctx context.Context, s *site) finding {
	d := s.field(ctx, "TEXT")
	if none, is := unmade(d); is {
		return none
	}
	slug := customNamespace + strings.ReplaceAll(d.name, " ", "-")
	hyphen, hyphened := strings.CutPrefix(d.key, slug+"-")
	score, scored := strings.CutPrefix(d.key, strings.ReplaceAll(slug, "-", "_")+"_")
	return choice([]*answer{d.answer}, "the key has another form",
		option{"plain", d.key == slug},
		option{"random", hyphened && randomTail.MatchString(hyphen)},
		option{"underscore", scored && randomTail.MatchString(score)})
}

// askNamesMatch varies the case of a name, and then its spaces: a site that trims texts
// finds the latter in any case.
func askNamesMatch(ctx context.Context, s *site, k *kind) finding {
	d := s.known(ctx, k)
	if none, is := unmade(d); is {
		return none
	}
	other := strings.Replace(d.name, " ", " of ", 1)
	first := s.findOrCreate(ctx, k, other+" x", "TEXT")
	if none, is := unmade(first); is {
		return none
	}
	cased := s.matched(ctx, first, other+" X")
	spaced := s.matched(ctx, first, other+" x ")
	trail := []*answer{spaced.answer, cased.answer}
	trims := s.values["text.trim"]
	return choice(trail, "case and outer spaces do not count alike: "+cased.answer.outcome()+", "+spaced.answer.outcome(),
		option{"fold", cased.same && spaced.same},
		option{"exact", cased.different && (spaced.different || spaced.same && trims == "on")})
}

type match struct {
	answer *answer
	// same tells that a name is taken for that of a definition, different that it is not.
	same, different bool
}

func (s *site) matched(ctx context.Context, first *definition, name string) match {
	d := s.findOrCreate(ctx, first.kind, name, "TEXT")
	isNew, isTold := d.isNew()
	return match{
		d.answer,
		isTold && !isNew && d.key == first.key || d.answer.refused(http.StatusConflict),
		isTold && isNew && d.key != "" && d.key != first.key,
	}
}

func askFindExisting(ctx context.Context, s *site, k *kind) finding {
	first := s.known(ctx, k)
	if none, is := unmade(first); is {
		return none
	}
	again := s.findOrCreate(ctx, k, first.name, "TEXT")
	isNew, isTold := again.isNew()
	return choice([]*answer{again.answer}, "the answer is not one of those expected: "+again.answer.outcome(),
		option{"200", isTold && !isNew && again.key == first.key},
		option{"409", again.answer.refused(http.StatusConflict)})
}

func askRenameTaken(ctx context.Context, s *site, k *kind) finding {
	first := s.known(ctx, k)
	second := s.findOrCreate(ctx, k, s.prefix+" renamed", "TEXT")
	if none, is := unmade(first, second); is {
		return none
	}
	if first.key == second.key {
		return unexpected(second.answer)
	}
	rename := func(name string) *answer {
		return s.send(ctx, request{
			operation: k.rename, method: http.MethodPatch, path: k.at(second.key), repeatable: true,
			body: object{k.member: object{"displayName": name}},
		})
	}
	if a := rename(s.prefix + " renamed again"); !a.ok() {
		return unable("a rename was refused", a)
	}
	a := rename(first.name)
	after := s.get(ctx, k, second.key)
	name := definitionOf(after, k).at("displayName").text()
	return choice([]*answer{after, a}, "the answer and the name afterwards do not fit: "+a.outcome(),
		option{"409", a.refused(http.StatusConflict) && name == s.prefix+" renamed again"},
		option{"allow", a.ok() && name == first.name})
}

// definitionOf is the label or field of an answer, in its member or bare.
func definitionOf(a *answer, k *kind) node {
	if wrapped := a.body.at(k.member); wrapped.isObject() {
		return wrapped
	}
	return a.body
}

func askMissingDefinition(ctx context.Context, s *site, k *kind) finding {
	d := s.known(ctx, k)
	if none, is := unmade(d); is {
		return none
	}
	if a := s.get(ctx, k, d.key); !a.ok() {
		return unable("a "+k.noun+" could not be read", a)
	}
	key := customNamespace + s.prefix + "-missing"
	removed := s.send(ctx, request{operation: k.remove, method: http.MethodDelete, path: k.at(key), repeatable: true})
	return agreed([]finding{
		status(removed, http.StatusNotFound, http.StatusBadRequest),
		status(s.get(ctx, k, key), http.StatusNotFound, http.StatusBadRequest),
	})
}
