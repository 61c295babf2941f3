package wix

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

const (
	// mostText bounds, in bytes, what is kept of one text of an error answer.
	mostText = 2000
	// leastSecret is, in bytes, the shortest credential that is looked for. With the
	// key "any", as for the emulator, "company" would hold one.
	leastSecret = 8
	// mostViolations bounds how many refused members an error tells: more than a
	// contact can have is no list to read.
	mostViolations = 100
)

// secrets are the credentials of a client, which some gateways repeat.
type secrets struct {
	mu  sync.Mutex
	all []string
}

func (s *secrets) add(secret string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = append(s.all, secret)
}

// redact is a text from outside in a form that can be shown: without secrets, and
// readable.
func (s *secrets) redact(text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, secret := range s.all {
		if len(secret) >= leastSecret {
			text = strings.ReplaceAll(text, secret, "(redacted)")
		}
	}
	return readable(text)
}

// readable is a text that a terminal does not obey, and that the plugin protocol
// carries: no control characters, valid UTF-8, bounded.
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

// cleaned makes every text of an error fit to be shown.
func (e *Error) cleaned(s *secrets) *Error {
	for _, text := range []*string{
		&e.Code, &e.Message, &e.RequestID, &e.Quota, &e.QuotaUsed,
		&e.Duplicate.ContactID, &e.Duplicate.Email, &e.Duplicate.Phone,
	} {
		*text = s.redact(*text)
	}
	e.Violations = e.Violations[:min(len(e.Violations), mostViolations)]
	for i := range e.Violations {
		v := &e.Violations[i]
		v.Field, v.Description, v.Rule = s.redact(v.Field), s.redact(v.Description), s.redact(v.Rule)
	}
	if e.Cause != nil { // net/http repeats what it could not parse
		if text := s.redact(e.Cause.Error()); text != e.Cause.Error() {
			e.Cause = errors.New(text)
		}
	}
	return e
}

// excerpt shows enough of an answer that is not the API's to recognise a gateway.
func (s *secrets) excerpt(answer []byte) string {
	switch {
	case len(answer) == 0:
		return "it is empty"
	case json.Valid(answer): // which may spell a secret with escapes
		return "it is JSON of another form"
	}
	text := s.redact(string(answer))
	text = text[:min(len(text), 120)]
	text = strings.NewReplacer("\n", " ", string(unicode.ReplacementChar), " ").Replace(strings.ToValidUTF8(text, ""))
	return fmt.Sprintf("it begins with %q", text)
}
