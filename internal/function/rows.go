package function

import (
	"cmp"
	"strings"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// buildContacts makes a contact of each row, by its key. Two rows that Wix refuses to
// have both are an error: a second contact with an e-mail address, or one without any
// with the phone of another (contract 6.7).
func buildContacts(rows []row, columns columns) (map[string]contact, problems) {
	out := make(map[string]contact, len(rows))
	b := builder{columns: columns}
	for i, c := range columns {
		if c.meaning == birthdate {
			cells := make([]string, len(rows))
			for j, r := range rows {
				cells[j] = r.cells[i]
			}
			b.dayFirst, b.certain = dayFirst(cells)
		}
	}
	seen := claims{}
	for _, r := range rows {
		b.row = r.number
		before := len(b.problems)
		b.build(r.cells)
		if len(b.problems) > before {
			continue
		}
		key := keyOf(b.out)
		if key == "" {
			b.addProblem(column{}, "It has no name, e-mail address or phone, one of which a contact needs. Add one, or remove the row.")
			continue
		}
		if !seen.hasConflict(&b, key) {
			out[key] = b.out
		}
	}
	return out, b.problems
}

// keyOf is the key of a contact in the result: its first e-mail address, else its first
// phone, else its name; "" without any.
func keyOf(c contact) string {
	switch {
	case len(c.Emails) > 0:
		return forms.Fold(c.Emails[0].Email)
	case len(c.Phones) > 0:
		return digits(c.Phones[0].Phone)
	case c.Name != nil:
		return forms.Fold(deref(c.Name.First) + " " + deref(c.Name.Last))
	}
	return ""
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// digits removes spaces and punctuation from a phone; a text without digits stays as it
// is.
func digits(phone string) string {
	out := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, phone)
	switch {
	case out == "":
		return forms.Fold(phone)
	case strings.HasPrefix(phone, "+"):
		return "+" + out
	}
	return out
}

// claim is what two rows may not have both: an e-mail address, a phone, or a key. A lone
// phone is that of a row without an e-mail address.
type claim struct {
	kind string
	text string
}

// claims are what the rows so far have, with the numbers of the rows.
type claims map[claim]int

// hasConflict reports a row that has what another one has, and adds it where it has not.
func (s claims) hasConflict(b *builder, key string) bool {
	const advice = "Wix would not take both. Remove one of the two rows, or make one of them."
	const lonePhone = "lone phone"
	own := []claim{{"key", key}}
	for _, e := range b.out.Emails {
		address := claim{mailAddress, forms.Fold(e.Email)}
		if other := s[address]; other > 0 {
			b.addProblem(column{heading: e.column}, "It has the e-mail address of row %d. %s", other, advice)
			return true
		}
		own = append(own, address)
	}
	lone := len(b.out.Emails) == 0
	for _, n := range b.out.Phones {
		number := claim{phone, digits(n.Phone)}
		alone := claim{lonePhone, number.text}
		other := s[alone]
		own = append(own, number)
		if lone {
			other = cmp.Or(other, s[number])
			own = append(own, alone)
		}
		if other > 0 {
			b.addProblem(column{heading: n.column}, "It has the phone of row %d, and one of the two has no e-mail address. %s", other, advice)
			return true
		}
	}
	if other := s[own[0]]; other > 0 {
		b.addProblem(column{}, "It has the name of row %d, and neither has an e-mail address or a phone to tell them apart. Add one.", other)
		return true
	}
	for _, one := range own {
		s[one] = b.row
	}
	return false
}
