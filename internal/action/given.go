package action

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

const (
	// indexPatience is how long an action waits for queries, by which jobs choose too, to
	// know contacts that exist. No bound of the lag is published (contract 3.4).
	indexPatience = time.Minute
	// firstLook and longestPause are between two looks, which become more seldom.
	firstLook    = time.Second
	longestPause = 15 * time.Second
)

// countGiven counts the contacts with given ids. Those that a query does not give are
// read by id, and who exists is waited for until queries know it. It returns false where it
// has reported an error.
func (r *bulkRun) countGiven(ctx context.Context) bool {
	missing, err := r.queryGiven(ctx)
	if len(missing) > maxRead {
		r.diags.AddAttributeError(path.Root("ids"), "Too many of the ids were not found.",
			fmt.Sprintf("Of the %d ids, a query did not find %d, and at most %d are read one by one. Nothing was changed. "+
				"Remove the ids of contacts that are gone or do not match, or give fewer at a time.", len(r.choice.IDs), len(missing), maxRead))
		return false
	}
	exist, known := map[string]wix.Revision{}, true
	if err == nil {
		exist, err = r.readGiven(ctx, missing)
	}
	if err == nil && len(exist) > 0 {
		if known, err = r.awaitIndex(ctx, exist); known {
			missing, err = r.queryGiven(ctx)
		}
	}
	if err != nil {
		r.diags.Append(entity.InAction.Diagnose(err, entity.AtAttribute("filter"))...)
		return false
	}
	for _, id := range missing {
		if _, there := exist[id]; there {
			r.unmatched = append(r.unmatched, id)
		} else {
			r.gone = append(r.gone, id)
		}
	}
	// The ids alone match every contact that queries know.
	if alone := r.filter["id"] != nil; len(r.unmatched) > 0 && (alone || !known) {
		r.diags.AddAttributeError(path.Root("ids"), "Wix does not find all contacts yet.",
			fmt.Sprintf("The contacts exist, but Wix's queries, by which its jobs choose, do not know them as they are, which was waited for during %s: %s. "+
				"Nothing was changed. Invoke the action again in a few minutes.", indexPatience, listed(r.unmatched, len(r.unmatched))))
		return false
	}
	return true
}

// queryGiven queries the contacts that match and returns the ids of all others.
func (r *bulkRun) queryGiven(ctx context.Context) (missing []string, err error) {
	r.chosen = nil
	q := wix.Query{Filter: r.filter, Fields: []string{"createdDate"}, Limit: len(r.choice.IDs)}
	for have, err := range r.Client.QueryContacts(ctx, q) {
		if err != nil {
			return nil, err
		}
		r.chosen = append(r.chosen, forms.ID(have.ID))
	}
	r.counted = len(r.chosen)
	found := map[string]bool{}
	for _, id := range r.chosen {
		found[id] = true
	}
	return slices.DeleteFunc(slices.Clone(r.choice.IDs), func(id string) bool { return found[id] }), nil
}

// readGiven reads contacts by id, and returns the revisions of those that exist.
func (r *bulkRun) readGiven(ctx context.Context, ids []string) (map[string]wix.Revision, error) {
	exist := map[string]wix.Revision{}
	for _, id := range ids {
		have, err := r.Client.GetContact(ctx, id)
		switch {
		case wix.IsNotFound(err):
		case err != nil:
			return nil, err
		case forms.SameID(have.ID, id): // else it was merged into another one
			exist[id] = have.Revision
		}
	}
	return exist, nil
}

// awaitIndex waits until queries know contacts at these revisions, and reports whether
// they do.
func (r *bulkRun) awaitIndex(ctx context.Context, exist map[string]wix.Revision) (bool, error) {
	ids := make([]string, 0, len(exist))
	for id := range exist {
		ids = append(ids, id)
	}
	end := r.Clock.Now().Add(indexPatience)
	for pause := firstLook; ; pause = min(longestPause, pause*3/2) {
		indexed, err := r.Client.ContactsByID(ctx, ids)
		if err != nil {
			return false, err
		}
		behind := len(ids)
		for _, have := range indexed {
			if have.Revision >= exist[forms.ID(have.ID)] {
				behind--
			}
		}
		if behind == 0 || !r.Clock.Now().Before(end) {
			return behind == 0, nil
		}
		r.sendProgress("Wix's queries do not know %s yet, which is waited for.", contacts(behind, "", ""))
		if err := r.Clock.Sleep(ctx, pause); err != nil {
			return false, err
		}
	}
}

// warnOfMissing reports given ids for which nothing is done.
func (r *bulkRun) warnOfMissing() {
	if n := len(r.gone); n > 0 {
		r.diags.AddWarning("Not all ids were found.",
			fmt.Sprintf("Of the %d ids, %d belong to no contact of the site, and nothing was done for them: %s. Remove the ids of contacts that are gone.",
				len(r.choice.IDs), n, listed(r.gone, n)))
	}
	if n := len(r.unmatched); n > 0 {
		r.diags.AddWarning("Not all ids match the other arguments.",
			fmt.Sprintf("Of the %d ids, %d belong to contacts that the other arguments do not choose, and nothing was done for them: %s. Remove these ids, or the arguments.",
				len(r.choice.IDs), n, listed(r.unmatched, n)))
	}
}
