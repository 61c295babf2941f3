package action

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// reportPreview sends what a merge adds to the target: how many items, and which
// attributes. The values are personal data and stay out.
func (m *merger) reportPreview(have, preview *wix.Contact) {
	added := additions(have.Info, preview.Info)
	if len(added) == 0 {
		added = []string{"nothing that it does not have"}
	}
	m.sendProgress("The contact %s, at revision %d, takes in %s and gets: %s.", m.target, have.Revision, strings.Join(m.sources, ", "), strings.Join(added, ", "))
}

// additions lists what after has and before has not.
func additions(before, after wix.Info) []string {
	var out []string
	for _, list := range []struct {
		was, is   int
		one, many string
	}{
		{len(before.Emails.Get().Items), len(after.Emails.Get().Items), "e-mail address", "e-mail addresses"},
		{len(before.Phones.Get().Items), len(after.Phones.Get().Items), "phone", "phones"},
		{len(before.Addresses.Get().Items), len(after.Addresses.Get().Items), "address", "addresses"},
		{len(before.LabelKeys.Get().Items), len(after.LabelKeys.Get().Items), "label", "labels"},
	} {
		switch n := list.is - list.was; {
		case n == 1:
			out = append(out, "1 "+list.one)
		case n > 1:
			out = append(out, fmt.Sprintf("%d %s", n, list.many))
		}
	}
	if before.Name.Get() == (wix.Name{}) && after.Name.Get() != (wix.Name{}) {
		out = append(out, "the name")
	}
	for _, text := range []struct {
		was, is string
		name    string
	}{
		{before.Company.Get(), after.Company.Get(), "company"},
		{before.JobTitle.Get(), after.JobTitle.Get(), "job title"},
		{before.Birthdate.Get(), after.Birthdate.Get(), "birthdate"},
		{string(before.Locale.Get()), string(after.Locale.Get()), "locale"},
	} {
		if text.was == "" && text.is != "" {
			out = append(out, "the "+text.name)
		}
	}
	had := before.ExtendedFields.Get().Items
	for _, key := range slices.Sorted(maps.Keys(after.ExtendedFields.Get().Items)) {
		if _, ok := had[key]; !ok && wix.WritableField(key) {
			out = append(out, "the value of "+key)
		}
	}
	return out
}
