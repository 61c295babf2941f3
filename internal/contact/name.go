package contact

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Name is a contact's name. Each part is owned by itself.
type Name struct {
	First *string `tfsdk:"first"`
	Last  *string `tfsdk:"last"`
}

var nameSchema = schema.SingleNestedAttribute{
	MarkdownDescription: "The name, in two parts.\nEach part is managed by itself: one that is left out stays as it is on the site.",
	Optional:            true,
	Computed:            true,
	Validators:          []validator.Object{somethingSet{"first", "last"}},
	Attributes: map[string]schema.Attribute{
		"first": text("The first name, at most 1,000 characters.", 1000),
		"last":  text("The last name, at most 1,000 characters.", 1000),
	},
}

// text is an optional text that is not managed when it is left out.
func text(description string, most int) schema.StringAttribute {
	return checked(description, entity.Length(0, most))
}

// checked is an optional text of a form.
func checked(description string, form ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Optional: true, Computed: true, Validators: form}
}

func nameFromAPI(prior *Name, have wix.Name, fill bool) *Name {
	if prior == nil && (!fill || have == wix.Name{}) {
		return nil
	}
	was := value(prior)
	return &Name{
		First: refreshText(was.First, have.First, fill, wix.SameText),
		Last:  refreshText(was.Last, have.Last, fill, wix.SameText),
	}
}

func nameToAPI(want, was *Name, have wix.Name) wix.Name {
	w, s := value(want), value(was)
	return wix.Name{First: chosen(w.First, s.First, have.First), Last: chosen(w.Last, s.Last, have.Last)}
}
