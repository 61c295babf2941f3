package contact

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

var emailAddress = entity.Rule{
	What:    "an e-mail address of at most 320 characters",
	Summary: "The e-mail address is not valid.",
	Check:   entity.Unless(forms.IsEmail, "does not have the form name@example.com with at most 320 characters. Correct the address."),
}

var phoneNumber = entity.Rule{
	What:    "a text with digits",
	Summary: "The phone is not valid.",
	Check: entity.Unless(func(s string) bool { return forms.IsBlank(s) || forms.IsPhone(s) },
		"is not a phone number: it has no digits, has characters that nobody sees, or is what a spreadsheet makes of one, such as 1.2E+10. Correct the number."),
}

// contactID is checked when the contact is read: the mocks of terraform test put other texts
// in its place.
var contactID = entity.Rule{
	What:    "the id of a contact, a GUID",
	Summary: "The id is not that of a contact.",
	Check:   entity.Unless(forms.IsGUID, "is not a GUID such as 8046df3c-7575-4098-a5ab-c91ad8f33c47. Correct the id, or look the contact up by email or phone."),
}

var date = entity.Rule{
	What:    "a day in the form YYYY-MM-DD",
	Summary: "The date is not valid.",
	Check:   entity.Unless(forms.IsDay, "is not a day of the calendar in the form YYYY-MM-DD, such as 1990-12-31. Correct the date."),
}.OrEmpty()

var countryCode = entity.Rule{
	What:    "an ISO 3166-1 code of two capital letters",
	Summary: "The country is not valid.",
	Check: func(s string) string {
		if forms.IsCountry(s) {
			return ""
		}
		guess := ""
		if meant := forms.CountryLike(s); meant != "" {
			guess = fmt.Sprintf(" Did you mean %s?", meant)
		}
		return fmt.Sprintf("%q is not an ISO 3166-1 code of two capital letters such as US or DE.%s Correct the code.", s, guess)
	},
}.OrEmpty()

var subdivision = entity.Rule{
	What:    "an ISO 3166-2 code with the country in front",
	Summary: "The subdivision is not valid.",
	Check:   entity.Unless(forms.IsSubdivision, "is not an ISO 3166-2 code with the country in front, such as US-NY. Correct the code."),
}.OrEmpty()

// described implements the descriptions of a validator.
type described string

func (d described) Description(context.Context) string         { return string(d) }
func (d described) MarkdownDescription(context.Context) string { return string(d) }

// somethingSet requires at least one of the attributes in an object.
type somethingSet []string

func (v somethingSet) Description(context.Context) string {
	return "at least one of " + strings.Join(v, ", ")
}
func (v somethingSet) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v somethingSet) ValidateObject(ctx context.Context, req validator.ObjectRequest, resp *validator.ObjectResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	for _, name := range v {
		if a := req.ConfigValue.Attributes()[name]; a != nil && !a.IsNull() {
			return
		}
	}
	resp.Diagnostics.AddAttributeError(req.Path, "The object says nothing.",
		fmt.Sprintf("%s: set %s, or leave the attribute out so that it is not managed. \"\" means that there is to be nothing.", req.Path, v.Description(ctx)))
}

// oneOfEach requires a key in each item, and refuses a second item with the same key or a
// second one that is marked primary (contract 6.1). The framework's own Required would
// refuse an item that is not known yet.
type oneOfEach struct {
	described
	key  string
	same func(a, b attr.Value) bool
}

func (v oneOfEach) ValidateList(_ context.Context, req validator.ListRequest, resp *validator.ListResponse) {
	items := req.ConfigValue.Elements()
	primary := -1
	for i, item := range items {
		at := req.Path.AtListIndex(i)
		if !item.IsNull() && !item.IsUnknown() && entity.Member(item, v.key).IsNull() {
			resp.Diagnostics.AddAttributeError(at, "A part of an item is missing.", fmt.Sprintf("%s: set %s, or leave the item out.", at, v.key))
		}
		if j := slices.IndexFunc(items[:i], func(other attr.Value) bool {
			return v.same(item, other)
		}); j >= 0 {
			resp.Diagnostics.AddAttributeError(at, "The same item is in the list twice.",
				fmt.Sprintf("%s: item %d has the same %s, so it is in the list twice. Keep one of the two.", at, j, v.key))
		}
		if mark, _ := entity.Member(item, "primary").(types.Bool); !mark.ValueBool() {
			continue
		}
		if primary >= 0 {
			resp.Diagnostics.AddAttributeError(at, "More than one item is marked primary.",
				fmt.Sprintf("%s: item %d is primary already. Mark one item only.", at, primary))
		}
		primary = i
	}
}

// addressRules check several parts of an address together.
type addressRules struct{ described }

func (addressRules) ValidateObject(_ context.Context, req validator.ObjectRequest, resp *validator.ObjectResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	line, street := entity.Member(req.ConfigValue, "address_line"), entity.Member(req.ConfigValue, "street")
	if !line.IsNull() && !line.IsUnknown() && !street.IsNull() && !street.IsUnknown() {
		at := req.Path.AtName("street")
		resp.Diagnostics.AddAttributeError(at, "An address has both a line and a street.",
			fmt.Sprintf("%s: Wix keeps one of the two. Remove address_line or street.", at))
	}
	country, _ := entity.Member(req.ConfigValue, "country").(types.String)
	sub, _ := entity.Member(req.ConfigValue, "subdivision").(types.String)
	if c, s := country.ValueString(), sub.ValueString(); len(c) == 2 && forms.IsSubdivision(s) && !strings.HasPrefix(s, c+"-") {
		at := req.Path.AtName("subdivision")
		resp.Diagnostics.AddAttributeError(at, "The subdivision is not valid.",
			fmt.Sprintf("%s: %s is not part of the country %s. Correct one of the two.", at, s, c))
	}
}
