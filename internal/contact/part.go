package contact

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
)

// part is a part of a name or of an item of a list: a text, the flag of the primary
// item, or an object of parts.
type part[W any] struct {
	name   string
	schema schema.Attribute
	// text points at a text, which same compares.
	text func(*W) *string
	same func(a, b string) bool
	// defaultText is what Wix stores for a text that is left out.
	defaultText string
	// primary points at the flag of the primary item.
	primary func(*W) *bool
	// computed parts may be filled in by Wix: one that is left out is not managed, and
	// keeps its value where the item is the same. Without it, left out means empty.
	computed bool
	parts    parts[W]
}

type parts[W any] []part[W]

func (ps parts[W]) schemas() map[string]schema.Attribute {
	out := map[string]schema.Attribute{}
	for _, p := range ps {
		out[p.name] = p.schema
	}
	return out
}

func (ps parts[W]) types() map[string]attr.Type {
	out := map[string]attr.Type{}
	for _, p := range ps {
		out[p.name] = p.schema.GetType()
	}
	return out
}

// plan plans each part by itself. same says whether the object is that of the prior
// state, unknown if that is not known yet.
func (ps parts[W]) plan(config, prior attr.Value, same types.Bool) attr.Value {
	if config.IsNull() || config.IsUnknown() {
		return config
	}
	out := map[string]attr.Value{}
	for _, p := range ps {
		want, was := entity.Member(config, p.name), p.in(prior)
		out[p.name] = want
		switch {
		case p.parts != nil:
			out[p.name] = p.parts.plan(want, was, same)
		case want.IsNull() && p.defaultText != "":
			out[p.name] = types.StringValue(p.defaultText)
		case want.IsNull() && p.computed && same.IsUnknown():
			out[p.name] = entity.Unknown(p.schema.GetType())
		case want.IsNull() && p.computed && same.ValueBool():
			out[p.name] = was
		case p.text != nil && meansTheSame(p.same, want, was):
			out[p.name] = was
		}
	}
	return types.ObjectValueMust(ps.types(), out)
}

// in returns the value of the part in an object, null where there is none.
func (p part[W]) in(object attr.Value) attr.Value {
	if v := entity.Member(object, p.name); !v.IsNull() {
		return v
	}
	return entity.Null(p.schema.GetType())
}

// meansTheSame compares texts, of which unknown and null ones equal none.
func meansTheSame(same func(a, b string) bool, a, b attr.Value) bool {
	x, okX := a.(types.String)
	y, okY := b.(types.String)
	return okX && okY && !x.IsNull() && !x.IsUnknown() && !y.IsNull() && !y.IsUnknown() && same(x.ValueString(), y.ValueString())
}

// read returns an object of what the contact has, null where it has nothing: the prior
// texts where they mean the same, and for null all that there is. The flag of the primary
// item drifts only where an item is marked.
func (ps parts[W]) read(prior attr.Value, have W, marked bool) attr.Value {
	fill := prior.IsNull()
	out, nothing := map[string]attr.Value{}, true
	for _, p := range ps {
		was := p.in(prior)
		switch {
		case p.parts != nil:
			out[p.name] = p.parts.read(was, have, marked)
		case p.primary != nil:
			out[p.name] = was
			if is := *p.primary(&have); fill || marked && (is || !was.IsNull()) {
				out[p.name] = types.BoolValue(is)
			}
		default:
			out[p.name] = p.readText(was, *p.text(&have), fill)
		}
		nothing = nothing && out[p.name].IsNull()
	}
	if nothing {
		return types.ObjectNull(ps.types())
	}
	return types.ObjectValueMust(ps.types(), out)
}

func (p part[W]) readText(was attr.Value, have string, fill bool) attr.Value {
	if have == "" {
		have = p.defaultText
	}
	switch {
	case meansTheSame(p.same, was, types.StringValue(have)):
		return was
	case have == "", was.IsNull() && p.computed && !fill:
		return types.StringNull()
	}
	return types.StringValue(have)
}

// of returns the texts of an object; those that are null or unknown are empty.
func (ps parts[W]) of(object attr.Value) (out W) {
	ps.write(object, out, false, &out)
	return out
}

// write sets in out what to send: the planned object, and what of it is not managed as in
// base. The flag of the primary item is managed where an item is marked.
func (ps parts[W]) write(planned attr.Value, base W, marked bool, out *W) {
	for _, p := range ps {
		want := entity.Member(planned, p.name)
		switch {
		case p.parts != nil:
			p.parts.write(want, base, marked, out)
		case p.primary != nil && !marked:
			*p.primary(out) = *p.primary(&base)
		case p.primary != nil:
			flag, _ := want.(types.Bool)
			*p.primary(out) = flag.ValueBool()
		case want.IsNull() && p.computed:
			*p.text(out) = *p.text(&base)
		default:
			text, _ := want.(types.String)
			*p.text(out) = strings.TrimSpace(text.ValueString())
		}
	}
}
