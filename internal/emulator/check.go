package emulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

// object is a decoded JSON object; its numbers are json.Number.
type object = map[string]any

// decodeObject reads exactly one JSON object. An empty body is an empty object.
func decodeObject(raw []byte) (object, error) {
	if len(bytes.TrimSpace(raw)) == 0 {
		return object{}, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var out object
	if err := decoder.Decode(&out); err != nil || out == nil {
		return nil, errNotAnObject
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, errNotAnObject
	}
	return out, nil
}

// presence is what a member of a PATCH body can be.
type presence int

const (
	absent presence = iota
	null
	given
)

// member is a value of a request together with how it was given.
type member[T any] struct {
	presence presence
	value    T
}

func (m member[T]) given() bool { return m.presence == given }

// checker reads members out of a request and gathers what is wrong with them,
// so that one answer names every violation.
type checker struct {
	found []violation
	// nullIsAbsent treats null as absent (contract 6.5, design B).
	nullIsAbsent bool
}

func (k *checker) add(field, rule, description string, data map[string]any) {
	k.found = append(k.found, violation{Field: field, Description: description, ViolatedRule: rule, Data: data})
}

func (k *checker) err(root string) error {
	if len(k.found) == 0 {
		return nil
	}
	return invalid(root, k.found)
}

func within(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func at(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

// lookup returns a member, if it is given.
func (k *checker) lookup(in object, name string) (value any, p presence) {
	value, ok := in[name]
	switch {
	case !ok:
		return nil, absent
	case value == nil && k.nullIsAbsent:
		return nil, absent
	case value == nil:
		return nil, null
	}
	return value, given
}

func (k *checker) text(in object, path, name string, limit int) member[string] {
	value, p := k.lookup(in, name)
	if p != given {
		return member[string]{presence: p}
	}
	text, ok := value.(string)
	if !ok {
		k.add(within(path, name), ruleFormat, "must be a string", map[string]any{"type": "STRING"})
		return member[string]{}
	}
	k.length(within(path, name), text, 0, limit)
	return member[string]{given, text}
}

func (k *checker) length(field, text string, least, most int) {
	switch n := utf8.RuneCountInString(text); {
	case n < least:
		k.add(field, ruleMinLength, fmt.Sprintf("must have at least %d characters", least), threshold(least))
	case most > 0 && n > most:
		k.add(field, ruleMaxLength, fmt.Sprintf("must have at most %d characters", most), threshold(most))
	}
}

func threshold(n int) map[string]any { return map[string]any{"threshold": n} }

// required reads a text that must be there, with at least one character.
func (k *checker) required(in object, path, name string, limit int) string {
	m := k.text(in, path, name, limit)
	field := within(path, name)
	switch {
	case m.presence != given && in[name] == nil:
		k.add(field, ruleRequired, "must not be empty", nil)
	case m.given() && m.value == "":
		k.length(field, m.value, 1, 0)
	}
	return m.value
}

func (k *checker) flag(in object, path, name string) member[bool] {
	value, p := k.lookup(in, name)
	if p != given {
		return member[bool]{presence: p}
	}
	flag, ok := value.(bool)
	if !ok {
		k.add(within(path, name), ruleFormat, "must be a boolean", map[string]any{"type": "BOOL"})
		return member[bool]{}
	}
	return member[bool]{given, flag}
}

func (k *checker) enum(in object, path, name string, values map[string]bool) member[string] {
	m := k.text(in, path, name, 0)
	if m.given() && !values[m.value] {
		k.add(within(path, name), ruleEnum, fmt.Sprintf("has unknown value %q", m.value), nil)
		return member[string]{}
	}
	return m
}

// integer reads a whole number, also a quoted one (contract 11, row 39).
func (k *checker) integer(in object, path, name string) member[int] {
	value, p := k.lookup(in, name)
	if p != given {
		return member[int]{presence: p}
	}
	text, _ := value.(string)
	if n, ok := value.(json.Number); ok {
		text = n.String()
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		k.add(within(path, name), ruleFormat, "must be an integer", map[string]any{"type": "INT32"})
		return member[int]{}
	}
	return member[int]{given, n}
}

func (k *checker) object(in object, path, name string) member[object] {
	value, p := k.lookup(in, name)
	if p != given {
		return member[object]{presence: p}
	}
	out, ok := value.(object)
	if !ok {
		k.add(within(path, name), ruleFormat, "must be an object", map[string]any{"type": "OBJECT"})
		return member[object]{}
	}
	return member[object]{given, out}
}

// list reads an array of at most most elements.
func (k *checker) list(in object, path, name string, most int) member[[]any] {
	value, p := k.lookup(in, name)
	if p != given {
		return member[[]any]{presence: p}
	}
	out, ok := value.([]any)
	if !ok {
		k.add(within(path, name), ruleFormat, "must be an array", map[string]any{"type": "ARRAY"})
		return member[[]any]{}
	}
	if most > 0 && len(out) > most {
		k.add(within(path, name), ruleMaxSize, fmt.Sprintf("must have at most %d elements", most), threshold(most))
	}
	return member[[]any]{given, out}
}

// texts reads an array of strings.
func (k *checker) texts(in object, path, name string, most int) member[[]string] {
	list := k.list(in, path, name, most)
	out := member[[]string]{presence: list.presence}
	for i, value := range list.value {
		text, ok := value.(string)
		if !ok {
			k.add(at(within(path, name), i), ruleFormat, "must be a string", map[string]any{"type": "STRING"})
			continue
		}
		out.value = append(out.value, text)
	}
	return out
}
