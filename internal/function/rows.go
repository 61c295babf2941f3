package function

import (
	"regexp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// buildContacts makes a contact of each row, by its key.
func buildContacts(rows []row, columns columns) (map[string]contact, problems) {
	b := builder{
		columns: columns, cells: make([]cell, len(columns)),
		contacts: make(map[string]contact, len(rows)), emails: map[string]int{}, phones: map[string][]holder{},
	}
	if birthday := columns.find(birthdate); birthday >= 0 {
		b.slashForm = slashForm(rows, birthday)
	}
	for _, r := range rows {
		before := len(b.problems)
		if b.build(r); len(b.problems) == before {
			b.add(b.out)
		}
	}
	return b.contacts, b.problems
}

var besideDigits = regexp.MustCompile(`(^\+)|\P{Nd}`)

// key is the key of a contact in the result: its first e-mail address, else its first
// phone, else its name; "" without any.
func (c contact) key() string {
	switch {
	case len(c.Emails) > 0:
		return forms.Fold(c.Emails[0].Email)
	case len(c.Phones) > 0:
		return besideDigits.ReplaceAllString(c.Phones[0].Phone, "$1")
	case c.Name != nil:
		return forms.Fold(string(c.Name.First + " " + c.Name.Last))
	}
	return ""
}

// holder is a row with a phone.
type holder struct {
	phone forms.Phone
	row   int
	lone  bool // without an e-mail address
}

// add adds a contact by its key. Two that Wix refuses to have both are an error: a second
// one with an e-mail address, or one without any with the phone of another (contract 6.7).
func (b *builder) add(c contact) {
	const advice = "Wix would not take both. Remove one of the two rows, or make one of them."
	for _, e := range c.Emails {
		if other := b.emails[forms.Fold(e.Email)]; other > 0 {
			b.addProblem(e.column, "It has the e-mail address of row %d. %s", other, advice)
			return
		}
		b.emails[forms.Fold(e.Email)] = c.row
	}
	for _, n := range c.Phones {
		one := holder{phone: forms.Phone{Number: n.Phone}, row: c.row, lone: len(c.Emails) == 0}
		for _, mark := range forms.PhoneMarks(one.phone) {
			for _, other := range b.phones[mark] {
				if (one.lone || other.lone) && other.row != c.row && forms.SamePhone(one.phone, other.phone) {
					b.addProblem(n.column, "It has the phone of row %d, and one of the two has no e-mail address. %s", other.row, advice)
					return
				}
			}
			b.phones[mark] = append(b.phones[mark], one)
		}
	}
	key := c.key()
	other, taken := b.contacts[key]
	switch {
	case key == "":
		b.addProblem(column{}, "It has no name, e-mail address or phone, one of which a contact needs. Add one, or remove the row.")
	case taken:
		b.addProblem(column{}, "It has the name of row %d, and neither has an e-mail address or a phone to tell them apart. Add one.", other.row)
	default:
		b.contacts[key] = c
	}
}
