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
	found := r.found(ctx, req, &diags)
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	stream.Results = func(push func(list.ListResult) bool) {
		for _, have := range found {
			if !push(r.result(ctx, req, have)) {
				return
			}
		}
	}
}

// found returns as many objects as the request wants.
func (r *namedListResource[T]) found(ctx context.Context, req list.ListRequest, diags *diag.Diagnostics) []*T {
	if !r.Configured(diags) || req.Limit <= 0 {
		return nil
	}
	arguments := r.arguments(ctx, req.Config, diags)
	var all types.Bool
	diags.Append(req.Config.GetAttribute(ctx, path.Root("include_system"), &all)...)
	for _, f := range r.Filters {
		if f.Defines && arguments[f.Name].IsNull() && !all.ValueBool() {
			arguments[f.Name] = types.StringValue(wix.UserDefined)
		}
	}
	found, err := r.chosen(ctx, r.Cache, arguments)
	if err != nil {
		diags.Append(InRead.Diagnose(err, NoPath)...)
	}
	return sorted(found)[:min(len(found), int(req.Limit))]
}

func (r *namedListResource[T]) result(ctx context.Context, req list.ListRequest, have *T) list.ListResult {
	if warning := r.nameWarning(ctx, have, "It was left out. "); req.IncludeResource && warning != nil {
		return list.ListResult{Diagnostics: diag.Diagnostics{warning}}
	}
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
