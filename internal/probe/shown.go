package probe

import (
	"strconv"
	"strings"
	"unicode"
)

// secrets are what must not be shown.
type secrets struct{ all []string }

func (s *secrets) add(secret string) {
	if len(secret) >= 8 {
		s.all = append(s.all, secret)
	}
}

// shown makes a text from outside fit to be shown: in one line, bounded, without credentials,
// and with nothing that a terminal obeys.
func (s *secrets) shown(text string) string {
	const most = 300
	for _, secret := range s.all {
		text = strings.ReplaceAll(text, secret, "(redacted)")
	}
	var out strings.Builder
	for _, r := range text {
		switch {
		case out.Len() > most:
			return out.String() + " (cut)"
		case unicode.IsPrint(r):
			out.WriteRune(r)
		default:
			quoted := strconv.QuoteRuneToASCII(r)
			out.WriteString(quoted[1 : len(quoted)-1])
		}
	}
	return out.String()
}
