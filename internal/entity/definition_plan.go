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
			fmt.Sprintf("It has the display name %q. Unless another resource of this plan gives the name up, the apply will stop here. %s", r.Name(have), Unplanned(r.Type, key)))
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

// unfit says why an object cannot be taken over.
func (r *definition[T, M]) unfit(have *T, key string, m *M, diags *diag.Diagnostics) bool {
	misfit := r.Misfit(have, m)
	switch {
	case r.System(have):
		diags.AddAttributeError(path.Root("display_name"), "Wix itself defines an object of that name.",
			fmt.Sprintf("The site has %s %q with the key %s, which nobody can change or delete. Read it with the data source %s, or choose another display name.",
				r.Noun, r.Name(have), key, r.Type))
	case misfit != "":
		diags.AddAttributeError(path.Root("display_name"), "An object of that name exists and differs.", misfit)
	default:
		return false
	}
	return true
}

// refuseFound says why an object that existed before is not taken over.
func (r *definition[T, M]) refuseFound(have *T, m *M, diags *diag.Diagnostics) {
	var found M
	r.Fill(&found, have)
	at, p, key := path.Root("display_name"), r.Parts(m), r.Parts(&found).Key.ValueString()
	switch {
	case r.Register.Seen(r.Type, key), r.Register.Made(r.Type, key):
		diags.AddAttributeError(at, "Another resource of the configuration has the name.",
			fmt.Sprintf("Another %s has the display name %q (%s). %s", r.Type, r.Name(have), key, GiveAway))
	case r.unfit(have, key, m, diags):
	case !p.AdoptExisting.ValueBool():
		diags.AddAttributeError(at, "An object of that name exists already.",
			fmt.Sprintf("The site has %s %q with the key %s. %s", r.Noun, r.Name(have), key, Unplanned(r.Type, key)))
	case !wix.SameText(r.Name(have), p.DisplayName.ValueString()):
		diags.AddAttributeError(at, "An object exists under another spelling of the name.",
			fmt.Sprintf("The site has %s %q with the key %s. Use exactly that display name to take it over, or choose another one.", r.Noun, r.Name(have), key))
	default:
		diags.AddAttributeError(at, "An object of that name exists by now.",
			fmt.Sprintf("The site has %s %q with the key %s, which the plan did not know of. Run plan again.", r.Noun, r.Name(have), key))
	}
}

// GiveAway says what to do about a name that another resource has not given up in time.
const GiveAway = "If it gives the name up in this plan, apply again: it came too late. With count, resources are told apart by their place, and each moves when one is added: use for_each with keys that stay. " +
	"Else remove one of the two, or choose another name."

// awaitName waits for a sibling to give a name up, and refuses one in use: Wix may allow
// it, and two objects of one name cannot be told apart (contract 11, row 21).
func (r *definition[T, M]) awaitName(ctx context.Context, key, name string, diags *diag.Diagnostics) {
	for {
		since := r.Register.Moment()
		have, other, err := r.called(ctx, name, key)
		switch {
		case err != nil:
			diags.Append(Diagnose(err, Nowhere)...)
			return
		case have == nil:
			return
		case !r.Register.Await(ctx, r.Clock, r.Type, []string{name}, since):
			diags.AddAttributeError(path.Root("display_name"), "The new name belongs to another object.",
				fmt.Sprintf("The site has %s %q with the key %s. Choose another display name, or rename that one first. "+
					"If another resource has it: %s", r.Noun, name, other, GiveAway))
			return
		}
	}
}

// using words how many contacts use an object.
func (r *definition[T, M]) using(n int, p Parts) string {
	contacts := fmt.Sprintf("%d contacts %s", n, r.Use)
	if n == 1 {
		contacts = "1 contact " + strings.Replace(r.Use, "carry", "carries", 1)
		contacts = strings.Replace(contacts, "hold ", "holds ", 1)
	}
	return fmt.Sprintf("%s %q (%s)", contacts, p.DisplayName.ValueString(), p.Key.ValueString())
}

// ways are how to destroy what contacts use.
func (r *definition[T, M]) ways() string {
	return fmt.Sprintf("Where this configuration put it there, take it out of %s and apply that first; or give this resource create_before_destroy, and apply, "+
		"and Terraform destroys it after the contacts have let go of it. "+
		"If the loss is meant, set force_destroy = true and apply that first. To leave it on the site, set deletion_policy = %q.", r.UsedIn, Retain)
}

// unguarded tells that contacts do not keep an object from being destroyed.
func (p Parts) unguarded() bool {
	return p.ForceDestroy.ValueBool() || p.DeletionPolicy.ValueString() == Retain
}

// warnOfUse warns, while a destroy is planned, that contacts use the object. They may
// let go of it before it is destroyed.
func (r *definition[T, M]) warnOfUse(ctx context.Context, p Parts, diags *diag.Diagnostics) {
	if p.unguarded() {
		return
	}
	if n, err := r.Uses(r.Catalog).Count(ctx, p.Key.ValueString()); err == nil && n > 0 { // if not, the destroy says so
		diags.AddWarning(r.using(n, p)+", which is destroyed.",
			"Those that this run deletes, or takes it off, before do not count. If others are left, the destroy is refused. "+r.ways())
	}
}

// refuseInUse protects what contacts use from being destroyed.
func (r *definition[T, M]) refuseInUse(ctx context.Context, p Parts, diags *diag.Diagnostics) {
	if p.unguarded() {
		return
	}
	n, err := r.Uses(r.Catalog).Left(ctx, p.Key.ValueString())
	switch {
	case err != nil:
		for _, d := range Diagnose(err, Nowhere) {
			diags.AddError(d.Summary(), "Before an object is destroyed, the contacts that use it are counted. "+d.Detail()+
				"\n\nTo destroy without counting, set force_destroy = true and apply that first.")
		}
	case n > 0:
		diags.AddError("The object is in use by contacts.",
			fmt.Sprintf("%s, and destroying it would take it off them for good. %s", r.using(n, p), r.ways()))
	}
}
