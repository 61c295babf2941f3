package contact

import (
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/register"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// identifiers are what Wix tells contacts apart by, as spelled: e-mail addresses or,
// without any, phones (contract 6.7).
type identifiers struct {
	emails []string
	phones []forms.Phone
	known  bool // all that count
}

// identifiersOf returns those of a planned contact, or of a prior state alone.
func identifiersOf(v, prior values) identifiers {
	var m identifiers
	mails, known := identifiersIn(emails, emails.key.name, "primary_email", v, prior)
	for _, item := range mails {
		m.emails = append(m.emails, textIn(item, emails.key.name))
	}
	numbers, all := identifiersIn(phones, phones.key.name, "primary_phone", v, prior)
	for _, item := range numbers {
		m.phones = append(m.phones, forms.Phone{Number: textIn(item, phones.key.name), Country: textIn(item, "country_code")})
	}
	m.known = known && (all || len(m.emails) > 0)
	return m
}

// textIn returns a text of an object, "" if it is null or unknown.
func textIn(object attr.Value, name string) string {
	text, _ := entity.Member(object, name).(types.String)
	return text.ValueString()
}

// identifiersIn returns the items of a list that have a part, and whether all are known. Of
// a list that is not managed, the state has the primary one.
func identifiersIn(list attribute, part, primary string, v, prior values) (out []attr.Value, known bool) {
	known = !v.of(list).IsUnknown()
	add := func(item attr.Value) {
		known = known && !entity.Member(item, part).IsUnknown()
		if textIn(item, part) != "" {
			out = append(out, item)
		}
	}
	if v.of(list).IsNull() && prior.of(list).IsNull() {
		add(prior[primary])
	}
	for _, item := range entity.Elements(v.of(list)) {
		known = known && !item.IsUnknown()
		add(item)
	}
	return out, known
}

// folded returns the identifiers in the forms by which they are found.
func (m identifiers) folded() []string { return cache.Marks(m.emails, m.phones) }

// unique returns those of which Wix refuses a second contact.
func (m identifiers) unique() identifiers {
	if len(m.emails) > 0 {
		m.phones = nil
	}
	return m
}

// enter enters a planned change into the register of the walk. A nil plan is a destroy.
func (c *call) enter(planned, prior values, change register.Change) bool {
	if c.ProviderData == nil {
		return true
	}
	change.Type = TypeName
	if prior != nil {
		change.Had = identifiersOf(prior, prior).folded()
	}
	at := path.Root(emails.name())
	if change.Destroyed = planned == nil; !change.Destroyed {
		m := identifiersOf(planned, prior)
		if planned.of(emails).IsNull() || len(m.emails) == 0 {
			at = path.Root(phones.name())
		}
		change.Holds, change.Open = m.folded(), !m.known
		if !planned.isTrue("allow_duplicates") {
			change.Wants = m.unique().folded()
		}
	}
	return c.Enter(change, at, c.diags)
}

// planCreate enters a contact to create. A contact of the site with one of its addresses
// is planned by its id, if it may be adopted; Create then adopts it. The contact that a
// replacement destroys, in whose second planning this is, does not count.
func (c *call) planCreate(planned values, p entity.Private) {
	var own memory
	again := entity.Recall(c.ctx, p, &own, c.diags)
	if c.diags.HasError() {
		return
	}
	change := register.Change{Adopts: planned.isTrue("adopt_existing") && !planned.isTrue("allow_duplicates")}
	m := identifiersOf(planned, nil)
	var have *wix.Contact
	if change.Adopts {
		if have = c.findExisting(m, own.ID); c.diags.HasError() {
			return
		}
	}
	if have != nil {
		change.Takes = have.ID
	}
	if again {
		change.Replaces = own.ID
	}
	if !c.enter(planned, nil, change) || have == nil {
		return
	}
	var changes []string
	for _, a := range rows {
		if want := planned.of(a); !want.IsNull() && !c.refresh(a, want, have.Info).Equal(want) {
			changes = append(changes, a.name())
		}
	}
	if !c.Register.Seen(TypeName, have.ID) { // one in the state may be tainted, and destroyed first
		c.Found.Store(have.ID, have)
		planned["id"] = types.StringValue(have.ID)
	}
	c.WarnOfAdoption(TypeName, have.ID, path.Root("adopt_existing"), changes, c.diags)
}

// findExisting returns the contact of the site with one of the identifiers, but not the
// one with the id other, nor one that this run has deleted or created; nil if there is
// none, or if it has reported an error.
func (c *call) findExisting(m identifiers, other string) *wix.Contact {
	at := path.Root("adopt_existing")
	if !m.known {
		c.diags.AddAttributeError(at, "The addresses are not known yet.",
			"adopt_existing adopts the contact with one of the addresses, as the plan shows, and so emails, or without any phones, must be known while planning. "+
				"Create first what they depend on (terraform apply -target=...), or set adopt_existing = false.")
		return nil
	}
	if m = m.unique(); c.ProviderData == nil || len(m.emails)+len(m.phones) == 0 {
		return nil
	}
	all, err := c.Cache.Addresses.Find(c.ctx, m.emails, m.phones)
	if err != nil {
		c.diags.Append(entity.Diagnose(err, entity.NoPath)...)
		return nil
	}
	all = slices.DeleteFunc(all, func(x *wix.Contact) bool {
		return x.ID == other || c.Cache.IsGone(x.ID) || c.Register.Made(TypeName, x.ID)
	})
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	c.diags.AddAttributeError(at, "Several contacts have the addresses.",
		fmt.Sprintf("Each of the contacts %s has one of the addresses, and only one can be adopted. Import the right one by its id, or merge them first.", ids(all)))
	return nil
}
