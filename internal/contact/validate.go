package contact

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

func atMost(n int) validator.List { return listvalidator.SizeAtMost(n) }

var emailAddress = entity.Rule{
	What:    "an e-mail address of at most 320 characters",
	Summary: "The e-mail address is not valid.",
	Check:   entity.Unless(wix.IsEmail, "does not have the form name@example.com with at most 320 characters. Correct the address."),
}

var date = entity.Rule{
	What:    "a day in the form YYYY-MM-DD",
	Summary: "The date is not valid.",
	Check:   entity.Unless(wix.IsDay, "is not a day of the calendar in the form YYYY-MM-DD, such as 1990-12-31. Correct the date."),
}.OrEmpty()

var countryCode = entity.Rule{
	What:    "an ISO 3166-1 code of two capital letters",
	Summary: "The country is not valid.",
	Check:   entity.Unless(wix.IsCountry, "is not an ISO 3166-1 code of two capital letters such as US or DE. Correct the code."),
}.OrEmpty()

var subdivision = entity.Rule{
	What:    "an ISO 3166-2 code with the country in front",
	Summary: "The subdivision is not valid.",
	Check:   entity.Unless(wix.IsSubdivision, "is not an ISO 3166-2 code with the country in front, such as US-NY. Correct the code."),
}.OrEmpty()

// described gives a validator its two descriptions.
type described string

func (d described) Description(context.Context) string         { return string(d) }
func (d described) MarkdownDescription(context.Context) string { return string(d) }

// somethingSet wants one of the named attributes: an object without any would
// mean nothing.
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

// needed wants one attribute of an object. The framework's own Required would
// refuse an object that is not known yet.
type needed string

// Description says what is needed.
func (v needed) Description(context.Context) string { return string(v) + " is set" }

// MarkdownDescription is the same.
func (v needed) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

// ValidateObject reports the attribute that is missing.
func (v needed) ValidateObject(_ context.Context, req validator.ObjectRequest, resp *validator.ObjectResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || !member(req.ConfigValue, string(v)).IsNull() {
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path, "An item says nothing.",
		fmt.Sprintf("%s: set %s, or leave the item out.", req.Path, string(v)))
}

// onePrimary refuses a second item marked primary (contract 6.1).
type onePrimary struct{ described }

func (onePrimary) ValidateList(_ context.Context, req validator.ListRequest, resp *validator.ListResponse) {
	first := -1
	for i, element := range req.ConfigValue.Elements() {
		primary, _ := member(element, "primary").(types.Bool)
		if !primary.ValueBool() {
			continue
		}
		if first >= 0 {
			resp.Diagnostics.AddAttributeError(req.Path.AtListIndex(i).AtName("primary"), "More than one item is marked primary.",
				fmt.Sprintf("%s: item %d is primary already. Mark one item only.", req.Path.AtListIndex(i), first))
			return
		}
		first = i
	}
}

// addressRules are those that concern several parts of an address.
type addressRules struct{ described }

func (addressRules) ValidateObject(_ context.Context, req validator.ObjectRequest, resp *validator.ObjectResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	line, street := member(req.ConfigValue, "address_line"), member(req.ConfigValue, "street")
	if !line.IsNull() && !line.IsUnknown() && !street.IsNull() && !street.IsUnknown() {
		resp.Diagnostics.AddAttributeError(req.Path.AtName("street"), "An address has both a line and a street.",
			fmt.Sprintf("%s: Wix keeps one of the two. Remove address_line or street.", req.Path))
	}
	country, _ := member(req.ConfigValue, "country").(types.String)
	sub, _ := member(req.ConfigValue, "subdivision").(types.String)
	if c, s := country.ValueString(), sub.ValueString(); len(c) == 2 && wix.IsSubdivision(s) && !strings.HasPrefix(s, c+"-") {
		resp.Diagnostics.AddAttributeError(req.Path.AtName("subdivision"), "The subdivision is not valid.",
			fmt.Sprintf("%s: %s is not part of the country %s. Correct one of the two.", req.Path, s, c))
	}
}

// writableKeys refuses keys of fields that Wix writes itself (contract 5.5).
type writableKeys struct{ described }

func (writableKeys) ValidateMap(_ context.Context, req validator.MapRequest, resp *validator.MapResponse) {
	for key := range req.ConfigValue.Elements() {
		if !wix.WritableField(key) {
			resp.Diagnostics.AddAttributeError(req.Path.AtMapKey(key), "The field cannot be set.",
				fmt.Sprintf("%q is not the key of a custom field, and of the fields that Wix defines only %s can be set. "+
					"Refer to the key of a wix_contact_extended_field, or remove the entry.", key, wix.VATID))
		}
	}
}

// member is an attribute of an object, null where there is none.
func member(object attr.Value, name string) attr.Value {
	if o, ok := object.(types.Object); ok && o.Attributes()[name] != nil {
		return o.Attributes()[name]
	}
	return types.StringNull()
}
