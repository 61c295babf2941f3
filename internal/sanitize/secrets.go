package sanitize

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

const (
	// leastSecret is, in bytes, the shortest credential that is looked for. With the
	// key "any", as for the emulator, "company" would hold one.
	leastSecret = 8
	// window is how many bytes of a credential are enough to recognise it: an answer may
	// repeat a part.
	window = 16
	// nested bounds how often a spelling may be spelled again, where base64, of which there
	// are eight readings, counts twice.
	nested = 4

	redacted = "(redacted)"
)

// Secrets are the credentials that must not be shown. The zero value has none. It is
// safe for concurrent use.
type Secrets struct {
	mu sync.RWMutex
	// parts has, by their length, the parts that give a credential away.
	parts map[int]map[string]bool
}

// Add adds a credential.
func (s *Secrets) Add(secret string) {
	secret = fold([]byte(secret))
	if len(secret) < leastSecret {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	size := min(len(secret), window)
	if s.parts == nil {
		s.parts = map[int]map[string]bool{}
	}
	if s.parts[size] == nil {
		s.parts[size] = map[string]bool{}
	}
	for i := range len(secret) - size + 1 {
		s.parts[size][secret[i:i+size]] = true
	}
}

// redact puts a mark in the place of each credential: as it is, in any case of letters,
// broken over lines, with the escapes of JSON, URLs and HTML, in base64 and hexadecimal,
// and as these within each other.
func (s *Secrets) redact(text string) string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if len(s.parts) == 0 {
		return text
	}
	found := s.find([]byte(text), nested)
	slices.SortFunc(found, func(a, b span) int { return a.start - b.start })
	var out strings.Builder
	end := 0
	for _, f := range found {
		if f.start > end || end == 0 {
			out.WriteString(text[end:f.start])
			out.WriteString(redacted)
		}
		end = max(end, f.end)
	}
	out.WriteString(text[end:])
	return out.String()
}

// span is a part of a text.
type span struct{ start, end int }

// find returns where a text gives a credential away.
func (s *Secrets) find(text []byte, depth int) []span {
	var found []span
	folded := fold(text)
	for size, parts := range s.parts {
		for i := range max(0, len(folded)-size+1) {
			if parts[folded[i:i+size]] {
				found = append(found, span{i, i + size})
			}
		}
	}
	if depth <= 0 {
		return found
	}
	if plain, from := unescape(text); len(plain) < len(text) {
		for _, f := range s.find(plain, depth-1) {
			found = append(found, span{from[f.start].start, from[f.end-1].end})
		}
	}
	for _, at := range encoded.FindAllIndex(text, -1) {
		if slices.ContainsFunc(decodings(text[at[0]:at[1]]), func(plain []byte) bool { return len(s.find(plain, depth-2)) > 0 }) {
			found = append(found, span{at[0], at[1]})
		}
	}
	return found
}

// fold writes ASCII letters small, and keeps the length.
func fold(text []byte) string {
	out := bytes.Clone(text)
	for i, b := range out {
		if 'A' <= b && b <= 'Z' {
			out[i] = b + 'a' - 'A'
		}
	}
	return string(out)
}

// unescape takes one layer of escapes and all line breaks out of a text, and tells from
// where each byte of the rest is.
func unescape(text []byte) (plain []byte, from []span) {
	for i := 0; i < len(text); {
		out, size := escape(text[i:])
		for range out {
			from = append(from, span{i, i + size})
		}
		plain = append(plain, out...)
		i += size
	}
	return plain, from
}

// escape reads what a text begins with: an escape or a byte, and how long it is.
func escape(text []byte) (plain []byte, size int) {
	digits := func(skip, n, base int) ([]byte, int) {
		if len(text) >= skip+n {
			if r, err := strconv.ParseUint(string(text[skip:skip+n]), base, 32); err == nil {
				return encode(rune(r)), skip + n
			}
		}
		return text[:1], 1
	}
	switch b := text[0]; {
	case b == '%':
		return digits(1, 2, 16)
	case b == '&':
		if end := bytes.IndexByte(text[:min(len(text), 12)], ';'); end > 0 {
			return []byte(html.UnescapeString(string(text[:end+1]))), end + 1
		}
	case b == '\\' && len(text) > 1:
		switch text[1] {
		case 'u':
			return digits(2, 4, 16)
		case 'x':
			return digits(2, 2, 16)
		case 'n', 'r', 't':
			return nil, 2
		}
		return text[1:2], 2
	case b == '\r' || b == '\n': // with what the next line begins with
		return nil, len(text) - len(bytes.TrimLeft(text, "\r\n\t "))
	}
	return text[:1], 1
}

func encode(r rune) []byte {
	if r < utf8.RuneSelf {
		return []byte{byte(r)}
	}
	return utf8.AppendRune(nil, r)
}

// encoded is what could be base64 or hexadecimal.
var encoded = regexp.MustCompile(`[A-Za-z0-9+/_-]{8,}=*`)

// decodings are what such a text stands for. It may begin with characters of what stands before.
func decodings(run []byte) (out [][]byte) {
	run = bytes.TrimRight(run, "=")
	base := base64.RawStdEncoding
	if bytes.ContainsAny(run, "-_") {
		base = base64.RawURLEncoding
	}
	for start := range 4 {
		digits := run[min(start, len(run)):]
		if len(digits)%4 == 1 {
			digits = digits[:len(digits)-1]
		}
		if plain, err := base.AppendDecode(nil, digits); err == nil {
			out = append(out, plain)
		}
		if plain, err := hex.AppendDecode(nil, digits[:len(digits)/2*2]); err == nil {
			out = append(out, plain)
		}
	}
	return out
}
