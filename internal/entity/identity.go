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

// IdentitySchema is the schema of an identity that is one attribute of the state.
func IdentitySchema(attribute, text string) identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		attribute: identityschema.StringAttribute{Description: text, RequiredForImport: true},
	}}
}

// Identify gives an object its identity. A CLI that knows of identities demands
// one from every call that succeeds, also where an object is found to be gone.
func Identify(ctx context.Context, identity *tfsdk.ResourceIdentity, attribute string, value types.String) diag.Diagnostics {
	if identity == nil || value.IsNull() || value.IsUnknown() {
		return nil
	}
	return identity.SetAttribute(ctx, path.Root(attribute), value)
}

// Imported gives the text that an import names: the import id, or the attribute
// of the identity.
func Imported(ctx context.Context, req resource.ImportStateRequest, attribute string) (text string, byIdentity bool, diags diag.Diagnostics) {
	if req.ID != "" || req.Identity == nil {
		return req.ID, false, nil
	}
	var value types.String
	diags = req.Identity.GetAttribute(ctx, path.Root(attribute), &value)
	return value.ValueString(), true, diags
}

func (r *definition[T, M]) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = IdentitySchema("key", "The key of "+r.Noun+", made by Wix.")
}
