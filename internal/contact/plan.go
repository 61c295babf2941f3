package contact

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// shape tells how values of an attribute are compared and planned.
type shape struct {
	same  func(a, b string) bool // texts; nil compares exactly
	parts map[string]shape       // of an object
	item  *shape                 // of a list
	key   string                 // the part that tells items of a list apart; "" is the place
}

var (
	exact   = shape{}
	textual = shape{same: wix.SameText}
	parts   = func(p map[string]shape) shape { return shape{parts: p} }
	list    = func(key string, item shape) shape { return shape{item: &item, key: key} }
)

// shapes of the attributes that may be owned. label_keys and extended_fields are
// planned entry by entry, see planEntries.
var shapes = map[string]shape{
	"name": parts(map[string]shape{"first": textual, "last": textual}),
	"emails": list("email", parts(map[string]shape{
		"email": {same: wix.SameEmail}, "tag": exact, "primary": exact,
	})),
	"phones": list("phone", parts(map[string]shape{
		"phone": textual, "country_code": textual, "tag": exact, "primary": exact,
	})),
	"addresses": list("", parts(map[string]shape{
		"tag": exact, "address_line": textual, "address_line_2": textual, "city": textual,
		"subdivision": textual, "country": textual, "postal_code": textual,
		"street": parts(map[string]shape{"number": textual, "name": textual}),
	})),
	"company":   textual,
	"job_title": textual,
	"birthdate": textual,
	"locale":    {same: wix.SameLocale},
}

// keyOf identifies an item of a list, by its key part in the form in which the
// server compares it, or by its place.
func (s shape) keyOf(item attr.Value, place int) string {
	if s.key == "" {
		return strconv.Itoa(place)
	}
	text, _ := member(item, s.key).(types.String)
	return wix.FoldEmail(text.ValueString())
}

// plan is the planned value of an attribute: the configuration's when it has one,
// in the prior spelling where that means the same; else null when it was owned,
// else what it was. It is never unknown unless the configuration is.
func (s shape) plan(ctx context.Context, config, prior attr.Value, owned *ownership) attr.Value {
	switch {
	case config.IsUnknown():
		return config
	case config.IsNull() && owned != nil, config.IsNull() && prior.IsUnknown():
		return nullOf(ctx, config)
	case config.IsNull():
		return prior
	}
	switch c := config.(type) {
	case types.Object:
		values := map[string]attr.Value{}
		for name, part := range c.Attributes() {
			values[name] = s.parts[name].plan(ctx, part, orNull(ctx, member(prior, name), part), owned.part(name))
		}
		return types.ObjectValueMust(c.AttributeTypes(ctx), values)
	case types.List:
		p, _ := prior.(types.List)
		items := s.planItems(ctx, c.Elements(), p.Elements(), owned)
		if owned == nil && !prior.IsNull() && s.reordered(ctx, items, p.Elements()) {
			return prior
		}
		return types.ListValueMust(c.ElementType(ctx), items)
	case types.String:
		if p, ok := prior.(types.String); ok && s.same != nil && !p.IsNull() && !p.IsUnknown() && s.same(c.ValueString(), p.ValueString()) {
			return prior
		}
	}
	return config
}

// planItems plans the items of a list. Each is planned from the prior item that it
// continues; only one in the same place may keep its spelling, because Terraform
// compares items by place.
func (s shape) planItems(ctx context.Context, config, prior []attr.Value, owned *ownership) []attr.Value {
	from := pair(config, prior, func(a, b attr.Value) bool { return s.continues(ctx, a, b) })
	out := make([]attr.Value, len(config))
	for i, item := range config {
		if item.IsUnknown() {
			out[i] = item
			continue
		}
		before, was := nullOf(ctx, item), (*ownership)(nil)
		if j := from[i]; j >= 0 {
			before, was = prior[j], owned.item(s.keyOf(prior[j], j))
		}
		item, same := *s.item, s.item
		if from[i] != i {
			loose := exactly(item)
			same = &loose
		}
		out[i] = same.plan(ctx, config[i], before, was)
	}
	return out
}

// reordered tells that two lists differ in order and spelling only. After an
// import that is no difference: the order that the server gave meant nothing.
func (s shape) reordered(ctx context.Context, items, prior []attr.Value) bool {
	if len(items) != len(prior) {
		return false
	}
	match := pair(items, prior, func(a, b attr.Value) bool {
		return !a.IsUnknown() && s.item.plan(ctx, a, b, nil).Equal(b)
	})
	return !slices.Contains(match, -1)
}

// exactly is the shape without other spellings.
func exactly(s shape) shape {
	out := shape{key: s.key}
	if s.parts != nil {
		out.parts = map[string]shape{}
		for name, part := range s.parts {
			out.parts[name] = exactly(part)
		}
	}
	return out
}

// continues tells that a configured item is a prior one: it has the same key, or
// without keys the same value in each part that is set.
func (s shape) continues(ctx context.Context, config, prior attr.Value) bool {
	c, ok := config.(types.Object)
	if !ok || c.IsUnknown() {
		return false
	}
	for name, part := range c.Attributes() {
		if s.key != "" && name != s.key || part.IsNull() {
			continue
		}
		planned := s.item.parts[name].plan(ctx, part, orNull(ctx, member(prior, name), part), nil)
		if part.IsUnknown() || !planned.Equal(member(prior, name)) {
			return false
		}
	}
	return true
}

// nullOf is null of the type of v.
func nullOf(ctx context.Context, v attr.Value) attr.Value {
	switch v := v.(type) {
	case types.Object:
		return types.ObjectNull(v.AttributeTypes(ctx))
	case types.List:
		return types.ListNull(v.ElementType(ctx))
	case types.Set:
		return types.SetNull(v.ElementType(ctx))
	case types.Map:
		return types.MapNull(v.ElementType(ctx))
	case types.Bool:
		return types.BoolNull()
	}
	return types.StringNull()
}

// orNull is v, or null of the type of like where v is null: parts of a null
// object have no type of their own.
func orNull(ctx context.Context, v, like attr.Value) attr.Value {
	if v.IsNull() {
		return nullOf(ctx, like)
	}
	return v
}

// entries of a set or map of texts. Elements of a set are their own keys.
func entries(v attr.Value) map[string]types.String {
	out := map[string]types.String{}
	switch v := v.(type) {
	case types.Set:
		for _, item := range v.Elements() {
			if text, ok := item.(types.String); ok {
				out[text.ValueString()] = text
			}
		}
	case types.Map:
		for key, item := range v.Elements() {
			if text, ok := item.(types.String); ok && !text.IsNull() {
				out[key] = text
			}
		}
	}
	return out
}

// planEntries plans a set or map whose entries are owned one by one. The prior
// value stays when all entries of the configuration are in it with the same
// meaning and whatever else it holds was never owned: an import brought that.
// The keys of entries that leave the state without being owned are given too,
// since they stay on the contact.
func planEntries(ctx context.Context, config, prior attr.Value, owned *ownership, sameValue same) (planned attr.Value, left []string) {
	if config.IsNull() || config.IsUnknown() {
		return shape{}.plan(ctx, config, prior, owned), nil
	}
	want, have := entries(config), entries(prior)
	unknown := false
	differs := len(want) == 0 && len(have) > 0 || prior.IsNull() || prior.IsUnknown()
	for key, w := range want {
		h, ok := have[key]
		unknown = unknown || w.IsUnknown()
		if !ok || w.IsUnknown() || !w.Equal(h) && !sameValue(key, w.ValueString(), h.ValueString()) {
			differs = true
		}
	}
	for key := range have {
		if _, stays := want[key]; stays {
			continue
		}
		if owned.part(key) != nil {
			differs = true
		} else if len(want) > 0 && !unknown {
			left = append(left, key)
		}
	}
	if !differs {
		return prior, nil
	}
	slices.Sort(left)
	return config, left
}

// leftBehind words the warning for entries that leave the state only.
func leftBehind(attribute string, keys []string) string {
	return fmt.Sprintf("%s leave %s in the state, as the plan shows, but stay on the contact: they came with an import and the configuration never set them, or an apply was cut off that did. "+
		"To take them off, add them to the configuration, apply, and remove them again.", strings.Join(keys, ", "), attribute)
}
