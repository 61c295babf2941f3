package extendedfield

import (
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
	One:        "The definition of one extended field, by key or by display name. Fields that Wix defines can be read too.",
	Many:       "Definitions of the site's extended fields, those that Wix defines included.",
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
			Match:      func(f *wix.Field, value string) bool { return f.FieldType == value },
		},
		{
			Name:       "data_type",
			Text:       "Only fields of this data type: `TEXT`, `NUMBER`, `DATE` or `URL`.",
			Validators: []validator.String{stringvalidator.OneOf(wix.Text, wix.Number, wix.Date, wix.URL)},
			Match:      func(f *wix.Field, value string) bool { return f.DataType == value },
		},
		{
			Name:  "namespace",
			Text:  "Only fields of this namespace, such as `custom` or `ecom`.",
			Match: func(f *wix.Field, value string) bool { return f.Namespace == value },
		},
		entity.PrefixFilter(func(f *wix.Field) string { return f.DisplayName }),
	},
}

// NewDataSource and NewDataSources make wix_contact_extended_field and
// wix_contact_extended_fields.
var (
	NewDataSource  = lookup.NewOne
	NewDataSources = lookup.NewMany
)
