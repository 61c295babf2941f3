package contact

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// items is an attribute that is a list of objects, managed as a whole. The order in which
// Wix returns them has no meaning.
type items[W comparable] struct {
	row
	parts parts[W]
	// key is nil where only the whole item identifies it.
	key *key[W]
	at  func(*wix.Info) *wix.Opt[wix.List[W]]
}

// key is the part that identifies an item.
type key[W any] struct {
	part[W]
	// sameItem compares two items by the part, together with those that with names.
	sameItem func(a, b W) bool
	with     []string
}

// maxItems is how many items a list can have (contract 1.4).
const maxItems = 50

func newItems[W comparable](name, description string, affected []string, key *key[W], at func(*wix.Info) *wix.Opt[wix.List[W]], parts parts[W], rules ...validator.Object) items[W] {
	list := schema.ListNestedAttribute{
		MarkdownDescription: description,
		Optional:            true,
		Computed:            true,
		Validators:          []validator.List{listvalidator.SizeAtMost(maxItems), entity.NoNulls},
		NestedObject:        schema.NestedAttributeObject{Validators: rules, Attributes: parts.schemas()},
	}
	out := items[W]{parts: parts, key: key, at: at}
	if key != nil {
		list.Validators = append(list.Validators, oneOfEach{described("each " + key.name + " once, and at most one item marked primary"), key.name, out.isTwice})
	}
	out.row = row{title: name, attribute: list, affects: affected}
	return out
}

func (l items[W]) list(elements []attr.Value) attr.Value {
	return types.ListValueMust(types.ObjectType{AttrTypes: l.parts.types()}, elements)
}

func (l items[W]) none() attr.Value { return types.ObjectNull(l.parts.types()) }

// plan plans each item by the prior one at the same index.
func (l items[W]) plan(_ *call, config, prior attr.Value) attr.Value {
	if config.IsUnknown() {
		return config
	}
	out, before := entity.Elements(config), entity.Elements(prior)
	marked := hasPrimary(out)
	for i, item := range out {
		was := l.none()
		if i < len(before) {
			was = before[i]
		}
		planned := l.parts.plan(item, was, l.sameItem(item, was))
		if planned.IsNull() || planned.IsUnknown() || l.key == nil || !entity.Member(item, "primary").IsNull() {
			out[i] = planned
			continue
		}
		// Where no item is marked, the primary one is not managed.
		values := planned.(types.Object).Attributes() //nolint:forcetypeassert // an item is one
		if primary, _ := values["primary"].(types.Bool); marked.IsUnknown() {
			values["primary"] = types.BoolUnknown()
		} else if marked.ValueBool() && primary.ValueBool() {
			values["primary"] = types.BoolNull()
		}
		out[i] = types.ObjectValueMust(l.parts.types(), values)
	}
	return l.list(out)
}

// sameItem reports whether two items have the same key: one that differs in punctuation
// only, or means the same. An item whose country changes stays the same one.
func (l items[W]) sameItem(a, b attr.Value) types.Bool {
	switch {
	case l.key == nil:
		return types.BoolValue(true)
	case entity.Member(a, l.key.name).IsUnknown():
		return types.BoolUnknown()
	case meansTheSame(l.key.same, entity.Member(a, l.key.name), entity.Member(b, l.key.name)):
		return types.BoolValue(true)
	case !l.identified(b):
		return types.BoolValue(false)
	case !l.identified(a):
		return types.BoolUnknown()
	}
	return types.BoolValue(l.key.sameItem(l.parts.of(a), l.parts.of(b)))
}

// isTwice reports whether two items of a list certainly have the same key.
func (l items[W]) isTwice(a, b attr.Value) bool {
	return l.identified(a) && l.identified(b) && l.key.sameItem(l.parts.of(a), l.parts.of(b))
}

// identified reports whether an item has a key, and all that it is compared by is known.
func (l items[W]) identified(item attr.Value) bool {
	for _, name := range l.key.with {
		if entity.Member(item, name).IsUnknown() {
			return false
		}
	}
	text := entity.Member(item, l.key.name)
	return !text.IsNull() && !text.IsUnknown()
}

// readItem reads an item of the contact. A key that means the same keeps the prior
// spelling.
func (l items[W]) readItem(was attr.Value, have W, marked bool) attr.Value {
	if before := l.parts.of(was); l.key != nil && l.identified(was) && l.key.sameItem(before, have) {
		*l.key.text(&have) = *l.key.text(&before)
	}
	return l.parts.read(was, have, marked)
}

// hasPrimary reports whether an item is marked primary, unknown if one may be.
func hasPrimary(items []attr.Value) types.Bool {
	out := types.BoolValue(false)
	for _, item := range items {
		switch primary, _ := entity.Member(item, "primary").(types.Bool); {
		case primary.ValueBool():
			return types.BoolValue(true)
		case item.IsUnknown(), primary.IsUnknown():
			out = types.BoolUnknown()
		}
	}
	return out
}

// read keeps the items that still exist at their places, and fills the gaps with the
// others.
func (l items[W]) read(_ *call, prior attr.Value, have wix.Info) attr.Value {
	before, rest := entity.Elements(prior), slices.Clone(l.at(&have).Get().Items)
	marked := hasPrimary(before).ValueBool()
	out := make([]attr.Value, len(before))
	for _, fits := range []func(was, is attr.Value) bool{
		func(was, is attr.Value) bool { return is.Equal(was) },
		func(was, is attr.Value) bool { return l.key != nil && l.sameItem(was, is).ValueBool() },
		func(attr.Value, attr.Value) bool { return true },
	} {
		for i, was := range before {
			j := slices.IndexFunc(rest, func(w W) bool { return out[i] == nil && fits(was, l.readItem(was, w, marked)) })
			if j < 0 {
				continue
			}
			if out[i] = l.readItem(was, rest[j], marked); !l.sameItem(was, out[i]).ValueBool() {
				out[i] = l.parts.read(l.none(), rest[j], marked)
			}
			rest = slices.Delete(rest, j, j+1)
		}
	}
	found := slices.DeleteFunc(out, func(item attr.Value) bool { return item == nil })
	for _, w := range rest {
		found = append(found, l.parts.read(l.none(), w, marked))
	}
	if len(found) == 0 && prior.IsNull() {
		return prior
	}
	return l.list(found)
}

func (l items[W]) write(_ *call, planned, _ attr.Value, have wix.Info, out *wix.Info) bool {
	is := l.at(&have).Get().Items
	elements := entity.Elements(planned)
	marked := hasPrimary(elements).ValueBool()
	want := make([]W, len(elements))
	for i, item := range elements {
		l.parts.write(item, l.counterpart(item, is), marked, &want[i])
	}
	if slices.Equal(want, is) {
		return false
	}
	*l.at(out) = wix.Items(want)
	return true
}

// counterpart returns the item of the contact with the same key, zero where there is
// none.
func (l items[W]) counterpart(item attr.Value, have []W) (out W) {
	for _, w := range have {
		if l.key != nil && l.sameItem(item, l.parts.read(l.none(), w, false)).ValueBool() {
			return w
		}
	}
	return out
}
