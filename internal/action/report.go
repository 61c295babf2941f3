package action

import (
	"context"
	"fmt"
	"strings"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// maxListed bounds how many contacts and reasons an error lists.
const maxListed = 10

// report reports how the job has ended.
func (r *bulkRun) report(ctx context.Context) {
	if r.job.Total > r.counted {
		r.diags.AddWarning("More contacts were changed than were counted.",
			fmt.Sprintf("%s when the action began, but the job %s found %d: others came to match in between. "+
				"Choose by ids where that must not happen.", contacts(r.counted, "matched", "matched"), r.job.ID, r.job.Total))
	}
	if missing := len(r.choice.IDs) - r.counted; missing > 0 {
		r.diags.AddWarning("Not all ids were found.",
			fmt.Sprintf("Of the %d ids, %d belong to no contact that matches, and nothing was done for them. Remove the ids of contacts that are gone.", len(r.choice.IDs), missing))
	}
	switch {
	case r.job.Failed > 0:
		r.addFailures(ctx)
	case r.unreliable:
		r.checkSample(ctx)
	}
}

// addFailures reports what failed, and why. A job counts failures by reason and names
// no contacts; failedIDs finds them.
func (r *bulkRun) addFailures(ctx context.Context) {
	var b strings.Builder
	fmt.Fprintf(&b, "The job %s has ended: %s, %d failed.", r.job.ID, contacts(r.job.Succeeded, "was "+r.participle, "were "+r.participle), r.job.Failed)
	for n, e := range r.job.Errors {
		if n == maxListed {
			fmt.Fprintf(&b, "\n  - and %d more reasons", len(r.job.Errors)-n)
			break
		}
		fmt.Fprintf(&b, "\n  - %d failed with %s: %s.", e.Count, e.Code, strings.TrimSuffix(e.Message, "."))
		if step := remedy(e.Code); step != "" {
			fmt.Fprintf(&b, " %s", step)
		}
	}
	ids, err := r.failedIDs(ctx)
	switch {
	case err != nil:
		fmt.Fprintf(&b, "\n\nWhich contacts failed could not be read: %s.", err)
	case len(ids) > 0:
		fmt.Fprintf(&b, "\n\nNot %s, as far as queries know by now: %s", r.participle, strings.Join(ids, ", "))
		if more := r.job.Failed - len(ids); more > 0 {
			fmt.Fprintf(&b, " and %d more", more)
		}
		b.WriteString(".")
	}
	b.WriteString("\n\nRemove the reasons and invoke the action again, or choose without these contacts.")
	r.diags.AddError(fmt.Sprintf("Some contacts could not be %s.", r.participle), b.String())
}

// remedy returns what to do about a reason (contract 2.3), "" where nothing is known.
func remedy(code string) string {
	switch code {
	case "CANNOT_DELETE_SITE_MEMBERS", wix.CodeDeleteMember:
		return "Delete the site member first, under Site Members in the dashboard."
	case wix.CodeDeleteSubscriber:
		return "Cancel the billing subscription first."
	case wix.CodeDeleteContributor:
		return "Remove the person from the site's roles first."
	}
	return ""
}

// failedIDs queries contacts that still match and do not show the operation.
func (r *bulkRun) failedIDs(ctx context.Context) ([]string, error) {
	limit := min(maxListed, r.job.Failed)
	q := wix.Query{Filter: r.filter, Fields: r.fields}
	if r.unmet == nil { // all that are still there
		q.Limit, q.Fields = limit, []string{"createdDate"}
	}
	var ids []string
	for have, err := range r.Client.QueryContacts(ctx, q) {
		if err != nil {
			return nil, err
		}
		if r.unmet == nil || len(r.unmet(have)) > 0 {
			ids = append(ids, have.ID)
		}
		if len(ids) == limit {
			break
		}
	}
	return ids, nil
}

// checkSample reads one contact of a job that has ended without failures.
func (r *bulkRun) checkSample(ctx context.Context) {
	have, err := r.Client.GetContact(ctx, r.sample)
	switch {
	case wix.IsNotFound(err), err == nil && have.ID != r.sample:
		return // deleted or merged since
	case err != nil:
		r.diags.AddWarning("The result could not be looked at.",
			fmt.Sprintf("The job %s has ended without failures, but a look at one of the contacts failed: %s. Check the contacts in the dashboard.", r.job.ID, entity.Capital(err.Error())))
		return
	}
	if unmet := r.unmet(have); len(unmet) > 0 {
		r.diags.AddError("Wix did not do what it was asked for.",
			fmt.Sprintf("The job %s has ended without failures, but the contact %s does not hold the wanted %s. "+
				"The other contacts are probably unchanged too. Set the values on wix_contact resources instead.", r.job.ID, r.sample, strings.Join(unmet, ", ")))
	}
}
