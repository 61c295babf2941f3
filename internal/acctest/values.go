package acctest

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Unknown stands for a value that is known after apply.
var Unknown = new(struct{ unknown bool })

// object makes a value of an object type; attributes that are not given are null.
func object(typ tftypes.Object, values map[string]any) tftypes.Value {
	out := map[string]tftypes.Value{}
	for name, t := range typ.AttributeTypes {
		out[name] = Value(t, values[name])
	}
	for name := range values {
		if typ.AttributeTypes[name] == nil {
			panic("no attribute " + name)
		}
	}
	return tftypes.NewValue(typ, out)
}

// Value makes a value of a type of Go's texts, numbers, slices and
// maps, nil for null, and [Unknown].
func Value(typ tftypes.Type, v any) tftypes.Value {
	if v == nil {
		return tftypes.NewValue(typ, nil)
	}
	if v == any(Unknown) {
		return tftypes.NewValue(typ, tftypes.UnknownValue)
	}
	switch t := typ.(type) {
	case tftypes.Object:
		return object(t, v.(map[string]any))
	case tftypes.List:
		return tftypes.NewValue(t, encodeAll(t.ElementType, v.([]any)))
	case tftypes.Set:
		return tftypes.NewValue(t, encodeAll(t.ElementType, v.([]any)))
	case tftypes.Map:
		out := map[string]tftypes.Value{}
		for key, item := range v.(map[string]any) {
			out[key] = Value(t.ElementType, item)
		}
		return tftypes.NewValue(t, out)
	}
	return tftypes.NewValue(typ, v)
}

func encodeAll(typ tftypes.Type, items []any) []tftypes.Value {
	out := []tftypes.Value{}
	for _, item := range items {
		out = append(out, Value(typ, item))
	}
	return out
}

// native turns a value into what Value takes.
func native(v tftypes.Value) any {
	if !v.IsKnown() {
		return Unknown
	}
	if v.IsNull() {
		return nil
	}
	switch {
	case v.Type().Is(tftypes.String):
		var s string
		_ = v.As(&s)
		return s
	case v.Type().Is(tftypes.Bool):
		var b bool
		_ = v.As(&b)
		return b
	case v.Type().Is(tftypes.Number):
		n := new(big.Float)
		_ = v.As(&n)
		i, _ := n.Int64()
		return i
	}
	if items, ok := elements(v); ok {
		out := []any{}
		for _, item := range items {
			out = append(out, native(item))
		}
		return out
	}
	out := map[string]any{}
	for name, item := range members(v) {
		out[name] = native(item)
	}
	return out
}

func elements(v tftypes.Value) ([]tftypes.Value, bool) {
	var out []tftypes.Value
	if v.IsNull() || !v.IsKnown() || v.As(&out) != nil {
		return nil, false
	}
	return out, true
}

func members(v tftypes.Value) map[string]tftypes.Value {
	var out map[string]tftypes.Value
	if !v.IsNull() && v.IsKnown() {
		_ = v.As(&out)
	}
	return out
}

// stateJSON is a value as a state file has it.
func stateJSON(v tftypes.Value) ([]byte, error) { return json.Marshal(native(v)) }

// proposedNew combines prior state and configuration as Terraform does: what is
// computed and not configured keeps its prior value, unless a nested attribute
// holds something that only a configuration can have set.
func proposedNew(attributes []*tfprotov6.SchemaAttribute, prior, config tftypes.Value) tftypes.Value {
	if config.IsNull() || !config.IsKnown() {
		return config
	}
	before, wanted, out := members(prior), members(config), map[string]tftypes.Value{}
	for _, a := range attributes {
		was, ok := before[a.Name]
		if !ok {
			was = tftypes.NewValue(a.ValueType(), nil)
		}
		want := wanted[a.Name]
		switch {
		case a.Computed && want.IsNull():
			out[a.Name] = was
			if a.Optional && a.NestedType != nil && !computable(a.NestedType, was) {
				out[a.Name] = want
			}
		case a.NestedType != nil:
			out[a.Name] = proposedNested(a.NestedType, was, want)
		default:
			out[a.Name] = want
		}
	}
	return tftypes.NewValue(config.Type(), out)
}

func proposedNested(nested *tfprotov6.SchemaObject, prior, config tftypes.Value) tftypes.Value {
	items, ok := elements(config)
	if !ok {
		return proposedNew(nested.Attributes, prior, config)
	}
	before, _ := elements(prior)
	out := []tftypes.Value{}
	for i, item := range items {
		was := tftypes.NewValue(item.Type(), nil)
		if i < len(before) {
			was = before[i]
		}
		out = append(out, proposedNew(nested.Attributes, was, item))
	}
	return tftypes.NewValue(config.Type(), out)
}

// computable reports whether every part that is set could have been computed.
func computable(nested *tfprotov6.SchemaObject, v tftypes.Value) bool {
	if items, ok := elements(v); ok {
		return !slices.ContainsFunc(items, func(item tftypes.Value) bool { return !computable(nested, item) })
	}
	have := members(v)
	return !slices.ContainsFunc(nested.Attributes, func(a *tfprotov6.SchemaAttribute) bool {
		value, ok := have[a.Name]
		return ok && !value.IsNull() && (!a.Computed || a.NestedType != nil && !computable(a.NestedType, value))
	})
}

// planValid returns what Terraform would refuse in a plan: a configured value must
// be planned as it is, or keep its prior value.
func planValid(attributes []*tfprotov6.SchemaAttribute, prior, config, planned tftypes.Value, at string) []string {
	before, wanted, plans := members(prior), members(config), members(planned)
	var out []string
	for _, a := range attributes {
		want, plan := wanted[a.Name], plans[a.Name]
		was, had := before[a.Name]
		here := at + "." + a.Name
		switch {
		case plan.Equal(want), had && !was.IsNull() && !want.IsNull() && plan.Equal(was):
		case want.IsNull() && a.Computed:
		case a.NestedType != nil && !want.IsNull() && want.IsKnown() && !plan.IsNull() && plan.IsKnown():
			out = append(out, nestedValid(a.NestedType, was, want, plan, here)...)
		default:
			out = append(out, fmt.Sprintf("%s is planned as %s, configured as %s, was %s", here, plan, want, was))
		}
	}
	return out
}

func nestedValid(nested *tfprotov6.SchemaObject, prior, config, planned tftypes.Value, at string) []string {
	wants, ok := elements(config)
	if !ok {
		return planValid(nested.Attributes, prior, config, planned, at)
	}
	plans, _ := elements(planned)
	before, _ := elements(prior)
	if len(plans) != len(wants) {
		return []string{fmt.Sprintf("%s is planned with %d items, configured with %d", at, len(plans), len(wants))}
	}
	var out []string
	for i := range wants {
		was := tftypes.NewValue(wants[i].Type(), nil)
		if i < len(before) {
			was = before[i]
		}
		out = append(out, planValid(nested.Attributes, was, wants[i], plans[i], fmt.Sprintf("%s[%d]", at, i))...)
	}
	return out
}

// compatible returns where a state breaks what the plan promised.
func compatible(planned, state tftypes.Value, at string) []string {
	if !planned.IsKnown() || planned.Equal(state) {
		return nil
	}
	if !planned.IsFullyKnown() {
		if plans, ok := elements(planned); ok {
			states, _ := elements(state)
			if len(plans) == len(states) && !planned.Type().Is(tftypes.Set{}) {
				var out []string
				for i := range plans {
					out = append(out, compatible(plans[i], states[i], fmt.Sprintf("%s[%d]", at, i))...)
				}
				return out
			}
			return nil
		}
	}
	plans, states := members(planned), members(state)
	if len(plans) > 0 && len(plans) == len(states) {
		var out []string
		for name := range plans {
			out = append(out, compatible(plans[name], states[name], at+"."+name)...)
		}
		return out
	}
	return []string{fmt.Sprintf("%s was planned as %s and became %s", at, planned, state)}
}

// differences lists the attributes in which two objects differ.
func differences(from, to tftypes.Value, at string) []string {
	if from.Equal(to) {
		return nil
	}
	before, after := members(from), members(to)
	if at != "" || len(before) == 0 || len(after) == 0 {
		return []string{fmt.Sprintf("%s: %v to %v", at, native(from), native(to))}
	}
	var out []string
	for name := range after {
		out = append(out, differences(before[name], after[name], name)...)
	}
	slices.Sort(out)
	return out
}
