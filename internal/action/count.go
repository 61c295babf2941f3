package action

import (
	"context"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
)

// maxRead bounds how many contacts an action reads one by one before its job, and how many
// after it.
const maxRead = 100

// count counts the chosen contacts. It returns false where there is nothing to do.
func (r *bulkRun) count(ctx context.Context) bool {
	if len(r.choice.IDs) > 0 {
		if !r.countGiven(ctx) {
			return false
		}
	} else {
		var err error
		if r.counted, r.chosen, err = r.Client.CountContacts(ctx, r.filter, maxRead); err != nil {
			r.diags.Append(entity.InAction.Diagnose(err, entity.AtAttribute("filter"))...)
			return false
		}
	}
	most := r.choice.MaxContacts.ValueInt64()
	switch {
	case r.counted == 0 && len(r.choice.IDs) > 0:
		r.warnOfMissing()
		r.diags.AddWarning("No contact was chosen.", "None of the ids belongs to a contact that matches, so nothing was done.")
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
