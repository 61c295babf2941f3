package contact

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
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
		a.write(c, planned.of(a), a.null(), wix.Info{}, &info)
	}
	if c.diags.HasError() {
		return
	}
	free, err := r.Cache.Lock(ctx, identifiersOf(planned, nil).unique().folded())
	if err != nil {
		c.diags.Append(diagnose(err)...)
		return
	}
	defer free()
	var have *wix.Contact
	if id := planned.text("id"); id != "" {
		have = r.adopt(c, id, planned)
	} else {
		have = r.create(c, info, planned)
	}
	if have == nil {
		return
	}
	r.Register.Make(TypeName, have.ID)
	r.Cache.Contacts.Wrote(have.ID)
	maps.Copy(planned, observe(have))
	c.remember(resp.Private, memory{Memory: entity.Memory{Site: c.Site(), ID: have.ID}, Imported: []string{}})
	c.diags.Append(r.Identify(ctx, resp.Identity, "id", types.StringValue(have.ID))...)
	c.diags.Append(resp.State.Set(ctx, planned.object())...)
}

// create creates a contact, or adopts one that another resource has left. It returns nil
// where it has reported an error.
func (r *contact) create(c *call, info wix.Info, planned values) *wix.Contact {
	for {
		since := r.Register.Moment()
		have, err := r.Client.CreateContact(c.ctx, info, planned.isTrue("allow_duplicates"))
		switch {
		case wix.IsDuplicate(err):
			if id := duplicateID(err); planned.isTrue("adopt_existing") && r.Left(TypeName, id) {
				return r.adopt(c, id, planned)
			}
			if r.Register.Await(c.ctx, r.Clock, TypeName, duplicateID(err), identifiersOf(planned, nil).unique().folded(), since) {
				continue
			}
			r.addExistsError(c, err, planned)
			return nil
		case err != nil:
			c.diags.Append(diagnose(err)...)
			return nil
		}
		// An error would make Terraform replace the contact, which exists.
		for _, field := range wix.NotStored(info, have.Info) {
			at, _ := requestPath(field)
			c.diags.AddAttributeWarning(at, "Wix stored another value.",
				"Wix created the contact but did not keep what was sent in "+field+". Run plan to see the difference, and correct the value. "+wix.Contradiction(field))
		}
		return have
	}
}

// duplicateID returns the id of the contact that a create or update collides with, "" if
// Wix does not give it.
func duplicateID(err error) string {
	e, _ := errors.AsType[*wix.Error](err)
	return e.Duplicate.ContactID
}

// adopt updates the contact with the id as planned. It returns nil where it has reported
// an error.
func (r *contact) adopt(c *call, id string, planned values) *wix.Contact {
	u := c.update(memory{Memory: entity.Memory{ID: id}}, planned, values{})
	found, _ := r.Found.Load(id)
	have, _ := found.(*wix.Contact)
	if diags := r.push(u, have); diags.HasError() {
		c.diags.Append(diags...)
		return nil
	}
	return u.have
}

// addExistsError explains why a contact that a create collides with is not adopted.
func (r *contact) addExistsError(c *call, cause error, planned values) {
	e, _ := errors.AsType[*wix.Error](cause)
	at, mark := locateDuplicate(planned, e.Duplicate)
	id := e.Duplicate.ContactID
	if id == "" && e.Duplicate.Email != "" {
		var diags diag.Diagnostics
		if id, diags = r.find(c.ctx, e.Duplicate.Email); diags.HasError() {
			c.diags.Append(diags...)
		}
	}
	summary := "A contact with the same e-mail address or phone exists."
	var detail string
	switch {
	case id == "":
		detail = fmt.Sprintf("The site has another contact with %s, and Wix did not tell its id. Find it in the contact list.", mark)
	case r.Register.Seen(TypeName, id) || r.Register.Made(TypeName, id):
		summary = "Another resource of the configuration has the address."
		detail = fmt.Sprintf("Another %s manages the contact %s, which has %s. %s", TypeName, id, mark, entity.GiveAway)
	case planned.isTrue("adopt_existing"):
		summary = "A contact with the same e-mail address or phone exists by now."
		detail = fmt.Sprintf("The site has the contact %s with %s, which the plan did not know of. Run plan again.", id, mark)
	default:
		detail = fmt.Sprintf("The site has the contact %s with %s. %s Or set allow_duplicates = true to have two.", id, mark, entity.Unplanned(TypeName, id))
	}
	c.diags.AddAttributeError(at, summary, detail+"\n\n"+e.Error())
}

// locateDuplicate finds the attribute of the address or phone that collides, and
// describes it.
func locateDuplicate(planned values, d wix.Duplicate) (path.Path, string) {
	m := identifiersOf(planned, nil)
	for i, email := range m.emails {
		if forms.SameEmail(email, d.Email) || d.Email == "" && d.Phone == "" {
			return path.Root(emails.name()).AtListIndex(i).AtName(emails.key.name), fmt.Sprintf("the e-mail address %q", email)
		}
	}
	for i, phone := range m.phones {
		if forms.SamePhone(phone, forms.Phone{Number: d.Phone}) || d.Phone == "" && len(m.emails) == 0 {
			return path.Root(phones.name()).AtListIndex(i).AtName(phones.key.name), fmt.Sprintf("the phone %q", phone.Number)
		}
	}
	if d.Email == "" && d.Phone != "" {
		return path.Root(phones.name()), fmt.Sprintf("the phone %q", d.Phone)
	}
	return path.Root(emails.name()), "the same e-mail address or phone"
}

// diagnose explains the errors that only contacts have.
func diagnose(err error) diag.Diagnostics {
	var diags diag.Diagnostics
	switch {
	case wix.HasCode(err, wix.CodeMemberEmail):
		diags.AddAttributeError(path.Root(emails.name()), "The primary e-mail address of a site member cannot be changed here.",
			fmt.Sprintf("The contact is a site member and logs in with that address. Change it in the dashboard under Site Members, "+
				"and keep the present address in emails, marked primary = true.\n\n%s", err))
	case wix.HasCode(err, wix.CodeInsufficientData):
		diags.AddError("Nothing would identify the contact.",
			fmt.Sprintf("A contact needs a name, an e-mail address or a phone. Keep one of them in the configuration.\n\n%s", err))
	default:
		diags = entity.Diagnose(err, requestPath)
	}
	return diags
}
