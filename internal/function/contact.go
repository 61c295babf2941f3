package function

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// contact has attributes of wix_contact, and what a table tells besides. A nil
// member is not managed.
type contact struct {
	Name       *name             `tfsdk:"name"`
	Emails     []email           `tfsdk:"emails"`
	Phones     []number          `tfsdk:"phones"`
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

type number struct {
	Phone string  `tfsdk:"phone"`
	Tag   *string `tfsdk:"tag"`
}

// most is how many e-mail addresses, phones and addresses Wix takes (contract 6.1).
const most = 50

// builder makes the contact of one row.
type builder struct {
	row       int
	form      []column
	out       contact
	problems  *problems
	countries func() map[string]string
	// dayFirst and certain are about dates with slashes.
	dayFirst, certain bool
}

func (b *builder) wrong(format string, args ...any) { b.problems.in(b.row, format, args...) }

func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// text is a text of at most so many characters.
func (b *builder) text(cell, what string, most int) *string {
	if utf8.RuneCountInString(cell) > most {
		b.wrong("The %s has more than %d characters. Shorten it.", what, most)
	}
	return optional(cell)
}

// tagOf is the tag that a cell about the type of an item means, of those allowed.
func tagOf(cell string, allowed ...string) string {
	tag := ""
	for _, word := range words(cell) {
		switch word {
		case "business":
			word = "work"
		case "primary":
			word = "main"
		case "cell":
			word = "mobile"
		}
		// "Work Fax" is a fax.
		if word = strings.ToUpper(word); slices.Contains(allowed, word) && (tag == "" || word == "FAX") {
			tag = word
		}
	}
	return tag
}

// build makes a contact of the cells.
func (b *builder) build(cells []string) {
	b.out = contact{LabelNames: []string{}, Columns: map[string]string{}}
	types, addresses, order := map[string]string{}, map[string]*rawAddress{}, []string{}
	for i, c := range b.form {
		if cells[i] != "" && (c.holds == mailType || c.holds == phoneType) {
			types[c.holds+c.item] = cells[i]
		}
	}
	for i, c := range b.form {
		cell := cells[i]
		if cell == "" {
			continue
		}
		switch c.holds {
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
			b.single(cell, c)
		}
	}
	// The first phone is the primary one, and that should not be a fax.
	slices.SortStableFunc(b.out.Phones, func(x, y number) int { return cmp.Compare(isFax(x), isFax(y)) })
	for _, item := range order {
		if one := b.toAddress(*addresses[item]); one != nil {
			b.out.Addresses = append(b.out.Addresses, *one)
		}
	}
	if len(b.out.Emails) > most || len(b.out.Phones) > most || len(b.out.Addresses) > most {
		b.wrong("It has more than %d e-mail addresses, phones or addresses. Remove some.", most)
	}
}

func isFax(n number) int {
	if value(n.Tag) == "FAX" {
		return 1
	}
	return 0
}

// single sets what is in one column.
func (b *builder) single(cell string, c column) {
	named := func() *name {
		if b.out.Name == nil {
			b.out.Name = &name{}
		}
		return b.out.Name
	}
	switch c.holds {
	case firstName, wholeName: // a whole name is not taken apart, as it cannot be for all people
		named().First = b.text(cell, c.heading, 1000)
	case lastName:
		named().Last = b.text(cell, c.heading, 1000)
	case company:
		b.out.Company = b.text(cell, c.heading, 1000)
	case jobTitle:
		b.out.JobTitle = b.text(cell, c.heading, 1000)
	case birthdate:
		b.out.Birthdate = b.toBirthdate(cell, c)
	case locale:
		tag := strings.ReplaceAll(cell, "_", "-")
		if !wix.IsLocale(tag) {
			b.out.Columns[c.heading] = cell
			return
		}
		b.out.Locale = &tag
	case labels:
		b.toLabels(cell)
	default:
		b.out.Columns[c.heading] = cell
	}
}

func (b *builder) addEmails(cell string, c column, kind string) {
	for _, text := range strings.FieldsFunc(strings.ReplaceAll(cell, ":::", ";"), func(r rune) bool { return strings.ContainsRune(";, \t\r\n", r) }) {
		text = strings.TrimPrefix(text, "mailto:")
		if !wix.IsEmail(text) {
			b.wrong("%q in the column %s does not have the form name@example.com with at most 320 characters. Correct the address.", cut(text), c.heading)
			continue
		}
		if slices.ContainsFunc(b.out.Emails, func(e email) bool { return wix.SameEmail(e.Email, text) }) {
			continue
		}
		tag := tagOf(kind, "MAIN", "HOME", "WORK")
		if tag == "" {
			tag = c.tag
		}
		b.out.Emails = append(b.out.Emails, email{Email: text, Tag: optional(tag)})
	}
}

func (b *builder) addPhones(cell string, c column, kind string) {
	for _, text := range strings.FieldsFunc(strings.ReplaceAll(cell, ":::", ";"), func(r rune) bool { return strings.ContainsRune(";\r\n", r) }) {
		// The apostrophe keeps spreadsheets from taking a number for a formula.
		text = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "'"))
		if text == "" || slices.ContainsFunc(b.out.Phones, func(n number) bool { return n.Phone == text }) {
			continue
		}
		b.text(text, "phone in the column "+c.heading, 50)
		tag := tagOf(kind, "MAIN", "HOME", "MOBILE", "WORK", "FAX")
		if tag == "" {
			tag = c.tag
		}
		b.out.Phones = append(b.out.Phones, number{Phone: text, Tag: optional(tag)})
	}
}
