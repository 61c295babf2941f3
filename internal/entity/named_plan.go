package entity

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/register"
)

// ModifyPlan keeps what a plan does not change out of it, enters the plan into the
// register of the walk, and looks for what is to be adopted.
func (r *namedResource[T]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	m, prior := r.NewModel(), r.NewModel()
	created, destroyed := req.State.Raw.IsNull(), req.Plan.Raw.IsNull()
	if !created {
		resp.Diagnostics.Append(req.State.Get(ctx, prior)...)
	}
	if !destroyed {
		resp.Diagnostics.Append(req.Plan.Get(ctx, m)...)
	}
	if !created && !destroyed {
		r.requireReplace(ctx, req, resp)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	replaced := len(resp.RequiresReplace) > 0
	if r.ProviderData != nil {
		if created {
			r.planCreate(ctx, req, resp, m)
		} else if r.remembered(ctx, req.Private, resp.Private, prior.common().Key.ValueString(), &resp.Diagnostics) {
			r.enter(prior, m, destroyed, &resp.Diagnostics)
		}
		if (destroyed || replaced) && !resp.Diagnostics.HasError() {
			r.warnOfUse(ctx, prior, &resp.Diagnostics)
		}
	}
	if created || destroyed || replaced || resp.Diagnostics.HasError() {
		return
	}
	name, was := m.common().DisplayName, prior.common()
	if name.IsUnknown() || !forms.SameText(name.ValueString(), was.DisplayName.ValueString()) {
		was.DisplayName, was.UpdatedDate = name, m.common().UpdatedDate
	}
	*prior.settings() = *m.settings()
	resp.Diagnostics.Append(resp.Plan.Set(ctx, prior)...)
}

// requireReplace has the object replaced where an attribute changes that cannot be
// changed in place.
func (r *namedResource[T]) requireReplace(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	for _, name := range r.RequiresReplace {
		var planned, was attr.Value
		resp.Diagnostics.Append(req.Plan.GetAttribute(ctx, path.Root(name), &planned)...)
		resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root(name), &was)...)
		if planned != nil && !planned.Equal(was) {
			resp.RequiresReplace.Append(path.Root(name))
		}
	}
}

// names are those that the register knows an object by: one, or none while it is not
// known.
func names(displayName types.String) []string {
	if name := forms.Plain(displayName.ValueString()); name != "" {
		return []string{name}
	}
	return nil
}

// enter enters the change of an object into the register. To forget one is no change.
func (r *namedResource[T]) enter(prior, m Model[T], destroyed bool, diags *diag.Diagnostics) {
	was, name := prior.common(), m.common().DisplayName
	change := register.Change{Type: r.Type, ID: was.Key.ValueString(), Had: names(was.DisplayName), Destroyed: destroyed}
	switch {
	case !destroyed:
		change.Holds, change.Open = names(name), name.IsUnknown()
		change.Wants = change.Holds
	case prior.settings().DeletionPolicy.ValueString() == Retain:
		return
	}
	r.Enter(change, path.Root("display_name"), diags)
}

// planCreate enters an object that is to be made. Where the site has one of its name,
// it is planned by its key, if it may be adopted; that tells Create to. The one that
// makes way for a replacement, whose second planning this then is, does not count.
func (r *namedResource[T]) planCreate(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, m Model[T]) {
	at, name, diags := path.Root("display_name"), m.common().DisplayName, &resp.Diagnostics
	change := register.Change{Type: r.Type, Adopts: m.settings().AdoptExisting.ValueBool(), Holds: names(name), Wants: names(name)}
	if name.IsUnknown() {
		if change.Adopts {
			diags.AddAttributeError(at, "The name is not known yet.",
				"adopt_existing adopts what has the name, as the plan shows, and so the display name must be known while planning. "+
					"Create first what it depends on (terraform apply -target=...), or set adopt_existing = false.")
		}
		return
	}
	var own Memory
	if Recall(ctx, req.Private, &own, diags) {
		change.Replaces = own.ID
	}
	if diags.HasError() {
		return
	}
	have, err := r.other(ctx, name.ValueString(), own.ID)
	if err != nil {
		diags.Append(Diagnose(err, AtAttribute("display_name"))...)
		return
	}
	if have != nil && r.Register.Made(r.Type, common(have).Key) {
		have = nil // by this run, for another resource
	}
	if have != nil && change.Adopts {
		change.Takes = common(have).Key
	}
	if !r.Enter(change, at, diags) || have == nil {
		return
	}
	key := common(have).Key
	known := r.Register.Seen(r.Type, key)
	switch {
	case known && !change.Adopts:
	case !change.Adopts && !(*have).IsSystem():
		diags.AddAttributeWarning(at, fmt.Sprintf("The %s %s exists already.", r.Type, key),
			fmt.Sprintf("It has the display name %q, and Wix keeps one object for a name: unless another resource of this plan gives the name up, the apply will stop with an error that says what to do.", common(have).DisplayName))
	case !known && r.unfit(have, m, diags):
	default:
		if !known { // else the object itself may be tainted, and be destroyed before
			for _, name := range keyAttributes {
				diags.Append(resp.Plan.SetAttribute(ctx, path.Root(name), key)...)
			}
		}
		r.WarnOfAdoption(r.Type, key, at, nil, diags)
	}
}

// other gives an object of a name, other than the one with a key, nil if there is none.
func (r *namedResource[T]) other(ctx context.Context, name, key string) (*T, error) {
	found, err := r.listing().Called(ctx, name)
	for _, have := range found {
		if common(have).Key != key {
			return have, nil
		}
	}
	return nil, err
}
