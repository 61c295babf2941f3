package contact

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/catalog"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

var extendedFieldsSchema = schema.MapAttribute{
	MarkdownDescription: "Values of extended fields that people may write, by the fields' keys, as text: numbers such as `12.5`, dates as `YYYY-MM-DD`, URLs. Values of all fields are in `effective_extended_fields`.\n" +
		"Each entry is managed by itself: values in other fields stay. `\"\"` means no value, and a null entry is as if it were left out. " +
		"Wix puts `https://` before a URL without a scheme, which is no difference; nor is `12` or `12.0`. " +
		"The fields must exist. Refer to their `key` instead of spelling it. Of the fields that Wix defines, only `invoices.vatId` can be set.",
	ElementType: types.StringType,
	Optional:    true,
	Computed:    true,
	Validators:  []validator.Map{writableKeys{"keys of fields that can be set"}},
}

// definitions knows the fields of the site. They are listed when first needed.
type definitions = catalog.Definitions

// sameValue compares two texts as values of a field. The definition is asked for
// only where the texts differ.
func sameValue(ctx context.Context, fields definitions, key, a, b string) bool {
	if wix.SameText(a, b) {
		return true
	}
	dataType, err := catalog.DataType(ctx, fields, key)
	if err != nil || a == "" || b == "" {
		return false
	}
	switch dataType {
	case wix.Number:
		return wix.SameNumber(a, b)
	case wix.URL:
		return wix.SameURL(a, b)
	case wix.Date:
		return wix.Day(a) == wix.Day(b)
	}
	return false
}

// valuesFromAPI keeps the entries that are in the state. An import fills in those
// that users may write.
func valuesFromAPI(prior map[string]*string, have map[string]any, fill bool, same func(key, a, b string) bool) map[string]*string {
	if prior == nil && !fill {
		return nil
	}
	out := map[string]*string{}
	for key, was := range prior {
		now := wix.ValueText(have[key])
		switch {
		case was == nil || same(key, *was, now):
			out[key] = was
		case now != "":
			out[key] = &now
		}
	}
	for key, v := range have {
		if now := wix.ValueText(v); prior == nil && wix.WritableField(key) && now != "" {
			out[key] = &now
		}
	}
	if prior == nil && len(out) == 0 {
		return nil
	}
	return out
}

// valueChanges gives the entries to write, "" for those to clear: what differs
// from the state, and what leaves it although the configuration had set it, or
// when the configuration says that there is to be none.
func valueChanges(want, was map[string]*string, owned []string, have map[string]string, same func(key, a, b string) bool) map[string]string {
	out := map[string]string{}
	for key, w := range want {
		if w != nil && !same(key, *w, have[key]) {
			out[key] = *w
		}
	}
	for key, s := range was {
		mine := slices.Contains(owned, key) || want != nil && len(want) == 0
		if _, stays := want[key]; mine && s != nil && *s != "" && (!stays || want[key] == nil) && have[key] != "" {
			out[key] = ""
		}
	}
	return out
}

// valuesToAPI is the whole map to send: what is writable on the contact, with the
// changes laid over it, because Wix may replace the map (contract 6.5). It is
// absent when nothing changes.
func valuesToAPI(ctx context.Context, fields definitions, have, changes map[string]string) (wix.Opt[wix.Values], map[string]string, error) {
	if len(changes) == 0 {
		return wix.Opt[wix.Values]{}, nil, nil
	}
	all := map[string]string{}
	for key, text := range have {
		if wix.WritableField(key) {
			all[key] = text
		}
	}
	maps.Copy(all, changes)
	out, misfits := map[string]any{}, map[string]string{}
	for key, text := range all {
		dataType, err := catalog.DataType(ctx, fields, key)
		if err != nil {
			return wix.Opt[wix.Values]{}, nil, err
		}
		_, changing := changes[key]
		switch encoded, err := wix.EncodeValue(dataType, text); {
		case dataType == "" && !changing, dataType == "" && text == "":
			// The field and its values were deleted since: nothing to keep or to clear.
		case dataType == "":
			misfits[key] = "no extended field of this site has this key"
		case err != nil && changing:
			misfits[key] = err.Error()
		case err == nil:
			out[key] = encoded
		}
	}
	return wix.Some(wix.Values{Items: out}), misfits, nil
}
