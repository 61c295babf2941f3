package contact

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

var labelKeysSchema = schema.SetAttribute{
	MarkdownDescription: "Keys of labels on the contact; those of all labels, of Wix too, are in `effective_label_keys`.\n" +
		"At most 2,000. Each is managed by itself: labels that others put on the contact stay. " +
		"The labels must exist. Refer to their `key` instead of spelling it.",
	ElementType: types.StringType,
	Optional:    true,
	Computed:    true,
	Validators: []validator.Set{
		setvalidator.SizeAtMost(2000),
		setvalidator.NoNullValues(),
		setvalidator.ValueStringsAre(stringvalidator.LengthBetween(1, 80)),
	},
}

// labelsFromAPI keeps the keys that are in the state and still on the contact. An
// import fills in those that people made.
func labelsFromAPI(prior, have []string, fill bool) []string {
	if prior == nil && !fill {
		return nil
	}
	out := []string{}
	for _, key := range have {
		if slices.Contains(prior, key) || prior == nil && wix.CustomKey(key) {
			out = append(out, key)
		}
	}
	if prior == nil && len(out) == 0 {
		return nil
	}
	slices.Sort(out)
	return out
}

// labelChanges gives the keys to put on and to take off a contact that has some.
// A key is taken off when it leaves the state and the configuration had set it,
// or when the configuration says that there is to be none.
func labelChanges(want, was, owned, have []string) (add, remove []string) {
	for _, key := range want {
		if !slices.Contains(have, key) {
			add = append(add, key)
		}
	}
	for _, key := range was {
		mine := slices.Contains(owned, key) || want != nil && len(want) == 0
		if mine && !slices.Contains(want, key) && slices.Contains(have, key) {
			remove = append(remove, key)
		}
	}
	return add, remove
}
