package function

import (
	"regexp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// buildContacts makes a contact of each row, by its key.
func buildContacts(rows []row, columns columns) (map[string]contact, problems) {
	b := builder{columns: columns, cells: make([]cell, len(columns))}
	if birthday := columns.find(birthdate); birthday >= 0 {
		b.slashForm = slashForm(rows, birthday)
	}
	x := index{contacts: make(map[string]contact, len(rows)), emails: map[string]int{}, phones: map[string][]holder{}}
	for _, r := range rows {
		before := len(b.problems)
		if b.build(r); len(b.problems) == before {
			x.add(&b)
		}
	}
	return x.contacts, b.problems
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

// index holds the contacts by their keys, the rows of their e-mail addresses, and their
// phones by what phones that are the same share.
type index struct {
	contacts map[string]contact
	emails   map[string]int
	phones   map[string][]holder
}

// holder is the row of a phone.
type holder struct {
	phone forms.Phone
	row   int
	lone  bool // without an e-mail address
}

// add adds the contact of a row. Two that Wix refuses to have both are an error: a second
// contact with an e-mail address, or one without any with the phone of another (contract
// 6.7).
func (x index) add(b *builder) {
	const advice = "Wix would not take both. Remove one of the two rows, or make one of them."
	key, lone := b.out.key(), len(b.out.Emails) == 0
	if key == "" {
		b.addProblem(column{}, "It has no name, e-mail address or phone, one of which a contact needs. Add one, or remove the row.")
		return
	}
	for _, e := range b.out.Emails {
		if other := x.emails[forms.Fold(e.Email)]; other > 0 {
			b.addProblem(e.column, "It has the e-mail address of row %d. %s", other, advice)
			return
		}
	}
	for _, n := range b.out.Phones {
		if other := x.find(n.written(), lone); other > 0 {
			b.addProblem(n.column, "It has the phone of row %d, and one of the two has no e-mail address. %s", other, advice)
			return
		}
	}
	if other, ok := x.contacts[key]; ok {
		b.addProblem(column{}, "It has the name of row %d, and neither has an e-mail address or a phone to tell them apart. Add one.", other.row)
		return
	}
	x.contacts[key] = b.out
	for _, e := range b.out.Emails {
		x.emails[forms.Fold(e.Email)] = b.out.row
	}
	for _, n := range b.out.Phones {
		for _, mark := range forms.PhoneMarks(n.written()) {
			x.phones[mark] = append(x.phones[mark], holder{n.written(), b.out.row, lone})
		}
	}
}

// find finds the row that has a phone, where one of the two is without an e-mail address.
// It is 0 if none has.
func (x index) find(p forms.Phone, lone bool) int {
	for _, mark := range forms.PhoneMarks(p) {
		for _, other := range x.phones[mark] {
			if (lone || other.lone) && forms.SamePhone(p, other.phone) {
				return other.row
			}
		}
	}
	return 0
}
