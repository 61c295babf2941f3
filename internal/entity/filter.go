package entity

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Filter is an argument that chooses labels or fields, told once for listings
// that are at hand and for queries.
type Filter[T wix.NamedObject] struct {
	Name, Text string
	Validators []validator.String
	// Field is the member of the API's object that decides (contract 3.3), Of reads it.
	Field string
	Of    func(*T) string
	// Defines tells that the filter chooses by who defines an object: a list gives what
	// users define unless asked otherwise.
	Defines bool
	// Prefix compares the beginning only, without case, as $startsWith does.
	Prefix bool
}

// NamespaceFilter selects by the namespace.
func NamespaceFilter[T wix.NamedObject](text string) Filter[T] {
	return Filter[T]{Name: "namespace", Text: text, Field: "namespace", Of: func(have *T) string { return common(have).Namespace }}
}

// PrefixFilter selects by the beginning of the display name, without case.
func PrefixFilter[T wix.NamedObject]() Filter[T] {
	return Filter[T]{
		Name:  "display_name_prefix",
		Text:  "Only those whose display name begins so; upper and lower case are the same.",
		Field: "displayName", Of: func(have *T) string { return common(have).DisplayName }, Prefix: true,
	}
}

func (f Filter[T]) match(have *T, value string) bool {
	if f.Prefix {
		return strings.HasPrefix(strings.ToLower(f.Of(have)), strings.ToLower(value))
	}
	return f.Of(have) == value
}

// query is the condition in the query language (contract 3.1).
func (f Filter[T]) query(value string) map[string]any {
	if f.Prefix {
		return map[string]any{"$startsWith": value}
	}
	return map[string]any{"$eq": value}
}
