package entity

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

func (r *namedResource[T]) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if !r.Configured(&resp.Diagnostics) {
		return
	}
	id, byIdentity, diags := r.Imported(ctx, req, "key")
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	key := id
	if name, byName := strings.CutPrefix(id, "name:"); byName && !byIdentity {
		key = r.keyByName(ctx, name, &resp.Diagnostics)
	} else if !strings.Contains(id, ".") || byName {
		resp.Diagnostics.AddError("The import id is not a key.",
			fmt.Sprintf("%q is neither a key, such as custom.%s, nor, as an import id, name: followed by a display name, such as name:%s.", id, strings.ToLower(r.Example), r.Example))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	for _, name := range keyAttributes {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(name), key)...)
	}
	resp.Diagnostics.Append(r.Identify(ctx, resp.Identity, "key", types.StringValue(key))...)
	resp.Diagnostics.Append(Remember(ctx, resp.Private, Memory{Site: r.Site(), ID: key})...)
}

// keyByName gives the key of the one object with a display name, "" when it has
// reported why there is none.
func (r *namedResource[T]) keyByName(ctx context.Context, name string, diags *diag.Diagnostics) string {
	found, err := r.listing().Called(ctx, name)
	switch {
	case err != nil:
		diags.Append(Diagnose(err, NoPath)...)
		return ""
	case len(found) == 0:
		diags.AddError("Nothing has that name.",
			fmt.Sprintf("The site has nothing of type %s with exactly the display name %q. Names are compared with case. Import by key, or correct the name.", r.Type, name))
		return ""
	case len(found) > 1:
		diags.AddError("Several objects have that name.",
			fmt.Sprintf("The display name %q belongs to %s. Import the right one by its key.", name, keys(found)))
		return ""
	}
	return common(found[0]).Key
}

// refuseMissing explains, in the read that follows an import, that the site has no object
// with the key.
func (r *namedResource[T]) refuseMissing(key string, diags *diag.Diagnostics) {
	diags.AddError("The object to import does not exist.",
		fmt.Sprintf("The site has no %s with the key %q. The data source %ss lists them. To import by display name, write name: in front of it, such as name:%s.", r.Noun(), key, r.Type, r.Example))
}

// nameWarning says that the display name of an object cannot be generated, and what was
// done because of that. It is nil if the name can be.
func (k NamedKind[T]) nameWarning(ctx context.Context, have *T, done string) diag.Diagnostic {
	key, name := common(have).Key, common(have).DisplayName
	if !Invalid(ctx, k.Schema.Attributes["display_name"], types.StringValue(name), path.Root("display_name")).HasError() {
		return nil
	}
	return diag.NewWarningDiagnostic(fmt.Sprintf("The name of %s cannot be generated.", key),
		fmt.Sprintf("The display name of %s is %q. Terraform would generate another one, or none that is valid, and the next apply would rename the object. "+
			"%sRename it in the dashboard first, or write its resource and import block by hand.", key, name, done))
}

// keys lists the keys of objects.
func keys[T wix.NamedObject](found []*T) string {
	out := make([]string, len(found))
	for i, have := range found {
		out[i] = common(have).Key
	}
	return strings.Join(out, ", ")
}
