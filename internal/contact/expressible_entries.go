package contact

import (
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// set and entries fit what is managed entry by entry.
func (f *fitter) set(a schema.SetAttribute, v attr.Value, at path.Path) attr.Value {
	s, ok := v.(types.Set)
	if !ok {
		return v
	}
	refused := func(items []attr.Value) bool {
		var resp validator.SetResponse
		for _, rule := range a.Validators {
			rule.ValidateSet(f.ctx, validator.SetRequest{Path: at, PathExpression: at.Expression(), ConfigValue: types.SetValueMust(a.ElementType, items)}, &resp)
		}
		return resp.Diagnostics.HasError()
	}
	kept := []attr.Value{}
	for _, item := range s.Elements() {
		if refused([]attr.Value{item}) {
			f.without(item, at.AtSetValue(item))
			continue
		}
		kept = append(kept, item)
	}
	if len(kept) == 0 || refused(kept) {
		return f.without(v, at)
	}
	return types.SetValueMust(a.ElementType, kept)
}

func (f *fitter) entries(a schema.MapAttribute, v attr.Value, at path.Path) attr.Value {
	m, ok := v.(types.Map)
	if !ok {
		return v
	}
	kept := map[string]attr.Value{}
	for _, key := range slices.Sorted(maps.Keys(m.Elements())) {
		item := m.Elements()[key]
		var resp validator.MapResponse
		for _, rule := range a.Validators {
			rule.ValidateMap(f.ctx, validator.MapRequest{Path: at, ConfigValue: types.MapValueMust(a.ElementType, map[string]attr.Value{key: item})}, &resp)
		}
		if resp.Diagnostics.HasError() {
			f.without(item, at.AtMapKey(key))
			continue
		}
		kept[key] = item
	}
	if len(kept) == 0 {
		return f.without(v, at)
	}
	return types.MapValueMust(a.ElementType, kept)
}
