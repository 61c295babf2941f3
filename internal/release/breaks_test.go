package release_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
)

// objects are what a provider has, by what they are and their names, such as
// {"resource", "wix_contact"}.
type objects map[[2]string]object

// object is what has arguments or attributes.
type object map[string]attribute

// attribute is one as far as a configuration relies on it.
type attribute struct {
	Type   any
	Nested *struct {
		Attributes object
		Mode       string `json:"nesting_mode"`
	} `json:"nested_type"`
	Required, Optional, Computed, Sensitive bool

	WriteOnly         bool `json:"write_only"`
	RequiredForImport bool `json:"required_for_import"`
	OptionalForImport bool `json:"optional_for_import"`

	// Replaces has an object replaced when it changes.
	Replaces bool `json:"-"`
}

// broken is a change that breaks configurations.
type broken struct{ object, attribute, problem string }

func (b broken) String() string {
	if b.attribute == "" {
		return fmt.Sprintf("`%s` %s", b.object, b.problem)
	}
	return fmt.Sprintf("`%s` of `%s` %s", b.attribute, b.object, b.problem)
}

// breaks returns the changes from one provider to another that break configurations.
// Additions do not.
func breaks(old, now objects) (out []broken) {
	for id, was := range old {
		is, kept := now[id]
		if !kept {
			out = append(out, broken{object: id[1], problem: "is gone, a " + id[0]})
			continue
		}
		for _, one := range was.breaks(is, "") {
			out = append(out, broken{id[1], one.attribute, one.problem + ", in the " + id[0]})
		}
	}
	slices.SortFunc(out, func(a, b broken) int {
		return slices.Compare([]string{a.object, a.attribute, a.problem}, []string{b.object, b.attribute, b.problem})
	})
	return out
}

func (old object) breaks(now object, at string) (out []broken) {
	for name, is := range now {
		if _, had := old[name]; !had && (is.Required || is.RequiredForImport) {
			out = append(out, broken{attribute: at + name, problem: "is new and required"})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(old)) {
		is, kept := now[name]
		if !kept {
			out = append(out, broken{attribute: at + name, problem: "is gone"})
			continue
		}
		out = append(out, old[name].breaks(is, at+name)...)
	}
	return out
}

func (old attribute) breaks(now attribute, at string) (out []broken) {
	for problem, found := range map[string]bool{
		"has another type":           !old.sameType(now),
		"is required now":            old.configurable() && now.Required && !old.Required || now.RequiredForImport && !old.RequiredForImport,
		"can no longer be set":       old.configurable() && !now.configurable(),
		"is no longer computed":      old.Computed && !now.Computed,
		"is sensitive now":           now.Sensitive && !old.Sensitive,
		"is not in the state now":    now.WriteOnly && !old.WriteOnly,
		"replaces the object now":    now.Replaces && !old.Replaces,
		"no longer serves to import": old.OptionalForImport && !now.OptionalForImport && !now.RequiredForImport,
	} {
		if found {
			out = append(out, broken{attribute: at, problem: problem})
		}
	}
	if old.Nested != nil && now.Nested != nil {
		out = append(out, old.Nested.Attributes.breaks(now.Nested.Attributes, at+".")...)
	}
	return out
}

func (a attribute) configurable() bool { return a.Required || a.Optional }

func (a attribute) sameType(now attribute) bool {
	if a.Nested != nil && now.Nested != nil {
		return a.Nested.Mode == now.Nested.Mode
	}
	if a.configurable() {
		return a.Nested == nil && now.Nested == nil && reflect.DeepEqual(a.Type, now.Type)
	}
	return a.Nested == nil && now.Nested == nil && has(now.Type, a.Type)
}

// has reports whether a type is another one, or has members beside those of it.
func has(typ, members any) bool {
	object, ok := typ.(map[string]any)
	if !ok {
		list, ok := typ.([]any) // such as ["list", "string"]
		others, same := members.([]any)
		return ok && same && slices.EqualFunc(list, others, has) || reflect.DeepEqual(typ, members)
	}
	others, ok := members.(map[string]any)
	for name, other := range others {
		ok = ok && object[name] != nil && has(object[name], other)
	}
	return ok
}
