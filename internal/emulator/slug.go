package emulator

import (
	"fmt"
	"strings"
	"unicode"
)

// maxKey is the longest key, namespace included (contract 1.4).
const maxKey = 80

// slug makes the readable part of a key: compatibility forms resolved, marks
// dropped, lower case, anything else a hyphen (contract 4.3). Only the letters
// in folds are taken apart; the standard library has no normalisation.
func slug(name string) string {
	var out strings.Builder
	pending := false
	for _, r := range name {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		base := foldRune(r)
		if base == "" {
			pending = true
			continue
		}
		if pending && out.Len() > 0 {
			out.WriteByte('-')
		}
		pending = false
		out.WriteString(base)
	}
	return out.String()
}

// foldRune returns the letters and digits of a-z and 0-9 a rune comes down to.
func foldRune(r rune) string {
	if r >= 0xff01 && r <= 0xff5e {
		r -= 0xfee0
	}
	r = unicode.ToLower(r)
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
		return string(r)
	}
	return folds[r]
}

// folds are the lower-case Latin letters that decompose, by what they come
// down to. Letters such as ø, đ, ł and ß do not decompose and are not here.
var folds = func() map[rune]string {
	out := map[rune]string{'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", '½': "1-2", '№': "no", '™': "tm"}
	for base, letters := range map[string]string{
		"a": "àáâãäåāăąǎạảấầẩẫậắằẳẵặª", "c": "çćĉċč", "d": "ďḍ", "e": "èéêëēĕėęěẹẻẽếềểễệ",
		"g": "ĝğġģǧ", "h": "ĥḥ", "i": "ìíîïĩīĭįǐỉị", "j": "ĵ", "k": "ķǩ", "l": "ĺļľ", "n": "ñńņňṇ",
		"o": "òóôõöōŏőǒơọỏốồổỗộớờởỡợº", "r": "ŕŗř", "s": "śŝşšșṣſ", "t": "ţťțṭ",
		"u": "ùúûüũūŭůűųǔưụủứừửữự", "w": "ŵ", "y": "ýÿŷỳỵỷỹ", "z": "źżžẓ",
		"0": "⁰₀", "1": "¹₁", "2": "²₂", "3": "³₃", "4": "⁴₄", "5": "⁵₅", "6": "⁶₆", "7": "⁷₇", "8": "⁸₈", "9": "⁹₉",
	} {
		for _, r := range letters {
			out[r] = base
		}
	}
	return out
}()

// tail is what ends a key; fit cuts a slug so that the whole key stays within
// maxKey.
func fit(slug, tail string) string {
	most := maxKey - len(customNamespace) - 1 - len(tail)
	if len(slug) > most {
		slug = strings.TrimRight(slug[:most], "-_")
	}
	return customNamespace + "." + slug + tail
}

// plainKey is a slug, with -1, -2 and so on where it is taken.
func (s *Server) plainKey(name string, taken func(string) bool) string {
	base := slug(name)
	if base == "" {
		return fit(s.letters(16), "")
	}
	key := fit(base, "")
	for n := 1; taken(key); n++ {
		key = fit(base, fmt.Sprintf("-%d", n))
	}
	return key
}

// newLabelKey makes the key of a label (contract 4.3).
func (s *Server) newLabelKey(name string) string {
	if s.switches.LabelKeys == "opaque" {
		return fit(slug(name), "-"+s.letters(16))
	}
	return s.plainKey(name, func(key string) bool { return s.site.labels.get(key) != nil })
}

// newFieldKey makes the key of a field in one of the three forms that were
// seen (contract 5.3).
func (s *Server) newFieldKey(name string) string {
	switch s.switches.FieldKeys {
	case "plain":
		return s.plainKey(name, func(key string) bool { return s.site.fields.get(key) != nil })
	case "underscore":
		return fit(strings.ReplaceAll(slug(name), "-", "_"), "_"+s.letters(20))
	}
	return fit(slug(name), "-"+s.letters(19))
}
