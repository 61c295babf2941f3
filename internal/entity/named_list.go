package entity

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

type namedListResource[T wix.NamedObject] struct {
	NamedKind[T]
	Resource
}

// NewListResource is the constructor that the provider lists.
func (k NamedKind[T]) NewListResource() list.ListResource {
	return &namedListResource[T]{k, Resource{TypeName: k.Type}}
}

func (r *namedListResource[T]) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	attributes := map[string]schema.Attribute{}
	for _, f := range r.Filters {
		attributes[f.Name] = schema.StringAttribute{MarkdownDescription: f.Text, Optional: true, Validators: f.Validators}
		if f.Defines {
			attributes["include_system"] = schema.BoolAttribute{
				MarkdownDescription: fmt.Sprintf("Whether to list the %s of Wix and of its apps too. They can be looked at, not imported: nobody can change or delete them. "+
					"By default false, unless `%s` asks for them.", r.Plural, f.Name),
				Optional: true,
			}
		}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: fmt.Sprintf("The %s of the site that match all given arguments, by display name. %sThe credential needs the permission %s.", r.Plural, ListText, r.Permission()),
		Attributes:          attributes,
	}
}

func (r *namedListResource[T]) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var diags diag.Diagnostics
	var query wix.Query
	if r.Configured(&diags) {
		query = r.query(ctx, req, &diags)
	}
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	if query.Limit <= 0 {
		return
	}
	stream.Results = Stream(r.Listing(r.Cache).Query(ctx, query), func(have *T) list.ListResult { return r.result(ctx, req, have) })
}

// query turns the arguments into one of the API (contract 3.3).
func (r *namedListResource[T]) query(ctx context.Context, req list.ListRequest, diags *diag.Diagnostics) wix.Query {
	out := wix.Query{Filter: map[string]any{}, Limit: int(req.Limit)}
	var all types.Bool
	diags.Append(req.Config.GetAttribute(ctx, path.Root("include_system"), &all)...)
	for _, f := range r.Filters {
		var value types.String
		diags.Append(req.Config.GetAttribute(ctx, path.Root(f.Name), &value)...)
		switch {
		case value.ValueString() != "":
			out.Filter[f.Field] = f.query(value.ValueString())
		case f.Defines && !all.ValueBool():
			out.Filter[f.Field] = f.query(wix.UserDefined)
		}
	}
	return out
}

func (r *namedListResource[T]) result(ctx context.Context, req list.ListRequest, have *T) list.ListResult {
	out := req.NewListResult(ctx)
	out.DisplayName = common(have).DisplayName
	m := r.NewModel()
	refresh(m, have)
	out.Diagnostics.Append(r.Identify(ctx, out.Identity, "key", m.common().Key)...)
	if req.IncludeResource {
		out.Diagnostics.Append(out.Resource.Set(ctx, m)...)
	}
	return out
}
