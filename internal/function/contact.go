package function

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// contact is a value of the result. What it does not have is null, and so not managed.
type contact struct {
	row        int
	Name       *name             `msgpack:"name"`
	Emails     []email           `msgpack:"emails"`
	Phones     []phoneNumber     `msgpack:"phones"`
	Addresses  []address         `msgpack:"addresses"`
	Company    optional          `msgpack:"company"`
	JobTitle   optional          `msgpack:"job_title"`
	Birthdate  optional          `msgpack:"birthdate"`
	Locale     optional          `msgpack:"locale"`
	LabelNames []string          `msgpack:"label_names"`
	Columns    map[string]string `msgpack:"columns"` // cells that have no place in a contact
}

type name struct {
	First optional `msgpack:"first"`
	Last  optional `msgpack:"last"`
}

type email struct {
	Email  string   `msgpack:"email"`
	Tag    optional `msgpack:"tag"`
	column column
}

type phoneNumber struct {
	Phone  string   `msgpack:"phone"`
	Tag    optional `msgpack:"tag"`
	column column
}

// maxItems is how many e-mail addresses, phones and addresses Wix takes (contract 6.1).
const maxItems = 50

// builder makes contacts, one row after the other.
type builder struct {
	columns   columns
	slashForm string // of birthdays
	cells     []cell
	out       contact
	problems  problems

	contacts map[string]contact  // by key
	emails   map[string]int      // the rows of addresses
	phones   map[string][]holder // by what phones that are the same share
}

// cell is a cell of a row under its column.
type cell struct {
	column
	text string
}

func (b *builder) addProblem(c column, format string, args ...any) {
	b.problems.add(b.out.row, c.heading, format, args...)
}

// keep keeps cells that have no place in a contact.
func (b *builder) keep(cells ...cell) {
	for _, c := range cells {
		b.out.Columns[c.heading] = c.text
	}
}

// limit refuses a text of more than maxLength characters.
func (b *builder) limit(c column, text string, maxLength int) optional {
	if utf8.RuneCountInString(text) > maxLength {
		b.addProblem(c, "It has more than %d characters. Shorten it.", maxLength)
	}
	return optional(text)
}

// build makes the contact of a row.
func (b *builder) build(r row) {
	b.out = contact{row: r.number, LabelNames: []string{}, Columns: map[string]string{}}
	for i, c := range b.columns {
		b.cells[i] = cell{c, b.mend(r.cells[i], c)}
	}
	var whole cell // a whole name
	var addresses []string
	for _, c := range b.cells {
		switch {
		case c.text == "", c.isTag():
		case c.meaning == mailAddress:
			b.addEmails(c)
		case c.meaning == phone:
			b.addPhones(c)
		case c.meaning == fullName:
			whole = c
		case !isPostal(c.meaning):
			b.addText(c)
		case !slices.Contains(addresses, c.item):
			addresses = append(addresses, c.item)
		}
	}
	switch {
	case whole.text != "" && b.out.Name == nil: // no rule splits the names of all people
		b.out.Name = &name{First: b.limit(whole.column, whole.text, 1000)}
	case whole.text != "":
		b.keep(whole)
	}
	// Wix takes the first phone as the primary one, which should not be a fax.
	slices.SortStableFunc(b.out.Phones, func(x, y phoneNumber) int { return cmp.Compare(isFax(x), isFax(y)) })
	for _, one := range addresses {
		b.addAddresses(one)
	}
	if len(b.out.Emails) > maxItems || len(b.out.Phones) > maxItems || len(b.out.Addresses) > maxItems {
		b.addProblem(column{}, "It has more than %d e-mail addresses, phones or addresses. Remove some.", maxItems)
	}
}

func isFax(n phoneNumber) int {
	if n.Tag == "FAX" {
		return 1
	}
	return 0
}

// addText sets an attribute that has one column, or keeps the cell.
func (b *builder) addText(c cell) {
	if b.out.Name == nil && (c.meaning == firstName || c.meaning == lastName) {
		b.out.Name = &name{}
	}
	switch c.meaning {
	case firstName:
		b.out.Name.First = b.limit(c.column, c.text, 1000)
	case lastName:
		b.out.Name.Last = b.limit(c.column, c.text, 1000)
	case company:
		b.out.Company = b.firstOf(c)
	case jobTitle:
		b.out.JobTitle = b.firstOf(c)
	case birthdate:
		b.out.Birthdate = b.toBirthdate(c)
	case labels:
		b.addLabels(c)
	case locale:
		if tag := strings.ReplaceAll(c.text, "_", "-"); forms.IsLocale(tag) {
			b.out.Locale = optional(tag)
			return
		}
		fallthrough
	default:
		b.keep(c)
	}
}

// firstOf is the first of several joined values, of which a contact has one. It keeps
// the cell with all of them.
func (b *builder) firstOf(c cell) optional {
	first, _, several := strings.Cut(c.text, joint)
	if several {
		b.keep(c)
	}
	return b.limit(c.column, strings.TrimSpace(first), 1000)
}
