package function

import (
	"strings"
	"sync"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// gather makes contacts of rows, by their keys. Two rows that Wix would not take
// both are an error: it refuses a second contact with an e-mail address, and one
// that has none with a phone of another (contract 6.7).
func gather(rows []row, form []column) (map[string]contact, problems) {
	out, found := make(map[string]contact, len(rows)), problems{}
	b := builder{form: form, problems: &found, countries: sync.OnceValue(countryNames)}
	for i, c := range form {
		if c.holds == birthdate {
			cells := make([]string, len(rows))
			for j, r := range rows {
				cells[j] = r.cells[i]
			}
			b.dayFirst, b.certain = dayFirst(cells)
		}
	}
	used := usage{mails: map[string]int{}, phones: map[string]int{}, lonePhones: map[string]int{}, keys: map[string]int{}}
	for _, r := range rows {
		b.row = r.number
		before := len(found)
		b.build(r.cells)
		if len(found) > before {
			continue
		}
		key := keyOf(b.out)
		if key == "" {
			b.wrong("It has no name, e-mail address or phone, one of which a contact needs. Add one, or remove the row.")
			continue
		}
		if used.refuses(&b, key) {
			continue
		}
		out[key] = b.out
	}
	return out, found
}

// keyOf is what a contact is known by: its first e-mail address, else its first
// phone, else its name.
func keyOf(c contact) string {
	switch {
	case len(c.Emails) > 0:
		return wix.FoldEmail(c.Emails[0].Email)
	case len(c.Phones) > 0:
		return digits(c.Phones[0].Phone)
	case c.Name != nil:
		return wix.FoldEmail(value(c.Name.First) + " " + value(c.Name.Last))
	}
	return ""
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// digits is a phone without spaces and punctuation; a text that is no number
// stays as it is.
func digits(phone string) string {
	out := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, phone)
	switch {
	case out == "":
		return wix.FoldEmail(phone)
	case strings.HasPrefix(phone, "+"):
		return "+" + out
	}
	return out
}

// usage tells which row has something that no other may have.
type usage struct {
	mails, phones, lonePhones, keys map[string]int
}

// refuses reports a row that has what another has, and takes note of one that
// has not.
func (u usage) refuses(b *builder, key string) bool {
	const advice = "Wix would not take both. Remove one of the two rows, or make one of them."
	for _, e := range b.out.Emails {
		if other := u.mails[wix.FoldEmail(e.Email)]; other > 0 {
			b.wrong("It has the e-mail address %s of row %d. %s", e.Email, other, advice)
			return true
		}
	}
	lone := len(b.out.Emails) == 0
	for _, n := range b.out.Phones {
		other := u.lonePhones[digits(n.Phone)]
		if lone && other == 0 {
			other = u.phones[digits(n.Phone)]
		}
		if other > 0 {
			b.wrong("It has the phone %s of row %d, and one of the two has no e-mail address. %s", n.Phone, other, advice)
			return true
		}
	}
	if other := u.keys[key]; other > 0 {
		b.wrong("It has the name of row %d, and neither has an e-mail address or a phone to tell them apart. Add one.", other)
		return true
	}
	u.keys[key] = b.row
	for _, e := range b.out.Emails {
		u.mails[wix.FoldEmail(e.Email)] = b.row
	}
	for _, n := range b.out.Phones {
		u.phones[digits(n.Phone)] = b.row
		if lone {
			u.lonePhones[digits(n.Phone)] = b.row
		}
	}
	return false
}
