package entity

import (
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"
)

// ListText is what the documentation of every list resource says.
const ListText = "For `terraform query`, Terraform 1.14 and later.\n\nTerraform lists 100 results unless the list block sets `limit`, and does not say that there are more: set `limit` to more than the site can have. " +
	"With `include_resource = true` the results have all attributes, at no further requests.\n\n"

// Stream gives the results of a list while its pages are read. The page that fails
// ends it with an error.
func Stream[T any](found iter.Seq2[*T, error], result func(*T) list.ListResult) iter.Seq[list.ListResult] {
	return func(push func(list.ListResult) bool) {
		for have, err := range found {
			if err != nil {
				push(list.ListResult{Diagnostics: InRead.Diagnose(err, NoPath)})
				return
			}
			if !push(result(have)) {
				return
			}
		}
	}
}
