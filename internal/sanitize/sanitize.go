// Package sanitize makes texts from outside fit to be shown to people: answers of a
// server, cells of a file, values of a state. Nothing of them is obeyed by a terminal,
// none is endless, and no credential is in them, however it is spelled.
package sanitize

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MostText bounds, in bytes, what is shown of one text from outside.
const MostText = 2000

// Text returns one text from outside in a line: without credentials, with control
// characters made visible, valid UTF-8, of at most [MostText] bytes and a mark that it
// was cut.
func (s *Secrets) Text(text string) string { return s.shown(strings.TrimSpace(text), "", MostText) }

// Lines is Text for what may have line breaks, in at most so many bytes.
func (s *Secrets) Lines(text string, most int) string { return s.shown(text, "\n", most) }

func (s *Secrets) shown(text, kept string, most int) string {
	text = cut(text, 2*most) // a credential at the end of it is cut with it below
	return cut(Visible(s.redact(text), kept), most)
}

// Visible writes what a terminal could obey as an escape, such as \u001b: control
// characters, those that turn the direction of writing, those that nobody sees, and line
// ends. The characters of kept stay, and so do joiners, which emoji and several scripts
// need.
func Visible(text, kept string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return hidden(r) || r == utf8.RuneError }) {
		return text
	}
	var out strings.Builder
	for _, r := range strings.ToValidUTF8(text, string(utf8.RuneError)) {
		switch {
		case !hidden(r) || strings.ContainsRune(kept, r):
			out.WriteRune(r)
		case r == '\n':
			out.WriteString(`\n`)
		case r > 0xffff:
			fmt.Fprintf(&out, `\U%08x`, r)
		default:
			fmt.Fprintf(&out, `\u%04x`, r)
		}
	}
	return out.String()
}

// Obeyed tells whether a terminal could do something else with a text than show it.
// Line ends and tabs are shown.
func Obeyed(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return hidden(r) && r != '\n' && r != '\t' })
}

func hidden(r rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	return unicode.IsControl(r) || r != nonJoiner && r != joiner && unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}

// cut bounds a text, and marks that it did.
func cut(text string, most int) string {
	const mark = " (cut)"
	if len(text) <= most {
		return text
	}
	end := most - len(mark)
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + mark
}

// ID returns an identifier of a request, if it is one: letters, digits and -_.:=+/ in
// at most 128 bytes; else "". A credential that stands in its place is redacted.
func (s *Secrets) ID(id string) string {
	strange := func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.:=+/", r)
	}
	if len(id) > 128 || strings.ContainsFunc(id, strange) {
		return ""
	}
	return s.redact(id)
}
