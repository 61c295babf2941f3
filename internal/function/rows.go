package function

import (
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
	seen := index{emails: map[string]int{}, phones: phoneRows{}, lonePhones: phoneRows{}, keys: map[string]int{}}
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

// index maps what rows have to their numbers. A lone phone is that of a row without an
// e-mail address.
type index struct {
	emails, keys       map[string]int
	phones, lonePhones phoneRows
}

// phoneRows are the rows of phones, by the marks of these.
type phoneRows map[string][]phoneRow

type phoneRow struct {
	phone forms.Phone
	row   int
}

func (x phoneRows) add(p forms.Phone, row int) {
	for _, mark := range forms.PhoneMarks(p) {
		x[mark] = append(x[mark], phoneRow{p, row})
	}
}

// find returns the row that has the phone, 0 if none has.
func (x phoneRows) find(p forms.Phone) int {
	for _, mark := range forms.PhoneMarks(p) {
		for _, other := range x[mark] {
			if forms.SamePhone(p, other.phone) {
				return other.row
			}
		}
	}
	return 0
}

// hasConflict reports a row that has what another one has, and adds it where it has not.
func (x index) hasConflict(b *builder, key string) bool {
	const advice = "Wix would not take both. Remove one of the two rows, or make one of them."
	for _, e := range b.out.Emails {
		if other := x.emails[forms.Fold(e.Email)]; other > 0 {
			b.addProblem(column{heading: e.column}, "It has the e-mail address of row %d. %s", other, advice)
			return true
		}
	}
	lone := len(b.out.Emails) == 0
	for _, n := range b.out.Phones {
		other := x.lonePhones.find(n.written())
		if lone && other == 0 {
			other = x.phones.find(n.written())
		}
		if other > 0 {
			b.addProblem(column{heading: n.column}, "It has the phone of row %d, and one of the two has no e-mail address. %s", other, advice)
			return true
		}
	}
	if other := x.keys[key]; other > 0 {
		b.addProblem(column{}, "It has the name of row %d, and neither has an e-mail address or a phone to tell them apart. Add one.", other)
		return true
	}
	x.keys[key] = b.row
	for _, e := range b.out.Emails {
		x.emails[forms.Fold(e.Email)] = b.row
	}
	for _, n := range b.out.Phones {
		x.phones.add(n.written(), b.row)
		if lone {
			x.lonePhones.add(n.written(), b.row)
		}
	}
	return false
}
