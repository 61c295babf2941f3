package wix

import (
	"context"
	"net/http"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// MaxMergeSources is how many contacts one merge takes in (contract 1.4).
const MaxMergeSources = 5

const contactsMerge = "Manage Contacts (CONTACTS.MERGE)"

// PreviewMerge gives the target as a merge would make it, and changes nothing
// (contract 6.8).
func (c *Client) PreviewMerge(ctx context.Context, target string, sources []string) (*Contact, error) {
	in := contactCall(http.MethodPost, "preview a merge of contacts", contactsMerge, target, "preview-merge")
	in.body = map[string]any{"sourceContactIds": sources}
	return c.contact(ctx, in)
}

// MergeContacts merges contacts into a target of the given revision, for good
// (contract 6.8). When the answer is lost, it reads a source: a get follows
// merges. One that is still there was not merged, and the merge is sent once more.
//
// The contact is given as the answer shows it; its revision may have moved on.
func (c *Client) MergeContacts(ctx context.Context, target string, revision Revision, sources []string) (*Contact, error) {
	in := contactCall(http.MethodPost, "merge contacts", contactsMerge, target, "merge")
	in.nonIdempotent = true
	in.body = map[string]any{"targetContactRevision": revision, "sourceContactIds": sources}
	return settled(ctx, c, 2, func() (*Contact, error) { return c.contact(ctx, in) }, func(lost error) (*Contact, error) {
		have, err := c.GetContact(ctx, sources[0])
		switch {
		case err == nil && forms.SameID(have.ID, target):
			return have, nil
		case err == nil && forms.SameID(have.ID, sources[0]):
			return nil, nil
		}
		return nil, lost
	})
}
