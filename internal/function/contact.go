package function

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// contact is a value of the result: attributes of wix_contact, where nil means not
// managed, and the names of labels and the remaining cells.
type contact struct {
	Name       *name
	Emails     []email
	Phones     []phoneNumber
	Addresses  []address
	Company    *string
	JobTitle   *string
	Birthdate  *string
	Locale     *string
	LabelNames []string
	Columns    map[string]string
}

type name struct {
	First *string
	Last  *string
}

type email struct {
	Email  string
	Tag    *string
	column string
}

type phoneNumber struct {
	Phone  string
	Tag    *string
	column string
}

func (n phoneNumber) written() forms.Phone { return forms.Phone{Number: n.Phone} }

// maxItems is how many e-mail addresses, phones and addresses Wix takes (contract 6.1).
const maxItems = 50

// builder makes contacts, one row after the other.
type builder struct {
	columns columns
	// dayFirst is the order in dates with slashes, if it is certain.
	dayFirst, certain bool

	row      int
	out      contact
	problems problems
}

// cell is a cell of a row that is not empty, under its column.
type cell struct {
	column
	text string
}

func (b *builder) addProblem(c column, format string, args ...any) {
	b.problems.add(b.row, c.heading, format, args...)
}

// keep keeps cells that have no place in a contact.
func (b *builder) keep(cells ...cell) {
	for _, c := range cells {
		b.out.Columns[c.heading] = c.text
	}
}

func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// text refuses a text of more than maxLength characters.
func (b *builder) text(text string, c column, maxLength int) *string {
	if utf8.RuneCountInString(text) > maxLength {
		b.addProblem(c, "It has more than %d characters. Shorten it.", maxLength)
	}
	return optional(text)
}

// tagOf finds the tag of an item: one of its type if that says any, else that of its
// column.
func tagOf(kind string, c column, allowed ...string) *string {
	tag := ""
	for _, word := range tokenize(kind) {
		found := loadVocabulary().phrases[word].tag
		if slices.Contains(allowed, found) && (tag == "" || found == "FAX") { // "Work Fax" is a fax
			tag = found
		}
	}
	if tag == "" && slices.Contains(allowed, c.tag) {
		tag = c.tag
	}
	return optional(tag)
}

// build makes the contact of a row.
func (b *builder) build(texts []string) {
	b.out = contact{LabelNames: []string{}, Columns: map[string]string{}}
	types, addresses, order := map[string]string{}, map[string]rawAddress{}, []string{}
	var whole cell // a whole name
	for i, c := range b.columns {
		if texts[i] != "" && (c.meaning == mailType || c.meaning == phoneType) {
			types[c.meaning+c.item] = texts[i]
		}
	}
	for i, c := range b.columns {
		one := cell{c, b.mend(texts[i], c)}
		switch {
		case one.text == "", c.meaning == mailType, c.meaning == phoneType:
		case c.meaning == mailAddress:
			b.addEmails(one, types[mailType+c.item])
		case c.meaning == phone:
			b.addPhones(one, types[phoneType+c.item])
		case c.meaning == fullName:
			whole = one
		case isPostal(c.meaning):
			if addresses[c.item] == nil {
				order = append(order, c.item)
			}
			addresses[c.item] = append(addresses[c.item], one)
		default:
			b.setField(one)
		}
	}
	switch {
	case whole.text != "" && b.out.Name == nil: // no rule splits the names of all people
		b.out.Name = &name{First: b.text(whole.text, whole.column, 1000)}
	case whole.text != "":
		b.keep(whole)
	}
	// Wix takes the first phone as the primary one, which should not be a fax.
	slices.SortStableFunc(b.out.Phones, func(x, y phoneNumber) int { return cmp.Compare(isFax(x), isFax(y)) })
	for _, item := range order {
		for _, raw := range b.apart(addresses[item]) {
			if one := b.toAddress(raw); one != nil {
				b.out.Addresses = append(b.out.Addresses, *one)
			}
		}
	}
	if len(b.out.Emails) > maxItems || len(b.out.Phones) > maxItems || len(b.out.Addresses) > maxItems {
		b.addProblem(column{}, "It has more than %d e-mail addresses, phones or addresses. Remove some.", maxItems)
	}
}

func isFax(n phoneNumber) int {
	if deref(n.Tag) == "FAX" {
		return 1
	}
	return 0
}

// setField sets a field that has one column, or keeps the cell.
func (b *builder) setField(c cell) {
	if b.out.Name == nil && slices.Contains([]string{firstName, lastName}, c.meaning) {
		b.out.Name = &name{}
	}
	switch c.meaning {
	case firstName:
		b.out.Name.First = b.text(c.text, c.column, 1000)
	case lastName:
		b.out.Name.Last = b.text(c.text, c.column, 1000)
	case company:
		b.out.Company = b.firstOf(c)
	case jobTitle:
		b.out.JobTitle = b.firstOf(c)
	case birthdate:
		b.out.Birthdate = b.toBirthdate(c)
	case locale:
		if tag := strings.ReplaceAll(c.text, "_", "-"); forms.IsLocale(tag) {
			b.out.Locale = &tag
		} else {
			b.keep(c)
		}
	case labels:
		b.addLabels(c)
	default:
		b.keep(c)
	}
}

// firstOf is the first of several joined values, of which a contact has one. It keeps
// the cell with all of them.
func (b *builder) firstOf(c cell) *string {
	first, _, several := strings.Cut(c.text, joint)
	if several {
		b.keep(c)
	}
	return b.text(strings.TrimSpace(first), c.column, 1000)
}
