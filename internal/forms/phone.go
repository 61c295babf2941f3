package forms

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// Phone is a number as written, with the ISO 3166-1 code of its country, "" where that is
// not known.
type Phone struct{ Number, Country string }

// SamePhone compares numbers in E.164 form where both have one, else by their digits, with
// or without the country code that one of them is known to begin with: Wix may give a
// number back in another form (contract 6.1). What has no digits is compared as a text.
// Of three numbers, two can each be the same as one whose country is not known, and yet
// be of two countries.
func SamePhone(a, b Phone) bool {
	if a == b {
		return true
	}
	x, y := PhoneMarks(a), PhoneMarks(b)
	if isE164(x[0]) && isE164(y[0]) {
		return x[0] == y[0]
	}
	return slices.ContainsFunc(x, func(mark string) bool { return slices.Contains(y, mark) })
}

// SamePhoneText compares numbers as written, of one country whichever it is: they differ in
// punctuation only.
func SamePhoneText(a, b string) bool {
	return PhoneMarks(Phone{Number: a})[0] == PhoneMarks(Phone{Number: b})[0]
}

// PhoneMarks are forms to find a number by: numbers that are the same share one. So may two
// that have the same digits in two countries. The first is the E.164 form, if there is one.
func PhoneMarks(p Phone) []string {
	written := digits(p.Number)
	if written == "" {
		return []string{Fold(p.Number)}
	}
	n := parsePhone(p)
	if n == nil {
		return []string{written}
	}
	code, national := strconv.Itoa(int(n.GetCountryCode())), phonenumbers.GetNationalSignificantNumber(n)
	trunk := phonenumbers.GetNddPrefixForRegion(phonenumbers.GetRegionCodeForCountryCode(int(n.GetCountryCode())), true)
	marks := []string{"+" + code + national, code + national, national, trunk + national, written}
	if extension := n.GetExtension(); extension != "" {
		marks = []string{marks[0] + ";ext=" + extension, written}
	}
	slices.Sort(marks[1:])
	return slices.Compact(marks)
}

func isE164(mark string) bool { return strings.HasPrefix(mark, "+") && digits(mark) != "" }

// PhoneSpellings are the forms in which Wix may keep a number, for queries, which compare
// texts: as written, in digits, and as they are written at home and abroad.
func PhoneSpellings(p Phone) []string {
	written := strings.TrimSpace(p.Number)
	out := []string{written}
	if d := digits(written); d != "" {
		out = append(out, d)
	}
	if n := parsePhone(p); n != nil {
		abroad := phonenumbers.Format(n, phonenumbers.INTERNATIONAL)
		_, home, _ := strings.Cut(abroad, " ")
		out = append(out, abroad, home, phonenumbers.Format(n, phonenumbers.E164),
			phonenumbers.Format(n, phonenumbers.NATIONAL), phonenumbers.GetNationalSignificantNumber(n))
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(s string) bool { return s == "" })
}

// parsePhone returns nil for a number that has no E.164 form: one without a country, or
// that is no number there. A number that is not in use has one.
func parsePhone(p Phone) *phonenumbers.PhoneNumber {
	n, err := phonenumbers.Parse(strings.TrimSpace(p.Number), strings.ToUpper(p.Country))
	if err != nil {
		return nil
	}
	return n
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}
