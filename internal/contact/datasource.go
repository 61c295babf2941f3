package contact

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// attributes are those of a contact in a data source.
var attributes = entity.Attributes(resourceSchema.Attributes)

var dataSourceType = schema.NestedAttributeObject{Attributes: attributes}.Type().(types.ObjectType) //nolint:forcetypeassert // every object's is one

type dataSource struct{ entity.DataSource }

// NewDataSource makes the data source wix_contact.
func NewDataSource() datasource.DataSource { return &dataSource{entity.DataSource{TypeName: TypeName}} }

func (d *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "One contact, by id, e-mail address or phone. It is an error if none or several match.\n\nThe credential needs the permission Read Contacts.",
		Attributes: entity.With(attributes, map[string]schema.Attribute{
			"id":    schema.StringAttribute{MarkdownDescription: "The id to look up. Give exactly one of `id`, `email` and `phone`.", Optional: true, Computed: true, Validators: []validator.String{entity.NotBlank}},
			"email": schema.StringAttribute{MarkdownDescription: "Any of the e-mail addresses of the contact to look up; upper and lower case are the same.", Optional: true, Validators: []validator.String{entity.NotBlank}},
			"phone": schema.StringAttribute{MarkdownDescription: "Any of the phones of the contact to look up. With a `+` and the country code in front, the usual spellings of the number are found; without, only its digits and what is written here.", Optional: true, Validators: []validator.String{entity.NotBlank}},
		}),
	}
}

func (d *dataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{
		datasourcevalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("email"), path.MatchRoot("phone")),
	}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !d.Configured(&resp.Diagnostics) {
		return
	}
	var id, email, phone types.String
	for name, to := range map[string]*types.String{"id": &id, "email": &email, "phone": &phone} {
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(name), to)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	at, asked := path.Root("id"), forms.ID(id.ValueString())
	if problem := contactID.Check(asked); !id.IsNull() && problem != "" {
		resp.Diagnostics.AddAttributeError(at, contactID.Summary, fmt.Sprintf("%s: %s", at, problem))
		return
	}
	var found []*wix.Contact
	var err error
	switch {
	case !id.IsNull():
		found, err = d.get(ctx, asked)
	case !email.IsNull():
		at, asked = path.Root("email"), strings.TrimSpace(email.ValueString())
		found, err = d.Client.FindContacts(ctx, wix.WithAddress([]string{asked}, nil))
	default:
		at, asked = path.Root("phone"), strings.TrimSpace(phone.ValueString())
		found, err = d.Client.FindContacts(ctx, wix.WithAddress(nil, []forms.Phone{{Number: asked}}))
	}
	if err != nil {
		resp.Diagnostics.Append(entity.InRead.Diagnose(err, entity.NoPath)...)
		return
	}
	have, problem := exactlyOne(found, asked)
	if problem != nil {
		resp.Diagnostics.Append(diag.WithPath(at, problem))
		return
	}
	if !strings.EqualFold(have.ID, asked) && !id.IsNull() {
		resp.Diagnostics.AddAttributeError(at, "The contact was merged into another one.",
			fmt.Sprintf("The contact %s was merged into %s. Use that id.", asked, have.ID))
		return
	}
	m := allValues(have)
	m["email"], m["phone"] = email, phone
	if !id.IsNull() {
		m["id"] = id // as it is written: case does not count
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, types.ObjectValueMust(resp.State.Schema.Type().(types.ObjectType).AttrTypes, m))...) //nolint:forcetypeassert // every schema's is one
}

func (d *dataSource) get(ctx context.Context, id string) ([]*wix.Contact, error) {
	have, err := d.Client.GetContact(ctx, id)
	if wix.IsNotFound(err) {
		return nil, nil
	}
	return []*wix.Contact{have}, err
}

// exactlyOne returns the contact if one was found, else an error.
func exactlyOne(found []*wix.Contact, asked string) (*wix.Contact, diag.Diagnostic) {
	switch {
	case len(found) == 0:
		return nil, diag.NewErrorDiagnostic("The site has no such contact.",
			fmt.Sprintf("No contact matches %q. Correct the value, or look for it with the data source wix_contacts. A contact made seconds ago may not be found yet.", asked))
	case len(found) > 1:
		return nil, diag.NewErrorDiagnostic("Several contacts match.",
			fmt.Sprintf("%q belongs to the contacts %s. Give the id of the right one.", asked, ids(found)))
	}
	return found[0], nil
}

func ids(all []*wix.Contact) string {
	out := make([]string, len(all))
	for i, have := range all {
		out[i] = have.ID
	}
	return strings.Join(out, ", ")
}
