package cache

import (
	"context"
	"slices"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// Addresses looks contacts up by their e-mail addresses and phones. Look-ups that
// come together share one query, which gives the answer; a page of the whole listing
// is read for each query, until it is known as a whole and answers what is left: unless
// contacts moved past a page while it was read.
type Addresses struct {
	source  Source
	lookUps batch[lookUp, byMark]
	pager   pager
	listed  byMark
}

type lookUp struct {
	emails []string
	phones []forms.Phone
}

// byMark are contacts by their addresses.
type byMark map[string][]*wix.Contact

func newAddresses(source Source, clock wix.Clock) *Addresses {
	a := &Addresses{source: source, pager: pager{source: source}, listed: byMark{}}
	a.lookUps = batch[lookUp, byMark]{ask: a.ask, sleep: clock.Sleep}
	return a
}

// Find gives the contacts that have one of the addresses, as a query or the listing
// has them: both may be behind the writes (contract 3.4).
func (a *Addresses) Find(ctx context.Context, emails []string, phones []forms.Phone) (out []*wix.Contact, err error) {
	found, err := a.lookUps.get(ctx, lookUp{emails, phones})
	for _, mark := range Marks(emails, phones) {
		for _, have := range found[mark] {
			known := slices.ContainsFunc(out, func(x *wix.Contact) bool { return x.ID == have.ID })
			if !known && hasAddress(have, emails, phones) {
				out = append(out, have)
			}
		}
	}
	return out, err
}

// hasAddress reports whether a contact has one of the addresses: two phones with a mark in
// common can be of two countries.
func hasAddress(have *wix.Contact, emails []string, phones []forms.Phone) bool {
	return slices.ContainsFunc(have.Info.Emails.Get().Items, func(e wix.Email) bool {
		return slices.ContainsFunc(emails, func(email string) bool { return forms.SameEmail(e.Email, email) })
	}) || slices.ContainsFunc(have.Info.Phones.Get().Items, func(p wix.Phone) bool {
		return slices.ContainsFunc(phones, func(phone forms.Phone) bool { return forms.SamePhone(p.Written(), phone) })
	})
}

// Marks are addresses in the forms by which they are found: those that are the same have
// one in common.
func Marks(emails []string, phones []forms.Phone) (out []string) {
	for _, email := range emails {
		out = append(out, forms.Fold(email))
	}
	for _, phone := range phones {
		for _, mark := range forms.PhoneMarks(phone) {
			if !slices.Contains(out, mark) {
				out = append(out, mark)
			}
		}
	}
	return out
}

func (a *Addresses) ask(ctx context.Context, all []lookUp) (byMark, error) {
	if a.pager.due(a.pager.offset) {
		a.listed.add(a.pager.next(ctx))
	}
	if a.pager.whole && !a.pager.gap {
		return a.listed, nil
	}
	var emails []string
	var phones []forms.Phone
	for _, one := range all {
		emails, phones = append(emails, one.emails...), append(phones, one.phones...)
	}
	a.pager.queries++
	contacts, err := a.source.FindContacts(ctx, wix.WithAddress(emails, phones))
	found := byMark{}
	found.add(contacts)
	return found, err
}

func (b byMark) add(contacts []*wix.Contact) {
	for _, have := range contacts {
		var emails []string
		var phones []forms.Phone
		for _, e := range have.Info.Emails.Get().Items {
			emails = append(emails, e.Email)
		}
		for _, p := range have.Info.Phones.Get().Items {
			phones = append(phones, p.Written())
		}
		for _, mark := range Marks(emails, phones) {
			b[mark] = append(b[mark], have)
		}
	}
}
