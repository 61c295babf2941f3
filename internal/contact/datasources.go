package contact

import (
	"cmp"
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/selection"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

type order struct {
	Field types.String `tfsdk:"field"`
	Order types.String `tfsdk:"order"`
}

// contactsType is that of the data source.
var contactsType = func() types.ObjectType {
	var resp datasource.SchemaResponse
	(&pluralDataSource{}).Schema(context.Background(), datasource.SchemaRequest{}, &resp)
	t, _ := resp.Schema.Type().(types.ObjectType)
	return t
}()

type pluralDataSource struct{ entity.DataSource }

// ContactsName is the name of the data source for many contacts.
const ContactsName = TypeName + "s"

// NewDataSources makes the data source wix_contacts.
func NewDataSources() datasource.DataSource {
	return &pluralDataSource{entity.DataSource{TypeName: ContactsName}}
}

func (d *pluralDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The contacts that match all given arguments, over all pages of the API. Without arguments, all contacts of the site.\n\nThe credential needs the permission Read Contacts; with `custom_field_equals` also Manage Contact Extended Fields.",
		Attributes: entity.With(selection.Attributes, map[string]schema.Attribute{
			"sort": schema.SingleNestedAttribute{
				MarkdownDescription: "The order of the contacts; by default, the oldest first.",
				Optional:            true,
				Attributes: map[string]schema.Attribute{
					"field": schema.StringAttribute{MarkdownDescription: "The field to sort by, as the Wix API names it: `createdDate`, `info.name.first`, `info.name.last`, `info.company`, `primaryInfo.email` and others.", Required: true, Validators: []validator.String{entity.NotBlank}},
					"order": schema.StringAttribute{MarkdownDescription: "`ASC`, the default, or `DESC`.", Optional: true, Validators: []validator.String{entity.OneOf("ASC", "DESC")}},
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

// Read is not called: [ReadContacts] answers before the framework.
func (d *pluralDataSource) Read(context.Context, datasource.ReadRequest, *datasource.ReadResponse) {}

// ReadContacts reads the data source wix_contacts, at the level of the protocol. The
// framework would hold all contacts several times over.
func ReadContacts(ctx context.Context, provider *entity.ProviderData, req *tfprotov6.ReadDataSourceRequest) *tfprotov6.ReadDataSourceResponse {
	var diags diag.Diagnostics
	state := readContacts(ctx, provider, req.Config, &diags)
	return &tfprotov6.ReadDataSourceResponse{State: state, Diagnostics: entity.ToProtocol(ctx, diags)}
}

func readContacts(ctx context.Context, provider *entity.ProviderData, value *tfprotov6.DynamicValue, diags *diag.Diagnostics) *tfprotov6.DynamicValue {
	if !provider.Configured(diags) {
		return nil
	}
	var m struct {
		selection.Contacts
		Sort       *order      `tfsdk:"sort"`
		MaxResults types.Int64 `tfsdk:"max_results"`
		Found      types.List  `tfsdk:"contacts"`
	}
	config := types.ObjectValueMust(contactsType.AttrTypes, entity.Decode(ctx, contactsType, value, diags))
	diags.Append(config.As(ctx, &m, basetypes.ObjectAsOptions{})...)
	if diags.HasError() {
		return nil
	}
	filter, more := m.Query(ctx, provider.Cache.Fields)
	if diags.Append(more...); diags.HasError() {
		return nil
	}
	q := wix.Query{Filter: filter, Limit: int(m.MaxResults.ValueInt64()), Held: true}
	if m.Sort != nil {
		q.Sort = wix.Sort{FieldName: m.Sort.Field.ValueString(), Order: cmp.Or(m.Sort.Order.ValueString(), "ASC")}
	}
	state, err := entity.EncodeList(ctx, config, "contacts", func(yield func(types.Object, error) bool) {
		for have, err := range provider.Client.QueryContacts(ctx, q) {
			if err != nil {
				yield(types.Object{}, err)
				return
			}
			if !yield(types.ObjectValueMust(dataSourceType.AttrTypes, allValues(have)), nil) {
				return
			}
		}
	}, diags)
	if err != nil {
		diags.Append(entity.InRead.Diagnose(err, entity.NoPath)...)
		return nil
	}
	return state
}
