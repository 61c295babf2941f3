package label

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/catalog"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

var lookup = entity.Lookup[wix.Label, Facts]{
	Type:       "wix_contact_label",
	Plural:     "wix_contact_labels",
	List:       "labels",
	One:        "One contact label, by key or by display name. Labels that Wix or its apps define can be read too.",
	Many:       "Contact labels of the site, those that Wix and its apps define included.",
	Attributes: entity.Attributes(resourceSchema.Attributes),
	Listing:    func(c *catalog.Catalog) *catalog.Listing[wix.Label] { return c.Labels },
	Fill:       (*Facts).FromAPI,
	Name:       func(l *wix.Label) string { return l.DisplayName },
	Key:        func(l *wix.Label) string { return l.Key },
	Filters: []entity.Filter[wix.Label]{
		{
			Name:       "label_type",
			Text:       "Only labels of this type: `USER_DEFINED`, `SYSTEM` or `WIX_APP_DEFINED`.",
			Validators: []validator.String{stringvalidator.OneOf("USER_DEFINED", "SYSTEM", "WIX_APP_DEFINED")},
			Match:      func(l *wix.Label, value string) bool { return l.LabelType == value },
		},
		{
			Name:  "namespace",
			Text:  "Only labels of this namespace, such as `custom` or `contacts`.",
			Match: func(l *wix.Label, value string) bool { return l.Namespace == value },
		},
		entity.PrefixFilter(func(l *wix.Label) string { return l.DisplayName }),
	},
}

// NewDataSource and NewDataSources make wix_contact_label and wix_contact_labels.
var (
	NewDataSource  = lookup.NewOne
	NewDataSources = lookup.NewMany
)
