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

type lookUp struct{ emails, phones []string }

// byMark are contacts by their addresses.
type byMark map[string][]*wix.Contact

func newAddresses(source Source, clock wix.Clock) *Addresses {
	a := &Addresses{source: source, pager: pager{source: source}, listed: byMark{}}
	a.lookUps = batch[lookUp, byMark]{ask: a.ask, sleep: clock.Sleep}
	return a
}

// Find gives the contacts that have one of the addresses, as a query or the listing
// has them: both may be behind the writes (contract 3.4).
func (a *Addresses) Find(ctx context.Context, emails, phones []string) (out []*wix.Contact, err error) {
	found, err := a.lookUps.get(ctx, lookUp{emails, phones})
	for _, mark := range Marks(emails, phones) {
		for _, have := range found[mark] {
			if !slices.ContainsFunc(out, func(x *wix.Contact) bool { return x.ID == have.ID }) {
				out = append(out, have)
			}
		}
	}
	return out, err
}

// Marks are addresses in the form in which they are compared.
func Marks(emails, phones []string) (out []string) {
	for _, email := range emails {
		out = append(out, forms.Fold(email))
	}
	for _, phone := range phones {
		out = append(out, forms.FoldPhone(phone))
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
	var emails, phones []string
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
		var emails, phones []string
		for _, e := range have.Info.Emails.Get().Items {
			emails = append(emails, e.Email)
		}
		for _, p := range have.Info.Phones.Get().Items {
			phones = append(phones, p.Phone)
		}
		for _, mark := range Marks(emails, phones) {
			b[mark] = append(b[mark], have)
		}
	}
}
