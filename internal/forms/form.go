package forms

import (
	"net/mail"
	"regexp"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/language"
)

// maxEmail is how many characters an e-mail address can have (contract 1.4).
const maxEmail = 320

// IsEmail tells whether a text is an e-mail address alone, without a name and without
// characters that nobody sees.
func IsEmail(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s && len(s) <= maxEmail && s == WithoutMarks(s)
}

// IsLocale tells whether a text is a BCP 47 language tag.
func IsLocale(s string) bool {
	_, err := language.Parse(s)
	return err == nil
}

var subdivision = regexp.MustCompile(`^[A-Z]{2}-[A-Z0-9]{1,3}$`)

// IsSubdivision tells whether a text has the form of an ISO 3166-2 code, the country
// in front.
func IsSubdivision(s string) bool { return subdivision.MatchString(s) }

// IsDay tells whether a text is a day of the calendar in the form YYYY-MM-DD.
func IsDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// IsTime tells whether a text is a time in RFC 3339 form.
func IsTime(s string) bool {
	_, err := time.Parse(time.RFC3339, s)
	return err == nil
}

var guid = regexp.MustCompile(`(?i)^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// IsGUID tells whether a text is a GUID, as the ids of sites, contacts and jobs are
// (contract 1.2, 6.1, 7).
func IsGUID(s string) bool { return guid.MatchString(s) }

var key = regexp.MustCompile(`^[\pL\pM\pN._-]{1,80}$`)

// IsKey tells whether a text can be the key of a label or field (contract 4.1, 5.1): of
// at most 80 characters. Which ones Wix makes of foreign letters is not known (contract
// 4.3), but it is nothing that a path, a query or a terminal could take for its own.
func IsKey(s string) bool { return key.MatchString(s) }

// WithoutMarks removes the characters that nobody sees, such as those that turn the
// direction of writing: copied text brings them along.
func WithoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
}

// IsBlank tells whether a text has nothing that people see.
func IsBlank(s string) bool { return strings.TrimSpace(WithoutMarks(s)) == "" }

// asNumber is a phone after a spreadsheet has taken it for a number, or an error of one.
var asNumber = regexp.MustCompile(`(?i)^([+-]?\d+([.,]\d+)?e[+-]\d+|#div/0!)$`)

// IsPhone tells whether a text can be a phone: it has a digit, no character that nobody
// sees, and is not what a spreadsheet makes of a phone, or marks as a text with an
// apostrophe.
func IsPhone(s string) bool {
	return !strings.HasPrefix(s, "'") && strings.ContainsFunc(s, unicode.IsDigit) && s == WithoutMarks(s) && !asNumber.MatchString(strings.TrimSpace(s))
}
