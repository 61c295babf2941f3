package label

import (
	"context"
	"iter"

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
	One:        "One contact label, by key or by display name. Labels that Wix or its apps define can be read too. That none matches is an error.\n\nThe credential needs the permission Manage Contact Labels.",
	Many:       "Contact labels of the site, those that Wix and its apps define included.\n\nThe credential needs the permission Manage Contact Labels.",
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
			Field:      "labelType",
			Of:         func(l *wix.Label) string { return l.LabelType },
		},
		{
			Name:  "namespace",
			Text:  "Only labels of this namespace, such as `custom` or `contacts`.",
			Field: "namespace",
			Of:    func(l *wix.Label) string { return l.Namespace },
		},
		entity.PrefixFilter(func(l *wix.Label) string { return l.DisplayName }),
	},
}

// NewDataSource and NewDataSources make the data sources wix_contact_label and
// wix_contact_labels, NewListResource the list resource wix_contact_label.
var (
	NewDataSource   = lookup.NewOne
	NewDataSources  = lookup.NewMany
	NewListResource = entity.Listed[wix.Label, model]{
		Definition: definition, Nouns: "contact labels", Permission: "Manage Contact Labels", Filters: lookup.Filters, Kind: "label_type",
		Query: func(ctx context.Context, c *wix.Client, q wix.Query) iter.Seq2[*wix.Label, error] {
			return c.QueryLabels(ctx, q)
		},
	}.NewListResource
)
