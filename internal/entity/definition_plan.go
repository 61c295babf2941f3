package entity

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// ModifyPlan keeps what a plan does not change out of it, and refuses the destroy
// of what contacts use while it is planned.
func (r *definition[T, M]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.State.Raw.IsNull() {
		return
	}
	var state M
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	was := r.Parts(&state)
	if req.Plan.Raw.IsNull() || r.replaced(ctx, req, &resp.Diagnostics) {
		if r.Connection != nil {
			r.refuseInUse(ctx, was, &resp.Diagnostics)
		}
		return
	}
	var m M
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	p := r.Parts(&m)
	guarded, name, updated := *p.Guarded, p.DisplayName, p.UpdatedDate
	same := !name.IsUnknown() && wix.SameText(name.ValueString(), was.DisplayName.ValueString())
	if m = state; !same {
		p.DisplayName, p.UpdatedDate = name, updated
	}
	*p.Guarded = guarded
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &m)...)
}

// replaced tells that the plan is one for another object. The framework does not
// tell here what the plan modifiers of the attributes found.
func (r *definition[T, M]) replaced(ctx context.Context, req resource.ModifyPlanRequest, diags *diag.Diagnostics) bool {
	return slices.ContainsFunc(r.Fixed, func(name string) bool {
		var planned, was attr.Value
		diags.Append(req.Plan.GetAttribute(ctx, path.Root(name), &planned)...)
		diags.Append(req.State.GetAttribute(ctx, path.Root(name), &was)...)
		return planned != nil && was != nil && !planned.Equal(was)
	})
}

// refuseFound says why an object that existed before is not taken over.
func (r *definition[T, M]) refuseFound(have *T, misfit string, p Parts, diags *diag.Diagnostics) {
	at, key := path.Root("display_name"), p.Key.ValueString()
	switch {
	case r.Catalog.Claimed(key):
		r.refuseTwin(r.Name(have), diags)
	case r.System(have):
		diags.AddAttributeError(at, "Wix itself defines an object of that name.",
			fmt.Sprintf("The site has %s %q with the key %s, which nobody can change or delete. Read it with the data source %s, or choose another display name.",
				r.Noun, r.Name(have), key, r.Type))
	case misfit != "":
		diags.AddAttributeError(at, "An object of that name exists and differs.", misfit)
	case !p.AdoptExisting.ValueBool():
		diags.AddAttributeError(at, "An object of that name exists already.",
			fmt.Sprintf("The site has %s %q with the key %s that this configuration did not create. Import it:\n\n%s\n\n"+
				"Or set adopt_existing = true to take over whatever has the name, or choose another display name.",
				r.Noun, r.Name(have), key, ImportBlock(r.Type, key)))
	case !wix.SameText(r.Name(have), p.DisplayName.ValueString()):
		diags.AddAttributeError(at, "An object exists under another spelling of the name.",
			fmt.Sprintf("The site has %s %q with the key %s. Use exactly that display name to take it over, or choose another one.",
				r.Noun, r.Name(have), key))
	}
}

// refuseTwin says that the object is that of another resource.
func (r *definition[T, M]) refuseTwin(name string, diags *diag.Diagnostics) {
	diags.AddAttributeError(path.Root("display_name"), "Two resources of one configuration want the same object.",
		fmt.Sprintf("Another %s of this configuration has the display name %q. "+
			"Remove one of the two resources and refer to the other's key, or choose another display name.", r.Type, name))
}

// taken refuses a rename to a name in use: Wix may allow it, and two objects of
// one name cannot be told apart (contract 11, row 21).
func (r *definition[T, M]) taken(ctx context.Context, key, name string, diags *diag.Diagnostics) {
	all, _, err := r.Listing(r.Catalog).All(ctx)
	if err != nil {
		diags.Append(Diagnose(err, Nowhere)...)
		return
	}
	for other, have := range all {
		if other != key && wix.SameText(r.Name(have), name) {
			diags.AddAttributeError(path.Root("display_name"), "The new name belongs to another object.",
				fmt.Sprintf("The site has %s %q with the key %s. Choose another display name, or rename that one first.", r.Noun, name, other))
		}
	}
}

// refuseInUse protects what contacts use from being destroyed.
func (r *definition[T, M]) refuseInUse(ctx context.Context, p Parts, diags *diag.Diagnostics) {
	if p.ForceDestroy.ValueBool() || p.DeletionPolicy.ValueString() == Retain {
		return
	}
	n, err := r.Count(ctx, r.Catalog, p.Key.ValueString())
	switch {
	case err != nil:
		for _, d := range Diagnose(err, Nowhere) {
			diags.AddError(d.Summary(), "Before an object is destroyed, the contacts that use it are counted. "+d.Detail()+
				"\n\nTo destroy without counting, set force_destroy = true and apply that first.")
		}
	case n > 0:
		contacts := fmt.Sprintf("%d contacts %s", n, r.Use)
		if n == 1 {
			contacts = "1 contact " + strings.Replace(r.Use, "carry", "carries", 1)
			contacts = strings.Replace(contacts, "hold ", "holds ", 1)
		}
		diags.AddError("The object is in use by contacts.",
			fmt.Sprintf("%s %q (%s), and destroying it would take it off them for good. "+
				"Set force_destroy = true and apply that first if the loss is meant, or set deletion_policy = %q to leave it on the site.",
				contacts, p.DisplayName.ValueString(), p.Key.ValueString(), Retain))
	}
}
