package provider_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// An attribute is of one of these kinds. What managed attributes hold may be nothing;
// what chooses, looks up or names may not, as it would be everything, nothing or
// another object, and mostly comes from a value that is missing elsewhere.
const (
	managed = "managed" // "" and blank are nothing, characters that nobody sees a text
	format  = "format"  // as managed, and characters that nobody sees do not fit
	given   = "given"   // neither empty nor blank
)

// accepts is what each kind takes. Nothing takes null among the items of a collection.
var accepts = map[string]map[string]bool{
	managed: {empty: true, blank: true, noBreak: true, unseen: true, noItems: true},
	format:  {empty: true, blank: true, noBreak: true, noItems: true},
	given:   {},
}

const (
	empty   = ""
	blank   = " "
	noBreak = "\u00a0"
	unseen  = "\u200b"
	noItems = "no items"
)

// kinds are those of attributes, by a pattern of their places, that are not the default:
// managed in a resource, given elsewhere.
var kinds = []struct{ place, kind, why string }{
	{`^resource .*\.(birthdate|locale|country|country_code|subdivision)$`, format, "it has a form, and can be cleared"},
	{`^resource .*\.(display_name|email|phone)$`, given, "it tells an object or item from others"},
	{`^resource .*\.(data_type|tag|deletion_policy)$`, given, "it is one of a few values"},
	{`^resource .*\.label_keys\[\]$`, given, "it names a label"},
	{`^action wix_contacts_bulk_update\.(company|job_title)$`, managed, "it clears the text"},
	{`^action wix_contacts_bulk_label\.(add|remove)_label_keys$`, managed, "one of the two may hold nothing"},
}

// nullable are collections in which null means something.
var nullable = map[string]string{
	"resource wix_contact.extended_fields": "a null entry is as if it were left out",
}

func kindOf(place string) string {
	for _, k := range kinds {
		if regexp.MustCompile(k.place).MatchString(place) {
			return k.kind
		}
	}
	if strings.HasPrefix(place, "resource ") {
		return managed
	}
	return given
}

// least is what each face needs beside the attribute that is tried. Data sources that find
// one object need nothing: any of their arguments does.
var least = map[string]config{
	"resource wix_contact_label":          {"display_name": "VIP"},
	"resource wix_contact_extended_field": {"display_name": "Size", "data_type": "TEXT"},
	"data source wix_contacts.sort":       {"field": "createdDate"},
	"action wix_contacts_bulk_delete":     {"ids": []any{anID}},
	"action wix_contacts_bulk_label":      {"ids": []any{anID}, "add_label_keys": []any{"custom.a"}, "remove_label_keys": []any{"custom.b"}},
	"action wix_contacts_bulk_update":     {"ids": []any{anID}, "locale": "en-US"},
	"action wix_contact_merge":            {"target_id": anID, "source_ids": []any{anotherID}},
	"provider":                            {"api_key": acctest.APIKey, "site_id": acctest.SiteID},

	"resource wix_contact.emails[]":    {"email": "ada@example.com"},
	"resource wix_contact.phones[]":    {"phone": "555-0100"},
	"resource wix_contact.addresses[]": {"city": "Springfield"},
}

const (
	anID      = "8046df3c-7575-4098-a5ab-c91ad8f33c47"
	anotherID = "8046df3c-7575-4098-a5ab-c91ad8f33c48"
	aThirdID  = "8046df3c-7575-4098-a5ab-c91ad8f33c49"
)

// nextStep is the beginning of an imperative sentence.
var nextStep = regexp.MustCompile(`(^|[.:;,] )(change|correct|give|leave|set|write) `)

// belowItem is a path below the item of a list, at which the paths of errors end.
var belowItem = regexp.MustCompile(`^(.*?ElementKeyInt\(\d+\)).*`)

// check validates a configuration, which is accepted without a word, or refused with one
// error at the attribute that says what to do.
func (f face) check(t *testing.T, one trial, what string, value any, accepted bool) {
	t.Helper()
	typ := f.schema.ValueType()
	packed, err := tfprotov6.NewDynamicValue(typ, acctest.Value(typ, one.in(value)))
	if err != nil {
		t.Fatal(err)
	}
	diags, err := f.validate(t.Context(), &packed)
	if err != nil {
		t.Fatal(err)
	}
	switch d := acctest.Diagnostics(diags); {
	case accepted && len(d) > 0:
		t.Errorf("%s with %s is to be accepted: %s", one.place, what, d)
	case accepted:
	case len(d) != 1 || !d.Failed():
		t.Errorf("%s with %s is to be one error, and is %d: %s", one.place, what, len(d), d)
	case !strings.HasPrefix(d[0].Attribute.String(), belowItem.ReplaceAllString(one.path, "$1")):
		t.Errorf("%s with %s is an error of another place: %s", one.place, what, d)
	case !nextStep.MatchString(strings.ToLower(d[0].Detail)):
		t.Errorf("%s with %s: the error does not say what to do: %s", one.place, what, d)
	}
}

// checkTexts tries the texts that an attribute, or the item of one, may not take.
func (f face) checkTexts(t *testing.T, one trial, place string, value func(text string) any) {
	t.Helper()
	for _, text := range []string{empty, blank, noBreak, unseen} {
		f.check(t, one, fmt.Sprintf("%q", value(text)), value(text), accepts[kindOf(place)][text])
	}
	if isID.MatchString(one.place) {
		f.check(t, one, "an id in capital letters", value(strings.ToUpper(aThirdID)), true)
	}
}

var isID = regexp.MustCompile(`[._]ids?$`)

// TestEmptyValues: every attribute of every face takes what is empty, blank or null by one
// rule, and ids in any case.
func TestEmptyValues(t *testing.T) {
	places := []string{}
	for _, f := range faces(t) {
		for _, one := range f.trials(least) {
			places = append(places, one.place, one.place+"[]")
			switch typ := one.typ.(type) {
			case tftypes.Object:
				if !one.requires { // which Terraform itself refuses
					f.check(t, one, "no attribute", config{}, false)
				}
			case tftypes.List:
				f.checkItems(t, one, typ.ElementType, []any{})
			case tftypes.Set:
				f.checkItems(t, one, typ.ElementType, []any{})
			case tftypes.Map:
				f.checkItems(t, one, typ.ElementType, config{})
			default:
				if typ.Is(tftypes.String) { // a number or a bool is there or not
					f.checkTexts(t, one, one.place, func(text string) any { return text })
				}
			}
		}
	}
	for _, k := range kinds {
		if !slices.ContainsFunc(places, regexp.MustCompile(k.place).MatchString) {
			t.Errorf("%s is no attribute", k.place)
		}
	}
	for place := range nullable {
		if !slices.Contains(places, place) {
			t.Errorf("%s is no attribute", place)
		}
	}
}

// checkItems tries a collection and its items.
func (f face) checkItems(t *testing.T, one trial, element tftypes.Type, none any) {
	t.Helper()
	f.check(t, one, noItems, none, accepts[kindOf(one.place)][noItems])
	f.check(t, one, "a null item", one.items(nil), nullable[one.place] != "")
	if element.Is(tftypes.Object{}) {
		f.check(t, one, "an item without attributes", one.items(config{}), false)
		return
	}
	f.checkTexts(t, one, one.place+"[]", func(text string) any { return one.items(text) })
}
