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
	// chosen are the ids of chosen contacts: of all, or of as many as are read one by one.
	chosen []string
	// gone are the given ids of no contact, unmatched those of contacts that the other
	// arguments do not choose.
	gone, unmatched []string
	job             wix.Job
}

func (r *bulkRun) run(ctx context.Context, invoked *invocation) {
	r.invocation = invoked
	var diags diag.Diagnostics
	r.filter, diags = r.choice.query(ctx, r.Cache.Fields)
	if r.diags.Append(diags...); diags.HasError() || !r.count(ctx) {
		return
	}
	id, err := r.submit(ctx, r.Client, r.filter)
	defer func() {
		for _, id := range r.choice.IDs {
			r.Cache.Contacts.Wrote(id)
		}
	}()
	switch {
	case wix.IsLost(err):
		r.settleLost(ctx, id, err)
		return
	case err != nil:
		r.diags.Append(entity.InAction.Diagnose(err, r.mapPath)...)
		return
	}
	// When the run is interrupted, this may be the last that the person sees.
	r.sendProgress("Wix has begun the job %s, which goes on when this run is interrupted.", id)
	if r.job, err = r.Client.WaitForJob(ctx, id, r.choice.timeout(), r.progress()); err != nil {
		r.addWaitError(ctx, err)
		return
	}
	r.report(ctx)
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
		for _, d := range entity.InAction.Diagnose(err, entity.NoPath) {
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
