package wix

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// Opt is a JSON member that is absent, null or a value. The zero value is
// absent; fields of this type carry the omitzero option.
type Opt[T any] struct {
	// Value is nil for null and for absent.
	Value *T
	// Present is false for absent.
	Present bool
}

// Some is a member with a value.
func Some[T any](v T) Opt[T] { return Opt[T]{Value: &v, Present: true} }

// Null is a member that is null.
func Null[T any]() Opt[T] { return Opt[T]{Present: true} }

// Get returns the value, or the zero value for null and absent.
func (o Opt[T]) Get() T {
	if o.Value == nil {
		var zero T
		return zero
	}
	return *o.Value
}

// IsZero tells absent, for omitzero.
func (o Opt[T]) IsZero() bool { return !o.Present }

// MarshalJSON writes the value or null.
func (o Opt[T]) MarshalJSON() ([]byte, error) { return json.Marshal(o.Value) }

// UnmarshalJSON reads a value or null.
func (o *Opt[T]) UnmarshalJSON(data []byte) error {
	o.Present, o.Value = true, nil
	if bytes.Equal(data, []byte("null")) {
		return nil
	}
	o.Value = new(T)
	return decode(data, o.Value)
}

// Revision is a contact's revision: a JSON number, which some answers quote
// (contract 6.1).
type Revision int64

// UnmarshalJSON reads a number or a quoted number; null is as good as absent.
func (r *Revision) UnmarshalJSON(data []byte) error {
	if bytes.Equal(data, []byte("null")) {
		return nil
	}
	n, err := strconv.ParseInt(string(bytes.Trim(data, `"`)), 10, 64)
	if err != nil {
		return fmt.Errorf("revision %s is not a whole number", data)
	}
	*r = Revision(n)
	return nil
}
