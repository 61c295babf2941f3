// Package facet is wix_contact_facets, the data source of how many contacts there are.
package facet

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
)

type facets struct{ entity.DataSource }

// NewDataSource makes the data source wix_contact_facets.
func NewDataSource() datasource.DataSource {
	return &facets{entity.DataSource{TypeName: "wix_contact_facets"}}
}

// facet is one part of the contacts.
type facet struct {
	Type                 types.String `tfsdk:"type"`
	Key                  types.String `tfsdk:"key"`
	DisplayName          types.String `tfsdk:"display_name"`
	Namespace            types.String `tfsdk:"namespace"`
	NamespaceDisplayName types.String `tfsdk:"namespace_display_name"`
	Count                types.Int64  `tfsdk:"count"`
	Filter               types.String `tfsdk:"filter"`
}

func (d *facets) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "How many contacts the site has: in all, by label, by e-mail subscription and by membership. It costs one request, however many contacts there are.\n\nThe credential needs the permission Read Contacts.",
		Attributes: map[string]schema.Attribute{
			"facets": schema.ListNestedAttribute{
				MarkdownDescription: "The parts of the contacts, in the order of Wix. A contact can be in several.",
				Computed:            true,
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"type":                   text("What the contacts are divided by: `ALL_CONTACTS`, `NOT_LABELED`, `LABEL`, `SUBSCRIPTION_STATUS`, `MEMBERSHIP_STATUS` or another."),
					"key":                    text("What identifies the part: for a label its key, otherwise a name of Wix such as `contacts.all` or `emailSubscriptions.subscribed`."),
					"display_name":           text("The name of the part in the dashboard."),
					"namespace":              text("The group that the part belongs to."),
					"namespace_display_name": text("The name of the group in the dashboard."),
					"count":                  schema.Int64Attribute{MarkdownDescription: "How many contacts the part has.", Computed: true},
					"filter":                 text("A filter for these contacts, as JSON for the `filter` of `wix_contacts`; null for all contacts."),
				}},
			},
		},
	}
}

func (d *facets) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !d.Configured(&resp.Diagnostics) {
		return
	}
	m := struct {
		Facets []facet `tfsdk:"facets"`
	}{[]facet{}}
	for have, err := range d.Client.ListFacets(ctx) {
		if err != nil {
			resp.Diagnostics.Append(entity.InRead.Diagnose(err, entity.NoPath)...)
			return
		}
		filter := types.StringNull()
		if len(have.QueryFilter) > 0 {
			if text, err := json.Marshal(have.QueryFilter); err == nil {
				filter = types.StringValue(string(text))
			}
		}
		m.Facets = append(m.Facets, facet{
			Type: types.StringValue(have.FacetType), Key: types.StringValue(have.Key), DisplayName: types.StringValue(have.DisplayName),
			Namespace: entity.Optional(have.Namespace), NamespaceDisplayName: entity.Optional(have.NamespaceDisplayName),
			Count: types.Int64Value(int64(have.Count)), Filter: filter,
		})
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
