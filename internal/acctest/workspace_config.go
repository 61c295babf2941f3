//go:build unix

package acctest

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
)

// Write writes the configuration: the blocks, and more of it in Terraform's JSON form.
func (w *Workspace) Write(blocks map[string]Block, more ...map[string]any) {
	w.t.Helper()
	resources, config := map[string]any{}, map[string]any{}
	groups := map[string]map[string]Block{}
	for address, b := range blocks {
		block, index, _ := strings.Cut(address, "[")
		if groups[block] == nil {
			groups[block] = map[string]Block{}
		}
		groups[block][strings.TrimSuffix(index, "]")] = b
	}
	for block, instances := range groups {
		typ, name, _ := strings.Cut(block, ".")
		if resources[typ] == nil {
			resources[typ] = map[string]any{}
		}
		resources[typ].(map[string]any)[name] = group(instances, resources)
	}
	if len(resources) > 0 {
		config["resource"] = resources
	}
	for _, part := range more {
		maps.Copy(config, part)
	}
	w.Configure(w.t, w.URL, w.Settings, config)
}

// group is a block with its instances: one without an index, or those of count or
// for_each, which have the same attributes and refer to nothing.
func group(instances map[string]Block, resources map[string]any) map[string]any {
	if b, single := instances[""]; single {
		return b.json(resources)
	}
	configs, keys := map[string]any{}, map[string]any{}
	out := map[string]any{"count": len(instances)}
	at := "tostring(count.index)"
	for index, b := range instances {
		key := strings.Trim(index, `"`)
		if key != index {
			at = "each.key"
		}
		configs[key], keys[key] = b.Config, key
	}
	if at == "each.key" {
		out = map[string]any{"for_each": keys}
	}
	values, err := json.Marshal(configs)
	if err != nil {
		panic(err)
	}
	for _, b := range instances {
		for name := range b.Config {
			out[name] = fmt.Sprintf("${jsondecode(%q)[%s].%s}", values, at, name)
		}
		if b.CreateBeforeDestroy {
			out["lifecycle"] = map[string]any{"create_before_destroy": true}
		}
	}
	return out
}

// json is a block in Terraform's JSON form. A value that is known later comes from
// a resource of Terraform's own, which is added.
func (b Block) json(resources map[string]any) map[string]any {
	out := resolve(b.Config, func(v any) any {
		switch v := v.(type) {
		case Ref:
			return fmt.Sprintf("${%s.%s}", v.Address, v.Attribute)
		case Later:
			own, _ := resources["terraform_data"].(map[string]any)
			if own == nil {
				own = map[string]any{}
				resources["terraform_data"] = own
			}
			name := fmt.Sprintf("later%d", len(own))
			own[name] = map[string]any{"input": v.Value}
			return fmt.Sprintf("${terraform_data.%s.output}", name)
		}
		return v
	}).(map[string]any)
	lifecycle := map[string]any{}
	if b.CreateBeforeDestroy {
		lifecycle["create_before_destroy"] = true
	}
	switch {
	case len(b.IgnoreChanges) == 1 && b.IgnoreChanges[0] == "all":
		lifecycle["ignore_changes"] = "all"
	case len(b.IgnoreChanges) > 0:
		lifecycle["ignore_changes"] = b.IgnoreChanges
	}
	if len(lifecycle) > 0 {
		out["lifecycle"] = lifecycle
	}
	return out
}
