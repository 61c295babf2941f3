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
	case len(c.emails) > 0:
		return forms.Fold(c.emails[0].texts["email"])
	case len(c.phones) > 0:
		return besideDigits.ReplaceAllString(c.phones[0].texts["phone"], "$1")
	}
	return forms.Fold(c.texts[firstName] + " " + c.texts[lastName])
}

func (i item) phone() forms.Phone { return forms.Phone{Number: i.texts["phone"]} }

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
	key, lone := b.out.key(), len(b.out.emails) == 0
	if key == "" {
		b.addProblem(column{}, "It has no name, e-mail address or phone, one of which a contact needs. Add one, or remove the row.")
		return
	}
	for _, e := range b.out.emails {
		if other := x.emails[forms.Fold(e.texts["email"])]; other > 0 {
			b.addProblem(column{heading: e.heading}, "It has the e-mail address of row %d. %s", other, advice)
			return
		}
	}
	for _, n := range b.out.phones {
		if other := x.find(n.phone(), lone); other > 0 {
			b.addProblem(column{heading: n.heading}, "It has the phone of row %d, and one of the two has no e-mail address. %s", other, advice)
			return
		}
	}
	if other, ok := x.contacts[key]; ok {
		b.addProblem(column{}, "It has the name of row %d, and neither has an e-mail address or a phone to tell them apart. Add one.", other.row)
		return
	}
	x.contacts[key] = b.out
	for _, e := range b.out.emails {
		x.emails[forms.Fold(e.texts["email"])] = b.out.row
	}
	for _, n := range b.out.phones {
		for _, mark := range forms.PhoneMarks(n.phone()) {
			x.phones[mark] = append(x.phones[mark], holder{n.phone(), b.out.row, lone})
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
