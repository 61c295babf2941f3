package contact

import (
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// object is an attribute that is an object of texts.
type object[W comparable] struct {
	row
	parts parts[W]
	at    func(*wix.Info) *wix.Opt[W]
}

var nameParts = parts[wix.Name]{
	textPart("first", "The first name, at most 1,000 characters.", 1000, func(n *wix.Name) *string { return &n.First }),
	textPart("last", "The last name, at most 1,000 characters.", 1000, func(n *wix.Name) *string { return &n.Last }),
}

var name = object[wix.Name]{
	row: row{
		title: "name",
		attribute: schema.SingleNestedAttribute{
			MarkdownDescription: "The name, in two parts.\nManaged as a whole when set: a part that is left out is to be empty.",
			Optional:            true,
			Computed:            true,
			Validators:          []validator.Object{somethingSet{"first", "last"}},
			Attributes:          nameParts.schemas(),
		},
		moved: []string{"effective_extended_fields"}, // contacts.displayByFirstName (contract 5.5)
	},
	parts: nameParts,
	at:    func(i *wix.Info) *wix.Opt[wix.Name] { return &i.Name },
}

// textPart is a part that is a free text.
func textPart[W any](name, description string, most int, at func(*W) *string) part[W] {
	return formPart(name, description, at, entity.Length(0, most))
}

// formPart is a part that is a text of a form.
func formPart[W any](name, description string, at func(*W) *string, form ...validator.String) part[W] {
	return part[W]{
		name: name, text: at, same: wix.SameText,
		schema: schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: form},
	}
}

func (o object[W]) planned(_ *call, config, prior attr.Value) attr.Value {
	return o.parts.planned(config, prior, types.BoolValue(true))
}

func (o object[W]) refreshed(_ *call, prior attr.Value, have wix.Info) attr.Value {
	if prior.IsNull() {
		return prior
	}
	return o.parts.refreshed(prior, o.at(&have).Get(), false)
}

func (o object[W]) read(have wix.Info) attr.Value {
	return o.parts.refreshed(types.ObjectNull(o.parts.types()), o.at(&have).Get(), false)
}

func (o object[W]) guarded(c *call, planned, prior attr.Value, have wix.Info) attr.Value {
	return unlessHeld(o, c, planned, prior, have)
}

func (o object[W]) write(_ *call, planned, _ attr.Value, have wix.Info, out *wix.Info) bool {
	is := o.at(&have).Get()
	laid := o.parts.laid(planned, is)
	if reflect.DeepEqual(laid, is) {
		return false
	}
	*o.at(out) = wix.Some(laid)
	return true
}
