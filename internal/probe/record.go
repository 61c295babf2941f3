package probe

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Pair is a request and its answer in the form of the printed examples of the API. Ids are
// replaced, and of texts only those stay that the probe has sent, or that are of the API.
type Pair struct {
	Entity    string `json:"entity"`
	Operation string `json:"operation"`
	Title     string `json:"title"`
	Method    string `json:"method"`
	Path      string `json:"path"`
	Request   any    `json:"request"`
	Response  any    `json:"response"`
	Note      string `json:"note"`
}

// recorder keeps the pairs of a run, with everything taken out that the probe did not make
// itself: it keeps what it knows, as what is personal cannot be recognised.
type recorder struct {
	// prefix is that of the run; a recorder without one keeps nothing.
	prefix string
	pairs  []Pair
	// words are those that the probe has sent.
	words map[string]bool
	// own are the ids and keys of the probe's objects.
	own map[string]bool
	// ids are the replacements of ids.
	ids map[string]string
}

// add records a request that has a name in the API, and an answer that arrived.
func (c *recorder) add(r request, a *answer) {
	if c.prefix == "" || r.operation == "" || a.status == 0 {
		return
	}
	if c.words == nil {
		c.words, c.own, c.ids = map[string]bool{}, map[string]bool{}, map[string]string{}
	}
	sent := copied(r.body)
	c.learnWords(sent)
	for _, values := range r.query {
		for _, value := range values {
			c.learnWords(value)
		}
	}
	c.learnOwn(a)
	path := c.replaceIDs(r.path)
	if len(r.query) > 0 {
		path += "?" + c.replaceIDs(r.query.Encode())
	}
	note := ""
	if a.status != 200 {
		note = fmt.Sprintf("answered with status %d", a.status)
	}
	c.pairs = append(c.pairs, Pair{
		entityOf(r.path), r.operation, r.operation, r.method, path, c.kept(sent, ""), c.kept(a.body.value, ""), note,
	})
}

// copied is a body as it is on the wire.
func copied(body any) any {
	if body == nil {
		return nil
	}
	raw, err := json.Marshal(body)
	if err != nil {
		return nil
	}
	return parse(raw).value
}

func entityOf(path string) string {
	switch {
	case strings.HasPrefix(path, labels.path):
		return "label"
	case strings.HasPrefix(path, fields.path):
		return "extended_field"
	}
	return "contact"
}

// learnWords takes the words of what the probe sends.
func (c *recorder) learnWords(value any) {
	switch value := value.(type) {
	case string:
		for _, word := range wordsOf(value) {
			c.words[strings.ToLower(word)] = true
		}
		if digits := onlyDigits(value); len(digits) >= leastPhone {
			c.words[digits] = true
		}
	case json.Number:
		c.words[value.String()] = true
	case []any:
		for _, one := range value {
			c.learnWords(one)
		}
	case object:
		for name, one := range value {
			c.learnWords(name)
			c.learnWords(one)
		}
	}
}

// learnOwn takes the ids of objects that have the name of the run.
func (c *recorder) learnOwn(a *answer) {
	for _, k := range []*kind{contacts, labels, fields} {
		one := a.body.at(k.member)
		id := one.at("id").text() + one.at("key").text()
		mine := ours(one.at("displayName").text(), c.prefix) || ours(one.at("info", "name", "first").text(), c.prefix)
		if id != "" && mine && a.ok() {
			c.own[id] = true
			c.learnWords(id)
		}
	}
}

func (c *recorder) replaceIDs(text string) string {
	return guid.ReplaceAllStringFunc(text, func(id string) string {
		if c.ids[id] == "" {
			c.ids[id] = fmt.Sprintf("00000000-0000-4000-8000-%012d", len(c.ids)+1)
		}
		return c.ids[id]
	})
}

// kept is a value without what the probe does not know. Objects of others go whole.
func (c *recorder) kept(value any, name string) any {
	switch value := value.(type) {
	case string:
		return c.keptText(value, name)
	case json.Number:
		if len(value) > 5 && !c.words[value.String()] {
			return json.Number("0")
		}
		return value
	case []any:
		out := []any{}
		for _, one := range value {
			if !c.foreign(one, name) {
				out = append(out, c.kept(one, name))
			}
		}
		return out
	case object:
		out := object{}
		for _, key := range slices.Sorted(maps.Keys(value)) {
			if c.foreign(value[key], key) || !c.keptName(key) {
				continue
			}
			out[c.replaceIDs(key)] = c.kept(value[key], key)
		}
		return out
	}
	return value
}

// foreign tells whether something is a contact, a label or a field that the run has not made.
func (c *recorder) foreign(value any, name string) bool {
	in := node{value, true}
	switch name {
	case contacts.member, contacts.list:
		return in.isObject() && in.at("id").exists() && !c.own[in.at("id").text()]
	case labels.member, labels.list, fields.member, fields.list:
		return in.isObject() && in.at("key").exists() && !c.own[in.at("key").text()]
	}
	return false
}
