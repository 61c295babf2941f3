package contact

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Phone is one phone number of a contact.
type Phone struct {
	Phone       string  `tfsdk:"phone"`
	CountryCode *string `tfsdk:"country_code"`
	Tag         *string `tfsdk:"tag"`
	Primary     *bool   `tfsdk:"primary"`
}

var phonesSchema = schema.ListNestedAttribute{
	MarkdownDescription: "The phone numbers, at most 50.\nManaged as a whole when set: a number that others add is removed again, and `[]` means none. " +
		"For a contact without an e-mail address, Wix refuses a number that another contact has, unless `allow_duplicates` is set.",
	Optional:   true,
	Computed:   true,
	Validators: []validator.List{atMost(50), onePrimary{"at most one item marked primary"}},
	NestedObject: schema.NestedAttributeObject{Validators: []validator.Object{needed("phone")}, Attributes: map[string]schema.Attribute{
		"phone": schema.StringAttribute{
			MarkdownDescription: "The number as people write it, at most 50 characters; Wix keeps the writing.\nEvery item needs one.",
			Optional:            true,
			Validators:          []validator.String{entity.Length(1, 50)},
		},
		"country_code": checked("The country of the number, as an ISO 3166-1 code of two letters such as `US`.\nWith it Wix finds the E.164 form, which it needs to send messages.", countryCode),
		"tag":          tagSchema("UNTAGGED", "MAIN", "HOME", "MOBILE", "WORK", "FAX"),
		"primary":      primarySchema("number"),
	}},
}

func samePhone(a, b Phone) bool              { return wix.SameText(a.Phone, b.Phone) }
func phoneIsOf(m Phone, w wix.Phone) bool    { return wix.SameText(m.Phone, w.Phone) }
func phoneOfState(w wix.Phone, m Phone) bool { return wix.SameText(m.Phone, w.Phone) }
func phoneAndTag(w wix.Phone, m Phone) bool {
	return phoneOfState(w, m) && m.Tag != nil && *m.Tag == w.Tag
}

func phonesFromAPI(prior []Phone, have []wix.Phone, fill bool) []Phone {
	marked := hasPrimary(prior, func(p Phone) *bool { return p.Primary })
	return refreshList(prior, have, fill, func(was *Phone, w wix.Phone) Phone {
		if was == nil {
			return Phone{Phone: w.Phone, CountryCode: textOrNull(w.CountryCode), Tag: textOrNull(w.Tag), Primary: &w.Primary}
		}
		return Phone{
			Phone:       was.Phone,
			CountryCode: refreshText(was.CountryCode, w.CountryCode, false, wix.SameText),
			Tag:         refreshText(was.Tag, tagOf(w.Tag), false, wix.SameText),
			Primary:     refreshPrimary(was.Primary, w.Primary, marked),
		}
	}, phoneAndTag, phoneOfState)
}

func phonesToAPI(want, was []Phone, have []wix.Phone) []wix.Phone {
	states, servers := counterparts(want, was, have, samePhone, phoneIsOf)
	out := make([]wix.Phone, len(want))
	chosenPrimary := choosePrimary(len(want),
		func(i int) *bool { return want[i].Primary },
		func(i int) bool { return value(servers[i]).Primary })
	for i, w := range want {
		s, h := value(states[i]), value(servers[i])
		out[i] = wix.Phone{
			Phone:       strings.TrimSpace(w.Phone),
			CountryCode: chosen(w.CountryCode, s.CountryCode, h.CountryCode),
			Tag:         tagOf(chosen(w.Tag, s.Tag, h.Tag)),
			Primary:     i == chosenPrimary,
		}
	}
	return out
}
