package wix

import "context"

// BulkDelete starts a job that deletes the contacts that match, for good (contract
// 7). It gives the job's id. Members, contributors and billing subscribers fail
// and stay.
func (c *Client) BulkDelete(ctx context.Context, filter map[string]any) (jobID string, err error) {
	return c.bulk(ctx, "delete contacts in bulk", "delete", filter, map[string]any{}, "DELETE")
}
