package action

import (
	"context"
	"fmt"
	"strings"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
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
	r.warnOfMissing()
	switch {
	case r.job.Failed > 0:
		r.addFailures(ctx)
	case r.job.Succeeded < r.counted:
		r.checkFewer(ctx)
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
	if len(ids) > 0 {
		fmt.Fprintf(&b, "\n\nNot %s: %s.", r.participle, listed(ids, r.job.Failed))
	}
	if err != nil {
		fmt.Fprintf(&b, "\n\nWhich contacts failed could not be read: %s.", err)
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

// failedIDs returns contacts that do not show the operation. A query finds those that may
// be such, and since it lags behind the job, each is read.
func (r *bulkRun) failedIDs(ctx context.Context) ([]string, error) {
	q := wix.Query{Filter: r.filter, Fields: r.fields}
	if r.unmet == nil { // all that are still there
		q.Limit, q.Fields = maxRead, []string{"createdDate"}
	}
	var ids []string
	for have, err := range r.Client.QueryContacts(ctx, q) {
		if err != nil {
			return nil, err
		}
		if r.unmet == nil || len(r.unmet(have)) > 0 {
			ids = append(ids, have.ID)
		}
		if len(ids) == maxRead {
			break
		}
	}
	left, _, err := r.look(ctx, ids, min(maxListed, r.job.Failed))
	return left, err
}

// checkFewer looks at the contacts of a job that has handled fewer than were chosen: it
// chooses by an index that lags, or others have changed or deleted contacts meanwhile.
func (r *bulkRun) checkFewer(ctx context.Context) {
	if done, found := r.lookAtAll(ctx); !done {
		r.diags.AddError(fmt.Sprintf("Not all chosen contacts were %s.", r.participle),
			fmt.Sprintf("The job %s has ended without failures, but has %s only %d of %s.\n\n%s\n\n"+
				"Contacts that were changed meanwhile may no longer match. Invoke the action again for those that are left.",
				r.job.ID, r.participle, r.job.Succeeded, contacts(r.counted, "", ""), found))
	}
}

// checkSample reads one contact of a job that has ended without failures: the first one
// that was not deleted or merged since.
func (r *bulkRun) checkSample(ctx context.Context) {
	sample, have, err := r.sample(ctx)
	switch {
	case sample == "":
		return
	case err != nil:
		r.diags.AddWarning("The result could not be looked at.",
			fmt.Sprintf("The job %s has ended without failures, but a look at one of the contacts failed: %s. Check the contacts in the dashboard.", r.job.ID, entity.Capital(err.Error())))
		return
	}
	if unmet := r.unmet(have); len(unmet) > 0 {
		r.diags.AddError("Wix did not do what it was asked for.",
			fmt.Sprintf("The job %s has ended without failures, but the contact %s does not hold the wanted %s. "+
				"The other contacts are probably unchanged too. Set the values on wix_contact resources instead.", r.job.ID, sample, strings.Join(unmet, ", ")))
	}
}

// sample reads chosen contacts until one exists, and returns its id, "" without one.
func (r *bulkRun) sample(ctx context.Context) (id string, have *wix.Contact, err error) {
	for _, id := range r.chosen[:min(len(r.chosen), maxRead)] {
		have, err := r.Client.GetContact(ctx, id)
		if !wix.IsNotFound(err) && (err != nil || forms.SameID(have.ID, id)) {
			return id, have, err
		}
	}
	return "", nil, nil
}
