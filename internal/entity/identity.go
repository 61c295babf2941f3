package entity

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// siteID is the part of an identity that tells the site.
const siteID = "site_id"

// IdentitySchema is the schema of an identity: one attribute of the state, and the site.
func IdentitySchema(attribute, text string) identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		attribute: identityschema.StringAttribute{Description: text, RequiredForImport: true},
		siteID: identityschema.StringAttribute{
			Description:       "The id of the site, or of the app's instance there. An import may leave it out: it is the site of the provider then.",
			OptionalForImport: true,
		},
	}}
}

// Identify gives an object its identity. A CLI that knows of identities demands
// one from every call that succeeds, also where an object is found to be gone. What an
// identity says once, it says for good.
func (c *ProviderData) Identify(ctx context.Context, identity *tfsdk.ResourceIdentity, attribute string, value types.String) (diags diag.Diagnostics) {
	if identity == nil || value.IsNull() || value.IsUnknown() {
		return nil
	}
	var site types.String
	diags.Append(identity.GetAttribute(ctx, path.Root(siteID), &site)...)
	diags.Append(identity.SetAttribute(ctx, path.Root(attribute), value)...)
	if site.ValueString() == "" && c.Site() != "" {
		diags.Append(identity.SetAttribute(ctx, path.Root(siteID), c.Site())...)
	}
	return diags
}

// Imported gives the text that an import names: the import id, or the attribute
// of the identity, which may name the site.
func (c *ProviderData) Imported(ctx context.Context, req resource.ImportStateRequest, attribute string) (text string, byIdentity bool, diags diag.Diagnostics) {
	if req.ID != "" || req.Identity == nil {
		return req.ID, false, nil
	}
	var value, site types.String
	diags.Append(req.Identity.GetAttribute(ctx, path.Root(attribute), &value)...)
	diags.Append(req.Identity.GetAttribute(ctx, path.Root(siteID), &site)...)
	c.OnSite(Memory{Site: site.ValueString(), ID: value.ValueString()}, &diags)
	return value.ValueString(), true, diags
}
