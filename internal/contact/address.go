package contact

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

var streetParts = parts[wix.Address]{
	textPart("number", "The house number, at most 100 characters.", 100, func(a *wix.Address) *string { return &a.Address.Street.Number }),
	textPart("name", "The name of the street, at most 1,000 characters.", 1000, func(a *wix.Address) *string { return &a.Address.Street.Name }),
}

var addresses = newItems("addresses", "The postal addresses, at most 50.\n"+
	"Managed as a whole when set: an address that others add is removed again, and `[]` means none. An omitted part is kept empty.",
	nil, nil,
	func(i *wix.Info) *wix.Opt[wix.List[wix.Address]] { return &i.Addresses },
	parts[wix.Address]{
		tagPart(func(a *wix.Address) *string { return &a.Tag }, "UNTAGGED", "HOME", "WORK", "BILLING", "SHIPPING"),
		textPart("address_line", "Street and number in one text, at most 1,000 characters.\nGive either this or `street`.", 1000, func(a *wix.Address) *string { return &a.Address.AddressLine }),
		{
			name: "street", parts: streetParts,
			schema: schema.SingleNestedAttribute{
				MarkdownDescription: "Street and number apart.\nGive either this or `address_line`.",
				Optional:            true,
				Validators:          []validator.Object{somethingSet{"number", "name"}},
				Attributes:          streetParts.schemas(),
			},
		},
		textPart("address_line_2", "Flat, floor and the like, at most 1,000 characters.", 1000, func(a *wix.Address) *string { return &a.Address.AddressLine2 }),
		textPart("city", "The city, at most 1,000 characters.", 1000, func(a *wix.Address) *string { return &a.Address.City }),
		formPart("subdivision", "State, province or region as an ISO 3166-2 code with the country in front, such as `US-NY`.\nIt has to be one of the `country`, where both are given.",
			func(a *wix.Address) *string { return &a.Address.Subdivision }, subdivision),
		formPart("country", "The country, as an ISO 3166-1 code of two letters such as `US`.", func(a *wix.Address) *string { return &a.Address.Country }, countryCode),
		textPart("postal_code", "The postal code, at most 100 characters.", 100, func(a *wix.Address) *string { return &a.Address.PostalCode }),
	},
	addressRules{"a line or a street, and a subdivision of the country"},
	somethingSet{"tag", "address_line", "street", "address_line_2", "city", "subdivision", "country", "postal_code"})
