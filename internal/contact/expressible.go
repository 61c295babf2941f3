package contact

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// filled is everything on a contact that a user may write and a configuration can
// say, as after an import. The paths are those of what is on the contact but is
// refused by the validators of the schema: it cannot become part of a generated
// configuration, so it is left out, which is to say not managed.
func filled(ctx context.Context, all Owned) (o Owned, left []string, diags diag.Diagnostics) {
	wanted := map[string]attr.Type{}
	attributes := map[string]schema.Attribute{}
	for _, name := range writable {
		attributes[name] = resourceSchema.Attributes[name]
		wanted[name] = attributes[name].GetType()
	}
	var object types.Object
	diags = tfsdk.ValueFrom(ctx, all, types.ObjectType{AttrTypes: wanted}, &object)
	f := fitter{ctx: ctx}
	fit := f.object(object, attributes, nil, path.Empty())
	if diags.HasError() || len(f.left) == 0 {
		return all, nil, diags
	}
	kept, _ := fit.(types.Object)
	diags.Append(kept.As(ctx, &o, basetypes.ObjectAsOptions{})...)
	return o, f.left, diags
}

// leftOut words the warning for what an import cannot take in.
func leftOut(id string, left []string) string {
	return fmt.Sprintf("On the contact %s, the configuration of this provider has no valid form for %s. The import left that out: it is not managed, and stays as it is on the site. "+
		"To manage it, correct it in the dashboard first, or set the attribute to a value of the documented form.", id, strings.Join(left, ", "))
}

// fitter takes out of values what the validators refuse.
type fitter struct {
	ctx  context.Context
	left []string
}

func (f *fitter) value(a schema.Attribute, v attr.Value, at path.Path) attr.Value {
	if v.IsNull() {
		return v
	}
	switch a := a.(type) {
	case schema.StringAttribute:
		if text, ok := v.(types.String); ok && (refusedText(f.ctx, a.Validators, text, at).HasError() || rewritten(text.ValueString())) {
			return f.without(v, at)
		}
	case schema.SetAttribute:
		return f.set(a, v, at)
	case schema.MapAttribute:
		return f.entries(a, v, at)
	case schema.SingleNestedAttribute:
		return f.object(v, a.Attributes, a.Validators, at)
	case schema.ListNestedAttribute:
		return f.list(a, v, at)
	}
	return v
}

// without is nothing in place of a value, which is noted: with the part that is at
// fault, where there is one.
func (f *fitter) without(v attr.Value, at path.Path) attr.Value {
	whole, fault := at.String(), ""
	f.left = slices.DeleteFunc(f.left, func(part string) bool {
		inner := strings.HasPrefix(part, whole+".") || strings.HasPrefix(part, whole+"[")
		if inner && fault == "" {
			_, fault, _ = strings.Cut(strings.TrimSuffix(part, ")"), " (for ")
			fault = " (for " + cmp.Or(fault, part) + ")"
		}
		return inner
	})
	f.left = append(f.left, whole+fault)
	return nullOf(f.ctx, v)
}

// object fits the parts of an object. A rule about several parts names the one to
// leave out.
func (f *fitter) object(v attr.Value, attributes map[string]schema.Attribute, rules []validator.Object, at path.Path) attr.Value {
	o, ok := v.(types.Object)
	if !ok || o.IsNull() {
		return v
	}
	parts := o.Attributes()
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		parts[name] = f.value(attributes[name], parts[name], at.AtName(name))
	}
	for {
		o = types.ObjectValueMust(o.AttributeTypes(f.ctx), parts)
		var resp validator.ObjectResponse
		for _, rule := range rules {
			rule.ValidateObject(f.ctx, validator.ObjectRequest{Path: at, ConfigValue: o}, &resp)
		}
		if !resp.Diagnostics.HasError() {
			return o
		}
		name := named(resp.Diagnostics, at)
		if part := parts[name]; part == nil || part.IsNull() {
			return f.without(o, at)
		}
		parts[name] = f.without(parts[name], at.AtName(name))
	}
}

// list fits the items of a list, which is managed as a whole: where an item cannot
// be said, the list cannot.
func (f *fitter) list(a schema.ListNestedAttribute, v attr.Value, at path.Path) attr.Value {
	l, ok := v.(types.List)
	if !ok {
		return v
	}
	items := l.Elements()
	for i := range items {
		if items[i] = f.object(items[i], a.NestedObject.Attributes, a.NestedObject.Validators, at.AtListIndex(i)); items[i].IsNull() {
			return f.without(v, at)
		}
	}
	for {
		l = types.ListValueMust(l.ElementType(f.ctx), items)
		var resp validator.ListResponse
		for _, rule := range a.Validators {
			rule.ValidateList(f.ctx, validator.ListRequest{Path: at, ConfigValue: l}, &resp)
		}
		if !resp.Diagnostics.HasError() {
			return l
		}
		i, name, found := f.item(resp.Diagnostics, items, at)
		if !found {
			return f.without(l, at)
		}
		o, _ := items[i].(types.Object)
		parts := o.Attributes()
		parts[name] = f.without(parts[name], at.AtListIndex(i).AtName(name))
		items[i] = types.ObjectValueMust(o.AttributeTypes(f.ctx), parts)
	}
}

// item is the part of an item that an error about the list names.
func (f *fitter) item(diags diag.Diagnostics, items []attr.Value, at path.Path) (place int, name string, found bool) {
	for i := range items {
		name = named(diags, at.AtListIndex(i))
		if part := member(items[i], name); name != "" && !part.IsNull() {
			return i, name, true
		}
	}
	return 0, "", false
}

func refusedText(ctx context.Context, rules []validator.String, text types.String, at path.Path) diag.Diagnostics {
	var resp validator.StringResponse
	for _, rule := range rules {
		rule.ValidateString(ctx, validator.StringRequest{Path: at, ConfigValue: text}, &resp)
	}
	return resp.Diagnostics
}

// rewritten tells that Terraform's generator would write another text: it turns a
// JSON object or list into a jsonencode call, which does not keep its spelling.
func rewritten(text string) bool {
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		return false
	}
	switch v.(type) {
	case map[string]any, []any:
		again, err := json.Marshal(v)
		return err != nil || string(again) != text
	}
	return false
}

// named is the part of the value at a path that an error is about, "" for the
// value itself.
func named(diags diag.Diagnostics, at path.Path) string {
	for _, d := range diags.Errors() {
		steps := at.Steps()
		where, ok := d.(diag.DiagnosticWithPath)
		if !ok || len(where.Path().Steps()) != len(steps)+1 || !where.Path().ParentPath().Equal(at) {
			continue
		}
		if step, ok := where.Path().Steps()[len(steps)].(path.PathStepAttributeName); ok {
			return string(step)
		}
	}
	return ""
}
