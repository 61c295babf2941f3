package contact

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// selection are the arguments that choose contacts. All that are given must hold.
type selection struct {
	CreatedAfter       types.String      `tfsdk:"created_after"`
	UpdatedAfter       types.String      `tfsdk:"updated_after"`
	HasAnyLabels       []string          `tfsdk:"has_any_labels"`
	HasAllLabels       []string          `tfsdk:"has_all_labels"`
	SubscriptionStatus types.String      `tfsdk:"subscription_status"`
	EmailPrefix        types.String      `tfsdk:"email_prefix"`
	CustomFieldEquals  map[string]string `tfsdk:"custom_field_equals"`
	Filter             types.String      `tfsdk:"filter"`
}

var selectionSchema = map[string]schema.Attribute{
	"created_after": schema.StringAttribute{MarkdownDescription: "Only contacts created after this time, in RFC 3339 form.", Optional: true, Validators: []validator.String{timestamp}},
	"updated_after": schema.StringAttribute{MarkdownDescription: "Only contacts changed after this time, in RFC 3339 form.", Optional: true, Validators: []validator.String{timestamp}},
	"has_any_labels": schema.SetAttribute{
		MarkdownDescription: "Only contacts that carry at least one of the labels with these keys.", ElementType: types.StringType, Optional: true,
	},
	"has_all_labels": schema.SetAttribute{
		MarkdownDescription: "Only contacts that carry all labels with these keys.", ElementType: types.StringType, Optional: true,
	},
	"subscription_status": schema.StringAttribute{
		MarkdownDescription: "Only contacts whose e-mail subscription is `SUBSCRIBED`, `UNSUBSCRIBED`, `PENDING` or `NOT_SET`.",
		Optional:            true,
		Validators:          []validator.String{stringvalidator.OneOf("SUBSCRIBED", "UNSUBSCRIBED", "PENDING", "NOT_SET")},
	},
	"email_prefix": schema.StringAttribute{MarkdownDescription: "Only contacts with an e-mail address that begins so; upper and lower case are the same.", Optional: true},
	"custom_field_equals": schema.MapAttribute{
		MarkdownDescription: "Only contacts that hold these values, by the keys of the extended fields. Fields of the type `URL` are compared as Wix stores them, with a scheme.",
		ElementType:         types.StringType, Optional: true,
	},
	"filter": schema.StringAttribute{
		MarkdownDescription: "A filter in the query language of the Wix API, as JSON: `jsonencode({ \"info.company\" = { \"$eq\" = \"Example\" } })`. It holds together with the other arguments.",
		Optional:            true,
		Validators:          []validator.String{jsonObject},
	},
}

var timestamp = rule{
	description: "a time in RFC 3339 form",
	summary:     "The time is not valid.",
	needed:      true,
	check: func(s string) string {
		if _, err := time.Parse(time.RFC3339, s); err != nil {
			return fmt.Sprintf("%q is not a time in RFC 3339 form such as 2026-01-31T12:00:00Z. Correct the time.", s)
		}
		return ""
	},
}

var jsonObject = rule{
	description: "a JSON object",
	summary:     "The filter is not a JSON object.",
	needed:      true,
	check: func(s string) string {
		var object map[string]any
		if err := json.Unmarshal([]byte(s), &object); err != nil {
			return fmt.Sprintf("It cannot be read: %s. Write it with jsonencode.", err)
		}
		return ""
	},
}

// filter is the selection in the query language (contract 3.2), nil for all.
func (s selection) filter(ctx context.Context, fields definitions) (map[string]any, diag.Diagnostics) {
	var all []map[string]any
	var diags diag.Diagnostics
	add := func(given bool, field, operator string, value any) {
		if given {
			all = append(all, map[string]any{field: map[string]any{operator: value}})
		}
	}
	add(!s.CreatedAfter.IsNull(), "createdDate", "$gt", s.CreatedAfter.ValueString())
	add(!s.UpdatedAfter.IsNull(), "updatedDate", "$gt", s.UpdatedAfter.ValueString())
	add(len(s.HasAnyLabels) > 0, "info.labelKeys", "$hasSome", s.HasAnyLabels)
	add(len(s.HasAllLabels) > 0, "info.labelKeys", "$hasAll", s.HasAllLabels)
	add(!s.SubscriptionStatus.IsNull(), "info.extendedFields.emailSubscriptions.subscriptionStatus", "$eq", s.SubscriptionStatus.ValueString())
	add(!s.EmailPrefix.IsNull(), "info.emails.email", "$startsWith", s.EmailPrefix.ValueString())
	for _, key := range slices.Sorted(maps.Keys(s.CustomFieldEquals)) {
		at, text := path.Root("custom_field_equals").AtMapKey(key), s.CustomFieldEquals[key]
		dataType, err := typeOf(ctx, fields, key)
		if err != nil {
			diags.Append(entity.Diagnose(err, entity.Nowhere)...)
			return nil, diags
		}
		encoded, err := encodeValue(dataType, text)
		switch {
		case dataType == "":
			diags.AddAttributeError(at, "The extended field does not exist.", fmt.Sprintf("The site has no extended field with the key %q. Correct the key.", key))
		case err != nil || encoded == nil || encoded == "":
			diags.AddAttributeError(at, "The value does not fit the extended field.", fmt.Sprintf("%q is not a value of the type %s. Correct the value.", text, dataType))
		default:
			add(true, "info.extendedFields."+key, "$eq", encoded)
		}
	}
	if !s.Filter.IsNull() {
		var raw map[string]any
		_ = json.Unmarshal([]byte(s.Filter.ValueString()), &raw)
		all = append(all, raw)
	}
	switch len(all) {
	case 0:
		return nil, diags
	case 1:
		return all[0], diags
	}
	return map[string]any{"$and": all}, diags
}

type order struct {
	Field types.String `tfsdk:"field"`
	Order types.String `tfsdk:"order"`
}

type many struct{ *entity.Connection }

// NewDataSources makes the data source wix_contacts.
func NewDataSources() datasource.DataSource { return &many{} }

func (d *many) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = typeName + "s"
}

func (d *many) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The contacts that match all given arguments, over all pages. A query may lag a few seconds behind writes.",
		Attributes: entity.With(selectionSchema, map[string]schema.Attribute{
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

func (d *many) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.Connection = entity.Connect(req.ProviderData, &resp.Diagnostics)
}

func (d *many) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if d.Connection == nil {
		entity.Unconnected(&resp.Diagnostics)
		return
	}
	var m struct {
		selection
		Sort       *order      `tfsdk:"sort"`
		MaxResults types.Int64 `tfsdk:"max_results"`
		Contacts   []Facts     `tfsdk:"contacts"`
	}
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	filter, diags := m.filter(ctx, d.Catalog.Fields)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	q := wix.Query{Filter: filter, Limit: int(m.MaxResults.ValueInt64())}
	if m.Sort != nil {
		q.Sort = wix.Sort{FieldName: m.Sort.Field.ValueString(), Order: m.Sort.Order.ValueString()}
		if q.Sort.Order == "" {
			q.Sort.Order = "ASC"
		}
	}
	m.Contacts = []Facts{}
	for have, err := range d.Client.QueryContacts(ctx, q) {
		if err != nil {
			resp.Diagnostics.Append(entity.Diagnose(err, entity.Nowhere)...)
			return
		}
		facts, diags := fromAPI(ctx, have)
		resp.Diagnostics.Append(diags...)
		m.Contacts = append(m.Contacts, facts)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
