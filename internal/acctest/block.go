package acctest

import (
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Block is a resource block with one instance.
type Block struct {
	// Config is nil for a block that is gone.
	Config map[string]any
	// IgnoreChanges are names of attributes, or "all".
	IgnoreChanges []string
	// CreateBeforeDestroy is the lifecycle argument of that name.
	CreateBeforeDestroy bool
	// Replace has it replaced, as by -replace.
	Replace bool
}

// Later is a value that is unknown while planning, as the output of what the same
// apply creates.
type Later struct{ Value any }

// Ref is an attribute of another resource of the stack.
type Ref struct{ Address, Attribute string }

// Entries is a map whose keys may be references.
type Entries []Entry

// Entry is one entry of a map.
type Entry struct{ Key, Value any }

// resolved is a configuration without Later: unknown while planning.
func resolved(v map[string]any, applying bool) map[string]any {
	return resolve(v, func(one any) any {
		if later, ok := one.(Later); ok {
			if !applying {
				return Unknown
			}
			return later.Value
		}
		return one
	}).(map[string]any)
}

// resolve replaces what is to be evaluated. A map of which a key is not known is
// not known at all.
func resolve(v any, evaluate func(any) any) any {
	switch v := evaluate(v).(type) {
	case map[string]any:
		out := map[string]any{}
		for name, item := range v {
			out[name] = resolve(item, evaluate)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = resolve(item, evaluate)
		}
		return out
	case Entries:
		out := map[string]any{}
		for _, one := range v {
			key, ok := resolve(one.Key, evaluate).(string)
			if !ok {
				return Unknown
			}
			out[key] = resolve(one.Value, evaluate)
		}
		return out
	default:
		return v
	}
}

// ignoring is the configuration for planning: where changes are ignored it has what
// the state has.
func ignoring(attributes []*tfprotov6.SchemaAttribute, prior, config tftypes.Value, names []string) tftypes.Value {
	if prior.IsNull() || len(names) == 0 {
		return config
	}
	before, out := members(prior), maps.Clone(members(config))
	for _, a := range attributes {
		switch {
		case slices.Contains(names, "all") && a.Computed && !a.Optional:
			out[a.Name] = tftypes.NewValue(a.ValueType(), nil)
		case slices.Contains(names, "all"), slices.Contains(names, a.Name):
			out[a.Name] = before[a.Name]
		}
	}
	return tftypes.NewValue(config.Type(), out)
}
