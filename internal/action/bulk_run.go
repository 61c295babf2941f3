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

// bulkRun is one invocation of a bulk action. It counts the chosen contacts, starts a job
// for them, and waits for its end.
type bulkRun struct {
	*invocation
	*operation
	choice *choice

	filter  map[string]any
	counted int
	sample  string // the id of a chosen contact
	job     wix.Job
}

func (r *bulkRun) run(ctx context.Context, invoked *invocation) {
	r.invocation = invoked
	var diags diag.Diagnostics
	r.filter, diags = r.choice.query(ctx, r.Cache.Fields)
	if r.diags.Append(diags...); diags.HasError() || !r.count(ctx) {
		return
	}
	id, err := r.submit(ctx, r.Client, r.filter)
	if err != nil {
		r.addSubmitError(err)
		return
	}
	r.sendProgress("Wix has begun the job %s.", id)
	r.job, err = r.Client.WaitForJob(ctx, id, r.choice.timeout(), r.progress())
	for _, id := range r.choice.IDs {
		r.Cache.Contacts.Wrote(id)
	}
	if err != nil {
		r.addWaitError(ctx, err)
		return
	}
	r.report(ctx)
}

// count counts and samples the chosen contacts. It returns false where there is nothing to do.
func (r *bulkRun) count(ctx context.Context) bool {
	var err error
	if r.counted, r.sample, err = r.Client.CountContacts(ctx, r.filter); err != nil {
		r.diags.Append(entity.Diagnose(err, entity.AtAttribute("filter"))...)
		return false
	}
	most := r.choice.MaxContacts.ValueInt64()
	switch {
	case r.counted == 0:
		r.diags.AddWarning("No contact was chosen.",
			"No contact of the site matches the arguments, so nothing was done. Contacts that were made or changed seconds ago may not be found yet.")
	case int64(r.counted) > most:
		addTooManyError(int64(r.counted), most, r.diags)
	default:
		r.sendProgress("%s.", contacts(r.counted, "is chosen", "are chosen"))
		return true
	}
	return false
}

// progress sends the status of a job whenever it has changed.
func (r *bulkRun) progress() func(wix.Job) {
	last := ""
	return func(j wix.Job) {
		if now := jobStatus(j); now != last {
			last = now
			r.sendProgress("%s", now)
		}
	}
}

func jobStatus(j wix.Job) string {
	if j.Status == "" {
		return "it was not seen at work yet"
	}
	total := "the contacts"
	if j.Total > 0 {
		total = contacts(j.Total, "", "")
	}
	return fmt.Sprintf("%s: of %s, %d are done and %d failed", j.Status, total, j.Succeeded, j.Failed)
}

// addSubmitError reports a job that was refused, or may have begun.
func (r *bulkRun) addSubmitError(err error) {
	if !wix.IsLost(err) {
		r.diags.Append(entity.Diagnose(err, r.mapPath)...)
		return
	}
	r.diags.AddError("Wix may have begun the job, but its answer was lost.",
		fmt.Sprintf("%s. The request was not sent again, because that could begin a second job, and the list of Wix's jobs does not tell which one is ours. "+
			"If it was begun, %s will be %s soon. Look at them in a few minutes, and invoke the action again if nothing has changed.",
			entity.Capital(err.Error()), contacts(r.counted, "", ""), r.participle))
}

// addWaitError reports a job that goes on at Wix.
func (r *bulkRun) addWaitError(ctx context.Context, err error) {
	goesOn := fmt.Sprintf("The job %s goes on at Wix, which cannot stop it. When last seen: %s.", r.job.ID, jobStatus(r.job))
	switch {
	case errors.Is(err, wix.ErrJobUnfinished):
		r.diags.AddAttributeError(path.Root("timeout"), "The job has not ended in time.",
			fmt.Sprintf("It was waited for %s. %s Look at the contacts later, or set a longer timeout.", r.choice.timeout(), goesOn))
	case ctx.Err() != nil:
		r.diags.AddError("The waiting for the job was cancelled.",
			goesOn+" Look at the contacts later; do not invoke the action again before it has ended.")
	default:
		for _, d := range entity.Diagnose(err, entity.NoPath) {
			r.diags.AddError(d.Summary(), goesOn+" How it ends is not known.\n\n"+d.Detail())
		}
	}
}

// contacts words a number of contacts and their verb.
func contacts(n int, one, many string) string {
	if n == 1 {
		return strings.TrimSpace("1 contact " + one)
	}
	return strings.TrimSpace(fmt.Sprintf("%d contacts %s", n, many))
}
