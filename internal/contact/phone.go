package contact

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

var phoneKey = key[wix.Phone]{
	part: keyPart("phone", "The number as people write it, at most 50 characters.\nWix may keep it in another form, which is no difference: numbers are compared in E.164 form where both have one, "+
		"by `country_code` or a `+` in front, and else by their digits, with or without the country code.", forms.SamePhoneText,
		func(p *wix.Phone) *string { return &p.Phone }, entity.Length(1, 50), phoneNumber),
	sameItem: func(a, b wix.Phone) bool { return forms.SamePhone(a.Written(), b.Written()) },
	with:     []string{"country_code"},
}

var phones = newItems("phones", "The phone numbers, at most 50.\n"+
	"Managed as a whole when set: a number that others add is removed again, and `[]` means none. "+
	"For a contact without an e-mail address, Wix refuses a number that another contact has, unless `allow_duplicates` is set.",
	[]string{"primary_phone", "effective_extended_fields"}, &phoneKey,
	func(i *wix.Info) *wix.Opt[wix.List[wix.Phone]] { return &i.Phones },
	parts[wix.Phone]{
		phoneKey.part,
		{
			name: "country_code", text: func(p *wix.Phone) *string { return &p.CountryCode }, same: forms.SameText, computed: true,
			schema: schema.StringAttribute{
				MarkdownDescription: "The country of the number, as an ISO 3166-1 code of two letters such as `US`.\nWith it Wix finds the E.164 form, which it needs to send messages. Left out, it stays as it is.",
				Optional:            true,
				Computed:            true,
				Validators:          []validator.String{countryCode},
			},
		},
		tagPart(func(p *wix.Phone) *string { return &p.Tag }, "UNTAGGED", "MAIN", "HOME", "MOBILE", "WORK", "FAX"),
		primaryPart("number", func(p *wix.Phone) *bool { return &p.Primary }),
	})
