package function

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// What a column holds. A single value may be in one column only, the others may
// be in several.
const (
	custom      = "" // something that a contact has no place for
	firstName   = "first name"
	lastName    = "last name"
	wholeName   = "name"
	company     = "company"
	jobTitle    = "job title"
	birthdate   = "birthdate"
	locale      = "locale"
	labels      = "labels"
	mailAddress = "email"
	mailType    = "email type"
	phone       = "phone"
	phoneType   = "phone type"
	postal      = "address"
)

// column is a column of the table.
type column struct {
	heading string // as written, and unique
	holds   string
	item    string // which e-mail address, phone or postal address it is about
	part    string // of a postal address
	tag     string // that the heading tells
}

// singles are the headings of single values, the likeliest first. Outlook has a
// "Title" for the salutation beside a "Job Title", in Salesforce it is the job.
var singles = map[string][]string{
	firstName: {"first name", "firstname", "given name", "forename"},
	lastName:  {"last name", "lastname", "family name", "surname"},
	wholeName: {"full name", "name", "display name", "contact name"},
	company:   {"company", "company name", "organization name", "organization 1 name", "account name", "organization", "organisation", "associated company"},
	jobTitle:  {"job title", "position", "organization title", "organization 1 title", "title"},
	birthdate: {"birthdate", "birth date", "birthday", "date of birth"},
	locale:    {"locale", "language", "preferred language"},
}

var labelHeadings = []string{"labels", "label", "tags", "tag", "categories", "group membership"}

// Headings of e-mail addresses and phones without their numbers, with the tag
// that they tell.
var (
	mailHeadings = map[string]string{
		"email": "", "email value": "", "email address": "", "emails": "", "email addresses": "", "other email": "",
		"additional emails": "", "additional email addresses": "", "personal email": "", "primary email": "MAIN",
		"home email": "HOME", "work email": "WORK", "business email": "WORK",
	}
	phoneHeadings = map[string]string{
		"phone": "", "phone value": "", "phone number": "", "phones": "", "telephone": "", "telephone number": "", "other phone": "",
		"mobile": "MOBILE", "mobile phone": "MOBILE", "mobile number": "MOBILE", "mobile phone number": "MOBILE",
		"cell": "MOBILE", "cell phone": "MOBILE", "cell phone number": "MOBILE",
		"home phone": "HOME", "home phone number": "HOME",
		"work phone": "WORK", "work phone number": "WORK", "business phone": "WORK",
		"primary phone": "MAIN", "main phone": "MAIN",
		"fax": "FAX", "fax number": "FAX", "home fax": "FAX", "work fax": "FAX", "business fax": "FAX", "other fax": "FAX",
	}
)

// words is a heading in lower case without punctuation, its numbers and words
// apart: "E-mail 1 - Value" and "Email1Value" are "email 1 value".
func words(heading string) []string {
	var b strings.Builder
	var last rune
	for _, r := range heading {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			r = ' '
		case unicode.IsUpper(r) && unicode.IsLower(last), unicode.IsDigit(r) != unicode.IsDigit(last):
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
		last = r
	}
	joined := " " + strings.Join(strings.Fields(b.String()), " ") + " "
	return strings.Fields(strings.ReplaceAll(joined, " e mail ", " email "))
}

func isNumber(word string) bool { return strings.Trim(word, "0123456789") == "" }

// understand finds out what each column holds.
func understand(t table) ([]column, string) {
	out := make([]column, len(t.headings))
	seen := map[string]int{}
	for i, heading := range t.headings {
		if heading == "" {
			heading = fmt.Sprintf("Column %d", i+1)
		}
		if seen[heading]++; seen[heading] > 1 {
			heading = fmt.Sprintf("%s (%d)", heading, seen[heading])
		}
		out[i] = recognize(words(t.headings[i]))
		out[i].heading = heading
	}
	for holds, headings := range singles {
		if i := likeliest(t.headings, headings); i >= 0 {
			out[i].holds = holds
		}
	}
	has := func(holds string) bool {
		return slices.ContainsFunc(out, func(c column) bool { return c.holds == holds })
	}
	if i := slices.IndexFunc(out, func(c column) bool { return c.holds == wholeName }); i >= 0 && (has(firstName) || has(lastName)) {
		out[i].holds = custom // what it says is in the other two
	}
	if !has(firstName) && !has(lastName) && !has(wholeName) && !has(mailAddress) && !has(phone) {
		return nil, "No heading is known for a name, an e-mail address or a phone. The first row must hold headings such as First Name, Last Name, Email 1 and Phone 1."
	}
	return out, ""
}

// likeliest is the column that has the first of some headings.
func likeliest(all, headings []string) int {
	for _, want := range headings {
		for i, heading := range all {
			if strings.Join(words(heading), " ") == want {
				return i
			}
		}
	}
	return -1
}

// recognize knows the headings that may come several times.
func recognize(all []string) column {
	if c, ok := recognizeAddress(all); ok {
		return c
	}
	if slices.Contains(labelHeadings, strings.Join(all, " ")) {
		return column{holds: labels}
	}
	var rest, numbers []string
	for _, word := range all {
		if isNumber(word) {
			numbers = append(numbers, word)
		} else {
			rest = append(rest, word)
		}
	}
	c, name := column{item: strings.Join(numbers, " ")}, strings.Join(rest, " ")
	switch tag, ok := mailHeadings[name]; {
	case ok:
		c.holds, c.tag = mailAddress, tag
		return c
	case name == "email label", name == "email type":
		c.holds = mailType
		return c
	}
	switch tag, ok := phoneHeadings[name]; {
	case ok:
		c.holds, c.tag = phone, tag
		return c
	case name == "phone label", name == "phone type":
		c.holds = phoneType
		return c
	}
	return column{}
}
