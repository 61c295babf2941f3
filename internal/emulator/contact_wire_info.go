package emulator

import (
	"maps"
	"reflect"
)

// info renders the parts of info that are asked for; nil when that leaves
// nothing. Empty values are not returned (contract 5.4).
func (v view) info(c *contact) *wireInfo {
	in := c.info
	out := wireInfo{infoTexts: in.shownBy(v.show)}
	if v.show.has(showName) && in.first+in.last != "" {
		out.Name = &wireName{in.first, in.last}
	}
	if v.show.has(showEmails) {
		out.Emails = wireItems(v.sw, in.emails, wireEmailOf)
	}
	if v.show.has(showPhones) {
		out.Phones = wireItems(v.sw, in.phones, v.phone)
	}
	if v.show.has(showAddresses) {
		out.Addresses = wireItems(v.sw, in.addresses, v.address)
	}
	same := func(text string) string { return text }
	if v.show.has(showLabelKeys) {
		out.LabelKeys = wireItems(v.sw, in.labelKeys, same)
	}
	if extended := v.extended(in.extended); v.show.has(showExtended) && len(extended) > 0 {
		out.ExtendedFields = &wireExtended{extended}
	}
	if v.show.has(showLocations) {
		out.Locations = wireItems(v.sw, in.locations, same)
	}
	if v.show.has(showPicture) && v.sw.Envelope != "printed" {
		out.Picture = in.picture
	}
	if v.unknowns() && v.show == showFull {
		out.AssignedUsers = &items[string]{[]string{c.id}}
	}
	if reflect.ValueOf(out).IsZero() {
		return nil
	}
	return &out
}

// extended are the values of extended fields. No VAT ID may be the empty text (contract 5.4).
func (v view) extended(have map[string]any) map[string]any {
	if _, set := have[keyVatID]; set || v.sw.EmptyVATID != "text" {
		return have
	}
	out := map[string]any{keyVatID: ""}
	maps.Copy(out, have)
	return out
}

func wireItems[T, W any](sw Switches, list []T, render func(T) W) *items[W] {
	if len(list) == 0 && sw.EmptyLists == "wrapper" {
		return &items[W]{}
	}
	if len(list) == 0 {
		return nil
	}
	out := make([]W, len(list))
	for i, v := range list {
		out[i] = render(v)
	}
	return &items[W]{shuffled(sw, out)}
}

func wireEmailOf(e email) wireEmail { return wireEmail{e.id, e.tag, e.email, e.primary} }

func (v view) phone(p phone) wirePhone {
	out := wirePhone{ID: p.id, Tag: p.tag, CountryCode: p.country, Phone: p.number, E164Phone: p.e164, Primary: p.primary}
	if v.unknowns() {
		out.FormattedPhone = formattedPhone(p)
	}
	return out
}

func (v view) address(a address) wireAddress {
	out := wireAddress{ID: a.id, Tag: a.tag, Address: wirePostal{
		Country: a.country, Subdivision: a.subdivision, City: a.city, PostalCode: a.postalCode,
		AddressLine: a.line, AddressLine2: a.line2,
	}}
	if a.streetNumber+a.streetName != "" {
		out.Address.StreetAddress = &wireStreet{a.streetNumber, a.streetName}
	}
	if v.unknowns() {
		out.Address.FormattedAddress = a.line + a.streetNumber + " " + a.streetName + "\n" + a.city
	}
	return out
}
