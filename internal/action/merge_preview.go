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

// warnOfMore reports what a merge added that its preview did not show: between the two, a
// source can change, and Wix compares the revision of the target only (contract 6.8).
func (m *merger) warnOfMore(preview, merged *wix.Contact) {
	if more := additions(preview.Info, merged.Info); len(more) > 0 {
		m.diags.AddWarning("More was merged than the preview showed.",
			fmt.Sprintf("The contact %s also got: %s. A source was changed between the preview and the merge. Look at the contact.", m.target, strings.Join(more, ", ")))
	}
}

// additions lists what after has and before has not, or has otherwise.
func additions(before, after wix.Info) []string {
	var out []string
	for _, list := range []struct {
		added     int
		one, many string
	}{
		{added(before.Emails, after.Emails, func(e wix.Email) string { return e.Email }), "e-mail address", "e-mail addresses"},
		{added(before.Phones, after.Phones, func(p wix.Phone) string { return p.Phone }), "phone", "phones"},
		{added(before.Addresses, after.Addresses, func(a wix.Address) wix.AddressBody { return a.Address }), "address", "addresses"},
		{added(before.LabelKeys, after.LabelKeys, func(key string) string { return key }), "label", "labels"},
	} {
		switch {
		case list.added == 1:
			out = append(out, "1 "+list.one)
		case list.added > 1:
			out = append(out, fmt.Sprintf("%d %s", list.added, list.many))
		}
	}
	if is := after.Name.Get(); is != (wix.Name{}) && is != before.Name.Get() {
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
		if text.is != "" && text.is != text.was {
			out = append(out, "the "+text.name)
		}
	}
	had := before.ExtendedFields.Get().Items
	got := after.ExtendedFields.Get().Items
	for _, key := range slices.Sorted(maps.Keys(got)) {
		if was, ok := had[key]; wix.WritableField(key) && (!ok || fmt.Sprint(was) != fmt.Sprint(got[key])) {
			out = append(out, "the value of "+key)
		}
	}
	return out
}

// added counts the items whose value is new.
func added[T any, V comparable](before, after wix.Opt[wix.List[T]], value func(T) V) (n int) {
	had := map[V]bool{}
	for _, item := range before.Get().Items {
		had[value(item)] = true
	}
	for _, item := range after.Get().Items {
		if !had[value(item)] {
			n++
		}
	}
	return n
}
