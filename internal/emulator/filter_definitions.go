package emulator

import (
	"iter"
	"slices"
	"time"
)

// definitionColumn returns the columns labels and fields share (contract 3.3).
func definitionColumn[T any, P defined[T]](path string, name func(*T) string) (column[T], bool) {
	text := func(get func(*definition) string) func(*T) []any {
		return func(v *T) []any { return []any{get(P(v).def())} }
	}
	moment := func(get func(*definition) time.Time) func(*T) []any {
		return func(v *T) []any { return present(get(P(v).def())) }
	}
	switch path {
	case "key":
		return column[T]{kindText, opEq | opNe | opIn, false, text(func(d *definition) string { return d.key })}, true
	case "displayName":
		return column[T]{kindText, opEq | opNe | opIn | opStartsWith, true, func(v *T) []any { return []any{name(v)} }}, true
	case "namespace":
		return column[T]{kindText, opEq | opNe, false, text(func(d *definition) string { return d.namespace })}, true
	case "createdDate":
		return column[T]{kindTime, opsOrdered, true, moment(func(d *definition) time.Time { return d.created })}, true
	case "updatedDate":
		return column[T]{kindTime, opsOrdered, true, moment(func(d *definition) time.Time { return d.updated })}, true
	}
	return column[T]{}, false
}

// present is a date in the whole seconds that labels and fields show.
func present(t time.Time) []any {
	if t.IsZero() {
		return nil
	}
	return []any{t.UTC().Truncate(time.Second)}
}

func labelDialect(language string) dialect[label] {
	return dialect[label]{codes: definitionCodes, columns: func(path string) (column[label], bool) {
		if path == "labelType" {
			return column[label]{kindText, opEq, false, func(l *label) []any { return []any{l.labelType()} }}, true
		}
		return definitionColumn(path, func(l *label) string { return l.displayName(language) })
	}}
}

var fieldDialect = dialect[field]{codes: definitionCodes, columns: func(path string) (column[field], bool) {
	switch path {
	case "fieldType":
		return column[field]{kindText, opEq, false, func(f *field) []any { return []any{f.fieldType()} }}, true
	case "dataType":
		return column[field]{kindText, opEq | opNe, false, func(f *field) []any { return []any{f.dataType} }}, true
	}
	return definitionColumn(path, func(f *field) string { return f.name })
}}

// userMadeFirst is the unsorted order of the printed lists: what users made,
// then the system's.
func userMadeFirst[T any, P defined[T]](all iter.Seq[*T]) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for _, system := range []bool{false, true} {
			for v := range all {
				if P(v).def().system == system && !yield(v) {
					return
				}
			}
		}
	}
}

// newestFirst is userMadeFirst with the newest field first, as printed.
func newestFirst(all iter.Seq[*field]) iter.Seq[*field] {
	fields := slices.Collect(userMadeFirst(all))
	slices.SortStableFunc(fields, func(a, b *field) int { return b.created.Compare(a.created) })
	return slices.Values(fields)
}
