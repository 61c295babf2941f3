package wix

import (
	"context"
	"net/http"
)

// MaxMergeSources is how many contacts one merge takes in (contract 1.4).
const MaxMergeSources = 5

const contactsMerge = "Manage Contacts (CONTACTS.MERGE)"

// PreviewMerge gives the target as a merge would make it, and changes nothing
// (contract 6.8).
func (c *Client) PreviewMerge(ctx context.Context, target string, sources []string) (*Contact, error) {
	out, _, err := object(ctx, c, call{
		operation: operation{name: "preview a merge of contacts", permission: contactsMerge},
		method:    http.MethodPost, path: under(contactsPath, target, "preview-merge"),
		body: map[string]any{"sourceContactIds": sources},
	}, "contact", validContact)
	return out, err
}

// MergeContacts merges contacts into a target of the given revision, for good
// (contract 6.8). When the answer is lost, it reads a source: a get follows
// merges. One that is still there was not merged, and the merge is sent once more.
//
// The contact is given as the answer shows it; its revision may have moved on.
func (c *Client) MergeContacts(ctx context.Context, target string, revision Revision, sources []string) (*Contact, error) {
	in := call{
		operation: operation{name: "merge contacts", permission: contactsMerge, nonIdempotent: true},
		method:    http.MethodPost, path: under(contactsPath, target, "merge"),
		body: map[string]any{"targetContactRevision": revision, "sourceContactIds": sources},
	}
	const attempts = 2
	for n := 1; ; n++ {
		out, _, err := object(ctx, c, in, "contact", validContact)
		if !IsLost(err) || ctx.Err() != nil || len(sources) == 0 {
			return out, err
		}
		if c.clock.Sleep(ctx, backoff(n)) != nil {
			return nil, err
		}
		have, getErr := c.GetContact(ctx, sources[0])
		switch {
		case getErr == nil && have.ID == target:
			return have, nil
		case getErr != nil || have.ID != sources[0] || n == attempts:
			return nil, err
		}
	}
}
