package contact

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Address is one postal address of a contact.
type Address struct {
	Tag          *string `tfsdk:"tag"`
	AddressLine  *string `tfsdk:"address_line"`
	Street       *Street `tfsdk:"street"`
	AddressLine2 *string `tfsdk:"address_line_2"`
	City         *string `tfsdk:"city"`
	Subdivision  *string `tfsdk:"subdivision"`
	Country      *string `tfsdk:"country"`
	PostalCode   *string `tfsdk:"postal_code"`
}

// Street is a street and a house number.
type Street struct {
	Number *string `tfsdk:"number"`
	Name   *string `tfsdk:"name"`
}

var addressesSchema = schema.ListNestedAttribute{
	MarkdownDescription: "The postal addresses, at most 50.\nManaged as a whole when set: an address that others add is removed again, and `[]` means none.",
	Optional:            true,
	Computed:            true,
	Validators:          []validator.List{atMost(50)},
	NestedObject: schema.NestedAttributeObject{
		Validators: []validator.Object{addressRules{"a line or a street, and a subdivision of the country"}},
		Attributes: map[string]schema.Attribute{
			"tag":          tagSchema("UNTAGGED", "HOME", "WORK", "BILLING", "SHIPPING"),
			"address_line": text("Street and number in one text, at most 1,000 characters.\nGive either this or `street`.", 1000),
			"street": schema.SingleNestedAttribute{
				MarkdownDescription: "Street and number apart.\nGive either this or `address_line`.",
				Optional:            true,
				Computed:            true,
				Validators:          []validator.Object{somethingSet{"number", "name"}},
				Attributes: map[string]schema.Attribute{
					"number": text("The house number, at most 100 characters.", 100),
					"name":   text("The name of the street, at most 1,000 characters.", 1000),
				},
			},
			"address_line_2": text("Flat, floor and the like, at most 1,000 characters.", 1000),
			"city":           text("The city, at most 1,000 characters.", 1000),
			"subdivision":    checked("State, province or region as an ISO 3166-2 code with the country in front, such as `US-NY`.\nIt has to be one of the `country`, where both are given.", subdivision),
			"country":        checked("The country, as an ISO 3166-1 code of two letters such as `US`.", countryCode),
			"postal_code":    text("The postal code, at most 100 characters.", 100),
		},
	},
}

// sameStreet tells that two addresses have one place, or neither has any.
func sameStreet(a, b Address) bool {
	return wix.SameText(value(a.AddressLine), value(b.AddressLine)) &&
		wix.SameText(value(value(a.Street).Name), value(value(b.Street).Name)) &&
		wix.SameText(value(value(a.Street).Number), value(value(b.Street).Number))
}

// addressHolds tells that the server's address has every part that is set.
func addressHolds(m Address, w wix.Address) bool {
	return wix.SameAddress(addressToAPI(m, Address{}, w), w)
}

func addressStreet(m Address, w wix.Address) bool { return sameStreet(m, addressFromAPI(nil, w)) }

func addressesFromAPI(prior []Address, have []wix.Address, fill bool) []Address {
	same := []func(wix.Address, Address) bool{
		func(w wix.Address, m Address) bool { return addressHolds(m, w) },
		func(w wix.Address, m Address) bool { return addressStreet(m, w) },
	}
	if len(prior) == len(have) { // an edited address is most likely the one that is left over
		same = append(same, func(wix.Address, Address) bool { return true })
	}
	return refreshList(prior, have, fill, addressFromAPI, same...)
}

func addressFromAPI(prior *Address, w wix.Address) Address {
	a, fill, was := w.Address, prior == nil, value(prior)
	part := func(prior *string, have string) *string { return refreshText(prior, have, fill, wix.SameText) }
	out := Address{
		Tag:          part(was.Tag, w.Tag),
		AddressLine:  part(was.AddressLine, a.AddressLine),
		AddressLine2: part(was.AddressLine2, a.AddressLine2),
		City:         part(was.City, a.City),
		Subdivision:  part(was.Subdivision, a.Subdivision),
		Country:      part(was.Country, a.Country),
		PostalCode:   part(was.PostalCode, a.PostalCode),
	}
	if have := value(a.Street); was.Street != nil || fill && have != (wix.StreetAddress{}) {
		street := value(was.Street)
		out.Street = &Street{Number: part(street.Number, have.Number), Name: part(street.Name, have.Name)}
		if *out.Street == (Street{}) {
			out.Street = nil
		}
	}
	return out
}

func addressesToAPI(want, was []Address, have []wix.Address) []wix.Address {
	states, servers := counterparts(want, was, have, sameStreet, addressHolds, addressStreet)
	out := make([]wix.Address, len(want))
	for i, w := range want {
		out[i] = addressToAPI(w, value(states[i]), value(servers[i]))
	}
	return out
}

// addressToAPI lays what is wanted over what the server has. Line and street
// exclude each other (contract 6.1).
func addressToAPI(want, was Address, have wix.Address) wix.Address {
	h := have.Address
	out := wix.Address{Tag: tagOf(chosen(want.Tag, was.Tag, have.Tag)), Address: wix.AddressBody{
		AddressLine:  chosen(want.AddressLine, was.AddressLine, h.AddressLine),
		AddressLine2: chosen(want.AddressLine2, was.AddressLine2, h.AddressLine2),
		City:         chosen(want.City, was.City, h.City),
		Subdivision:  chosen(want.Subdivision, was.Subdivision, h.Subdivision),
		Country:      chosen(want.Country, was.Country, h.Country),
		PostalCode:   chosen(want.PostalCode, was.PostalCode, h.PostalCode),
	}}
	w, s, street := value(want.Street), value(was.Street), value(h.Street)
	street = wix.StreetAddress{Number: chosen(w.Number, s.Number, street.Number), Name: chosen(w.Name, s.Name, street.Name)}
	if want.AddressLine != nil && *want.AddressLine != "" {
		street = wix.StreetAddress{}
	}
	if want.Street != nil {
		out.Address.AddressLine = ""
	}
	if street != (wix.StreetAddress{}) {
		out.Address.Street = &street
	}
	return out
}
