package emulator

import (
	"iter"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// definition is what labels and extended fields have in common (contract 4.1,
// 5.1). Values are immutable once stored.
type definition struct {
	key, name, namespace string
	system               bool
	// created and updated are zero for system definitions.
	created, updated time.Time
	legacyID         string
}

func (d *definition) def() *definition { return d }

// defined is a pointer to a label or a field.
type defined[T any] interface {
	*T
	def() *definition
}

const customNamespace = "custom"

func (s *Server) newDefinition(key, name string, now time.Time) definition {
	return definition{
		key: key, name: name, namespace: customNamespace,
		created: now, updated: now, legacyID: s.opts.NewID(),
	}
}

// called finds a definition by its display name, system ones included
// (contract 11, row 19).
func called[T any, P defined[T]](all iter.Seq[*T], sw Switches, name string, names func(*T) string) *T {
	want := nameForm(sw, name)
	for v := range all {
		if nameForm(sw, names(v)) == want {
			return v
		}
	}
	return nil
}

func nameForm(sw Switches, name string) string {
	if sw.NamesMatch == "fold" {
		return strings.ToLower(strings.TrimSpace(name))
	}
	return name
}

func custom[T any, P defined[T]](all iter.Seq[*T]) (n int) {
	for v := range all {
		if !P(v).def().system {
			n++
		}
	}
	return n
}

// found decides about a find-or-create whose name is there already.
func (c *call) found(kind, name string) error {
	if c.sw.FindExisting == "409" || c.fresh && c.sw.CreateRace == "conflict" {
		return alreadyExists(kind, name)
	}
	return nil
}

// changeable finds a definition to change or delete.
func changeable[T any, P defined[T]](c *call, t *table[T], kind string) (*T, error) {
	key := c.r.PathValue("key")
	v := t.get(key)
	if v == nil {
		return nil, missingDefinition(c.sw, kind, key)
	}
	if P(v).def().system {
		return nil, plain(statusOf(c.sw.SystemDefinition, http.StatusBadRequest), kind+"s of the system cannot be changed")
	}
	return v, nil
}

// newName reads the name of a rename out of its wrapper, or out of the flat
// body of the printed examples (Appendix A).
func newName(c *call, wrapper string, limit int) (string, error) {
	var k checker
	body, path := c.body, ""
	if m := k.object(body, "", wrapper); m.given() {
		body, path = m.value, wrapper
	} else if name, ok := body["name"]; ok && body["displayName"] == nil {
		body = object{"displayName": name}
	}
	name := k.required(body, path, "displayName", limit)
	return trimmed(c.sw, name), k.err("request")
}

func trimmed(sw Switches, text string) string {
	if sw.TextTrim == "on" {
		return strings.TrimSpace(text)
	}
	return text
}

// unknownName reports, when a find-or-create arrives, that its name is new;
// whether it still is when its turn comes decides who lost a race.
func (s *Server) unknownName(pattern string, body []byte) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.switches.CreateRace != "conflict" {
		return false
	}
	in, err := decodeObject(body)
	name, ok := in["displayName"].(string)
	if err != nil || !ok {
		return false
	}
	switch pattern {
	case "POST /contacts/v4/labels":
		language, _ := in["language"].(string)
		return s.labelCalled(s.switches, name, language) == nil
	case "POST /contacts/v4/extended-fields":
		return s.fieldCalled(s.switches, name) == nil
	}
	return false
}

// quota is the data of LABELS_QUOTA_REACHED: numbers as text (contract 2.3).
func quota(limit, total int) map[string]any {
	return map[string]any{"labelsQuota": strconv.Itoa(limit), "labelsCurrentTotal": strconv.Itoa(total)}
}

// dates are those of a label or field in an answer; system ones have none. The answer that
// creates one may have milliseconds, later ones have whole seconds (contract 4.1).
func (d *definition) dates(sw Switches, creating bool) (created, updated string) {
	show := func(t time.Time) string {
		switch {
		case t.IsZero():
			return ""
		case sw.DefinitionDates != "milliseconds":
			return t.UTC().Truncate(time.Second).Format(time.RFC3339)
		case creating:
			return wireMilli(t)
		}
		return wireMilli(t.Truncate(time.Second))
	}
	return show(d.created), show(d.updated)
}

// narrowing is what the list calls can be narrowed by (contract 4.2, 5.2).
type narrowing struct {
	kind, namespace, startsWith string
}

func (k *checker) readNarrowing(in object, kindName string, kinds map[string]bool, nameLimit int) narrowing {
	out := narrowing{
		kind:       k.enum(in, "", kindName, kinds).value,
		namespace:  k.text(in, "", "namespace", 25).value,
		startsWith: k.text(in, "", "startsWith", nameLimit).value,
	}
	if out.namespace != "" {
		k.length("namespace", out.namespace, 3, 0)
	}
	return out
}

// admits compares the start of names case-sensitively, unlike $startsWith.
func (n narrowing) admits(kind, namespace, name string) bool {
	return (n.kind == "" || n.kind == kind) &&
		(n.namespace == "" || n.namespace == namespace) &&
		strings.HasPrefix(name, n.startsWith)
}
