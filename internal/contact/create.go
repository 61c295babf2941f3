package contact

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

func (r *contact) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	defer r.WarnOfWaits(&resp.Diagnostics)
	var m model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	owned, diags := configured(ctx, req.Config)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	info, diags := r.patch(ctx, m.Owned, Owned{}, nil, base{})
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	info = withoutNothing(info)
	if len(m.LabelKeys) > 0 {
		info.LabelKeys = wix.Items(m.LabelKeys)
	}
	free, err := r.Catalog.Hold(ctx, m.addresses())
	if err != nil {
		resp.Diagnostics.Append(r.diagnose(err)...)
		return
	}
	defer free()
	have, err := r.Client.CreateContact(ctx, info, m.AllowDuplicates.ValueBool())
	switch {
	case wix.IsDuplicate(err):
		if have = r.adopt(ctx, err, m, owned, &resp.Diagnostics); have == nil {
			return
		}
	case err != nil:
		resp.Diagnostics.Append(r.diagnose(err)...)
		return
	case !r.Catalog.Claim(have.ID):
		resp.Diagnostics.AddError("Two resources of one configuration want the same contact.",
			fmt.Sprintf("Another wix_contact of this configuration manages the contact %s, which Wix gave for this one too. Remove one of the two resources, or give them different addresses.", have.ID))
		return
	default:
		// The contact exists: an error now would have Terraform replace it.
		for _, field := range wix.NotStored(info, have.Info) {
			at, _ := requestPath(field)
			resp.Diagnostics.AddAttributeWarning(at, "Wix stored another value.",
				"Wix created the contact but did not keep what was sent in "+field+". Run plan to see the difference, and correct the value.")
		}
	}
	r.WroteContact(have.ID)
	resp.Diagnostics.Append(m.Observed.FromAPI(ctx, have)...)
	resp.Diagnostics.Append(remember(ctx, resp.Private, privateOwned, owned)...)
	resp.Diagnostics.Append(remember(ctx, resp.Private, privateRemote, remoteOf(have.Info))...)
	resp.Diagnostics.Append(remember(ctx, resp.Private, privateSeen, r.sightOf(ctx, m, have))...)
	resp.Diagnostics.Append(entity.Identify(ctx, resp.Identity, "id", m.ID)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// addresses are the marks by which Wix tells contacts apart, in the form in which
// it compares them: e-mail addresses, or without any, phones (contract 6.7).
func (o Owned) addresses() []string {
	var out []string
	for _, e := range o.Emails {
		out = append(out, wix.FoldEmail(e.Email))
	}
	for _, p := range o.Phones {
		if len(o.Emails) == 0 {
			out = append(out, digits(p.Phone))
		}
	}
	return out
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// adopt takes over the contact that is in the way of a create, when that is
// allowed: the wish is laid over it, and nothing else changes. It gives nil when
// it has reported why not.
func (r *contact) adopt(ctx context.Context, cause error, m model, owned *ownership, diags *diag.Diagnostics) *wix.Contact {
	var e *wix.Error
	errors.As(cause, &e)
	at, mark := collision(m.Owned, e.Duplicate)
	id := e.Duplicate.ContactID
	if id == "" && e.Duplicate.Email != "" {
		var lookup diag.Diagnostics
		id = r.find(ctx, e.Duplicate.Email, &lookup)
	}
	switch {
	case id == "":
		diags.AddAttributeError(at, "A contact with the same e-mail address or phone exists.",
			fmt.Sprintf("The site has another contact with %s, and Wix did not tell its id. Find it in the contact list and import it by its id.\n\n%s", mark, e))
		return nil
	case r.Catalog.Claimed(id):
		diags.AddAttributeError(at, "Two resources of one configuration want the same contact.",
			fmt.Sprintf("Another wix_contact of this configuration manages the contact %s, which has %s. "+
				"Remove one of the two resources, or give them different addresses.", id, mark))
		return nil
	case !m.AdoptExisting.ValueBool():
		diags.AddAttributeError(at, "A contact with the same e-mail address or phone exists.",
			fmt.Sprintf("The site has the contact %s with %s, which this configuration did not create. Import it:\n\n%s\n\n"+
				"Or set adopt_existing = true to take it over, or allow_duplicates = true to have two.\n\n%s",
				id, mark, entity.ImportBlock(typeName, id), e))
		return nil
	}
	have, err := r.Client.GetContact(ctx, id)
	if err != nil {
		diags.Append(r.diagnose(err)...)
		return nil
	}
	if !r.Catalog.Claim(have.ID) {
		diags.AddAttributeError(at, "Two resources of one configuration want the same contact.",
			fmt.Sprintf("Another wix_contact of this configuration manages the contact %s. Remove one of the two resources.", have.ID))
		return nil
	}
	w := write{id: have.ID, want: m.Owned.Only(owned), owned: owned, base: baseOf(have), have: have, duplicates: m.AllowDuplicates.ValueBool()}
	w.was = w.want.FromAPI(have.Info, false, r.same(ctx))
	diags.Append(r.push(ctx, &w)...)
	if diags.HasError() {
		return nil
	}
	return w.have
}

// collision finds the attribute that holds the address or phone that collided,
// and words it.
func collision(o Owned, d wix.Duplicate) (path.Path, string) {
	for i, e := range o.Emails {
		if wix.SameEmail(e.Email, d.Email) || d.Email == "" && d.Phone == "" {
			return path.Root("emails").AtListIndex(i).AtName("email"), fmt.Sprintf("the e-mail address %q", e.Email)
		}
	}
	for i, p := range o.Phones {
		if wix.SameText(p.Phone, d.Phone) || len(o.Emails) == 0 {
			return path.Root("phones").AtListIndex(i).AtName("phone"), fmt.Sprintf("the phone %q", p.Phone)
		}
	}
	return path.Root("emails"), "the same e-mail address or phone"
}

// diagnose words the errors that are special to contacts.
func (r *contact) diagnose(err error) diag.Diagnostics {
	var diags diag.Diagnostics
	var e *wix.Error
	switch {
	case wix.HasCode(err, wix.CodeMemberEmail):
		diags.AddAttributeError(path.Root("emails"), "The primary e-mail address of a site member cannot be changed here.",
			fmt.Sprintf("The contact is a site member and logs in with that address. Change it in the dashboard under Site Members, "+
				"and keep the present address in emails, marked primary = true.\n\n%s", err))
	case wix.HasCode(err, wix.CodeInsufficientData):
		diags.AddError("Nothing would identify the contact.",
			fmt.Sprintf("A contact needs a name, an e-mail address or a phone. Keep one of them in the configuration.\n\n%s", err))
	case wix.IsDuplicate(err) && errors.As(err, &e):
		diags.AddAttributeError(path.Root("emails"), "Another contact has the same e-mail address or phone.",
			fmt.Sprintf("The contact %s has it. Merge the two in the dashboard, choose another address, or set allow_duplicates = true.\n\n%s", e.Duplicate.ContactID, e))
	default:
		diags = entity.Diagnose(err, requestPath)
	}
	return diags
}
