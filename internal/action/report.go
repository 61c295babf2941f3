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
func (i *invocation) report(ctx context.Context) {
	if i.job.Total > i.counted {
		i.diags.AddWarning("More contacts were changed than were counted.",
			fmt.Sprintf("%s when the action began, but the job %s found %d: others came to match in between. "+
				"Choose by ids where that must not happen.", contacts(i.counted, "matched", "matched"), i.job.ID, i.job.Total))
	}
	if missing := len(i.choice.IDs) - i.counted; missing > 0 {
		i.diags.AddWarning("Not all ids were found.",
			fmt.Sprintf("Of the %d ids, %d belong to no contact that matches, and nothing was done for them. Remove the ids of contacts that are gone.", len(i.choice.IDs), missing))
	}
	switch {
	case i.job.Failed > 0:
		i.addFailures(ctx)
	case i.unreliable:
		i.checkSample(ctx)
	}
}

// addFailures reports what failed, and why. A job counts failures by reason and names
// no contacts; failedIDs finds them.
func (i *invocation) addFailures(ctx context.Context) {
	var b strings.Builder
	fmt.Fprintf(&b, "The job %s has ended: %s, %d failed.", i.job.ID, contacts(i.job.Succeeded, "was "+i.participle, "were "+i.participle), i.job.Failed)
	for n, e := range i.job.Errors {
		if n == maxListed {
			fmt.Fprintf(&b, "\n  - and %d more reasons", len(i.job.Errors)-n)
			break
		}
		fmt.Fprintf(&b, "\n  - %d failed with %s: %s.", e.Count, e.Code, strings.TrimSuffix(e.Message, "."))
		if step := remedy(e.Code); step != "" {
			fmt.Fprintf(&b, " %s", step)
		}
	}
	ids, err := i.failedIDs(ctx)
	switch {
	case err != nil:
		fmt.Fprintf(&b, "\n\nWhich contacts failed could not be read: %s.", err)
	case len(ids) > 0:
		fmt.Fprintf(&b, "\n\nNot %s, as far as queries know by now: %s", i.participle, strings.Join(ids, ", "))
		if more := i.job.Failed - len(ids); more > 0 {
			fmt.Fprintf(&b, " and %d more", more)
		}
		b.WriteString(".")
	}
	b.WriteString("\n\nRemove the reasons and invoke the action again, or choose without these contacts.")
	i.diags.AddError(fmt.Sprintf("Some contacts could not be %s.", i.participle), b.String())
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
func (i *invocation) failedIDs(ctx context.Context) ([]string, error) {
	limit := min(maxListed, i.job.Failed)
	q := wix.Query{Filter: i.filter, Fields: i.fields}
	if i.unmet == nil { // all that are still there
		q.Limit, q.Fields = limit, []string{"createdDate"}
	}
	var ids []string
	for have, err := range i.Client.QueryContacts(ctx, q) {
		if err != nil {
			return nil, err
		}
		if i.unmet == nil || len(i.unmet(have)) > 0 {
			ids = append(ids, have.ID)
		}
		if len(ids) == limit {
			break
		}
	}
	return ids, nil
}

// checkSample reads one contact of a job that has ended without failures.
func (i *invocation) checkSample(ctx context.Context) {
	have, err := i.Client.GetContact(ctx, i.sample)
	switch {
	case wix.IsNotFound(err), err == nil && have.ID != i.sample:
		return // deleted or merged since
	case err != nil:
		i.diags.AddWarning("The result could not be looked at.",
			fmt.Sprintf("The job %s has ended without failures, but a look at one of the contacts failed: %s. Check the contacts in the dashboard.", i.job.ID, entity.Capital(err.Error())))
		return
	}
	if unmet := i.unmet(have); len(unmet) > 0 {
		i.diags.AddError("Wix did not do what it was asked for.",
			fmt.Sprintf("The job %s has ended without failures, but the contact %s does not hold the wanted %s. "+
				"The other contacts are probably unchanged too. Set the values on wix_contact resources instead.", i.job.ID, i.sample, strings.Join(unmet, ", ")))
	}
}
