package contact

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// fullName is the attribute of the name.
type fullName struct{ row }

var nameParts = parts[wix.Name]{
	textPart("first", "The first name, at most 1,000 characters.", 1000, func(n *wix.Name) *string { return &n.First }),
	textPart("last", "The last name, at most 1,000 characters.", 1000, func(n *wix.Name) *string { return &n.Last }),
}

var name = fullName{row{
	title: "name",
	attribute: schema.SingleNestedAttribute{
		MarkdownDescription: "The name, in two parts.\nManaged as a whole when set: an omitted part is kept empty.",
		Optional:            true,
		Computed:            true,
		Validators:          []validator.Object{somethingSet{"first", "last"}},
		Attributes:          nameParts.schemas(),
	},
	affects: []string{"effective_extended_fields"}, // contacts.displayByFirstName (contract 5.5)
}}

func textPart[W any](name, description string, most int, at func(*W) *string) part[W] {
	return formPart(name, description, at, entity.Length(0, most))
}

func formPart[W any](name, description string, at func(*W) *string, form ...validator.String) part[W] {
	return part[W]{
		name: name, text: at, same: forms.SameText,
		schema: schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: form},
	}
}

func (fullName) plan(_ *call, config, prior attr.Value) attr.Value {
	return nameParts.plan(config, prior, types.BoolValue(true))
}

func (fullName) read(_ *call, prior attr.Value, have wix.Info) attr.Value {
	return nameParts.read(prior, have.Name.Get(), false)
}

func (fullName) write(_ *call, planned, _ attr.Value, have wix.Info, out *wix.Info) bool {
	var want wix.Name
	is := have.Name.Get()
	nameParts.write(planned, is, false, &want)
	if want == is {
		return false
	}
	out.Name = wix.Some(want)
	return true
}
