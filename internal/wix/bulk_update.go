package wix

import "context"

// BulkUpdate starts a job that changes the present members of info on the contacts
// that match (contract 7). It gives the job's id. Whether Wix then does to each
// contact what a PATCH would is not settled (contract 11, row 32), so look at one
// of them when the job has ended.
func (c *Client) BulkUpdate(ctx context.Context, filter map[string]any, info Info) (jobID string, err error) {
	return c.bulk(ctx, "update contacts in bulk", "update", filter, map[string]any{"info": info}, "UPDATE")
}
