package function

import (
	"encoding/csv"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// spreadsheetError is what a spreadsheet shows in place of a value.
var spreadsheetError = regexp.MustCompile(`(?i)^#(ref!|n/?a|name\?|value!|num!|null!|div/0!|error!|spill!|calc!|#+)$`)

// mend takes out of a cell what a program put into it and nobody sees: marks of the
// writing direction and the like, and the apostrophe that keeps a spreadsheet from
// taking a text for a number. It refuses a cell that has lost its value.
func (b *builder) mend(cell string, c column) string {
	if c.meaning == leftOver {
		return cell
	}
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

// tags are those that Wix has for items.
var tags = map[string][]string{
	"emails":    {"MAIN", "HOME", "WORK"},
	"phones":    {"MAIN", "HOME", "MOBILE", "WORK", "FAX"},
	"addresses": {"HOME", "WORK", "BILLING", "SHIPPING"},
}

// tagOf finds the tag of an item: one of its type if that says any, else that of its
// column.
func (b *builder) tagOf(c column) optional {
	tag := ""
	attribute, _, _ := strings.Cut(c.meaning, ".")
	for _, kind := range b.cells {
		if kind.text == "" || kind.item != c.item || kind.meaning != attribute+".tag" {
			continue
		}
		for _, word := range tokenize(kind.text) {
			found := loadVocabulary().phrases[word].tag
			if slices.Contains(tags[attribute], found) && (tag == "" || found == "FAX") { // "Work Fax" is a fax
				tag = found
			}
		}
	}
	if tag == "" && slices.Contains(tags[attribute], c.tag) {
		tag = c.tag
	}
	return optional(tag)
}

func (b *builder) addEmails(c cell) {
	between := func(r rune) bool { return r == ';' || r == ',' || unicode.IsSpace(r) }
	for _, text := range strings.FieldsFunc(strings.ReplaceAll(c.text, joint, ";"), between) {
		text = strings.TrimPrefix(text, "mailto:")
		if !forms.IsEmail(text) {
			b.addProblem(c.column, "It does not have the form name@example.com with at most 320 characters. Correct the address.")
			continue
		}
		if !slices.ContainsFunc(b.out.Emails, func(e email) bool { return forms.SameEmail(e.Email, text) }) {
			b.out.Emails = append(b.out.Emails, email{text, b.tagOf(c.column), c.column})
		}
	}
}

func (b *builder) addPhones(c cell) {
	for _, text := range strings.FieldsFunc(strings.ReplaceAll(c.text, joint, ";"), func(r rune) bool { return r == ';' || r == '\n' }) {
		text = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "'"))
		if text == "" || slices.ContainsFunc(b.out.Phones, func(n phoneNumber) bool {
			return forms.SamePhone(forms.Phone{Number: n.Phone}, forms.Phone{Number: text})
		}) {
			continue
		}
		if !forms.IsPhone(text) {
			b.addProblem(c.column, "It is not a phone number: it has no digits, or a spreadsheet has turned it into a number like 1.2E+10. Write the number again, in a column of text.")
			continue
		}
		b.out.Phones = append(b.out.Phones, phoneNumber{string(b.limit(c.column, text, 50)), b.tagOf(c.column), c.column})
	}
}

const maxLabelLength = 180

// ignoredGroups are groups of Google Contacts that every contact can be in.
var ignoredGroups = []string{"mycontacts", "starred", "my contacts"}

// addLabels splits a cell into names. Google separates them by colons, Mailchimp quotes
// each, Outlook and others use semicolons or commas.
func (b *builder) addLabels(c cell) {
	var names []string
	switch {
	case strings.Contains(c.text, joint):
		names = strings.Split(c.text, joint)
	case strings.HasPrefix(c.text, `"`):
		var err error
		if names, err = csv.NewReader(strings.NewReader(c.text)).Read(); err != nil {
			names = []string{c.text}
		}
	case strings.Contains(c.text, ";"):
		names = strings.Split(c.text, ";")
	default:
		names = strings.Split(c.text, ",")
	}
	for _, name := range names {
		group, isGroup := strings.CutPrefix(strings.TrimSpace(name), "* ")
		name = strings.TrimSpace(group)
		if name == "" || slices.Contains(b.out.LabelNames, name) || isGroup && slices.Contains(ignoredGroups, strings.ToLower(name)) {
			continue
		}
		if utf8.RuneCountInString(name) > maxLabelLength {
			b.addProblem(c.column, "The label %q has more than %d characters. Shorten it.", shorten(name), maxLabelLength)
			continue
		}
		b.out.LabelNames = append(b.out.LabelNames, name)
	}
}
