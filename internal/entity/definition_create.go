package entity

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

func (r *definition[T, M]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	var m M
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	p := r.Parts(&m)
	name := p.DisplayName
	// One after the other, so that the second of two resources meets what the first
	// has made, also where Wix compares names without case.
	free, err := r.Catalog.Hold(ctx, []string{r.Type + " " + strings.ToLower(wix.Plain(name.ValueString()))})
	if err != nil {
		resp.Diagnostics.Append(Diagnose(err, Nowhere)...)
		return
	}
	defer free()
	have := r.obtain(ctx, &m, &resp.Diagnostics)
	if have == nil {
		return
	}
	r.Fill(&m, have)
	p.DisplayName = name
	r.Register.Make(r.Type, p.Key.ValueString())
	resp.Diagnostics.Append(r.Identify(ctx, resp.Identity, "key", p.Key)...)
	resp.Diagnostics.Append(Remember(ctx, resp.Private, Memory{Site: r.Site(), ID: p.Key.ValueString()})...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// obtain makes the object, or takes over the one that the plan names. It gives nil when
// it has reported why not.
func (r *definition[T, M]) obtain(ctx context.Context, m *M, diags *diag.Diagnostics) *T {
	p := r.Parts(m)
	if key := p.Key.ValueString(); key != "" {
		have, err := r.Listing(r.Catalog).Get(ctx, key, "")
		switch {
		case err != nil:
			diags.Append(Diagnose(err, At("display_name"))...)
			return nil
		case !wix.SameText(r.Name(have), p.DisplayName.ValueString()):
			diags.AddAttributeError(path.Root("display_name"), "The object was renamed since the plan.",
				fmt.Sprintf("The plan takes over %s by its name, and it has another one now. Run plan again.", key))
			return nil
		}
		return have
	}
	for {
		since := r.Register.Moment()
		have, made, err := r.Definition.Create(ctx, r.Client, m)
		switch {
		case err != nil:
			diags.Append(Diagnose(err, At("display_name"))...)
			return nil
		case made:
			r.Listing(r.Catalog).Created(have)
			return have
		case p.AdoptExisting.ValueBool() && r.Left(r.Type, r.keyOf(have)) &&
			r.Misfit(have, m) == "" && wix.SameText(r.Name(have), p.DisplayName.ValueString()):
			return have
		case !r.Register.Await(ctx, r.Clock, r.Type, r.keyOf(have), names(p.DisplayName), since):
			r.refuseFound(have, m, diags)
			return nil
		}
	}
}

func (d Definition[T, M]) keyOf(have *T) string {
	var m M
	d.Fill(&m, have)
	return d.Parts(&m).Key.ValueString()
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
	at, p, key := path.Root("display_name"), r.Parts(m), r.keyOf(have)
	switch {
	case r.unfit(have, key, m, diags):
	case r.Register.Seen(r.Type, key), r.Register.Made(r.Type, key):
		diags.AddAttributeError(at, "Another resource of the configuration has the name.",
			fmt.Sprintf("Another %s has the display name %q (%s). %s", r.Type, r.Name(have), key, GiveAway))
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
		case !r.Register.Await(ctx, r.Clock, r.Type, other, []string{name}, since):
			diags.AddAttributeError(path.Root("display_name"), "The new name belongs to another object.",
				fmt.Sprintf("The site has %s %q with the key %s. Choose another display name, or rename that one first. "+
					"If another resource has it: %s", r.Noun, name, other, GiveAway))
			return
		}
	}
}
