package entity

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/register"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// ModifyPlan keeps what a plan does not change out of it, enters the plan into the
// register of the walk, and looks for what is to be taken over.
func (r *definition[T, M]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var state, m M
	created, destroyed := req.State.Raw.IsNull(), req.Plan.Raw.IsNull()
	if !created {
		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	}
	if !destroyed {
		resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	was, p := r.Parts(&state), r.Parts(&m)
	replaced := !created && !destroyed && r.replaced(ctx, req, &resp.Diagnostics)
	if r.Connection != nil {
		if created {
			r.planCreate(ctx, req, resp, &m)
		} else if r.remembered(ctx, req.Private, resp.Private, was.Key.ValueString(), &resp.Diagnostics) {
			r.enter(was, p, destroyed, &resp.Diagnostics)
		}
		if (destroyed || replaced) && !resp.Diagnostics.HasError() {
			r.warnOfUse(ctx, was, &resp.Diagnostics)
		}
	}
	if created || destroyed || replaced || resp.Diagnostics.HasError() {
		return
	}
	guarded, name, updated := *p.Guarded, p.DisplayName, p.UpdatedDate
	same := !name.IsUnknown() && wix.SameText(name.ValueString(), was.DisplayName.ValueString())
	if m = state; !same {
		p.DisplayName, p.UpdatedDate = name, updated
	}
	*p.Guarded = guarded
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &m)...)
}

// names are those that the register knows an object by: one, or none while it is not
// known.
func names(displayName types.String) []string {
	if name := wix.Plain(displayName.ValueString()); name != "" {
		return []string{name}
	}
	return nil
}

// enter enters the change of an object into the register. To forget one is no change.
func (r *definition[T, M]) enter(was, p Parts, destroyed bool, diags *diag.Diagnostics) {
	change := register.Change{Type: r.Type, ID: was.Key.ValueString(), Had: names(was.DisplayName), Destroyed: destroyed}
	switch {
	case !destroyed:
		change.Holds, change.Open = names(p.DisplayName), p.DisplayName.IsUnknown()
		change.Wants = change.Holds
	case was.DeletionPolicy.ValueString() == Retain:
		return
	}
	r.Enter(change, path.Root("display_name"), diags)
}

// planCreate enters an object that is to be made. Where the site has one of its name,
// it is planned by its key, if it may be taken over; that tells Create to. The one that
// makes way for a replacement, whose second planning this then is, does not count.
func (r *definition[T, M]) planCreate(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, m *M) {
	at, p, diags := path.Root("display_name"), r.Parts(m), &resp.Diagnostics
	change := register.Change{Type: r.Type, Adopts: p.AdoptExisting.ValueBool()}
	if p.DisplayName.IsUnknown() {
		if change.Adopts {
			diags.AddAttributeError(at, "The name is not known yet.",
				"adopt_existing takes over what has the name, as the plan shows, and so the display name must be known while planning. "+
					"Create first what it depends on (terraform apply -target=...), or set adopt_existing = false.")
		}
		return
	}
	var own Memory
	if !Recall(ctx, req.Private, &own) {
		change.Holds = names(p.DisplayName)
		change.Wants = change.Holds
	}
	have, key, err := r.called(ctx, p.DisplayName.ValueString(), own.ID)
	if err != nil {
		diags.Append(Diagnose(err, At("display_name"))...)
		return
	}
	if have != nil && r.Register.Made(r.Type, key) {
		have = nil // by this run, for another resource
	}
	if have != nil && change.Adopts {
		change.Takes = key
	}
	if !r.Enter(change, at, diags) || have == nil {
		return
	}
	known := r.Register.Seen(r.Type, key)
	switch {
	case known && !change.Adopts:
	case !change.Adopts && !r.System(have):
		diags.AddAttributeWarning(at, fmt.Sprintf("The %s %s exists already.", r.Type, key),
			fmt.Sprintf("It has the display name %q, and Wix keeps one object for a name: unless another resource of this plan gives the name up, the apply will stop with an error that says what to do.", r.Name(have)))
	case !known && r.unfit(have, key, m, diags):
	default:
		if !known { // else the object itself may be tainted, and be destroyed before
			diags.Append(resp.Plan.SetAttribute(ctx, path.Root("key"), key)...)
		}
		r.WarnOfAdoption(r.Type, key, at, nil, diags)
	}
}

// called gives the object of a name, other than the one with a key, nil if there is
// none.
func (r *definition[T, M]) called(ctx context.Context, name, other string) (*T, string, error) {
	all, order, err := r.Listing(r.Catalog).All(ctx)
	if err != nil {
		return nil, "", err
	}
	for _, key := range order {
		if key != other && wix.SameText(r.Name(all[key]), name) {
			return all[key], key, nil
		}
	}
	return nil, "", nil
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
