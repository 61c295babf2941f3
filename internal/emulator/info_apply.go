package emulator

import "strings"

// apply makes a new info out of one: have is what the contact holds, and
// lends its item ids; base is what absent members fall back to.
func (s *Server) apply(have, base info, in infoInput, c *call) (info, error) {
	out := base
	if moreThanOnePrimary(in.emails.value) || moreThanOnePrimary(in.phones.value) {
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
		identify(s, c.sw, have.emails, out.emails, email.value)
		settlePrimary(out.emails)
	}
	if in.phones.presence != absent {
		out.phones = in.phones.value
		identify(s, c.sw, have.phones, out.phones, phone.value)
		settlePrimary(out.phones)
	}
	if in.addresses.presence != absent {
		out.addresses = in.addresses.value
		identify(s, c.sw, have.addresses, out.addresses, address.value)
	}
	if strings.TrimSpace(out.first+out.last) == "" && len(out.emails)+len(out.phones) == 0 {
		return out, badRequest("INSUFFICIENT_CONTACT_DATA", "A contact needs a name, an e-mail or a phone.")
	}
	return out, nil
}

func moreThanOnePrimary[T any, P entry[T]](list []T) bool {
	n := 0
	for i := range list {
		if P(&list[i]).base().primary {
			n++
		}
	}
	return n > 1
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

// identify gives every entry a new id, or its former one when value and tag are
// unchanged (contract 11, row 5).
func identify[T any, V comparable, P entry[T]](s *Server, sw Switches, had, list []T, value func(T) V) {
	used := make([]bool, len(had))
	for i := range list {
		one := P(&list[i]).base()
		for j := range had {
			former := P(&had[j]).base()
			if sw.ItemIDs == "keep" && !used[j] && value(had[j]) == value(list[i]) && former.tag == one.tag {
				one.id, used[j] = former.id, true
				break
			}
		}
		if one.id == "" {
			one.id = s.opts.NewID()
		}
	}
}

// settlePrimary makes the first entry primary when none is (contract 11, row 36).
func settlePrimary[T any, P entry[T]](list []T) {
	for i := range list {
		if P(&list[i]).base().primary {
			return
		}
	}
	if len(list) > 0 {
		P(&list[0]).base().primary = true
	}
}
