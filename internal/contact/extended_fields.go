package contact

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// fieldValues is the attribute of the values of extended fields.
type fieldValues struct{ row }

var extendedFields = fieldValues{row{
	title:   "extended_fields",
	affects: []string{"effective_extended_fields"},
	attribute: schema.MapAttribute{
		MarkdownDescription: "Values of extended fields that people may write, by the fields' keys, as text: numbers such as `12.5`, dates as `YYYY-MM-DD`, URLs. Values of all fields are in `effective_extended_fields`.\n" +
			"Each entry is managed by itself: values in other fields stay. `\"\"` means no value, and a null entry is as if it were left out. " +
			"Wix puts `https://` before a URL without a scheme, which is no difference; nor is `12` or `12.0`. " +
			"The fields must exist. Refer to their `key` instead of spelling it. Of the fields that Wix defines, only `invoices.vatId` can be set.",
		ElementType: types.StringType,
		Optional:    true,
		Computed:    true,
	},
}}

// entries returns the values of a map of texts, null ones included; none of an unknown map.
func entries(v attr.Value) map[string]types.String {
	out := map[string]types.String{}
	if m, ok := v.(types.Map); ok {
		for key, item := range m.Elements() {
			out[key], _ = item.(types.String)
		}
	}
	return out
}

func mapOf(values map[string]types.String) attr.Value {
	out := map[string]attr.Value{}
	for key, v := range values {
		out[key] = v
	}
	return types.MapValueMust(types.StringType, out)
}

// plan keeps the prior value only where all of it means the same: Terraform plans a map as
// a whole.
func (fieldValues) plan(c *call, config, prior attr.Value) attr.Value {
	if config.IsUnknown() || prior.IsNull() {
		return config
	}
	want, was := entries(config), entries(prior)
	for _, all := range []map[string]types.String{want, was} {
		maps.DeleteFunc(all, func(_ string, v types.String) bool { return v.IsNull() })
	}
	for key, v := range want {
		if before, ok := was[key]; v.IsUnknown() || !ok || !c.sameValue(key, v.ValueString(), before.ValueString()) {
			return config
		}
	}
	if len(want) != len(was) {
		return config
	}
	return prior
}

func (f fieldValues) read(c *call, prior attr.Value, have wix.Info) attr.Value {
	out, is := map[string]types.String{}, have.ExtendedFields.Get().Items
	if prior.IsNull() {
		return f.readAll(is)
	}
	for key, was := range entries(prior) {
		switch now := forms.ValueText(is[key]); {
		case was.IsNull() || c.sameValue(key, was.ValueString(), now):
			out[key] = was
		case now != "":
			out[key] = types.StringValue(now)
		}
	}
	return mapOf(out)
}

func (f fieldValues) readAll(have map[string]any) attr.Value {
	out := map[string]types.String{}
	for key, v := range have {
		if text := forms.ValueText(v); wix.WritableField(key) && text != "" {
			out[key] = types.StringValue(text)
		}
	}
	if len(out) == 0 {
		return f.null()
	}
	return mapOf(out)
}

// guarded returns the entries that the plan changes and that are not as planned already,
// but not those of fields that this run has created.
func (f fieldValues) guarded(c *call, planned, prior attr.Value, have wix.Info) attr.Value {
	want, was, is := entries(planned), entries(prior), have.ExtendedFields.Get().Items
	maps.DeleteFunc(was, func(key string, v types.String) bool {
		return v.Equal(want[key]) || f.made(c, key) || c.sameValue(key, want[key].ValueString(), forms.ValueText(is[key]))
	})
	return mapOf(was)
}

// write sends the whole map, what others have written included, because Wix may replace
// it (contract 6.5).
func (f fieldValues) write(c *call, planned, prior attr.Value, have wix.Info, out *wix.Info) bool {
	is := have.ExtendedFields.Get().Items
	changes := map[string]string{}
	want := entries(planned)
	for key, v := range want {
		if !v.IsNull() && (f.made(c, key) || !c.sameValue(key, v.ValueString(), forms.ValueText(is[key]))) {
			changes[key] = v.ValueString()
		}
	}
	for key, was := range entries(prior) {
		if v, stays := want[key]; (!stays || v.IsNull()) && was.ValueString() != "" && is[key] != nil {
			changes[key] = ""
		}
	}
	if len(changes) == 0 {
		return false
	}
	all := maps.Clone(is)
	maps.DeleteFunc(all, func(key string, _ any) bool { return !wix.WritableField(key) })
	if all == nil {
		all = map[string]any{}
	}
	for _, key := range slices.Sorted(maps.Keys(changes)) {
		dataType := c.dataType(key)
		if dataType == "" && changes[key] == "" {
			delete(all, key) // the field was deleted, and its values with it
			continue
		}
		encoded, err := forms.Encode(dataType, changes[key])
		if err != nil {
			c.refuseValue(key, dataType, err)
		}
		if all[key] = encoded; len(is) == 0 && (encoded == nil || encoded == "") {
			delete(all, key) // a create sends no empty values
		}
	}
	out.ExtendedFields = wix.Some(wix.Values{Items: all})
	return true
}

func (fieldValues) keys(v attr.Value) []string { return slices.Sorted(maps.Keys(entries(v))) }

func (fieldValues) only(v attr.Value, keys []string) attr.Value {
	out := entries(v)
	maps.DeleteFunc(out, func(key string, _ types.String) bool { return !slices.Contains(keys, key) })
	return mapOf(out)
}

func (fieldValues) made(c *call, key string) bool {
	return c.ProviderData != nil && c.Cache.Fields.Made(key)
}

func (fieldValues) uses(c *call) *cache.Uses { return c.Cache.Fields.Uses }

// check refuses keys of fields that the site does not have, or that Wix writes itself
// (contract 5.5), and values that do not fit the fields.
func (f fieldValues) check(c *call, planned, prior attr.Value) {
	if c.ProviderData == nil {
		return
	}
	want, was := entries(planned), entries(prior)
	for _, key := range f.keys(planned) {
		text := want[key]
		if text.IsNull() || text.Equal(was[key]) || text.IsUnknown() && wix.WritableField(key) {
			continue
		}
		dataType, err := cache.DataType(c.ctx, c.Cache.Fields, key)
		if err != nil {
			c.diags.Append(entity.Diagnose(err, entity.NoPath)...)
			return
		}
		if _, err := forms.Encode(dataType, text.ValueString()); err != nil || dataType == "" || !wix.WritableField(key) {
			c.refuseValue(key, dataType, err)
		}
	}
}

func (c *call) refuseValue(key, dataType string, err error) {
	at := path.Root("extended_fields").AtMapKey(key)
	switch {
	case dataType == "":
		refuseKey(c, at, c.Cache.Fields, "wix_contact_extended_field", key)
	case !wix.WritableField(key):
		c.diags.AddAttributeError(at, "The field cannot be set.",
			fmt.Sprintf("Wix itself writes %s, and of the fields that Wix defines only %s can be set. "+
				"Refer to the key of a wix_contact_extended_field, or remove the entry.", key, wix.VATID))
	default:
		c.diags.AddAttributeError(at, "The value does not fit the extended field.",
			fmt.Sprintf("The field %s has the data type %s, and %s. Correct the value.", key, dataType, err))
	}
}

// dataType returns that of a field, "" for one that does not exist or cannot be read.
func (c *call) dataType(key string) string {
	dataType, err := cache.DataType(c.ctx, c.Cache.Fields, key)
	if err != nil {
		c.diags.Append(entity.Diagnose(err, entity.NoPath)...)
	}
	return dataType
}

func (c *call) sameValue(key, a, b string) bool {
	if c.ProviderData == nil {
		return forms.SameText(a, b)
	}
	return cache.SameValue(c.ctx, c.Cache.Fields, key, a, b)
}
