package function

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Fields of a contact. A column can have one of them; those from labels on can have
// several columns.
const (
	custom      = "" // no field of a contact
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

// column is a column of the table, by what its heading means.
type column struct {
	heading string // as written, made unique
	field   string
	item    string // tells several e-mail addresses, phones or postal addresses apart
	part    string // of a postal address
	tag     string
}

// singleHeadings are the headings of fields with one column, the likeliest first: the
// "Title" of Outlook is a salutation beside a "Job Title", that of Salesforce the job.
var singleHeadings = map[string][]string{
	firstName: {"first name", "firstname", "given name", "forename"},
	lastName:  {"last name", "lastname", "family name", "surname"},
	wholeName: {"full name", "name", "display name", "contact name"},
	company:   {"company", "company name", "organization name", "organization 1 name", "account name", "organization", "organisation", "associated company"},
	jobTitle:  {"job title", "position", "organization title", "organization 1 title", "title"},
	birthdate: {"birthdate", "birth date", "birthday", "date of birth"},
	locale:    {"locale", "language", "preferred language"},
}

var labelHeadings = []string{"labels", "label", "tags", "tag", "categories", "group membership"}

// Headings of e-mail addresses and phones without their numbers, with their tags.
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

// tokenize splits a heading into words in lower case and numbers: "E-mail 1 - Value"
// and "Email1Value" are "email", "1", "value".
func tokenize(heading string) []string {
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

// classifyColumns finds the field of each column. The second result says what is wrong,
// "" where nothing is.
func classifyColumns(headings []string) ([]column, string) {
	out, names, seen := make([]column, len(headings)), make([]string, len(headings)), map[string]int{}
	for i, heading := range headings {
		tokens := tokenize(heading)
		out[i], names[i] = classify(tokens), strings.Join(tokens, " ")
		if heading == "" {
			heading = fmt.Sprintf("Column %d", i+1)
		}
		if seen[heading]++; seen[heading] > 1 {
			heading = fmt.Sprintf("%s (%d)", heading, seen[heading])
		}
		out[i].heading = heading
	}
	for field, candidates := range singleHeadings {
		for _, candidate := range candidates {
			if i := slices.Index(names, candidate); i >= 0 {
				out[i].field = field
				break
			}
		}
	}
	index := func(field string) int {
		return slices.IndexFunc(out, func(c column) bool { return c.field == field })
	}
	named := index(firstName) >= 0 || index(lastName) >= 0
	if i := index(wholeName); i >= 0 && named {
		out[i].field = custom // repeats the other two
	}
	if !named && index(wholeName) < 0 && index(mailAddress) < 0 && index(phone) < 0 {
		return nil, "No heading is known for a name, an e-mail address or a phone. The first row must hold headings such as First Name, Last Name, Email 1 and Phone 1."
	}
	return out, ""
}

// classify finds the fields that can have several columns.
func classify(tokens []string) column {
	if c, ok := classifyAddress(tokens); ok {
		return c
	}
	if slices.Contains(labelHeadings, strings.Join(tokens, " ")) {
		return column{field: labels}
	}
	var words, numbers []string
	for _, token := range tokens {
		if isNumber(token) {
			numbers = append(numbers, token)
		} else {
			words = append(words, token)
		}
	}
	name, item := strings.Join(words, " "), strings.Join(numbers, " ")
	for field, tags := range map[string]map[string]string{mailAddress: mailHeadings, phone: phoneHeadings} {
		if tag, ok := tags[name]; ok {
			return column{field: field, item: item, tag: tag}
		}
		if name == field+" type" || name == field+" label" {
			return column{field: field + " type", item: item}
		}
	}
	return column{}
}
