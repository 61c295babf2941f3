package emulator

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// kind is how the values of a column compare.
type kind int

const (
	kindText kind = iota
	// kindFold is text whose case does not count.
	kindFold
	kindTime
	kindNumber
	// kindArray holds texts that are asked for as a set.
	kindArray
)

// operand turns a JSON value into what a column's values compare with.
func (d dialect[T]) operand(name string, k kind, value any) (any, error) {
	wrongType := badRequest(d.codes.valueType, fmt.Sprintf("The value for %s has the wrong type.", name))
	if k == kindNumber {
		n, ok := value.(json.Number)
		if !ok {
			return nil, wrongType
		}
		f, err := n.Float64()
		if err != nil {
			return nil, badRequest("UNSUPPORTED_FILTER_VALUE", fmt.Sprintf("The value for %s is out of range.", name))
		}
		return f, nil
	}
	text, ok := value.(string)
	if !ok {
		return nil, wrongType
	}
	switch k {
	case kindFold:
		return strings.ToLower(text), nil
	case kindTime:
		t, ok := parseMoment(text)
		if !ok {
			return nil, badRequest("UNSUPPORTED_FILTER_VALUE", fmt.Sprintf("The value for %s is not a date.", name))
		}
		return t, nil
	}
	return text, nil
}

// parseMoment reads a timestamp, or a date as its first instant in UTC.
func parseMoment(text string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339Nano, time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

func (d dialect[T]) operands(name string, k kind, value any) ([]any, error) {
	list, ok := value.([]any)
	if !ok {
		return nil, badRequest(d.codes.valueType, fmt.Sprintf("The value for %s must be an array.", name))
	}
	out := make([]any, len(list))
	for i, element := range list {
		var err error
		if out[i], err = d.operand(name, k, element); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// test compiles one operator over one column.
func (d dialect[T]) test(name string, col column[T], op operator, value any) (predicate[T], error) {
	switch op {
	case opExists:
		want, ok := value.(bool)
		if !ok {
			return nil, badRequest(d.codes.valueType, fmt.Sprintf("$exists for %s takes true or false.", name))
		}
		return func(v *T) bool { return len(col.values(v)) > 0 == want }, nil
	case opIn, opNin, opHasSome, opHasAll:
		return d.testSet(name, col, op, value)
	}
	want, err := d.operand(name, col.kind, value)
	if err != nil {
		return nil, err
	}
	if op == opStartsWith {
		prefix := strings.ToLower(as[string](want))
		return func(v *T) bool {
			return slices.ContainsFunc(col.values(v), func(have any) bool {
				return strings.HasPrefix(strings.ToLower(as[string](have)), prefix)
			})
		}, nil
	}
	holds := comparison(op)
	if op == opNe {
		return func(v *T) bool { return !col.any(v, func(c int) bool { return c == 0 }, want) }, nil
	}
	return func(v *T) bool { return col.any(v, holds, want) }, nil
}

func (d dialect[T]) testSet(name string, col column[T], op operator, value any) (predicate[T], error) {
	wanted, err := d.operands(name, col.kind, value)
	if err != nil {
		return nil, err
	}
	equal := comparison(opEq)
	has := func(v *T) func(any) bool {
		return func(want any) bool { return col.any(v, equal, want) }
	}
	switch op {
	case opNin:
		return func(v *T) bool { return !slices.ContainsFunc(wanted, has(v)) }, nil
	case opHasAll:
		return func(v *T) bool {
			return !slices.ContainsFunc(wanted, func(want any) bool { return !col.any(v, equal, want) })
		}, nil
	}
	return func(v *T) bool { return slices.ContainsFunc(wanted, has(v)) }, nil
}

func comparison(op operator) func(int) bool {
	switch op {
	case opGt:
		return func(c int) bool { return c > 0 }
	case opGte:
		return func(c int) bool { return c >= 0 }
	case opLt:
		return func(c int) bool { return c < 0 }
	case opLte:
		return func(c int) bool { return c <= 0 }
	}
	return func(c int) bool { return c == 0 }
}

// any reports that one of the column's values compares with want as holds
// demands. An absent value compares with nothing.
func (col column[T]) any(v *T, holds func(int) bool, want any) bool {
	for _, have := range col.values(v) {
		if holds(compareValues(col.kind, have, want)) {
			return true
		}
	}
	return false
}

// as is the value of a column or operand, whose type its kind settles.
func as[T any](v any) T {
	out, _ := v.(T)
	return out
}

func compareValues(k kind, a, b any) int {
	switch k {
	case kindTime:
		return as[time.Time](a).Compare(as[time.Time](b))
	case kindNumber:
		return cmp.Compare(as[float64](a), as[float64](b))
	case kindFold:
		return cmp.Compare(strings.ToLower(as[string](a)), strings.ToLower(as[string](b)))
	}
	return cmp.Compare(as[string](a), as[string](b))
}

// order compiles a sort; nil for none. Rows without a value come first
// ascending, texts compare by their lower case first.
func (d dialect[T]) order(keys []sortKey) (func(a, b *T) int, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	var all []func(a, b *T) int
	for _, key := range keys {
		col, ok := d.columns(key.field)
		if !ok || !col.sortable {
			return nil, badRequest(d.codes.sort, fmt.Sprintf("Field %q cannot be sorted by.", key.field))
		}
		sign := 1
		if key.desc {
			sign = -1
		}
		all = append(all, func(a, b *T) int { return sign * col.compare(a, b) })
	}
	if d.tie != nil {
		all = append(all, d.tie)
	}
	return func(a, b *T) int {
		for _, f := range all {
			if c := f(a, b); c != 0 {
				return c
			}
		}
		return 0
	}, nil
}

func (col column[T]) compare(a, b *T) int {
	x, y := col.values(a), col.values(b)
	if len(x) == 0 || len(y) == 0 {
		return cmp.Compare(min(len(x), 1), min(len(y), 1))
	}
	if col.kind == kindText {
		if c := compareValues(kindFold, x[0], y[0]); c != 0 {
			return c
		}
	}
	return compareValues(col.kind, x[0], y[0])
}
