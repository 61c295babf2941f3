package entity

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

func (r *namedResource[T]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	m := r.NewModel()
	resp.Diagnostics.Append(req.Plan.Get(ctx, m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	name := m.common().DisplayName
	// One after the other, so that the second of two resources meets what the first
	// has made, also where Wix compares names without case.
	free, err := r.Cache.Lock(ctx, []string{r.Type + " " + strings.ToLower(forms.Plain(name.ValueString()))})
	if err != nil {
		resp.Diagnostics.Append(Diagnose(err, NoPath)...)
		return
	}
	defer free()
	have := r.obtain(ctx, m, &resp.Diagnostics)
	if have == nil {
		return
	}
	m.FromAPI(have)
	m.common().DisplayName = name
	key := common(have).Key
	r.Register.Make(r.Type, key)
	resp.Diagnostics.Append(r.Identify(ctx, resp.Identity, "key", m.common().Key)...)
	resp.Diagnostics.Append(Remember(ctx, resp.Private, Memory{Site: r.Site(), ID: key})...)
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// obtain makes the object, or adopts the one that the plan names. It gives nil when
// it has reported why not.
func (r *namedResource[T]) obtain(ctx context.Context, m Model[T], diags *diag.Diagnostics) *T {
	if key := m.common().Key.ValueString(); key != "" {
		return r.adopt(ctx, key, m, diags)
	}
	for {
		since := r.Register.Moment()
		have, made, err := r.listing().FindOrCreate(ctx, m.ToAPI())
		switch {
		case err != nil:
			diags.Append(Diagnose(err, AtAttribute("display_name"))...)
			return nil
		case made:
			return have
		case m.settings().AdoptExisting.ValueBool() && r.Left(r.Type, common(have).Key) &&
			m.ConflictReason(have) == "" && sameName(m, have):
			return have
		case !r.Register.Await(ctx, r.Clock, r.Type, common(have).Key, names(m.common().DisplayName), since):
			r.refuseFound(have, m, diags)
			return nil
		}
	}
}

// adopt adopts the object that the plan names.
func (r *namedResource[T]) adopt(ctx context.Context, key string, m Model[T], diags *diag.Diagnostics) *T {
	have, err := r.listing().Get(ctx, key, "")
	switch {
	case err != nil:
		diags.Append(Diagnose(err, AtAttribute("display_name"))...)
		return nil
	case !sameName(m, have):
		diags.AddAttributeError(path.Root("display_name"), "The object was renamed since the plan.",
			fmt.Sprintf("The plan adopts %s by its name, and it has another one now. Run plan again.", key))
		return nil
	}
	return have
}

func sameName[T wix.NamedObject](m Model[T], have *T) bool {
	return forms.SameText(common(have).DisplayName, m.common().DisplayName.ValueString())
}

// found begins a diagnostic about an object that the site has.
func (r *namedResource[T]) found(have *T) string {
	return fmt.Sprintf("The site has %s %q with the key %s", r.Singular, common(have).DisplayName, common(have).Key)
}

// unfit says why an object cannot be adopted.
func (r *namedResource[T]) unfit(have *T, m Model[T], diags *diag.Diagnostics) bool {
	reason := m.ConflictReason(have)
	switch {
	case (*have).IsSystem():
		diags.AddAttributeError(path.Root("display_name"), "Wix itself defines an object of that name.",
			fmt.Sprintf("%s, which nobody can change or delete. Read it with the data source %s, or choose another display name.", r.found(have), r.Type))
	case reason != "":
		diags.AddAttributeError(path.Root("display_name"), "An object of that name exists and differs.", reason)
	default:
		return false
	}
	return true
}

// refuseFound says why an object that existed before is not adopted.
func (r *namedResource[T]) refuseFound(have *T, m Model[T], diags *diag.Diagnostics) {
	at, key := path.Root("display_name"), common(have).Key
	switch {
	case r.unfit(have, m, diags):
	case r.Register.Seen(r.Type, key), r.Register.Made(r.Type, key):
		diags.AddAttributeError(at, "Another resource of the configuration has the name.",
			fmt.Sprintf("Another %s has the display name %q (%s). %s", r.Type, common(have).DisplayName, key, GiveAway))
	case !m.settings().AdoptExisting.ValueBool():
		diags.AddAttributeError(at, "An object of that name exists already.",
			r.found(have)+". "+Unplanned(r.Type, key))
	case !sameName(m, have):
		diags.AddAttributeError(at, "An object exists under another spelling of the name.",
			r.found(have)+". Use exactly that display name to adopt it, or choose another one.")
	default:
		diags.AddAttributeError(at, "An object of that name exists by now.",
			r.found(have)+", which the plan did not know of. Run plan again.")
	}
}

// GiveAway says what to do about a name that another resource has not given up in time.
const GiveAway = "If it gives the name up in this plan, apply again: it came too late. With count, resources are told apart by their place, and each moves when one is added: use for_each with keys that stay. " +
	"Else remove one of the two, or choose another name."

// awaitName waits for a sibling to give a name up, and refuses one in use: Wix may allow
// it, and two objects of one name cannot be told apart (contract 11, row 21).
func (r *namedResource[T]) awaitName(ctx context.Context, key, name string, diags *diag.Diagnostics) {
	for {
		since := r.Register.Moment()
		have, err := r.other(ctx, name, key)
		switch {
		case err != nil:
			diags.Append(Diagnose(err, NoPath)...)
			return
		case have == nil:
			return
		case !r.Register.Await(ctx, r.Clock, r.Type, common(have).Key, []string{name}, since):
			diags.AddAttributeError(path.Root("display_name"), "The new name belongs to another object.",
				r.found(have)+". Choose another display name, or rename that one first. If another resource has it: "+GiveAway)
			return
		}
	}
}
