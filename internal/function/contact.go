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
	Email string  `tfsdk:"email"`
	Tag   *string `tfsdk:"tag"`
}

type phoneNumber struct {
	Phone string  `tfsdk:"phone"`
	Tag   *string `tfsdk:"tag"`
}

func (n phoneNumber) written() forms.Phone { return forms.Phone{Number: n.Phone} }

// maxItems is how many e-mail addresses, phones and addresses Wix takes (contract 6.1).
const maxItems = 50

// builder makes contacts, one row after the other.
type builder struct {
	columns   []column
	countries func() map[string]string
	// dayFirst is the order in dates with slashes, if it is certain.
	dayFirst, certain bool

	row      int
	out      contact
	problems problems
}

func (b *builder) addProblem(format string, args ...any) { b.problems.add(b.row, format, args...) }

func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// text refuses a cell of more than maxLength characters.
func (b *builder) text(cell, what string, maxLength int) *string {
	if utf8.RuneCountInString(cell) > maxLength {
		b.addProblem("The %s has more than %d characters. Shorten it.", what, maxLength)
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
	for i, c := range b.columns {
		if cells[i] != "" && (c.field == mailType || c.field == phoneType) {
			types[c.field+c.item] = cells[i]
		}
	}
	for i, c := range b.columns {
		cell := cells[i]
		if cell == "" {
			continue
		}
		switch c.field {
		case mailAddress:
			b.addEmails(cell, c, types[mailType+c.item])
		case phone:
			b.addPhones(cell, c, types[phoneType+c.item])
		case postal:
			if addresses[c.item] == nil {
				addresses[c.item], order = &rawAddress{}, append(order, c.item)
			}
			raw := addresses[c.item]
			raw.columns, raw.cells = append(raw.columns, c), append(raw.cells, cell)
		case mailType, phoneType:
		default:
			b.setField(cell, c)
		}
	}
	// Wix takes the first phone as the primary one, which should not be a fax.
	slices.SortStableFunc(b.out.Phones, func(x, y phoneNumber) int { return cmp.Compare(isFax(x), isFax(y)) })
	for _, item := range order {
		if one := b.toAddress(*addresses[item]); one != nil {
			b.out.Addresses = append(b.out.Addresses, *one)
		}
	}
	if len(b.out.Emails) > maxItems || len(b.out.Phones) > maxItems || len(b.out.Addresses) > maxItems {
		b.addProblem("It has more than %d e-mail addresses, phones or addresses. Remove some.", maxItems)
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
	if b.out.Name == nil && slices.Contains([]string{firstName, lastName, wholeName}, c.field) {
		b.out.Name = &name{}
	}
	switch c.field {
	case firstName, wholeName: // no rule splits the names of all people
		b.out.Name.First = b.text(cell, c.heading, 1000)
	case lastName:
		b.out.Name.Last = b.text(cell, c.heading, 1000)
	case company:
		b.out.Company = b.text(cell, c.heading, 1000)
	case jobTitle:
		b.out.JobTitle = b.text(cell, c.heading, 1000)
	case birthdate:
		b.out.Birthdate = b.toBirthdate(cell, c)
	case locale:
		if tag := strings.ReplaceAll(cell, "_", "-"); forms.IsLocale(tag) {
			b.out.Locale = &tag
		} else {
			b.out.Columns[c.heading] = cell
		}
	case labels:
		b.addLabels(cell)
	default:
		b.out.Columns[c.heading] = cell
	}
}

func (b *builder) addEmails(cell string, c column, kind string) {
	for _, text := range strings.FieldsFunc(strings.ReplaceAll(cell, ":::", ";"), func(r rune) bool { return strings.ContainsRune(";, \t\r\n", r) }) {
		text = strings.TrimPrefix(text, "mailto:")
		if !forms.IsEmail(text) {
			b.addProblem("%q in the column %s does not have the form name@example.com with at most 320 characters. Correct the address.", shorten(text), c.heading)
			continue
		}
		if slices.ContainsFunc(b.out.Emails, func(e email) bool { return forms.SameEmail(e.Email, text) }) {
			continue
		}
		b.out.Emails = append(b.out.Emails, email{Email: text, Tag: optional(cmp.Or(tagOf(kind, "MAIN", "HOME", "WORK"), c.tag))})
	}
}

func (b *builder) addPhones(cell string, c column, kind string) {
	for _, text := range strings.FieldsFunc(strings.ReplaceAll(cell, ":::", ";"), func(r rune) bool { return strings.ContainsRune(";\r\n", r) }) {
		// The apostrophe keeps spreadsheets from taking a number for a formula.
		text = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "'"))
		if text == "" || slices.ContainsFunc(b.out.Phones, func(n phoneNumber) bool { return forms.SamePhone(n.written(), forms.Phone{Number: text}) }) {
			continue
		}
		b.text(text, "phone in the column "+c.heading, 50)
		tag := cmp.Or(tagOf(kind, "MAIN", "HOME", "MOBILE", "WORK", "FAX"), c.tag)
		b.out.Phones = append(b.out.Phones, phoneNumber{Phone: text, Tag: optional(tag)})
	}
}
