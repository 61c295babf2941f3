package function

import (
	"encoding/csv"
	"slices"
	"strings"
	"unicode/utf8"
)

const longestLabel = 180

// groups of Google Contacts that stand for nothing.
var noLabels = []string{"mycontacts", "starred", "my contacts"}

// toLabels takes the names in a cell apart. Google separates them by colons,
// Mailchimp quotes each, Outlook and others use semicolons or commas.
func (b *builder) toLabels(cell string) {
	var names []string
	switch {
	case strings.Contains(cell, ":::"):
		names = strings.Split(cell, ":::")
	case strings.HasPrefix(cell, `"`):
		quoted, err := csv.NewReader(strings.NewReader(cell)).Read()
		if names = quoted; err != nil {
			names = []string{cell}
		}
	case strings.Contains(cell, ";"):
		names = strings.Split(cell, ";")
	default:
		names = strings.Split(cell, ",")
	}
	for _, name := range names {
		name = strings.TrimSpace(name)
		if group, ok := strings.CutPrefix(name, "* "); ok {
			if name = strings.TrimSpace(group); slices.Contains(noLabels, strings.ToLower(name)) {
				continue
			}
		}
		if name == "" || slices.Contains(b.out.LabelNames, name) {
			continue
		}
		if utf8.RuneCountInString(name) > longestLabel {
			b.wrong("The label %q has more than %d characters. Shorten it.", cut(name), longestLabel)
			continue
		}
		b.out.LabelNames = append(b.out.LabelNames, name)
	}
}
