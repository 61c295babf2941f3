// Package label is wix_contact_label: the resource and its data sources.
package label

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/catalog"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Facts are the attributes that the site determines or stores.
type Facts struct {
	entity.Identified
	LabelType            types.String `tfsdk:"label_type"`
	NamespaceDisplayName types.String `tfsdk:"namespace_display_name"`
}

type model struct {
	Facts
	entity.Guarded
}

// FromAPI fills the attributes. The namespace's display name is not part of every
// answer (contract 4.1): what is known of it stays.
func (f *Facts) FromAPI(have *wix.Label) {
	f.Key = types.StringValue(have.Key)
	f.DisplayName = types.StringValue(have.DisplayName)
	f.Namespace = entity.Optional(have.Namespace)
	f.CreatedDate = entity.Optional(have.CreatedDate)
	f.UpdatedDate = entity.Optional(have.UpdatedDate)
	f.LabelType = entity.Optional(have.LabelType)
	if have.NamespaceDisplayName != "" || f.NamespaceDisplayName.IsUnknown() {
		f.NamespaceDisplayName = entity.Optional(have.NamespaceDisplayName)
	}
}

// refresh is FromAPI for a resource. The answer to its creation does not name the
// namespace: what first came without stays without, or the first plan after an
// apply would show a change to whatever depends on the whole label.
func (m *model) refresh(have *wix.Label) {
	was, known := m.NamespaceDisplayName, !m.Namespace.IsNull() && !m.Namespace.IsUnknown()
	m.FromAPI(have)
	if known && was.IsNull() {
		m.NamespaceDisplayName = was
	}
}

var resourceSchema = schema.Schema{
	MarkdownDescription: "A contact label of a Wix site. Contacts carry labels by their keys, which Wix makes and which differ from site to site: refer to `key`, do not spell it.\n\n" +
		"The credential needs the permission Manage Contact Labels; also Read Contacts, to see whether a label that is destroyed is in use.",
	Attributes: map[string]schema.Attribute{
		"display_name": schema.StringAttribute{
			MarkdownDescription: "The name that people see, 1 to 180 characters.\nUnique on the site. It can be changed in place; the key stays.",
			Required:            true,
			Validators:          []validator.String{entity.Length(1, 180)},
		},
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
}

var definition = entity.Definition[wix.Label, model]{
	Type:       "wix_contact_label",
	Noun:       "a contact label",
	Use:        "carry the label",
	UsedIn:     "label_keys",
	Collection: "labels", Member: "label",
	Schema: resourceSchema,
	Parts:  func(m *model) entity.Parts { return entity.Parts{Identified: &m.Identified, Guarded: &m.Guarded} },
	Fill:   (*model).refresh,
	Name:   func(l *wix.Label) string { return l.DisplayName },
	System: func(l *wix.Label) bool { return l.LabelType != "" && l.LabelType != "USER_DEFINED" },
	Misfit: func(*wix.Label, *model) string { return "" },
	Listing: func(c *catalog.Catalog) *catalog.Listing[wix.Label] {
		return c.Labels
	},
	Create: func(ctx context.Context, c *wix.Client, m *model) (*wix.Label, bool, error) {
		return c.FindOrCreateLabel(ctx, strings.TrimSpace(m.DisplayName.ValueString()))
	},
	Rename: func(ctx context.Context, c *wix.Client, key, name string) (*wix.Label, error) {
		return c.RenameLabel(ctx, key, name)
	},
	Delete: func(ctx context.Context, c *wix.Client, key string) error { return c.DeleteLabel(ctx, key) },
	Uses:   func(c *catalog.Catalog) *catalog.Uses { return c.Labelled },
}

// NewResource makes the resource wix_contact_label.
var NewResource = definition.NewResource
