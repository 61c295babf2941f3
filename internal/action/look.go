package action

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// look reads contacts by id, at most maxRead, since queries lag behind jobs, and returns
// those that do not show the operation. It ends with so many of them.
func (r *bulkRun) look(ctx context.Context, ids []string, most int) (left []string, read int, err error) {
	for _, id := range ids[:min(len(ids), maxRead)] {
		if len(left) == most {
			break
		}
		shown, err := r.isDone(ctx, id)
		if err != nil {
			return left, read, err
		}
		read++
		if !shown {
			left = append(left, id)
		}
	}
	return left, read, nil
}

// isDone reads a contact and reports whether nothing of the operation is left to do: that
// is so too for one that is gone, or was merged into another one.
func (r *bulkRun) isDone(ctx context.Context, id string) (bool, error) {
	have, err := r.Client.GetContact(ctx, id)
	switch {
	case wix.IsNotFound(err):
		return true, nil
	case err != nil:
		return false, err
	case !forms.SameID(have.ID, id):
		return true, nil
	}
	return r.unmet != nil && len(r.unmet(have)) == 0, nil
}

// lookAtAll reads the chosen contacts. It reports whether all of them were read and have
// nothing left to do, and words what was found.
func (r *bulkRun) lookAtAll(ctx context.Context) (done bool, found string) {
	left, read, err := r.look(ctx, r.chosen, maxRead)
	found = fmt.Sprintf("Of %s, %d were read one by one", contacts(r.counted, "", ""), read)
	switch {
	case len(left) > 0:
		found += fmt.Sprintf(", and %d are not %s: %s.", len(left), r.participle, listed(left, len(left)))
	case read > 0:
		found += fmt.Sprintf(", and all of these are %s or gone.", r.participle)
	default:
		found += "."
	}
	if err != nil {
		found += " The next one could not be read: " + err.Error() + "."
	}
	return err == nil && len(left) == 0 && read == r.counted, found
}

// settleLost finds out what became of a job whose begin was not answered: by reading the
// contacts, after the end of the one job that may be it, if there is one.
func (r *bulkRun) settleLost(ctx context.Context, id string, lost error) {
	if id != "" {
		r.sendProgress("The answer of Wix was lost. The job %s, which goes on when this run is interrupted, may be the one that it has begun: it is waited for.", id)
		r.waitForOther(ctx, id)
	}
	found := "The contacts were not read."
	if ctx.Err() == nil {
		var done bool
		if done, found = r.lookAtAll(ctx); done {
			r.sendProgress("The answer of Wix was lost. %s", found)
			return
		}
	}
	r.diags.AddError("Wix may have begun the job, but its answer was lost.",
		fmt.Sprintf("%s. The request was not sent again, because that could begin a second job, and it could not be told which of Wix's jobs is ours, if any. "+
			"If it was begun, %s will be %s soon.\n\n%s\n\nLook at the contacts in a few minutes, and invoke the action again if nothing has changed.",
			entity.Capital(lost.Error()), contacts(r.counted, "", ""), r.participle, found))
}

// errOther ends the waiting for a job that is not ours.
var errOther = errors.New("the job is for another number of contacts")

// waitForOther waits for a job that may be ours, until it tells another total.
func (r *bulkRun) waitForOther(ctx context.Context, id string) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	progress := r.progress()
	// Its end is not trusted: the contacts are read next.
	_, _ = r.Client.WaitForJob(ctx, id, r.choice.timeout(), func(j wix.Job) {
		progress(j)
		if j.Total > 0 && j.Total != r.counted {
			stop(errOther)
		}
	})
}

// listed lists some of so many ids, at most maxListed.
func listed(ids []string, of int) string {
	some := ids[:min(len(ids), maxListed)]
	text := strings.Join(some, ", ")
	if more := of - len(some); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
