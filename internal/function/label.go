package function

import (
	"encoding/csv"
	"slices"
	"strings"
	"unicode/utf8"
)

const maxLabelLength = 180

// ignoredGroups are groups of Google Contacts that every contact can be in.
var ignoredGroups = []string{"mycontacts", "starred", "my contacts"}

// addLabels splits a cell into names. Google separates them by colons, Mailchimp quotes
// each, Outlook and others use semicolons or commas.
func (b *builder) addLabels(cell string, from column) {
	var names []string
	switch {
	case strings.Contains(cell, joint):
		names = strings.Split(cell, joint)
	case strings.HasPrefix(cell, `"`):
		var err error
		if names, err = csv.NewReader(strings.NewReader(cell)).Read(); err != nil {
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
			if name = strings.TrimSpace(group); slices.Contains(ignoredGroups, strings.ToLower(name)) {
				continue
			}
		}
		if name == "" || slices.Contains(b.out.LabelNames, name) {
			continue
		}
		if utf8.RuneCountInString(name) > maxLabelLength {
			b.addProblem(from, "The label %q has more than %d characters. Shorten it.", shorten(name), maxLabelLength)
			continue
		}
		b.out.LabelNames = append(b.out.LabelNames, name)
	}
}
