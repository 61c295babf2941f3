package entity

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// using words how many contacts use an object.
func (r *namedResource[T]) using(n int, c *Common) string {
	contacts := fmt.Sprintf("%d contacts %s", n, r.UsedByMany)
	if n == 1 {
		contacts = "1 contact " + r.UsedByOne
	}
	return fmt.Sprintf("%s %q (%s)", contacts, c.DisplayName.ValueString(), c.Key.ValueString())
}

// ways are how to destroy what contacts use.
func (r *namedResource[T]) ways() string {
	return fmt.Sprintf("Where this configuration put it there, take it out of %s and apply that first; or give this resource create_before_destroy, and apply, "+
		"and Terraform destroys it after the contacts have let go of it. "+
		"If the loss is meant, set force_destroy = true and apply that first. To leave it on the site, set deletion_policy = %q. "+
		"If the block is gone already, put it back for that apply, or apply the contacts alone first, with -target: "+
		"in one apply Terraform destroys the object before it updates the contacts.", r.UsedIn, Retain)
}

// unguarded tells that contacts do not keep an object from being destroyed.
func (s *NamedSettings) unguarded() bool {
	return s.ForceDestroy.ValueBool() || s.DeletionPolicy.ValueString() == Retain
}

// warnOfUse warns, while a destroy is planned, that contacts use the object. They may
// let go of it before it is destroyed.
func (r *namedResource[T]) warnOfUse(ctx context.Context, m Model[T], diags *diag.Diagnostics) {
	if m.settings().unguarded() {
		return
	}
	if n, err := r.listing().Uses.Count(ctx, m.common().Key.ValueString()); err == nil && n > 0 { // if not, the destroy says so
		diags.AddWarning(r.using(n, m.common())+", which is destroyed.",
			fmt.Sprintf("Nothing to do if this run deletes the contacts that use it or, with create_before_destroy, takes it off them. "+
				"Otherwise take it out of %s in an apply before this one, with its block still there or of the contacts alone (-target): else the destroy is refused, and the error has the other ways.", r.UsedIn))
	}
}

// refuseInUse protects what contacts use from being destroyed.
func (r *namedResource[T]) refuseInUse(ctx context.Context, m Model[T], diags *diag.Diagnostics) {
	if m.settings().unguarded() {
		return
	}
	n, err := r.listing().Uses.Left(ctx, m.common().Key.ValueString())
	switch {
	case err != nil:
		for _, d := range Diagnose(err, NoPath) {
			diags.AddError(d.Summary(), "Before an object is destroyed, the contacts that use it are counted. "+d.Detail()+
				"\n\nTo destroy without counting, set force_destroy = true and apply that first.")
		}
	case n > 0:
		diags.AddError("The object is in use by contacts.",
			fmt.Sprintf("%s, and destroying it would take it off them for good. %s", r.using(n, m.common()), r.ways()))
	}
}
