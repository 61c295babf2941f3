package sanitize_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"html"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/sanitize"
)

const secret = `IST.eyJ/a+b&"c<example>0123456789.signature-of-it`

func known(all ...string) *sanitize.Secrets {
	s := &sanitize.Secrets{}
	for _, one := range all {
		s.Add(one)
	}
	return s
}

func jsonOf(text string) string {
	out, _ := json.Marshal(text)
	return strings.Trim(string(out), `"`)
}

func escaped(text string) string {
	var out strings.Builder
	for _, r := range text {
		out.WriteString(`\u00` + hex.EncodeToString([]byte{byte(r)}))
	}
	return out.String()
}

// spellings are ways in which an answer can repeat a credential.
var spellings = map[string]func(string) string{
	"as it is":            func(s string) string { return s },
	"in capitals":         strings.ToUpper,
	"its end":             func(s string) string { return s[len(s)-20:] },
	"its beginning":       func(s string) string { return s[:20] },
	"JSON":                jsonOf,
	"JSON, solidus":       func(s string) string { return strings.ReplaceAll(jsonOf(s), "/", `\/`) },
	"JSON, all escaped":   escaped,
	"JSON in JSON":        func(s string) string { return jsonOf(jsonOf(s)) },
	"JSON in JSON in URL": func(s string) string { return url.QueryEscape(jsonOf(escaped(s))) },
	"URL":                 url.QueryEscape,
	"path":                url.PathEscape,
	"HTML":                html.EscapeString,
	"base64":              func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
	"base64 of a pair":    func(s string) string { return "Basic" + base64.StdEncoding.EncodeToString([]byte("app:"+s)) },
	"base64 of base64": func(s string) string {
		return base64.RawURLEncoding.EncodeToString([]byte(base64.StdEncoding.EncodeToString([]byte(s))))
	},
	"base64 in JSON": func(s string) string {
		return strings.ReplaceAll(base64.StdEncoding.EncodeToString([]byte(s)), "/", `\/`)
	},
	"base64, in lines": func(s string) string {
		return strings.Join(strings.SplitAfter(base64.StdEncoding.EncodeToString([]byte(s)), "J"), "\r\n ")
	},
	"hexadecimal": func(s string) string { return strings.ToUpper(hex.EncodeToString([]byte(s))) },
	"folded":      func(s string) string { return s[:12] + "\r\n\t" + s[12:] },
}

// TestText_secret: a credential is not shown, however an answer spells it, and what
// stands around it is.
func TestText_secret(t *testing.T) {
	for name, spell := range spellings {
		for _, around := range [][2]string{{"", ""}, {"key ", " is wrong"}, {`{"x":"`, `"}`}, {"x=", "&y=1"}} {
			text := around[0] + spell(secret) + around[1]
			got := known("another-secret", secret).Text(text)
			if want := strings.TrimSpace(around[0] + "(redacted)" + around[1]); got != want {
				t.Errorf("%s: %s became %s, not %s", name, text, got, want)
			}
		}
	}
}

// TestText_short: a key for the emulator is a word, which texts may hold.
func TestText_short(t *testing.T) {
	if got := known("any", "").Text("the company is too long"); got != "the company is too long" {
		t.Error(got)
	}
}

// TestText: what a terminal could obey is seen.
func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                         "plain",
		" Zoë, 山田 \n":                   "Zoë, 山田",
		"\x1b]0;owned\a":                `\u001b]0;owned\u0007`,
		"a\nb\r\tc\u0085d":              `a\nb\u000d\u0009c\u0085d`,
		"\u202eevil\u2066 \u200b\ufeff": `\u202eevil\u2066 \u200b\ufeff`,
		"-\u2028\u2029\U000e0041":       `-\u2028\u2029\U000e0041`,
		"👩\u200d👩 می\u200cخواهم":        "👩\u200d👩 می\u200cخواهم",
		"\xff\x9b":                      "\ufffd",
		strings.Repeat("é", 2000):       strings.Repeat("é", 997) + " (cut)",
	} {
		if got := known(secret).Text(in); got != want {
			t.Errorf("%q: %q, not %q", in, got, want)
		}
	}
	if got := known().Lines("a\n\x1b[2J\n", 100); got != "a\n\\u001b[2J\n" {
		t.Errorf("%q", got)
	}
}

// TestText_cut: a credential over the place of the cut leaves no part of it.
func TestText_cut(t *testing.T) {
	for n := range 60 {
		got := known(secret).Text(strings.Repeat("x", sanitize.MostText-n) + secret)
		for i := range len(secret) - 5 {
			if strings.Contains(got, secret[i:i+6]) {
				t.Fatalf("cut after %d: %q", n, got[len(got)-60:])
			}
		}
	}
}

func TestID(t *testing.T) {
	s := known(secret, "0123456789abcdef")
	for in, want := range map[string]string{
		"1700000000.123-4_5:a=":  "1700000000.123-4_5:a=",
		"trace-0123456789abcdef": "trace-(redacted)",
		"trace\x1b[2J":           "",
		"a b":                    "",
		"é":                      "",
		strings.Repeat("a", 129): "",
	} {
		if got := s.ID(in); got != want {
			t.Errorf("%q: %q, not %q", in, got, want)
		}
	}
}

func TestObeyed(t *testing.T) {
	for text, want := range map[string]bool{"a\n\tb": false, "é": false, "a\x1bb": true, "a\rb": true, "\u202e": true, "": false} {
		if sanitize.Obeyed(text) != want {
			t.Errorf("%q", text)
		}
	}
}

// FuzzText: whatever stands around a credential and however it is spelled, what is shown
// is text, bounded, and without it.
func FuzzText(f *testing.F) {
	f.Add("x", "y", uint8(0))
	f.Add("Authorization: Basic ", `\`, uint8(3))
	f.Add(`{"a":"\u00`, "%4", uint8(9))
	names := make([]func(string) string, 0, len(spellings))
	for _, spell := range spellings {
		names = append(names, spell)
	}
	f.Fuzz(func(t *testing.T, before, after string, n uint8) {
		got := known(secret).Lines(before+" "+names[int(n)%len(names)](secret)+" "+after, 5000)
		if !utf8.ValidString(got) || len(got) > 5000 || sanitize.Obeyed(strings.ReplaceAll(got, "\t", "")) {
			t.Errorf("%q", got)
		}
		if strings.Contains(strings.ToLower(got), strings.ToLower(secret[:16])) || strings.Contains(strings.ToLower(got), strings.ToLower(secret[len(secret)-16:])) {
			t.Errorf("%q", got)
		}
	})
}
