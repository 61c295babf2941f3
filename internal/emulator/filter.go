package emulator

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// operator is a set of operators of the filter language (contract 3.1).
type operator uint16

const (
	opEq operator = 1 << iota
	opNe
	opGt
	opGte
	opLt
	opLte
	opIn
	opNin
	opStartsWith
	opExists
	opHasAll
	opHasSome
	opIsEmpty
)

var operators = map[string]operator{
	"$eq": opEq, "$ne": opNe, "$gt": opGt, "$gte": opGte, "$lt": opLt, "$lte": opLte, "$in": opIn, "$nin": opNin,
	"$startsWith": opStartsWith, "$begins": opStartsWith, "$exists": opExists,
	"$hasAll": opHasAll, "$hasSome": opHasSome, "$isEmpty": opIsEmpty,
}

// The sets that the tables of contract 3.2 and 3.3 are made of.
const (
	opsIdentity = opEq | opNe | opIn | opExists
	opsText     = opsIdentity | opStartsWith
	opsOrdered  = opEq | opNe | opGt | opLt | opGte | opLte
	opsStatus   = opEq | opNe | opIn | opNin
	opsArray    = opHasSome | opHasAll
)

// column is something that can be filtered or sorted by.
type column[T any] struct {
	kind     kind
	ops      operator
	sortable bool
	// values are what a row has there; none means absent. Several, as for
	// e-mails, match when one does.
	values func(*T) []any
}

// codes are the application codes that differ between contacts and
// definitions (contract 2.3).
type codes struct {
	field, valueType, sort string
}

var (
	contactCodes    = codes{"UNSUPPORTED_FILTER_FIELD_UNKNOWN", "UNSUPPORTED_FILTER_VALUE_TYPE", "UNSUPPORTED_SORT_FIELD"}
	definitionCodes = codes{"UNSUPPORTED_FILTER_FIELD", "UNSUPPORTED_FILTER_VALUE", codeInvalidSort}
)

// dialect is the query language over one kind of row.
type dialect[T any] struct {
	columns func(path string) (column[T], bool)
	codes   codes
	// tie orders rows that a sort leaves equal; nil keeps their order.
	tie func(a, b *T) int
}

type predicate[T any] func(*T) bool

func malformed(text string) error { return badRequest("MALFORMED_FILTER", text) }

// compile makes a predicate of a filter; nil and {} let everything through.
func (d dialect[T]) compile(filter any) (predicate[T], error) {
	if filter == nil {
		return every[T](nil), nil
	}
	in, ok := filter.(object)
	if !ok {
		return nil, malformed("The filter must be an object.")
	}
	var all []predicate[T]
	for _, name := range slices.Sorted(maps.Keys(in)) {
		p, err := d.clause(name, in[name])
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return every(all), nil
}

func (d dialect[T]) clause(name string, value any) (predicate[T], error) {
	switch name {
	case "$and", "$or":
		parts, err := d.parts(name, value)
		if name == "$or" {
			return some(parts), err
		}
		return every(parts), err
	case "$not":
		parts, err := d.parts(name, value)
		inner := every(parts)
		return func(v *T) bool { return !inner(v) }, err
	}
	if strings.HasPrefix(name, "$") {
		return nil, badRequest("UNSUPPORTED_FILTER_OPERATOR", fmt.Sprintf("Operator %s is not supported here.", name))
	}
	col, ok := d.columns(name)
	if !ok {
		return nil, badRequest(d.codes.field, fmt.Sprintf("Field %s cannot be filtered by.", name))
	}
	if col.ops == 0 {
		return nil, badRequest("UNSUPPORTED_FILTER", fmt.Sprintf("Field %s has no filters.", name))
	}
	return d.condition(name, col, value)
}

// parts compiles the operands of a logical operator; $not takes a single
// object too.
func (d dialect[T]) parts(name string, value any) ([]predicate[T], error) {
	if lone, ok := value.(object); ok && name == "$not" {
		value = []any{lone}
	}
	list, ok := value.([]any)
	if !ok || len(list) == 0 {
		return nil, malformed(name + " must be an array of filters.")
	}
	var out []predicate[T]
	for _, part := range list {
		if _, ok := part.(object); !ok {
			return nil, malformed(name + " must be an array of filters.")
		}
		p, err := d.compile(part)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// condition compiles what a filter says about one column: a bare value, which
// is equality or, for an array, having the element; or an object of operators
// that must all hold.
func (d dialect[T]) condition(name string, col column[T], value any) (predicate[T], error) {
	ops, ok := value.(object)
	switch {
	case !ok && col.ops&(opEq|opsArray) == 0:
		return nil, unsupported("equality", name)
	case !ok:
		return d.test(name, col, opEq, value)
	}
	if len(ops) == 0 {
		return nil, malformed("The condition of " + name + " is empty.")
	}
	var all []predicate[T]
	for _, text := range slices.Sorted(maps.Keys(ops)) {
		op, ok := operators[text]
		if !ok || col.ops&op == 0 {
			return nil, unsupported(text, name)
		}
		p, err := d.test(name, col, op, ops[text])
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return every(all), nil
}

func unsupported(op, name string) error {
	return badRequest("UNSUPPORTED_FILTER_OPERATOR", fmt.Sprintf("Operator %s is not supported for field %s.", op, name))
}

func every[T any](all []predicate[T]) predicate[T] {
	return func(v *T) bool {
		for _, p := range all {
			if !p(v) {
				return false
			}
		}
		return true
	}
}

func some[T any](all []predicate[T]) predicate[T] {
	return func(v *T) bool {
		for _, p := range all {
			if p(v) {
				return true
			}
		}
		return false
	}
}

// selectRows filters and sorts rows; also, when not nil, holds beside the filter.
func selectRows[T any](d dialect[T], q search, rows iter.Seq[*T], also predicate[T]) ([]*T, error) {
	match, err := d.compile(q.filter)
	if err != nil {
		return nil, err
	}
	order, err := d.order(q.sort)
	if err != nil {
		return nil, err
	}
	var out []*T
	for v := range rows {
		if (also == nil || also(v)) && match(v) {
			out = append(out, v)
		}
	}
	if order != nil {
		slices.SortStableFunc(out, order)
	}
	return out, nil
}
