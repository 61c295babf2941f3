package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// plan is what a saved plan does: by address, the action and the attributes that
// change to a known value.
type plan map[string]change

type change struct {
	// Action is create, update or delete, or two of them joined.
	Action string
	// Attributes are sorted. An attribute that is known after apply is none of
	// them.
	Attributes []string
}

// planned reads the saved plan.
func (c *cli) planned(ctx context.Context) (plan, error) {
	text, err := c.read(ctx, "show", "-json", planFile)
	if err != nil {
		return nil, err
	}
	var document struct {
		ResourceChanges []struct {
			Address string
			Mode    string
			Change  struct {
				Actions       []string
				Before, After map[string]any
				AfterUnknown  map[string]any `json:"after_unknown"`
			}
		} `json:"resource_changes"`
	}
	if err := json.Unmarshal(text, &document); err != nil {
		return nil, fmt.Errorf("reading the plan: %w", err)
	}
	out := plan{}
	for _, r := range document.ResourceChanges {
		action := strings.Join(r.Change.Actions, "-")
		if r.Mode != "managed" || action == "no-op" {
			continue
		}
		var attributes []string
		for name, after := range r.Change.After {
			if !reflect.DeepEqual(after, r.Change.Before[name]) && r.Change.AfterUnknown[name] != true {
				attributes = append(attributes, name)
			}
		}
		slices.Sort(attributes)
		out[r.Address] = change{action, attributes}
	}
	return out, nil
}

// only wants all changes of the plan to be of one kind.
func (p plan) only(action string) error {
	for _, address := range slices.Sorted(maps.Keys(p)) {
		if have := p[address].Action; have != action {
			return fmt.Errorf("the plan is to %s %s, which should be a %s", have, address, action)
		}
	}
	return nil
}

// count tells how many objects of a type the plan concerns.
func (p plan) count(resourceType string) int {
	n := 0
	for address := range p {
		if strings.HasPrefix(address, resourceType+".") {
			n++
		}
	}
	return n
}

// is wants exactly these changes.
func (p plan) is(want plan) error {
	if !reflect.DeepEqual(p, want) {
		return fmt.Errorf("the plan should be %v, but is %v", want, p)
	}
	return nil
}
