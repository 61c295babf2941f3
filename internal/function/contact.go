package function

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// contact is a value of the result. What it does not have is not managed.
type contact struct {
	row       int
	texts     map[string]string // by meaning
	emails    []item
	phones    []item
	addresses []item
	labels    []string
	columns   map[string]string // cells that have no place in a contact, by heading
}

// item is an e-mail address, a phone or an address, by the names of its attributes.
type item struct {
	heading string
	texts   map[string]string
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
		b.out.columns[c.heading] = c.text
	}
}

// limit refuses a text of more than maxLength characters.
func (b *builder) limit(c column, text string, maxLength int) string {
	if utf8.RuneCountInString(text) > maxLength {
		b.addProblem(c, "It has more than %d characters. Shorten it.", maxLength)
	}
	return text
}

// build makes the contact of a row.
func (b *builder) build(r row) {
	b.out = contact{row: r.number, texts: map[string]string{}, columns: map[string]string{}}
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
	case whole.text != "" && b.out.texts[firstName]+b.out.texts[lastName] == "": // no rule splits the names of all people
		b.out.texts[firstName] = b.limit(whole.column, whole.text, 1000)
	case whole.text != "":
		b.keep(whole)
	}
	// Wix takes the first phone as the primary one, which should not be a fax.
	slices.SortStableFunc(b.out.phones, func(x, y item) int { return cmp.Compare(isFax(x), isFax(y)) })
	for _, one := range addresses {
		b.addAddresses(one)
	}
	if len(b.out.emails) > maxItems || len(b.out.phones) > maxItems || len(b.out.addresses) > maxItems {
		b.addProblem(column{}, "It has more than %d e-mail addresses, phones or addresses. Remove some.", maxItems)
	}
}

func isFax(phone item) int {
	if phone.texts["tag"] == "FAX" {
		return 1
	}
	return 0
}

// addText sets an attribute that has one column, or keeps the cell.
func (b *builder) addText(c cell) {
	text := c.text
	switch c.meaning {
	case firstName, lastName:
	case company, jobTitle:
		first, _, several := strings.Cut(text, joint)
		if text = strings.TrimSpace(first); several {
			b.keep(c)
		}
	case birthdate:
		text = b.toBirthdate(c)
	case locale:
		if text = strings.ReplaceAll(text, "_", "-"); !forms.IsLocale(text) {
			b.keep(c)
			return
		}
	case labels:
		b.addLabels(c)
		return
	default:
		b.keep(c)
		return
	}
	b.out.texts[c.meaning] = b.limit(c.column, text, 1000)
}
