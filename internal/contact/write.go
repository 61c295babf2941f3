package contact

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// base is what the server has of a contact, as far as a write needs it.
type base struct {
	revision wix.Revision
	info     wix.Info
	labels   []string
	values   map[string]string
}

func baseOf(have *wix.Contact) base {
	b := base{revision: have.Revision, info: have.Info, labels: have.Labels(), values: map[string]string{}}
	for key, v := range have.Info.ExtendedFields.Get().Items {
		b.values[key] = wix.ValueText(v)
	}
	return b
}

// patch is the smallest safe request that turns was into want: members that do
// not differ are absent, the others complete (contract 6.5).
func (r *contact) patch(ctx context.Context, want, was Owned, before *ownership, b base) (wix.Info, diag.Diagnostics) {
	var out wix.Info
	var diags diag.Diagnostics
	if !reflect.DeepEqual(want.Name, was.Name) {
		out.Name = wix.Some(nameToAPI(want.Name, was.Name, b.info.Name.Get()))
	}
	if !reflect.DeepEqual(want.Emails, was.Emails) {
		out.Emails = wix.Items(emailsToAPI(want.Emails, was.Emails, b.info.Emails.Get().Items))
	}
	if !reflect.DeepEqual(want.Phones, was.Phones) {
		out.Phones = wix.Items(phonesToAPI(want.Phones, was.Phones, b.info.Phones.Get().Items))
	}
	if !reflect.DeepEqual(want.Addresses, was.Addresses) {
		out.Addresses = wix.Items(addressesToAPI(want.Addresses, was.Addresses, b.info.Addresses.Get().Items))
	}
	out.Company = textToAPI(want.Company, was.Company, wix.Some(""))
	out.JobTitle = textToAPI(want.JobTitle, was.JobTitle, wix.Some(""))
	out.Birthdate = textToAPI(want.Birthdate, was.Birthdate, wix.Null[string]())
	out.Locale = textToAPI(want.Locale, was.Locale, wix.Null[string]())

	changes := valueChanges(want.ExtendedFields, was.ExtendedFields, before.part("extended_fields").keys(), b.values, r.same(ctx))
	values, misfits, err := valuesToAPI(ctx, r.Catalog.Fields, b.values, changes)
	if err != nil {
		diags.Append(entity.Diagnose(err, entity.Nowhere)...)
	}
	for _, key := range slices.Sorted(maps.Keys(misfits)) {
		diags.AddAttributeError(path.Root("extended_fields").AtMapKey(key), "The value does not fit the extended field.",
			"The value under "+key+" cannot be sent: "+misfits[key]+". Correct it, and refer to the key of a wix_contact_extended_field instead of spelling it.")
	}
	out.ExtendedFields = values
	return out, diags
}

// textToAPI is a text member, absent where nothing changes. Free text is cleared
// with "", which works whichever way the server treats null; members of a format
// are cleared with null (contract 6.5, 11 row 3).
func textToAPI(want, was *string, cleared wix.Opt[string]) wix.Opt[string] {
	switch {
	case reflect.DeepEqual(want, was):
		return wix.Opt[string]{}
	case strings.TrimSpace(value(want)) == "":
		return cleared
	}
	return wix.Some(strings.TrimSpace(*want))
}

// withoutNothing drops members that say nothing, for a create.
func withoutNothing(in wix.Info) wix.Info {
	if name := in.Name.Get(); strings.TrimSpace(name.First) == "" && strings.TrimSpace(name.Last) == "" {
		in.Name = wix.Opt[wix.Name]{}
	}
	if len(in.Emails.Get().Items) == 0 {
		in.Emails = wix.Opt[wix.List[wix.Email]]{}
	}
	if len(in.Phones.Get().Items) == 0 {
		in.Phones = wix.Opt[wix.List[wix.Phone]]{}
	}
	if len(in.Addresses.Get().Items) == 0 {
		in.Addresses = wix.Opt[wix.List[wix.Address]]{}
	}
	for _, o := range []*wix.Opt[string]{&in.Company, &in.JobTitle, &in.Birthdate, &in.Locale} {
		if o.Get() == "" {
			*o = wix.Opt[string]{}
		}
	}
	values := maps.Clone(in.ExtendedFields.Get().Items)
	maps.DeleteFunc(values, func(_ string, v any) bool { return v == nil || v == "" })
	in.ExtendedFields = wix.Opt[wix.Values]{}
	if len(values) > 0 {
		in.ExtendedFields = wix.Some(wix.Values{Items: values})
	}
	return in
}

// label puts labels on the contact and takes labels off it. It gives the contact
// of the last answer, or the one it was given.
func (r *contact) label(ctx context.Context, id string, add, remove []string, have *wix.Contact) (*wix.Contact, error) {
	if len(add) > 0 {
		labelled, err := r.Client.LabelContact(ctx, id, add)
		if labelled != nil {
			have = labelled
		}
		if err != nil {
			return have, err
		}
	}
	if len(remove) > 0 {
		unlabelled, err := r.Client.UnlabelContact(ctx, id, remove)
		if err != nil && unlabelled == nil {
			// A label that was deleted is off already, whatever the call says
			// (contract 11, row 13): the contact tells.
			unlabelled, _ = r.Client.GetContact(ctx, id)
			if unlabelled != nil && unlabelled.ID == id && !slices.ContainsFunc(unlabelled.Labels(), func(k string) bool { return slices.Contains(remove, k) }) {
				err = nil
			}
		}
		if unlabelled != nil && unlabelled.ID == id {
			have = unlabelled
		}
		return have, err
	}
	return have, nil
}
