package action

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// run is one invocation of a bulk action.
type run struct {
	*entity.ProviderData
	*work
	choice *choice
	diags  *diag.Diagnostics
	tell   func(format string, values ...any)

	filter  map[string]any
	counted int
	sample  string // one of the chosen
	job     wix.Job
}

func (r *run) do(ctx context.Context) {
	var diags diag.Diagnostics
	r.filter, diags = r.choice.query(ctx, r.Cache.Fields)
	if r.diags.Append(diags...); diags.HasError() || !r.count(ctx) {
		return
	}
	id, err := r.submit(ctx, r.Client, r.filter)
	if err != nil {
		r.diags.Append(r.unsubmitted(err)...)
		return
	}
	r.tell("Wix has begun the job %s.", id)
	r.job, err = r.Client.WaitForJob(ctx, id, r.choice.timeout(), r.progress())
	for _, id := range r.choice.IDs {
		r.WroteContact(id)
	}
	if err != nil {
		r.diags.Append(r.unfinished(ctx, err)...)
		return
	}
	r.report(ctx)
}

// count is the dry run. It is false where nothing is to be done.
func (r *run) count(ctx context.Context) bool {
	var err error
	if r.counted, r.sample, err = r.Client.Sample(ctx, r.filter); err != nil {
		r.diags.Append(entity.Diagnose(err, entity.AtAttribute("filter"))...)
		return false
	}
	most := r.choice.MaxContacts.ValueInt64()
	switch {
	case r.counted == 0:
		r.diags.AddWarning("No contact was chosen.",
			"No contact of the site matches the arguments, so nothing was done. Contacts that were made or changed seconds ago may not be found yet.")
	case int64(r.counted) > most:
		tooMany(int64(r.counted), most, r.diags)
	default:
		r.tell("%s.", contacts(r.counted, "is chosen", "are chosen"))
		return true
	}
	return false
}

// progress tells of a job whenever something about it has changed.
func (r *run) progress() func(wix.Job) {
	last := ""
	return func(j wix.Job) {
		if now := state(j); now != last {
			last = now
			r.tell("%s", now)
		}
	}
}

// state is how far a job has come.
func state(j wix.Job) string {
	total := "the contacts"
	if j.Total > 0 {
		total = contacts(j.Total, "", "")
	}
	if j.Status == "" {
		return "it was not seen at work yet"
	}
	return fmt.Sprintf("%s: of %s, %d are done and %d failed", j.Status, strings.TrimSpace(total), j.Succeeded, j.Failed)
}

// unsubmitted tells of a job that was not, or perhaps not, begun.
func (r *run) unsubmitted(err error) diag.Diagnostics {
	if !wix.IsLost(err) {
		return entity.Diagnose(err, r.mapPath)
	}
	var diags diag.Diagnostics
	diags.AddError("Wix may have begun the job, but its answer was lost.",
		fmt.Sprintf("%s. The request was not sent again, because that could begin a second job, and the list of Wix's jobs does not tell which one is ours. "+
			"If it was begun, %s will be %s soon. Look at them in a few minutes, and invoke the action again if nothing has changed.",
			entity.Capital(err.Error()), contacts(r.counted, "", ""), r.verb))
	return diags
}

// unfinished tells of a job that goes on without us.
func (r *run) unfinished(ctx context.Context, err error) diag.Diagnostics {
	goesOn := fmt.Sprintf("The job %s goes on at Wix, which cannot stop it. When last seen: %s.", r.job.ID, state(r.job))
	var diags diag.Diagnostics
	switch {
	case errors.Is(err, wix.ErrJobUnfinished):
		diags.AddAttributeError(path.Root("timeout"), "The job has not ended in time.",
			fmt.Sprintf("It was waited for %s. %s Look at the contacts later, or set a longer timeout.", r.choice.timeout(), goesOn))
	case ctx.Err() != nil:
		diags.AddError("The waiting for the job was cancelled.",
			goesOn+" Look at the contacts later; do not invoke the action again before it has ended.")
	default:
		for _, d := range entity.Diagnose(err, entity.NoPath) {
			diags.AddError(d.Summary(), goesOn+" How it ends is not known.\n\n"+d.Detail())
		}
	}
	return diags
}

// contacts is a number of contacts, with what is said of one and of many.
func contacts(n int, one, many string) string {
	if n == 1 {
		return strings.TrimSpace("1 contact " + one)
	}
	return strings.TrimSpace(fmt.Sprintf("%d contacts %s", n, many))
}
