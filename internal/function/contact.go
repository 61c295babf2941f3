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
	Name       *name             `tfsdk:"name"`
	Emails     []email           `tfsdk:"emails"`
	Phones     []phoneNumber     `tfsdk:"phones"`
	Addresses  []address         `tfsdk:"addresses"`
	Company    *string           `tfsdk:"company"`
	JobTitle   *string           `tfsdk:"job_title"`
	Birthdate  *string           `tfsdk:"birthdate"`
	Locale     *string           `tfsdk:"locale"`
	LabelNames []string          `tfsdk:"label_names"`
	Columns    map[string]string `tfsdk:"columns"`
}

type name struct {
	First *string `tfsdk:"first"`
	Last  *string `tfsdk:"last"`
}

type email struct {
	Email  string  `tfsdk:"email"`
	Tag    *string `tfsdk:"tag"`
	column string
}

type phoneNumber struct {
	Phone  string  `tfsdk:"phone"`
	Tag    *string `tfsdk:"tag"`
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

func (b *builder) addProblem(c column, format string, args ...any) {
	b.problems.add(b.row, c.heading, format, args...)
}

func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// text refuses a cell of more than maxLength characters.
func (b *builder) text(cell string, c column, maxLength int) *string {
	if utf8.RuneCountInString(cell) > maxLength {
		b.addProblem(c, "It has more than %d characters. Shorten it.", maxLength)
	}
	return optional(cell)
}

// tagOf finds one of the allowed tags in a cell, "" if there is none.
func tagOf(cell string, allowed ...string) string {
	tag := ""
	for _, word := range tokenize(cell) {
		switch word {
		case "business":
			word = "work"
		case "primary":
			word = "main"
		case "cell":
			word = "mobile"
		}
		if word = strings.ToUpper(word); slices.Contains(allowed, word) && (tag == "" || word == "FAX") { // "Work Fax" is a fax
			tag = word
		}
	}
	return tag
}

// build makes the contact of a row.
func (b *builder) build(cells []string) {
	b.out = contact{LabelNames: []string{}, Columns: map[string]string{}}
	types, addresses, order := map[string]string{}, map[string]*rawAddress{}, []string{}
	whole := -1 // the column of a whole name
	for i, c := range b.columns {
		if cells[i] != "" && (c.meaning == mailType || c.meaning == phoneType) {
			types[c.meaning+c.item] = cells[i]
		}
	}
	for i, c := range b.columns {
		cell := cells[i]
		if c.meaning != leftOver {
			cell = b.mend(cell, c)
		}
		switch {
		case cell == "", c.meaning == mailType, c.meaning == phoneType:
		case c.meaning == mailAddress:
			b.addEmails(cell, c, types[mailType+c.item])
		case c.meaning == phone:
			b.addPhones(cell, c, types[phoneType+c.item])
		case c.meaning == fullName:
			whole = i
		case isPostal(c.meaning):
			if addresses[c.item] == nil {
				addresses[c.item], order = &rawAddress{}, append(order, c.item)
			}
			raw := addresses[c.item]
			raw.columns, raw.cells = append(raw.columns, c), append(raw.cells, cell)
		default:
			b.setField(cell, c)
		}
	}
	switch {
	case whole >= 0 && b.out.Name == nil: // no rule splits the names of all people
		b.out.Name = &name{First: b.text(cells[whole], b.columns[whole], 1000)}
	case whole >= 0:
		b.out.Columns[b.columns[whole].heading] = cells[whole]
	}
	// Wix takes the first phone as the primary one, which should not be a fax.
	slices.SortStableFunc(b.out.Phones, func(x, y phoneNumber) int { return cmp.Compare(isFax(x), isFax(y)) })
	for _, item := range order {
		for _, raw := range b.apart(*addresses[item]) {
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
func (b *builder) setField(cell string, c column) {
	if b.out.Name == nil && slices.Contains([]string{firstName, lastName}, c.meaning) {
		b.out.Name = &name{}
	}
	switch c.meaning {
	case firstName:
		b.out.Name.First = b.text(cell, c, 1000)
	case lastName:
		b.out.Name.Last = b.text(cell, c, 1000)
	case company:
		b.out.Company = b.text(b.firstOf(cell, c), c, 1000)
	case jobTitle:
		b.out.JobTitle = b.text(b.firstOf(cell, c), c, 1000)
	case birthdate:
		b.out.Birthdate = b.toBirthdate(cell, c)
	case locale:
		if tag := strings.ReplaceAll(cell, "_", "-"); forms.IsLocale(tag) {
			b.out.Locale = &tag
		} else {
			b.out.Columns[c.heading] = cell
		}
	case labels:
		b.addLabels(cell, c)
	default:
		b.out.Columns[c.heading] = cell
	}
}

// firstOf is the first of several joined values, of which a contact has one. It keeps
// the cell with all of them.
func (b *builder) firstOf(cell string, c column) string {
	first, _, several := strings.Cut(cell, joint)
	if several {
		b.out.Columns[c.heading] = cell
	}
	return strings.TrimSpace(first)
}
