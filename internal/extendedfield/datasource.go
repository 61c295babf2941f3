package extendedfield

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/catalog"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

var lookup = entity.Lookup[wix.Field, Facts]{
	Type:       "wix_contact_extended_field",
	Plural:     "wix_contact_extended_fields",
	List:       "fields",
	One:        "The definition of one extended field, by key or by display name. Fields that Wix defines can be read too. That none matches is an error.\n\nThe credential needs the permission Manage Contact Extended Fields.",
	Many:       "Definitions of the site's extended fields, those that Wix defines included.\n\nThe credential needs the permission Manage Contact Extended Fields.",
	Attributes: entity.Attributes(resourceSchema.Attributes),
	Listing:    func(c *catalog.Catalog) *catalog.Listing[wix.Field] { return c.Fields },
	Fill:       (*Facts).FromAPI,
	Name:       func(f *wix.Field) string { return f.DisplayName },
	Key:        func(f *wix.Field) string { return f.Key },
	Filters: []entity.Filter[wix.Field]{
		{
			Name:       "field_type",
			Text:       "Only fields of this type: `USER_DEFINED` or `SYSTEM`.",
			Validators: []validator.String{stringvalidator.OneOf("USER_DEFINED", "SYSTEM")},
			Field:      "fieldType",
			Of:         func(f *wix.Field) string { return f.FieldType },
		},
		{
			Name:       "data_type",
			Text:       "Only fields of this data type: `TEXT`, `NUMBER`, `DATE` or `URL`.",
			Validators: []validator.String{stringvalidator.OneOf(wix.Text, wix.Number, wix.Date, wix.URL)},
			Field:      "dataType",
			Of:         func(f *wix.Field) string { return f.DataType },
		},
		{
			Name:  "namespace",
			Text:  "Only fields of this namespace, such as `custom` or `ecom`.",
			Field: "namespace",
			Of:    func(f *wix.Field) string { return f.Namespace },
		},
		entity.PrefixFilter(func(f *wix.Field) string { return f.DisplayName }),
	},
}

// NewDataSource and NewDataSources make the data sources
// wix_contact_extended_field and wix_contact_extended_fields, NewListResource the
// list resource wix_contact_extended_field.
var (
	NewDataSource   = lookup.NewOne
	NewDataSources  = lookup.NewMany
	NewListResource = entity.Listed[wix.Field, model]{
		Definition: definition, Nouns: "extended fields", Permission: "Manage Contact Extended Fields", Filters: lookup.Filters, Kind: "field_type",
		Query: func(ctx context.Context, c *wix.Client, q wix.Query) iter.Seq2[*wix.Field, error] {
			return c.QueryFields(ctx, q)
		},
	}.NewListResource
)
