package contact

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
)

// part is a part of a name or of an item of a list: a text, a mark, or an object of
// parts. What is owned is complete: a part that is left out is to be empty.
type part[W any] struct {
	name   string
	schema schema.Attribute
	// text finds a text, which same compares.
	text func(*W) *string
	same func(a, b string) bool
	// unset is what Wix says for a text that is left out.
	unset string
	// mark finds whether an item is the primary one.
	mark func(*W) *bool
	// loose is not owned where it is left out, because Wix may fill it in: it is kept
	// as it was where the item is still the same.
	loose bool
	parts parts[W]
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

// planned plans each part by itself; same tells whether the object is that of the
// prior state, unknown if that is not known yet.
func (ps parts[W]) planned(config, prior attr.Value, same types.Bool) attr.Value {
	if config.IsNull() || config.IsUnknown() {
		return config
	}
	out := map[string]attr.Value{}
	for _, p := range ps {
		want, was := entity.Member(config, p.name), orNull(entity.Member(prior, p.name), p)
		out[p.name] = want
		switch {
		case p.parts != nil:
			out[p.name] = p.parts.planned(want, was, same)
		case want.IsNull() && p.unset != "":
			out[p.name] = types.StringValue(p.unset)
		case want.IsNull() && p.loose && same.IsUnknown():
			out[p.name] = entity.Unknown(p.schema.GetType())
		case want.IsNull() && p.loose && same.ValueBool():
			out[p.name] = was
		case p.text != nil && meansTheSame(p.same, want, was):
			out[p.name] = was
		}
	}
	return types.ObjectValueMust(ps.types(), out)
}

// orNull has the type of the part also where it is null.
func orNull[W any](v attr.Value, p part[W]) attr.Value {
	if v.IsNull() {
		return entity.Null(p.schema.GetType())
	}
	return v
}

// meansTheSame compares texts that are known.
func meansTheSame(same func(a, b string) bool, a, b attr.Value) bool {
	x, okX := a.(types.String)
	y, okY := b.(types.String)
	return okX && okY && !x.IsNull() && !x.IsUnknown() && !y.IsNull() && !y.IsUnknown() && same(x.ValueString(), y.ValueString())
}

// refreshed gives an object by what the server has, null where it has nothing. Marks
// are drift only where some item is marked. A prior null takes everything in.
func (ps parts[W]) refreshed(prior attr.Value, have W, marked bool) attr.Value {
	fill := prior.IsNull()
	out, nothing := map[string]attr.Value{}, true
	for _, p := range ps {
		was := orNull(entity.Member(prior, p.name), p)
		switch {
		case p.parts != nil:
			out[p.name] = p.parts.refreshed(was, have, marked)
		case p.mark != nil:
			out[p.name] = was
			if is := *p.mark(&have); fill || marked && (is || !was.IsNull()) {
				out[p.name] = types.BoolValue(is)
			}
		default:
			out[p.name] = p.refreshedText(was, *p.text(&have), fill)
		}
		nothing = nothing && out[p.name].IsNull()
	}
	if nothing {
		return types.ObjectNull(ps.types())
	}
	return types.ObjectValueMust(ps.types(), out)
}

func (p part[W]) refreshedText(was attr.Value, have string, fill bool) attr.Value {
	if have == "" {
		have = p.unset
	}
	switch {
	case meansTheSame(p.same, was, types.StringValue(have)):
		return was
	case have == "", was.IsNull() && p.loose && !fill:
		return types.StringNull()
	}
	return types.StringValue(have)
}

// laid is the object to send: as planned, and what is not owned as it is in base.
func (ps parts[W]) laid(planned attr.Value, base W) (out W) {
	ps.lay(planned, base, &out)
	return out
}

func (ps parts[W]) lay(planned attr.Value, base W, out *W) {
	for _, p := range ps {
		want := entity.Member(planned, p.name)
		switch {
		case p.parts != nil:
			p.parts.lay(want, base, out)
		case p.mark != nil:
			mark, _ := want.(types.Bool)
			*p.mark(out) = mark.ValueBool()
		case want.IsNull() && p.loose:
			*p.text(out) = *p.text(&base)
		default:
			text, _ := want.(types.String)
			*p.text(out) = strings.TrimSpace(text.ValueString())
		}
	}
}
