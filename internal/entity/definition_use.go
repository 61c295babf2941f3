package entity

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

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
