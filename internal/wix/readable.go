package wix

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// mostText bounds, in bytes, what is kept of one text of an error answer.
	mostText = 2000
	// mostViolations bounds how many refused members an error tells: more than a
	// contact can have is no list to read.
	mostViolations = 100
)

// readable is a text from outside in a form that can be shown: a terminal would
// obey control characters, and the plugin protocol carries valid UTF-8 only.
func readable(s string) string {
	s = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, s))
	if len(s) <= mostText {
		return s
	}
	cut := mostText
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + " (cut)"
}

// readableError is err, or an error with its readable text where that differs:
// net/http repeats what it could not parse.
func readableError(err error) error {
	if text := readable(err.Error()); text != err.Error() {
		return errors.New(text)
	}
	return err
}

// readable makes every text of an error answer fit to be shown.
func (e *Error) readable() *Error {
	for _, text := range []*string{
		&e.Code, &e.Message, &e.RequestID, &e.Quota, &e.QuotaUsed,
		&e.Duplicate.ContactID, &e.Duplicate.Email, &e.Duplicate.Phone,
	} {
		*text = readable(*text)
	}
	e.Violations = e.Violations[:min(len(e.Violations), mostViolations)]
	for i := range e.Violations {
		v := &e.Violations[i]
		v.Field, v.Description, v.Rule = readable(v.Field), readable(v.Description), readable(v.Rule)
	}
	return e
}

// excerpt shows enough of a foreign body to recognise a gateway.
func excerpt(body []byte) string {
	if len(body) == 0 {
		return "it is empty"
	}
	text := readable(string(body[:min(len(body), 120)]))
	text = strings.NewReplacer("\n", " ", string(unicode.ReplacementChar), " ").Replace(text)
	return fmt.Sprintf("it begins with %q", text)
}
