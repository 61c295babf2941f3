package entity

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Filter is an argument of the plural data source and the list resource, which chooses
// labels or fields.
type Filter[T wix.NamedObject] struct {
	Name, Text string
	Validators []validator.String
	// Of reads what the argument is compared with.
	Of func(*T) string
	// Defines tells that the filter chooses by who defines an object: a list gives what
	// users define unless asked otherwise.
	Defines bool
	// Prefix compares the beginning only, without case.
	Prefix bool
}

// NamespaceFilter selects by the namespace.
func NamespaceFilter[T wix.NamedObject](text string) Filter[T] {
	return Filter[T]{Name: "namespace", Text: text, Validators: []validator.String{NotBlank}, Of: func(have *T) string { return common(have).Namespace }}
}

// PrefixFilter selects by the beginning of the display name, without case.
func PrefixFilter[T wix.NamedObject]() Filter[T] {
	return Filter[T]{
		Name:       "display_name_prefix",
		Text:       "Only those whose display name begins so; upper and lower case are the same.",
		Validators: []validator.String{NotBlank},
		Of:         func(have *T) string { return common(have).DisplayName }, Prefix: true,
	}
}

func (f Filter[T]) match(have *T, argument types.String) bool {
	value, want := f.Of(have), argument.ValueString()
	if f.Prefix {
		return strings.HasPrefix(strings.ToLower(value), strings.ToLower(want))
	}
	return argument.IsNull() || value == want
}

// arguments reads the filters of a configuration, by name.
func (k NamedKind[T]) arguments(ctx context.Context, from tfsdk.Config, diags *diag.Diagnostics) map[string]types.String {
	out := map[string]types.String{}
	for _, f := range k.Filters {
		var value types.String
		diags.Append(from.GetAttribute(ctx, path.Root(f.Name), &value)...)
		out[f.Name] = value
	}
	return out
}

// chosen returns the objects that match all arguments, in the order of the listing.
func (k NamedKind[T]) chosen(ctx context.Context, site *cache.Cache, arguments map[string]types.String) ([]*T, error) {
	all, err := k.Listing(site).All(ctx)
	return slices.DeleteFunc(all, func(have *T) bool {
		return slices.ContainsFunc(k.Filters, func(f Filter[T]) bool { return !f.match(have, arguments[f.Name]) })
	}), err
}
