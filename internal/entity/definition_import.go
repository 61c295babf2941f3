package entity

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

func (r *definition[T, M]) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if r.Connection == nil {
		Unconnected(&resp.Diagnostics)
		return
	}
	name, byName := strings.CutPrefix(req.ID, "name:")
	if !byName {
		if !strings.Contains(req.ID, ".") {
			resp.Diagnostics.AddError("The import id is not a key.",
				fmt.Sprintf("%q is neither a key, such as custom.vip, nor name: followed by a display name, such as name:VIP.", req.ID))
			return
		}
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("key"), req.ID)...)
		return
	}
	all, order, err := r.Listing(r.Catalog).All(ctx)
	if err != nil {
		resp.Diagnostics.Append(Diagnose(err, Nowhere)...)
		return
	}
	var keys []string
	for _, key := range order {
		if wix.SameText(r.Name(all[key]), name) {
			keys = append(keys, key)
		}
	}
	switch len(keys) {
	case 0:
		resp.Diagnostics.AddError("Nothing has that name.",
			fmt.Sprintf("The site has nothing of type %s with exactly the display name %q. Names are compared with case. Import by key, or correct the name.", r.Type, name))
	case 1:
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("key"), keys[0])...)
	default:
		resp.Diagnostics.AddError("Several objects have that name.",
			fmt.Sprintf("The display name %q belongs to %s. Import the right one by its key.", name, strings.Join(keys, ", ")))
	}
}
