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

// invocation is one invocation of a bulk action.
type invocation struct {
	*entity.ProviderData
	*operation
	choice       *choice
	diags        *diag.Diagnostics
	sendProgress func(format string, values ...any)

	filter  map[string]any
	counted int
	sample  string // the id of a chosen contact
	job     wix.Job
}

func (i *invocation) run(ctx context.Context) {
	var diags diag.Diagnostics
	i.filter, diags = i.choice.query(ctx, i.Cache.Fields)
	if i.diags.Append(diags...); diags.HasError() || !i.count(ctx) {
		return
	}
	id, err := i.submit(ctx, i.Client, i.filter)
	if err != nil {
		i.addSubmitError(err)
		return
	}
	i.sendProgress("Wix has begun the job %s.", id)
	i.job, err = i.Client.WaitForJob(ctx, id, i.choice.timeout(), i.progress())
	for _, id := range i.choice.IDs {
		i.Cache.Contacts.Wrote(id)
	}
	if err != nil {
		i.addWaitError(ctx, err)
		return
	}
	i.report(ctx)
}

// count counts and samples the chosen contacts. It returns false where there is nothing to do.
func (i *invocation) count(ctx context.Context) bool {
	var err error
	if i.counted, i.sample, err = i.Client.CountContacts(ctx, i.filter); err != nil {
		i.diags.Append(entity.Diagnose(err, entity.AtAttribute("filter"))...)
		return false
	}
	most := i.choice.MaxContacts.ValueInt64()
	switch {
	case i.counted == 0:
		i.diags.AddWarning("No contact was chosen.",
			"No contact of the site matches the arguments, so nothing was done. Contacts that were made or changed seconds ago may not be found yet.")
	case int64(i.counted) > most:
		addTooManyError(int64(i.counted), most, i.diags)
	default:
		i.sendProgress("%s.", contacts(i.counted, "is chosen", "are chosen"))
		return true
	}
	return false
}

// progress sends the status of a job whenever it has changed.
func (i *invocation) progress() func(wix.Job) {
	last := ""
	return func(j wix.Job) {
		if now := jobStatus(j); now != last {
			last = now
			i.sendProgress("%s", now)
		}
	}
}

func jobStatus(j wix.Job) string {
	total := "the contacts"
	if j.Total > 0 {
		total = contacts(j.Total, "", "")
	}
	if j.Status == "" {
		return "it was not seen at work yet"
	}
	return fmt.Sprintf("%s: of %s, %d are done and %d failed", j.Status, strings.TrimSpace(total), j.Succeeded, j.Failed)
}

// addSubmitError reports a job that was refused, or may have begun.
func (i *invocation) addSubmitError(err error) {
	if !wix.IsLost(err) {
		i.diags.Append(entity.Diagnose(err, i.mapPath)...)
		return
	}
	i.diags.AddError("Wix may have begun the job, but its answer was lost.",
		fmt.Sprintf("%s. The request was not sent again, because that could begin a second job, and the list of Wix's jobs does not tell which one is ours. "+
			"If it was begun, %s will be %s soon. Look at them in a few minutes, and invoke the action again if nothing has changed.",
			entity.Capital(err.Error()), contacts(i.counted, "", ""), i.participle))
}

// addWaitError reports a job that goes on at Wix.
func (i *invocation) addWaitError(ctx context.Context, err error) {
	goesOn := fmt.Sprintf("The job %s goes on at Wix, which cannot stop it. When last seen: %s.", i.job.ID, jobStatus(i.job))
	switch {
	case errors.Is(err, wix.ErrJobUnfinished):
		i.diags.AddAttributeError(path.Root("timeout"), "The job has not ended in time.",
			fmt.Sprintf("It was waited for %s. %s Look at the contacts later, or set a longer timeout.", i.choice.timeout(), goesOn))
	case ctx.Err() != nil:
		i.diags.AddError("The waiting for the job was cancelled.",
			goesOn+" Look at the contacts later; do not invoke the action again before it has ended.")
	default:
		for _, d := range entity.Diagnose(err, entity.NoPath) {
			i.diags.AddError(d.Summary(), goesOn+" How it ends is not known.\n\n"+d.Detail())
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
