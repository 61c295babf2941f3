package forms_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// sameness is one of the comparisons of texts.
type sameness struct {
	same  func(a, b string) bool
	value *rapid.Generator[string]
	// alike gives another way to write a value, differ another value.
	alike, differ func(t *rapid.T, s string) string
}

// printable are texts of all scripts, some with marks that can be written in
// two ways.
var printable = rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("aZé\u0301ñü ÅΩßıİ한국어ﬁ中. @-"))))

var decimal = rapid.Custom(func(t *rapid.T) string {
	return fmt.Sprintf("%d.%d", rapid.IntRange(-1_000_000, 1_000_000).Draw(t, "whole"), rapid.IntRange(0, 9999).Draw(t, "fraction"))
})

var spaces = rapid.SampledFrom([]string{"", " ", "\t", "\n", " \u00a0"})

func padded(t *rapid.T, s string) string {
	form := rapid.SampledFrom([]norm.Form{norm.NFC, norm.NFD}).Draw(t, "form")
	return spaces.Draw(t, "before") + form.String(s) + spaces.Draw(t, "after")
}

func longer(_ *rapid.T, s string) string { return s + "x" }

var samenesses = map[string]sameness{
	"SameText": {forms.SameText, printable, padded, longer},
	"SameEmail": {
		forms.SameEmail, rapid.StringMatching(`[a-zA-Z.+é]{1,20}@[a-zA-Z]{1,10}\.example\.com`),
		func(t *rapid.T, s string) string {
			return padded(t, rapid.SampledFrom([]string{s, strings.ToLower(s), strings.ToUpper(s)}).Draw(t, "case"))
		}, longer,
	},
	"SameLocale": {
		forms.SameLocale, rapid.SampledFrom([]string{"en", "en-US", "de-AT", "zh-Hant-TW", "sr-Latn", "es-419", "he", "fil", "pt-BR"}),
		func(t *rapid.T, s string) string {
			s = rapid.SampledFrom([]string{s, strings.ToLower(s), strings.ToUpper(s)}).Draw(t, "case")
			return strings.ReplaceAll(s, "-", rapid.SampledFrom([]string{"-", "_"}).Draw(t, "separator"))
		},
		func(*rapid.T, string) string { return "ja-JP" },
	},
	"SameURL": {
		forms.SameURL, rapid.StringMatching(`(https?://)?[a-z]{1,10}\.example\.com(/[a-zA-Z0-9?=]{0,10})?`),
		func(t *rapid.T, s string) string {
			if !strings.Contains(s, "://") && rapid.Bool().Draw(t, "with scheme") {
				s = "https://" + s
			}
			return padded(t, s)
		}, longer,
	},
	"SameNumber": {
		forms.SameNumber, decimal,
		func(t *rapid.T, s string) string {
			return rapid.SampledFrom([]string{s, s + "0", s + "000", s + "e0", " " + s, strings.Replace(s, ".", "", 1) + "e-" + fmt.Sprint(len(s)-strings.Index(s, ".")-1)}).Draw(t, "form")
		},
		func(_ *rapid.T, s string) string { return "1" + strings.TrimPrefix(s, "-") },
	},
}

// TestEqual_properties: each comparison holds of a value and itself, of two ways
// to write it, does not hold of another value, and never depends on the order.
func TestEqual_properties(t *testing.T) {
	for name, x := range samenesses {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				a := x.value.Draw(t, "a")
				b := rapid.OneOf(x.value, rapid.Just(a), printable).Draw(t, "b")
				if !x.same(a, a) {
					t.Errorf("%q is not itself", a)
				}
				if x.same(a, b) != x.same(b, a) {
					t.Errorf("%q and %q: the order counts", a, b)
				}
				if c := x.alike(t, a); !x.same(a, c) || !x.same(c, a) {
					t.Errorf("%q and %q differ", a, c)
				}
				if d := x.differ(t, a); x.same(a, d) || x.same(d, a) {
					t.Errorf("%q and %q are the same", a, d)
				}
			})
		})
	}
}

func TestEqual_examples(t *testing.T) {
	for _, tt := range []struct {
		name string
		a, b string
		want bool
	}{
		{"SameText", "Zoë", "Zoe\u0308", true},
		{"SameText", " a ", "a", true},
		{"SameText", "a", "A", false},
		{"SameText", "a b", "a  b", false},
		{"SameEmail", "Ann@Example.com", "ann@example.COM", true},
		{"SameEmail", "straße@example.com", "STRASSE@example.com", true},
		{"SameEmail", "ann@example.com", "ann+1@example.com", false},
		{"SameLocale", "en-US", "en_us", true},
		{"SameLocale", "en-US", "en", false},
		{"SameLocale", "not a locale", "NOT A LOCALE", true},
		{"SameLocale", "", "en", false},
		{"SameURL", "example.com", "https://example.com", true},
		{"SameURL", "http://example.com", "https://example.com", false},
		{"SameURL", "example.com", "http://example.com", false},
		{"SameURL", "", "https://", false},
		{"SameNumber", "12", "12.0", true},
		{"SameNumber", "12", "1.2e1", true},
		{"SameNumber", "-0", "0", true},
		{"SameNumber", "0.1", "0.10000000000000000555", true}, // one float64
		{"SameNumber", "9007199254740993", "9007199254740992", true},
		{"SameNumber", "12", "12.0000001", false},
		{"SameNumber", "", "", false},
		{"SameNumber", "x", "x", false},
		{"SameNumber", "1", "", false},
		{"SameNumber", "1e999999999", "1", false},
	} {
		if got := samenesses[tt.name].same(tt.a, tt.b); got != tt.want {
			t.Errorf("%s(%q, %q) is %t", tt.name, tt.a, tt.b, got)
		}
	}
}

// TestEqual_values: values compare by type as well, and nothing equals nothing.
func TestEqual_values(t *testing.T) {
	number := func(s string) json.Number { return json.Number(s) }
	for _, tt := range []struct {
		a, b any
		want bool
	}{
		{nil, nil, true},
		{nil, "", true},
		{nil, " ", true},
		{"", "", true},
		{"x", "x", true},
		{"x", " x", true},
		{"x", "X", false},
		{"example.com", "https://example.com", true},
		{number("12"), number("12.0"), true},
		{number("12"), number("13"), false},
		{number("12"), "12", false},
		{number("0"), nil, false},
		{number("0"), "", false},
		{true, true, true},
		{true, false, false},
		{map[string]any{"a": "b"}, map[string]any{"a": "b"}, true},
		{map[string]any{"a": "b"}, "x", false},
	} {
		if got := forms.SameValue(tt.a, tt.b); got != tt.want || forms.SameValue(tt.b, tt.a) != tt.want {
			t.Errorf("SameValue(%#v, %#v) is %t", tt.a, tt.b, got)
		}
	}
}

// FuzzSame: each comparison holds of a value and itself, and in both directions.
// Those that go by a normal form hold of three values when they hold of two pairs.
func FuzzSame(f *testing.F) {
	for _, x := range [][3]string{
		{"", " ", "\u00a0"},
		{"Zoë", "Zoe\u0308", "zoë"},
		{"Ann@Example.com", "ann@example.com", "ANN@EXAMPLE.COM"},
		{"straße", "STRASSE", "strasse"},
		{"en-US", "en_us", " EN-us"},
		{"example.com", "https://example.com", " example.com"},
		{"12", "12.0", "1.2e1"},
		{"1e999", "NaN", "Inf"},
		{"0x10", "16", "1_6"},
		{"\xff", "\ufffd", "\u0345"},
		{"i-klingon", "tlh", "x-a"},
		{"İ", "i\u0307", "i"},
		{"\u1e9e", "ss", "ẞ"},
		{"{}", "[]", "null"},
	} {
		f.Add(x[0], x[1], x[2])
	}
	f.Fuzz(func(t *testing.T, a, b, c string) {
		for name, x := range samenesses {
			if name != "SameNumber" && !x.same(a, a) {
				t.Errorf("%s: %q is not itself", name, a)
			}
			if x.same(a, b) != x.same(b, a) {
				t.Errorf("%s: %q and %q: the order counts", name, a, b)
			}
			if x.same(a, b) && x.same(b, c) && !x.same(a, c) {
				t.Errorf("%s: %q is %q is %q, but not the first the last", name, a, b, c)
			}
		}
		if !forms.SameEmail(a, forms.Fold(a)) || forms.Fold(forms.Fold(a)) != forms.Fold(a) {
			t.Errorf("%q folds to %q and on to %q", a, forms.Fold(a), forms.Fold(forms.Fold(a)))
		}
		number := json.Number(a)
		if f, err := number.Float64(); err == nil && !math.IsNaN(f) && !forms.SameNumber(a, a) {
			t.Errorf("the number %q is not itself", a)
		}
		for _, v := range []any{a, number, map[string]any{a: b}} {
			if !forms.SameValue(v, v) || forms.SameValue(v, b) != forms.SameValue(b, v) {
				t.Errorf("%#v, %q", v, b)
			}
		}
	})
}

func TestOlder(t *testing.T) {
	const day = "2026-01-02T03:04:05Z"
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"2026-01-02T03:04:04Z", day, true},
		{day, day, false},
		{"2026-01-02T03:04:05.001Z", day, false},
		{day, "2026-01-02T03:04:05.001Z", true},
		{"2026-01-02T04:04:04+01:00", day, true},
		{"", day, false},
		{day, "", false},
		{"yesterday", day, false},
	} {
		if got := forms.Older(tt.a, tt.b); got != tt.want {
			t.Errorf("Older(%q, %q) is %t", tt.a, tt.b, got)
		}
	}
}
