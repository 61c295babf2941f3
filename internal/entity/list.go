package entity

import (
	"context"
	"fmt"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// ListText is what the documentation of every list resource says.
const ListText = "For `terraform query`, Terraform 1.14 and later.\n\nTerraform lists 100 results unless the list block sets `limit`, and does not say that there are more: set `limit` to more than the site can have. " +
	"With `include_resource = true` the results have all attributes, at no further requests.\n\n"

// Stream gives the results of a list while its pages are read. The page that fails
// ends it with an error.
func Stream[T any](found iter.Seq2[*T, error], result func(*T) list.ListResult) iter.Seq[list.ListResult] {
	return func(push func(list.ListResult) bool) {
		for have, err := range found {
			if err != nil {
				push(list.ListResult{Diagnostics: Diagnose(err, Nowhere)})
				return
			}
			if !push(result(have)) {
				return
			}
		}
	}
}

// Listed is a list resource for labels or for extended fields.
type Listed[T, M any] struct {
	Definition[T, M]
	// Nouns is what texts call several.
	Nouns string
	// Permission is the one that the credential needs, as Wix calls it.
	Permission string
	Filters    []Filter[T]
	// Kind is the filter that tells what Wix defines from what users do.
	Kind  string
	Query func(context.Context, *wix.Client, wix.Query) iter.Seq2[*T, error]
}

// userDefined is what can be managed (contract 4.1, 5.1).
const userDefined = "USER_DEFINED"

type listed[T, M any] struct {
	Listed[T, M]
	Resource
}

// NewListResource is the constructor that the provider lists.
func (l Listed[T, M]) NewListResource() list.ListResource {
	return &listed[T, M]{l, Resource{TypeName: l.Type}}
}

func (r *listed[T, M]) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	attributes := map[string]schema.Attribute{
		"include_system": schema.BoolAttribute{
			MarkdownDescription: fmt.Sprintf("Whether to list the %s of Wix and of its apps too. They can be looked at, not imported: nobody can change or delete them. "+
				"By default false, unless `%s` asks for them.", r.Nouns, r.Kind),
			Optional: true,
		},
	}
	for _, f := range r.Filters {
		attributes[f.Name] = schema.StringAttribute{MarkdownDescription: f.Text, Optional: true, Validators: f.Validators}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: fmt.Sprintf("The %s of the site that match all given arguments, by display name. %sThe credential needs the permission %s.", r.Nouns, ListText, r.Permission),
		Attributes:          attributes,
	}
}

func (r *listed[T, M]) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	if r.Connection == nil {
		stream.Results = list.ListResultsStreamDiagnostics(NotConnected())
		return
	}
	query, diags := r.query(ctx, req)
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	if query.Limit <= 0 {
		return
	}
	stream.Results = Stream(r.Query(ctx, r.Client, query), func(have *T) list.ListResult { return r.result(ctx, req, have) })
}

// query turns the arguments into one of the API (contract 3.3).
func (r *listed[T, M]) query(ctx context.Context, req list.ListRequest) (wix.Query, diag.Diagnostics) {
	out := wix.Query{Filter: map[string]any{}, Limit: int(req.Limit)}
	var diags diag.Diagnostics
	var all types.Bool
	diags.Append(req.Config.GetAttribute(ctx, path.Root("include_system"), &all)...)
	for _, f := range r.Filters {
		var value types.String
		diags.Append(req.Config.GetAttribute(ctx, path.Root(f.Name), &value)...)
		switch {
		case value.ValueString() != "":
			out.Filter[f.Field] = f.query(value.ValueString())
		case f.Name == r.Kind && !all.ValueBool():
			out.Filter[f.Field] = f.query(userDefined)
		}
	}
	return out, diags
}

func (r *listed[T, M]) result(ctx context.Context, req list.ListRequest, have *T) list.ListResult {
	out := req.NewListResult(ctx)
	out.DisplayName = r.Name(have)
	var m M
	r.store(&m, have)
	out.Diagnostics.Append(r.Identify(ctx, out.Identity, "key", r.Parts(&m).Key)...)
	if req.IncludeResource {
		out.Diagnostics.Append(out.Resource.Set(ctx, &m)...)
	}
	return out
}
