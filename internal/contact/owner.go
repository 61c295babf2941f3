package contact

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/entity"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/register"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// marks are what Wix tells contacts apart by, as they are spelled: e-mail addresses or,
// without any, phones (contract 6.7).
type marks struct {
	emails, phones []string
	known          bool // all of those that count
}

// marksOf are those of a planned contact, or of a prior state alone.
func marksOf(v, prior values) marks {
	var m marks
	var all bool
	m.emails, m.known = spelled(emails.name(), emails.key.name, "primary_email", v, prior)
	m.phones, all = spelled(phones.name(), phones.key.name, "primary_phone", v, prior)
	m.known = m.known && (all || len(m.emails) > 0)
	return m
}

// spelled are the marks in a list, and whether all are known. Of a list that is not
// owned it is the primary one, which the state tells.
func spelled(list, part, primary string, v, prior values) (out []string, known bool) {
	add := func(object any) {
		o, _ := object.(types.Object)
		text, _ := entity.Member(o, part).(types.String)
		known = known && !o.IsUnknown() && !text.IsUnknown()
		if text.ValueString() != "" {
			out = append(out, text.ValueString())
		}
	}
	known = true
	if isNull(v[list]) {
		if prior != nil && isNull(prior[list]) {
			add(prior[primary])
		}
		return out, true
	}
	for _, item := range entity.Elements(v[list]) {
		add(item)
	}
	return out, known && !v[list].IsUnknown()
}

// folded are marks in the form in which Wix compares them.
func (m marks) folded() []string { return cache.Marks(m.emails, m.phones) }

// telling are those by which Wix refuses a second contact.
func (m marks) telling() marks {
	if len(m.emails) > 0 {
		m.phones = nil
	}
	return m
}

// enter enters a planned change into the register of the walk: nil is a destroy. To
// forget a contact is no change.
func (c *call) enter(planned, prior values, change register.Change) bool {
	if c.ProviderData == nil {
		return true
	}
	change.Type = TypeName
	if prior != nil {
		change.Had = marksOf(prior, prior).folded()
	}
	if change.Destroyed = planned == nil; !change.Destroyed {
		m := marksOf(planned, prior)
		change.Holds, change.Open = m.folded(), !m.known
		if !planned.isTrue("allow_duplicates") {
			change.Wants = m.telling().folded()
		}
	}
	at := path.Root(emails.name())
	if planned != nil && planned.of(emails).IsNull() {
		at = path.Root(phones.name())
	}
	return c.Enter(change, at, c.diags)
}

// planCreate enters a contact that is to be made. One that the site has with one of its
// addresses is planned by its id, if it may be taken over; that tells Create to. The one
// that makes way for a replacement, whose second planning this then is, does not count.
func (c *call) planCreate(planned values, p entity.Private) {
	var own memory
	again := entity.Recall(c.ctx, p, &own, c.diags)
	if c.diags.HasError() {
		return
	}
	change := register.Change{Adopts: planned.isTrue("adopt_existing") && !planned.isTrue("allow_duplicates")}
	m := marksOf(planned, nil)
	var have *wix.Contact
	if change.Adopts {
		if have = c.found(m, own.ID); c.diags.HasError() {
			return
		}
	}
	if have != nil {
		change.Takes = have.ID
	}
	if !again && !c.enter(planned, nil, change) || have == nil {
		return
	}
	var changes []string
	for _, a := range rows {
		if want := planned.of(a); !want.IsNull() && !a.refreshed(c, want, have.Info).Equal(want) {
			changes = append(changes, a.name())
		}
	}
	if !c.Register.Seen(TypeName, have.ID) { // else the contact itself may be tainted, and be destroyed before
		c.Found.Store(have.ID, have)
		planned["id"] = types.StringValue(have.ID)
	}
	c.WarnOfAdoption(TypeName, have.ID, path.Root("adopt_existing"), changes, c.diags)
}

// found is the contact of the site with one of the marks, other than the one with an id
// and those that this run has deleted or has made for another resource; nil if there is none, or an error was reported.
func (c *call) found(m marks, other string) *wix.Contact {
	at := path.Root("adopt_existing")
	if !m.known {
		c.diags.AddAttributeError(at, "The addresses are not known yet.",
			"adopt_existing takes over the contact with one of the addresses, as the plan shows, and so emails, or without any phones, must be known while planning. "+
				"Create first what they depend on (terraform apply -target=...), or set adopt_existing = false.")
		return nil
	}
	if m = m.telling(); c.ProviderData == nil || len(m.emails)+len(m.phones) == 0 {
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
	ids := make([]string, len(all))
	for i, x := range all {
		ids[i] = x.ID
	}
	c.diags.AddAttributeError(at, "Several contacts have the addresses.",
		fmt.Sprintf("Each of the contacts %s has one of the addresses, and only one can be taken over. Import the right one by its id, or merge them first.", strings.Join(ids, ", ")))
	return nil
}
