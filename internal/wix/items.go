package wix

import (
	"slices"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// sameItems compares lists without order: each wanted item has its own like.
func sameItems[T any](want, have List[T], same func(want, have T) bool) bool {
	rest := slices.Clone(have.Items)
	for _, w := range want.Items {
		i := slices.IndexFunc(rest, func(h T) bool { return same(w, h) })
		if i < 0 {
			return false
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return len(rest) == 0
}

func tag(s string) string {
	if s == "" {
		return Untagged
	}
	return s
}

func sameEmailItem(w, h Email) bool {
	return forms.SameEmail(w.Email, h.Email) && tag(w.Tag) == tag(h.Tag) && (!w.Primary || h.Primary)
}

func samePhoneItem(w, h Phone) bool {
	return forms.SamePhone(w.Written(), h.Written()) && tag(w.Tag) == tag(h.Tag) && w.CountryCode == h.CountryCode && (!w.Primary || h.Primary)
}

// sameAddress compares the members that users may write.
func sameAddress(a, b Address) bool {
	x, y := a.Address, b.Address
	s, t := x.Street, y.Street
	return tag(a.Tag) == tag(b.Tag) && x.Country == y.Country && forms.SameText(x.Subdivision, y.Subdivision) &&
		forms.SameText(x.City, y.City) && forms.SameText(x.PostalCode, y.PostalCode) && forms.SameText(x.AddressLine, y.AddressLine) &&
		forms.SameText(x.AddressLine2, y.AddressLine2) && forms.SameText(s.Number, t.Number) && forms.SameText(s.Name, t.Name)
}
