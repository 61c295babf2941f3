package contact

import (
	"cmp"
	"context"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	listing "github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/selection"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

type listResource struct{ entity.Resource }

// NewListResource makes the list resource wix_contact.
func NewListResource() listing.ListResource {
	return &listResource{entity.Resource{TypeName: TypeName}}
}

func (r *listResource) ListResourceConfigSchema(_ context.Context, _ listing.ListResourceSchemaRequest, resp *listing.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The contacts of the site that match all given arguments, the oldest first. " + entity.ListText +
			"The credential needs the permission Read Contacts; with `custom_field_equals` also Manage Contact Extended Fields.",
		Attributes: selection.ListAttributes(),
	}
}

func (r *listResource) List(ctx context.Context, req listing.ListRequest, stream *listing.ListResultsStream) {
	var diags diag.Diagnostics
	if !r.Configured(&diags) {
		stream.Results = listing.ListResultsStreamDiagnostics(diags)
		return
	}
	var chosen selection.Contacts
	if !req.Config.Raw.IsNull() {
		if diags := req.Config.Get(ctx, &chosen); diags.HasError() {
			stream.Results = listing.ListResultsStreamDiagnostics(diags)
			return
		}
	}
	filter, diags := chosen.Query(ctx, r.Cache.Fields)
	if diags.HasError() {
		stream.Results = listing.ListResultsStreamDiagnostics(diags)
		return
	}
	query := wix.Query{Filter: filter, Limit: int(req.Limit)}
	if query.Limit <= 0 {
		return
	}
	if !req.IncludeResource {
		query.Fields = []string{"primaryInfo", "info.name"} // what the display name is made of
	}
	stream.Results = entity.Stream(r.Client.QueryContacts(ctx, query), func(have *wix.Contact) listing.ListResult {
		return r.result(ctx, req, have)
	})
}

// result returns a contact with what an import would fill in.
func (r *listResource) result(ctx context.Context, req listing.ListRequest, have *wix.Contact) listing.ListResult {
	out := req.NewListResult(ctx)
	out.DisplayName = displayName(have)
	out.Diagnostics.Append(r.Identify(ctx, out.Identity, "id", types.StringValue(have.ID))...)
	if !req.IncludeResource {
		return out
	}
	all := observe(have)
	fill(ctx, all, have) // the import warns of what is left out
	maps.Copy(all, defaults)
	out.Diagnostics.Append(out.Resource.Set(ctx, all.object())...)
	return out
}

// displayName returns the name and the address of a contact, or the one that it has, or
// its id.
func displayName(have *wix.Contact) string {
	name := have.Info.Name.Get()
	full := strings.TrimSpace(strings.TrimSpace(name.First) + " " + strings.TrimSpace(name.Last))
	mark := cmp.Or(strings.TrimSpace(have.PrimaryInfo.Email), strings.TrimSpace(have.PrimaryInfo.Phone))
	switch {
	case full != "" && mark != "":
		return full + " (" + mark + ")"
	case full+mark != "":
		return full + mark
	}
	return have.ID
}
