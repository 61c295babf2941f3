package wix

import "context"

// BulkLabel starts a job that puts labels on the contacts that match, and takes
// others off (contract 7). It gives the job's id. At most 100 keys can be in each
// list; which list wins for a key in both is not settled.
func (c *Client) BulkLabel(ctx context.Context, filter map[string]any, add, remove []string) (jobID string, err error) {
	body := map[string]any{}
	if len(add) > 0 {
		body["labelKeysToAdd"] = add
	}
	if len(remove) > 0 {
		body["labelKeysToRemove"] = remove
	}
	return c.bulk(ctx, "label contacts in bulk", "add-remove-labels", filter, body, "ADD_LABELS", "REMOVE_LABELS", "ADD_REMOVE_LABELS")
}
