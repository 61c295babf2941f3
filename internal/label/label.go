// Package label is wix_contact_label: the resource, its data sources and its list
// resource.
package label

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Facts are the attributes that the site determines or stores.
type Facts struct {
	entity.Common
	LabelType            types.String `tfsdk:"label_type"`
	NamespaceDisplayName types.String `tfsdk:"namespace_display_name"`
}

type model struct {
	Facts
	entity.NamedSettings
}

// FromAPI fills the attributes. The namespace's display name is not part of every
// answer (contract 4.1): what is known of it stays.
func (f *Facts) FromAPI(have *wix.Label) {
	f.Common.FromAPI(have.Named)
	f.LabelType = entity.Optional(have.LabelType)
	if have.NamespaceDisplayName != "" || f.NamespaceDisplayName.IsUnknown() {
		f.NamespaceDisplayName = entity.Optional(have.NamespaceDisplayName)
	}
}

// FromAPI fills the attributes of a resource. The answer to its creation does not name
// the namespace: what first came without stays without, or the first plan after an
// apply would show a change to whatever depends on the whole label.
func (m *model) FromAPI(have *wix.Label) {
	prior, known := m.NamespaceDisplayName, !m.Namespace.IsNull() && !m.Namespace.IsUnknown()
	m.Facts.FromAPI(have)
	if known && prior.IsNull() {
		m.NamespaceDisplayName = prior
	}
}

func (m *model) ToAPI() wix.Label { return wix.NewLabel(m.Name()) }

func (*model) ConflictReason(*wix.Label) string { return "" }

// NewResource and the others make what the provider has for labels: wix_contact_label
// as a resource, data source and list resource, and the data source
// wix_contact_labels.
var (
	NewResource     = kind.NewResource
	NewDataSource   = kind.NewDataSource
	NewDataSources  = kind.NewDataSources
	NewListResource = kind.NewListResource
)

var kind = entity.NamedKind[wix.Label]{
	Kind:       wix.Labels,
	Type:       "wix_contact_label",
	One:        "One contact label, by key or by display name. Labels that Wix or its apps define can be read too. That none matches is an error.",
	Many:       "Contact labels of the site, those that Wix and its apps define included.",
	UsedByOne:  "carries the label",
	UsedByMany: "carry the label",
	UsedIn:     "label_keys",
	Example:    "VIP",
	NewModel:   func() entity.Model[wix.Label] { return new(model) },
	NewFacts:   func() entity.Facts[wix.Label] { return new(Facts) },
	Listing:    func(c *cache.Cache) *cache.Listing[wix.Label] { return c.Labels },
	Filters: []entity.Filter[wix.Label]{
		{
			Name:       "label_type",
			Text:       "Only labels of this type: `USER_DEFINED`, `SYSTEM` or `WIX_APP_DEFINED`.",
			Validators: []validator.String{entity.OneOf(wix.UserDefined, "SYSTEM", "WIX_APP_DEFINED")},
			Of:         func(l *wix.Label) string { return l.LabelType }, Defines: true,
		},
		entity.NamespaceFilter[wix.Label]("Only labels of this namespace, such as `custom` or `contacts`."),
		entity.PrefixFilter[wix.Label](),
	},
	Schema: schema.Schema{
		MarkdownDescription: "A contact label of a Wix site. Contacts carry labels by their keys, which Wix makes and which differ from site to site: refer to `key`, do not spell it.\n\n" +
			"The credential needs the permission Manage Contact Labels; also Read Contacts, to see whether a label that is destroyed is in use.",
		Attributes: map[string]schema.Attribute{
			"display_name": schema.StringAttribute{
				MarkdownDescription: "The name that people see, 1 to 180 characters.\nUnique on the site. It can be changed in place; the key stays.",
				Required:            true,
				Validators:          []validator.String{entity.Length(1, 180)},
			},
			"id":                     entity.KeyAsID(),
			"key":                    entity.Computed("The key of the label, made by Wix at creation, such as `custom.vip`. It never changes."),
			"namespace":              entity.Computed("The namespace of the key: `custom` for labels that people and apps make through the API."),
			"namespace_display_name": entity.Computed("The name of the namespace in the site's language. Wix does not give it in every answer."),
			"label_type":             entity.Computed("Who defines the label: `USER_DEFINED` for people, `SYSTEM` for Wix, `WIX_APP_DEFINED` for an app of Wix."),
			"created_date":           entity.Computed("When the label was created, in RFC 3339 form. System labels have none."),
			"updated_date":           entity.Computed("When the label was last changed, in RFC 3339 form. System labels have none."),
			"adopt_existing":         entity.AdoptExisting("a label"),
			"deletion_policy":        entity.DeletionPolicy("the label"),
			"force_destroy":          entity.ForceDestroy("Whether the label may be destroyed while contacts carry it. Destroying it takes it off all of them."),
		},
	},
}
