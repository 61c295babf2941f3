package contact

import (
	"cmp"
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/selection"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

type order struct {
	Field types.String `tfsdk:"field"`
	Order types.String `tfsdk:"order"`
}

type pluralDataSource struct{ entity.DataSource }

// NewDataSources makes the data source wix_contacts.
func NewDataSources() datasource.DataSource {
	return &pluralDataSource{entity.DataSource{TypeName: TypeName + "s"}}
}

func (d *pluralDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The contacts that match all given arguments, over all pages of the API. Without arguments, all contacts of the site.\n\nThe credential needs the permission Read Contacts; with `custom_field_equals` also Manage Contact Extended Fields.",
		Attributes: entity.With(selection.Attributes, map[string]schema.Attribute{
			"sort": schema.SingleNestedAttribute{
				MarkdownDescription: "The order of the contacts; by default, the oldest first.",
				Optional:            true,
				Attributes: map[string]schema.Attribute{
					"field": schema.StringAttribute{MarkdownDescription: "The field to sort by, as the Wix API names it: `createdDate`, `info.name.first`, `info.name.last`, `info.company`, `primaryInfo.email` and others.", Required: true},
					"order": schema.StringAttribute{MarkdownDescription: "`ASC`, the default, or `DESC`.", Optional: true, Validators: []validator.String{stringvalidator.OneOf("ASC", "DESC")}},
				},
			},
			"max_results": schema.Int64Attribute{
				MarkdownDescription: "How many contacts to give at most; by default, all.",
				Optional:            true,
				Validators:          []validator.Int64{int64validator.AtLeast(1)},
			},
			"contacts": schema.ListNestedAttribute{
				MarkdownDescription: "The contacts that match; empty if none does.",
				Computed:            true,
				NestedObject:        schema.NestedAttributeObject{Attributes: attributes},
			},
		}),
	}
}

func (d *pluralDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !d.Configured(&resp.Diagnostics) {
		return
	}
	var m struct {
		selection.Contacts
		Sort       *order      `tfsdk:"sort"`
		MaxResults types.Int64 `tfsdk:"max_results"`
		Found      types.List  `tfsdk:"contacts"`
	}
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	filter, diags := m.Query(ctx, d.Cache.Fields)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	q := wix.Query{Filter: filter, Limit: int(m.MaxResults.ValueInt64())}
	if m.Sort != nil {
		q.Sort = wix.Sort{FieldName: m.Sort.Field.ValueString(), Order: cmp.Or(m.Sort.Order.ValueString(), "ASC")}
	}
	found := []attr.Value{}
	for have, err := range d.Client.QueryContacts(ctx, q) {
		if err != nil {
			resp.Diagnostics.Append(entity.Diagnose(err, entity.NoPath)...)
			return
		}
		found = append(found, types.ObjectValueMust(dataSourceType.AttrTypes, allValues(have)))
	}
	m.Found = types.ListValueMust(dataSourceType, found)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
