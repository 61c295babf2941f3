package contact

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

func (r *contact) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	c := r.call(ctx, &resp.Diagnostics)
	planned := valuesOf(ctx, req.Plan, c.diags)
	if c.diags.HasError() {
		return
	}
	var info wix.Info
	for _, a := range rows {
		a.write(c, planned.of(a), entity.Null(a.schema().GetType()), wix.Info{}, &info)
	}
	if c.diags.HasError() {
		return
	}
	free, err := r.Catalog.Hold(ctx, addressesOf(planned))
	if err != nil {
		c.diags.Append(r.diagnose(err)...)
		return
	}
	defer free()
	have, err := r.Client.CreateContact(ctx, info, planned.isTrue("allow_duplicates"))
	switch {
	case wix.IsDuplicate(err):
		if have = r.adopt(c, err, planned); have == nil {
			return
		}
	case err != nil:
		c.diags.Append(r.diagnose(err)...)
		return
	case !r.Catalog.Claim(have.ID):
		c.diags.AddError("Two resources of one configuration want the same contact.",
			fmt.Sprintf("Another wix_contact of this configuration manages the contact %s, which Wix gave for this one too. Remove one of the two resources, or give them different addresses.", have.ID))
		return
	default:
		// The contact exists: an error now would have Terraform replace it.
		for _, field := range wix.NotStored(info, have.Info) {
			at, _ := requestPath(field)
			c.diags.AddAttributeWarning(at, "Wix stored another value.",
				"Wix created the contact but did not keep what was sent in "+field+". Run plan to see the difference, and correct the value.")
		}
	}
	r.WroteContact(have.ID)
	for name, v := range observe(have) {
		planned[name] = v
	}
	c.remember(resp.Private, memory{Site: c.Site(), ID: have.ID, Imported: []string{}})
	c.diags.Append(entity.Identify(ctx, resp.Identity, "id", types.StringValue(have.ID))...)
	c.diags.Append(resp.State.Set(ctx, planned.object())...)
}

// addressesOf are the marks by which Wix tells contacts apart, in the form in which
// it compares them: e-mail addresses, or without any, phones (contract 6.7).
func addressesOf(planned values) (out []string) {
	for _, item := range entity.Elements(planned.of(emails)) {
		out = append(out, wix.FoldEmail(keyOf(item, emails.key.name)))
	}
	if len(out) > 0 {
		return out
	}
	for _, item := range entity.Elements(planned.of(phones)) {
		out = append(out, wix.FoldPhone(keyOf(item, phones.key.name)))
	}
	return out
}

func keyOf(item any, name string) string {
	o, _ := item.(types.Object)
	text, _ := entity.Member(o, name).(types.String)
	return text.ValueString()
}

// adopt takes over the contact that is in the way of a create, when that is
// allowed: the wish is laid over it, and nothing else changes. It gives nil when
// it has reported why not.
func (r *contact) adopt(c *call, cause error, planned values) *wix.Contact {
	var e *wix.Error
	errors.As(cause, &e)
	at, mark := collision(planned, e.Duplicate)
	id := e.Duplicate.ContactID
	if id == "" && e.Duplicate.Email != "" {
		id, _ = r.find(c.ctx, e.Duplicate.Email)
	}
	switch {
	case id == "":
		c.diags.AddAttributeError(at, "A contact with the same e-mail address or phone exists.",
			fmt.Sprintf("The site has another contact with %s, and Wix did not tell its id. Find it in the contact list and import it by its id.\n\n%s", mark, e))
		return nil
	case r.Catalog.Claimed(id):
		c.diags.AddAttributeError(at, "Two resources of one configuration want the same contact.",
			fmt.Sprintf("Another wix_contact of this configuration manages the contact %s, which has %s. "+
				"Remove one of the two resources, or give them different addresses.", id, mark))
		return nil
	case !planned.isTrue("adopt_existing"):
		c.diags.AddAttributeError(at, "A contact with the same e-mail address or phone exists.",
			fmt.Sprintf("The site has the contact %s with %s, which this configuration did not create. Import it:\n\n%s\n\n"+
				"Or set adopt_existing = true to take it over, or allow_duplicates = true to have two.\n\n%s",
				id, mark, entity.ImportBlock(TypeName, id), e))
		return nil
	}
	if !r.Catalog.Claim(id) {
		c.diags.AddAttributeError(at, "Two resources of one configuration want the same contact.",
			fmt.Sprintf("Another wix_contact of this configuration manages the contact %s. Remove one of the two resources.", id))
		return nil
	}
	u := c.update(memory{ID: id}, planned, values{})
	if diags := r.push(u); diags.HasError() {
		c.diags.Append(diags...)
		return nil
	}
	if u.have == nil {
		return nil
	}
	return u.have
}

// collision finds the attribute that holds the address or phone that collided,
// and words it.
func collision(planned values, d wix.Duplicate) (path.Path, string) {
	for i, item := range entity.Elements(planned.of(emails)) {
		if email := keyOf(item, emails.key.name); wix.SameEmail(email, d.Email) || d.Email == "" && d.Phone == "" {
			return path.Root(emails.name()).AtListIndex(i).AtName(emails.key.name), fmt.Sprintf("the e-mail address %q", email)
		}
	}
	for i, item := range entity.Elements(planned.of(phones)) {
		if phone := keyOf(item, phones.key.name); wix.SamePhone(phone, d.Phone) || len(entity.Elements(planned.of(emails))) == 0 {
			return path.Root(phones.name()).AtListIndex(i).AtName(phones.key.name), fmt.Sprintf("the phone %q", phone)
		}
	}
	return path.Root(emails.name()), "the same e-mail address or phone"
}

// diagnose words the errors that are special to contacts.
func (r *contact) diagnose(err error) diag.Diagnostics {
	var diags diag.Diagnostics
	var e *wix.Error
	switch {
	case wix.HasCode(err, wix.CodeMemberEmail):
		diags.AddAttributeError(path.Root(emails.name()), "The primary e-mail address of a site member cannot be changed here.",
			fmt.Sprintf("The contact is a site member and logs in with that address. Change it in the dashboard under Site Members, "+
				"and keep the present address in emails, marked primary = true.\n\n%s", err))
	case wix.HasCode(err, wix.CodeInsufficientData):
		diags.AddError("Nothing would identify the contact.",
			fmt.Sprintf("A contact needs a name, an e-mail address or a phone. Keep one of them in the configuration.\n\n%s", err))
	case wix.IsDuplicate(err) && errors.As(err, &e):
		diags.AddAttributeError(path.Root(emails.name()), "Another contact has the same e-mail address or phone.",
			fmt.Sprintf("The contact %s has it. Merge the two in the dashboard, choose another address, or set allow_duplicates = true.\n\n%s", e.Duplicate.ContactID, e))
	default:
		diags = entity.Diagnose(err, requestPath)
	}
	return diags
}
