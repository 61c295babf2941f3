// Package extendedfield is wix_contact_extended_field: the resource and its data
// sources.
package extendedfield

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/catalog"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Facts are the attributes that the site determines or stores.
type Facts struct {
	entity.Identified
	DataType    types.String `tfsdk:"data_type"`
	FieldType   types.String `tfsdk:"field_type"`
	Description types.String `tfsdk:"description"`
}

type model struct {
	Facts
	entity.Guarded
}

// FromAPI fills the attributes.
func (f *Facts) FromAPI(have *wix.Field) {
	f.Key = types.StringValue(have.Key)
	f.DisplayName = types.StringValue(have.DisplayName)
	f.Namespace = entity.Optional(have.Namespace)
	f.CreatedDate = entity.Optional(have.CreatedDate)
	f.UpdatedDate = entity.Optional(have.UpdatedDate)
	f.DataType = entity.Optional(have.DataType)
	f.FieldType = entity.Optional(have.FieldType)
	f.Description = entity.Optional(have.Description)
}

var resourceSchema = schema.Schema{
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
			Validators:          []validator.String{stringvalidator.OneOf(wix.Text, wix.Number, wix.Date, wix.URL)},
			PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
		},
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
}

var definition = entity.Definition[wix.Field, model]{
	Type:       "wix_contact_extended_field",
	Noun:       "an extended field",
	Use:        "hold a value in the field",
	UsedIn:     "extended_fields",
	Collection: "extended-fields", Member: "field",
	Schema: resourceSchema,
	Parts:  func(m *model) entity.Parts { return entity.Parts{Identified: &m.Identified, Guarded: &m.Guarded} },
	Fill:   func(m *model, have *wix.Field) { m.FromAPI(have) },
	Name:   func(f *wix.Field) string { return f.DisplayName },
	System: func(f *wix.Field) bool { return f.FieldType != "" && f.FieldType != "USER_DEFINED" },
	Fixed:  []string{"data_type"},
	Misfit: misfit,
	Listing: func(c *catalog.Catalog) *catalog.Listing[wix.Field] {
		return c.Fields
	},
	Create: func(ctx context.Context, c *wix.Client, m *model) (*wix.Field, bool, error) {
		return c.FindOrCreateField(ctx, strings.TrimSpace(m.DisplayName.ValueString()), m.DataType.ValueString())
	},
	Rename: func(ctx context.Context, c *wix.Client, key, name string) (*wix.Field, error) {
		return c.RenameField(ctx, key, name)
	},
	Delete: func(ctx context.Context, c *wix.Client, key string) error { return c.DeleteField(ctx, key) },
	Uses:   func(c *catalog.Catalog) *catalog.Uses { return c.Holding },
}

// NewResource makes the resource wix_contact_extended_field.
var NewResource = definition.NewResource

// misfit tells a field that find-or-create gave with another type than the one
// asked for (contract 5.2).
func misfit(have *wix.Field, want *model) string {
	if have.DataType == want.DataType.ValueString() {
		return ""
	}
	return fmt.Sprintf("The site has a field %q with the key %s and the data type %s, and Wix cannot change the type of a field. "+
		"Set data_type = %q, choose another display name, or delete that field, with its values, in the dashboard.",
		have.DisplayName, have.Key, have.DataType, have.DataType)
}
