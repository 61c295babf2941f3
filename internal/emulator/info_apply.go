package emulator

import "strings"

// apply makes a new info out of one: have is what the contact holds, and
// lends its item ids; base is what absent members fall back to.
func (s *Server) apply(have, base info, in infoInput, c *call) (info, error) {
	out := base
	if moreThanOnePrimary(in) {
		return out, badRequest("CANNOT_HAVE_MULTIPLE_PRIMARY_INFO", "Only one e-mail and one phone can be primary.")
	}
	var err error
	if out.extended, err = s.applyExtended(have.extended, base.extended, in.extended, c); err != nil {
		return out, err
	}
	in.applyName(&out)
	in.texts.apply(&out.infoTexts, in.sw)
	if in.locations.presence != absent {
		out.locations = in.locations.value
	}
	if in.emails.presence != absent {
		out.emails = in.emails.value
		identify(s, c.sw, have.emails, out.emails, email.value, func(e *email) *item { return &e.item })
		settlePrimary(out.emails, func(e *email) *item { return &e.item })
	}
	if in.phones.presence != absent {
		out.phones = in.phones.value
		identify(s, c.sw, have.phones, out.phones, phone.value, func(p *phone) *item { return &p.item })
		settlePrimary(out.phones, func(p *phone) *item { return &p.item })
	}
	if in.addresses.presence != absent {
		out.addresses = in.addresses.value
		identify(s, c.sw, have.addresses, out.addresses, address.value, func(a *address) *item { return &a.item })
	}
	if strings.TrimSpace(out.first+out.last) == "" && len(out.emails)+len(out.phones) == 0 {
		return out, badRequest("INSUFFICIENT_CONTACT_DATA", "A contact needs a name, an e-mail or a phone.")
	}
	return out, nil
}

func moreThanOnePrimary(in infoInput) bool {
	emails, phones := 0, 0
	for _, e := range in.emails.value {
		if e.primary {
			emails++
		}
	}
	for _, p := range in.phones.value {
		if p.primary {
			phones++
		}
	}
	return emails > 1 || phones > 1
}

// applyName settles what a part of name does to the rest (contract 11, row 2).
func (in infoInput) applyName(out *info) {
	if in.name.presence == absent {
		return
	}
	if in.name.presence == null || in.sw.PatchSubObject == "replace" {
		out.first, out.last = "", ""
	}
	setText(&out.first, in.first)
	setText(&out.last, in.last)
}

func setText(to *string, m member[string]) {
	if m.presence != absent {
		*to = m.value
	}
}

// identify gives every entry an id: its former one when value and tag are
// unchanged, else a new one (contract 11, row 5).
func identify[T any, V comparable](s *Server, sw Switches, had, list []T, value func(T) V, of func(*T) *item) {
	used := make([]bool, len(had))
	for i := range list {
		entry := of(&list[i])
		for j := range had {
			if sw.ItemIDs != "new" && !used[j] && value(had[j]) == value(list[i]) && of(&had[j]).tag == entry.tag {
				entry.id, used[j] = of(&had[j]).id, true
				break
			}
		}
		if entry.id == "" {
			entry.id = s.opts.NewID()
		}
	}
}

// settlePrimary makes the first entry primary when none is (contract 11, row 36).
func settlePrimary[T any](list []T, of func(*T) *item) {
	for i := range list {
		if of(&list[i]).primary {
			return
		}
	}
	if len(list) > 0 {
		of(&list[0]).primary = true
	}
}
