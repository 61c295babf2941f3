package contact

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/sanitize"
)

// warnOfObeyed warns of texts that command a terminal, in the state or the configuration:
// the CLI prints a text of several lines as it is, so that a name that somebody gave
// himself in a form could make a plan look like another.
func (c *call) warnOfObeyed(of ...values) {
	var found []path.Path
	for _, v := range of {
		for name, value := range v {
			found = append(found, obeyed(path.Root(name), value)...)
		}
	}
	if len(found) == 0 {
		return
	}
	slices.SortFunc(found, func(a, b path.Path) int { return strings.Compare(a.String(), b.String()) })
	places := make([]string, 0, len(found))
	for _, at := range found {
		places = append(places, at.String())
	}
	c.diags.AddAttributeWarning(found[0], "A text of a contact has characters that a terminal obeys.",
		fmt.Sprintf("%s: Terraform and OpenTofu print a text of several lines as it is, so that what you see of this plan may not be what it does. "+
			"Look at it with show -json, and correct the text where it comes from.", strings.Join(slices.Compact(places), ", ")))
}

// obeyed are the places within a value with a text that commands a terminal.
func obeyed(at path.Path, v attr.Value) (found []path.Path) {
	switch v := v.(type) {
	case types.String:
		if sanitize.Obeyed(v.ValueString()) {
			found = append(found, at)
		}
	case types.Object:
		for name, member := range v.Attributes() {
			found = append(found, obeyed(at.AtName(name), member)...)
		}
	case types.List:
		for i, item := range v.Elements() {
			found = append(found, obeyed(at.AtListIndex(i), item)...)
		}
	case types.Set:
		for _, item := range v.Elements() {
			found = append(found, obeyed(at, item)...)
		}
	case types.Map:
		for key, item := range v.Elements() {
			found = append(found, obeyed(at.AtMapKey(key), item)...)
		}
	}
	return found
}
