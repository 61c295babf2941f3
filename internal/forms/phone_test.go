package forms_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

func TestSamePhone(t *testing.T) {
	us := func(number string) forms.Phone { return forms.Phone{Number: number, Country: "US"} }
	gb := func(number string) forms.Phone { return forms.Phone{Number: number, Country: "GB"} }
	bare := func(number string) forms.Phone { return forms.Phone{Number: number} }
	for _, tt := range []struct {
		a, b forms.Phone
		want bool
	}{
		{us("6465550100"), us("646-555-0100"), true},
		{us("+1 (646) 555-0100"), us("646-555-0100"), true},
		{us("1 646 555 0100"), us("646-555-0100"), true},
		{us("6465550100"), forms.Phone{Number: "646-555-0100", Country: "us"}, true},
		{us("6465550100"), forms.Phone{Number: "646-555-0100", Country: "CA"}, true}, // one numbering plan
		{bare("+44 20 5550 0143"), gb("020 5550 0143"), true},
		{gb("+44 20 5550 0143"), gb("20 5550 0143"), true},
		{us("2421642341"), us("242-164-2341"), true}, // valid nowhere
		{us("555-0100"), bare("5550100"), true},
		{bare("555-0100"), bare("(555) 0100"), true},
		{us("6465550100"), bare("646 555 0100"), true},
		{us("6465550100"), bare("1 646 555 0100"), true},
		{bare("+44 20 5550 0143"), bare("020 5550 0143"), true},
		{bare("ask"), bare(" Ask "), true},
		{bare(""), bare(" "), true},

		{us("2055500143"), gb("2055500143"), false},
		{bare("+1 2055500143"), bare("+44 2055500143"), false},
		{us("6465550100"), us("6465550101"), false},
		{us("6465550100"), bare("555 0100"), false},
		{bare("16465550100"), bare("6465550100"), false}, // of what country the 1 is, nobody says
		{us("6465550100"), us("646 555 0100 ext. 5"), false},
		{us("646 555 0100 ext. 4"), us("646 555 0100 ext. 5"), false},
		{bare("ask"), bare("none"), false},
		{bare("+"), bare("+ +"), false},
		{bare(""), bare("0"), false},
	} {
		if got := forms.SamePhone(tt.a, tt.b); got != tt.want || forms.SamePhone(tt.b, tt.a) != tt.want {
			t.Errorf("SamePhone(%v, %v) is %t", tt.a, tt.b, got)
		}
	}
}

func TestSamePhoneText(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"6465550100", "(646) 555-0100", true},
		{"+16465550100", "+1 646 555-0100", true},
		{"+16465550100", "6465550100", false}, // of another country, they differ
		{"ask", "Ask", true},
	} {
		if got := forms.SamePhoneText(tt.a, tt.b); got != tt.want || forms.SamePhoneText(tt.b, tt.a) != tt.want {
			t.Errorf("SamePhoneText(%q, %q) is %t", tt.a, tt.b, got)
		}
	}
}

// TestPhoneSpellings: a query finds a number in each form in which Wix may keep it.
func TestPhoneSpellings(t *testing.T) {
	got := forms.PhoneSpellings(forms.Phone{Number: " 6465550100", Country: "US"})
	for _, want := range []string{"6465550100", "646-555-0100", "(646) 555-0100", "+1 646-555-0100", "+16465550100"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is not among %q", want, got)
		}
	}
	if got := forms.PhoneSpellings(forms.Phone{Number: "ask"}); !slices.Equal(got, []string{"ask"}) {
		t.Errorf("no number gives %q", got)
	}
}

// TestSamePhone_properties: another way to write a number is the same, another number is not.
func TestSamePhone_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.StringMatching(`(646|212|305)5550[0-9]{3}`).Draw(t, "digits")
		country := rapid.SampledFrom([]string{"US", "CA", ""}).Draw(t, "country")
		gap := rapid.SampledFrom([]string{"", " ", "-", "."}).Draw(t, "gap")
		spelled := strings.Join([]string{digits[:3], digits[3:6], digits[6:]}, gap)
		if country != "" {
			spelled = rapid.SampledFrom([]string{"", "+1 ", "1 ", "+1"}).Draw(t, "code") + spelled
		}
		a, b := forms.Phone{Number: digits, Country: country}, forms.Phone{Number: spelled, Country: country}
		if !forms.SamePhone(a, b) {
			t.Errorf("%v and %v differ", a, b)
		}
		if other := (forms.Phone{Number: spelled + "1", Country: country}); forms.SamePhone(a, other) {
			t.Errorf("%v and %v are the same", a, other)
		}
	})
}

// FuzzSamePhone: the comparison holds of a number and itself, in both directions, and of
// numbers that share a mark.
func FuzzSamePhone(f *testing.F) {
	for _, x := range [][4]string{
		{"6465550100", "US", "646-555-0100", "US"},
		{"+1 646 555 0100", "", "6465550100", ""},
		{"020 5550 0143", "GB", "+44 20 5550 0143", ""},
		{"06 5550 1234", "IT", "+39 06 5550 1234", "it"},
		{"8 800 555-01-02", "RU", "+7 800 555 01 02", ""},
		{"646 555 0100 ext. 5", "US", "646 555 0100;ext=5", "US"},
		{"1-800-FLOWERS", "US", "tel:+1-800-356-9377", ""},
		{"+", "", "++1", "XX"},
		{"\uff0b1 646 555 0100", "", "\xff", "001"},
	} {
		f.Add(x[0], x[1], x[2], x[3])
	}
	f.Fuzz(func(t *testing.T, number, country, otherNumber, otherCountry string) {
		a, b := forms.Phone{Number: number, Country: country}, forms.Phone{Number: otherNumber, Country: otherCountry}
		if !forms.SamePhone(a, a) || !forms.SamePhone(b, b) {
			t.Errorf("%q or %q is not itself", a, b)
		}
		same := forms.SamePhone(a, b)
		if forms.SamePhone(b, a) != same {
			t.Errorf("%q and %q: the order counts", a, b)
		}
		marks := forms.PhoneMarks(b)
		if same && !slices.ContainsFunc(forms.PhoneMarks(a), func(mark string) bool { return slices.Contains(marks, mark) }) {
			t.Errorf("%q and %q are the same, and share no mark", a, b)
		}
		if forms.SamePhoneText(number, otherNumber) != forms.SamePhoneText(otherNumber, number) || !forms.SamePhoneText(number, number) {
			t.Errorf("as texts, %q and %q: the order counts", number, otherNumber)
		}
	})
}

func TestSecond(t *testing.T) {
	for in, want := range map[string]string{
		"2026-01-02T03:04:05.138Z": "2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z": "2026-01-02T03:04:05Z",
		"2026-01-02T03:04:05Z": "2026-01-02T03:04:05Z", "": "", "yesterday": "yesterday",
	} {
		if got := forms.Second(in); got != want {
			t.Errorf("Second(%q) is %q", in, got)
		}
	}
}
