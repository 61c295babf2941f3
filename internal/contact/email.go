package contact

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

var emailKey = key[wix.Email]{
	part: keyPart("email", "The address, at most 320 characters. Wix compares addresses without case.", forms.SameEmail,
		func(e *wix.Email) *string { return &e.Email }, emailAddress),
	sameItem: func(a, b wix.Email) bool { return forms.SameEmail(a.Email, b.Email) },
}

var emails = newItems("emails", "The e-mail addresses, at most 50.\n"+
	"Managed as a whole when set: an address that others add is removed again, and `[]` means none. "+
	"Wix refuses an address that another contact has, unless `allow_duplicates` is set.",
	[]string{"primary_email", "effective_extended_fields"}, &emailKey,
	func(i *wix.Info) *wix.Opt[wix.List[wix.Email]] { return &i.Emails },
	parts[wix.Email]{
		emailKey.part,
		tagPart(func(e *wix.Email) *string { return &e.Tag }, "UNTAGGED", "MAIN", "HOME", "WORK"),
		primaryPart("address", func(e *wix.Email) *bool { return &e.Primary }),
	})

// keyPart is the part that identifies an item. Every item has it.
func keyPart[W any](name, description string, same func(a, b string) bool, at func(*W) *string, form ...validator.String) part[W] {
	return part[W]{
		name: name, text: at, same: same,
		schema: schema.StringAttribute{MarkdownDescription: description + "\nEvery item needs one.", Optional: true, Validators: form},
	}
}

func tagPart[W any](at func(*W) *string, tags ...string) part[W] {
	return part[W]{
		name: "tag", text: at, same: forms.SameText, defaultText: wix.Untagged,
		schema: schema.StringAttribute{
			MarkdownDescription: "What it is for: `" + strings.Join(tags, "`, `") + "`. The dashboard shows `UNTAGGED`, the default, as \"Other\".",
			Optional:            true,
			Computed:            true,
			Validators:          []validator.String{entity.OneOf(tags...)},
		},
	}
}

func primaryPart[W any](noun string, at func(*W) *bool) part[W] {
	return part[W]{
		name: "primary", primary: at, computed: true,
		schema: schema.BoolAttribute{
			MarkdownDescription: "Whether this is the primary " + noun + ", which the subscription status is about.\nAt most one can be marked; where none is, Wix keeps the one it has, or takes the first.",
			Optional:            true,
			Computed:            true,
		},
	}
}
