package function

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// spreadsheetError is what a spreadsheet shows in place of a value.
var spreadsheetError = regexp.MustCompile(`(?i)^#(ref!|n/?a|name\?|value!|num!|null!|div/0!|error!|spill!|calc!|#+)$`)

// mend takes out of a cell what a program put into it and nobody sees: marks of the
// writing direction and the like, and the apostrophe that keeps a spreadsheet from
// taking a text for a number. It refuses a cell that has lost its value.
func (b *builder) mend(cell string, c column) string {
	if spreadsheetError.MatchString(cell) || strings.ContainsRune(cell, unicode.ReplacementChar) {
		b.addProblem(c, "The cell is damaged: an error of the spreadsheet, or letters that were lost with the encoding. Write the value again.")
		return ""
	}
	switch c.meaning {
	case mailAddress, phone, zip:
		cell = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(forms.WithoutMarks(cell)), "'"))
	}
	return cell
}

func (b *builder) addEmails(cell string, c column, kind string) {
	between := func(r rune) bool { return r == ';' || r == ',' || unicode.IsSpace(r) }
	for _, text := range strings.FieldsFunc(strings.ReplaceAll(cell, joint, ";"), between) {
		text = strings.TrimPrefix(text, "mailto:")
		if !forms.IsEmail(text) {
			b.addProblem(c, "It does not have the form name@example.com with at most 320 characters. Correct the address.")
			continue
		}
		if slices.ContainsFunc(b.out.Emails, func(e email) bool { return forms.SameEmail(e.Email, text) }) {
			continue
		}
		tag := cmp.Or(tagOf(kind, "MAIN", "HOME", "WORK"), tagOf(c.tag, "MAIN", "HOME", "WORK"))
		b.out.Emails = append(b.out.Emails, email{Email: text, Tag: optional(tag), column: c.heading})
	}
}

var phoneTags = []string{"MAIN", "HOME", "MOBILE", "WORK", "FAX"}

func (b *builder) addPhones(cell string, c column, kind string) {
	for _, text := range strings.FieldsFunc(strings.ReplaceAll(cell, joint, ";"), func(r rune) bool { return r == ';' || r == '\n' }) {
		text = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "'"))
		if text == "" || slices.ContainsFunc(b.out.Phones, func(n phoneNumber) bool { return forms.SamePhone(n.written(), forms.Phone{Number: text}) }) {
			continue
		}
		if !forms.IsPhone(text) {
			b.addProblem(c, "It is not a phone number: it has no digits, or a spreadsheet has turned it into a number like 1.2E+10. Write the number again, in a column of text.")
			continue
		}
		b.text(text, c, 50)
		tag := cmp.Or(tagOf(kind, phoneTags...), tagOf(c.tag, phoneTags...))
		b.out.Phones = append(b.out.Phones, phoneNumber{Phone: text, Tag: optional(tag), column: c.heading})
	}
}
