package wix

import (
	"cmp"
	"context"
	"fmt"
	"strings"
)

// rowOf are the open questions of contract 11 that a member of [Info] rests on.
var rowOf = map[string]string{
	"name": "row 2", "emails": "row 23", "phones": "row 43", "addresses": "row 33", "extendedFields": "rows 1 and 3", "labelKeys": "rows 4 and 14",
}

// Contradiction says that a site does not keep what was sent in a member of [Info], given
// by its path in the request, and what to do.
func Contradiction(field string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(field, "info."), ".")
	return fmt.Sprintf("If other values are not stored either, the site answers otherwise than the provider assumes "+
		"(CONTRACT.md, section 11, %s): run wix-probe to see in what.", cmp.Or(rowOf[name], "row 3"))
}

// contradicted logs an answer that shows that an assumption about the API does not hold on
// this site. place is its section or row in the contract.
func (c *Client) contradicted(ctx context.Context, place, found string) {
	if c.options.Warn == nil {
		return
	}
	c.options.Warn(ctx, "The site answers otherwise than the provider assumes: "+found+". Run wix-probe to see in what else.",
		map[string]any{"contract": place})
}
