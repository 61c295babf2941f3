// Package extendedfield is wix_contact_extended_field: the resource, its data sources
// and its list resource.
package extendedfield

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Facts are the attributes that the site determines or stores.
type Facts struct {
	entity.Common
	DataType    types.String `tfsdk:"data_type"`
	FieldType   types.String `tfsdk:"field_type"`
	Description types.String `tfsdk:"description"`
}

type model struct {
	Facts
	entity.NamedSettings
}

// FromAPI fills the attributes.
func (f *Facts) FromAPI(have *wix.Field) {
	f.Common.FromAPI(have.Named)
	f.DataType = entity.Optional(have.DataType)
	f.FieldType = entity.Optional(have.FieldType)
	f.Description = entity.Optional(have.Description)
}

func (m *model) ToAPI() wix.Field { return wix.NewField(m.Name(), m.DataType.ValueString()) }

// ConflictReason tells a field that find-or-create gave with another type than the one
// asked for (contract 5.2).
func (m *model) ConflictReason(have *wix.Field) string {
	if have.DataType == m.DataType.ValueString() {
		return ""
	}
	return fmt.Sprintf("The site has a field %q with the key %s and the data type %s, and Wix cannot change the type of a field. "+
		"Set data_type = %q, choose another display name, or delete that field, with its values, in the dashboard.",
		have.DisplayName, have.Key, have.DataType, have.DataType)
}

// NewResource and the others make what the provider has for extended fields:
// wix_contact_extended_field as a resource, data source and list resource, and the data
// source wix_contact_extended_fields.
var (
	NewResource     = kind.NewResource
	NewDataSource   = kind.NewDataSource
	NewDataSources  = kind.NewDataSources
	NewListResource = kind.NewListResource
)

var dataTypes = []validator.String{entity.OneOf(forms.Text, forms.Number, forms.Date, forms.URL)}

var kind = entity.NamedKind[wix.Field]{
	Kind:            wix.Fields,
	Type:            "wix_contact_extended_field",
	One:             "The definition of one extended field, by key or by display name. Fields that Wix defines can be read too. That none matches is an error.",
	Many:            "Definitions of the site's extended fields, those that Wix defines included.",
	UsedByOne:       "holds a value in the field",
	UsedByMany:      "hold a value in the field",
	UsedIn:          "extended_fields",
	Example:         "Visits",
	RequiresReplace: []string{"data_type"},
	NewModel:        func() entity.Model[wix.Field] { return new(model) },
	NewFacts:        func() entity.Facts[wix.Field] { return new(Facts) },
	Listing:         func(c *cache.Cache) *cache.Listing[wix.Field] { return c.Fields },
	Filters: []entity.Filter[wix.Field]{
		{
			Name:       "field_type",
			Text:       "Only fields of this type: `USER_DEFINED` or `SYSTEM`.",
			Validators: []validator.String{entity.OneOf(wix.UserDefined, "SYSTEM")},
			Of:         func(f *wix.Field) string { return f.FieldType }, Defines: true,
		},
		{
			Name:       "data_type",
			Text:       "Only fields of this data type: `TEXT`, `NUMBER`, `DATE` or `URL`.",
			Validators: dataTypes,
			Of:         func(f *wix.Field) string { return f.DataType },
		},
		entity.NamespaceFilter[wix.Field]("Only fields of this namespace, such as `custom` or `ecom`."),
		entity.PrefixFilter[wix.Field](),
	},
	Schema: schema.Schema{
		MarkdownDescription: "The definition of an extended field for the contacts of a Wix site. Contacts hold values under the field's key, which Wix makes and which differs from site to site: refer to `key`, do not spell it. " +
			"A site holds at most 100 custom fields.\n\nThe credential needs the permission Manage Contact Extended Fields; also Read Contacts, to see whether a field that is destroyed is in use.",
		Attributes: map[string]schema.Attribute{
			"display_name": schema.StringAttribute{
				MarkdownDescription: "The name that people see, 1 to 150 characters.\nUnique on the site. It can be changed in place; the key stays.",
				Required:            true,
				Validators:          []validator.String{entity.Length(1, 150)},
			},
			"data_type": schema.StringAttribute{
				MarkdownDescription: "What the values are: `TEXT`, `NUMBER`, `DATE` or `URL`.\nWix cannot change it: another type means a new field, and the values of the old one are lost.",
				Required:            true,
				Validators:          dataTypes,
			},
			"id":              entity.KeyAsID(),
			"key":             entity.Computed("The key of the field, made by Wix at creation and not predictable. It never changes."),
			"namespace":       entity.Computed("The namespace of the key: `custom` for fields that people and apps make through the API."),
			"field_type":      entity.Computed("Who defines the field: `USER_DEFINED` for people, `SYSTEM` for Wix."),
			"description":     entity.Computed("What the field is for. Only fields that Wix defines have one."),
			"created_date":    entity.Computed("When the field was created, in RFC 3339 form. System fields have none."),
			"updated_date":    entity.Computed("When the field was last changed, in RFC 3339 form. System fields have none."),
			"adopt_existing":  entity.AdoptExisting("a field of the same data type"),
			"deletion_policy": entity.DeletionPolicy("the field and its values on all contacts"),
			"force_destroy":   entity.ForceDestroy("Whether the field may be destroyed while contacts hold values in it. Destroying it deletes those values."),
		},
	},
}
