// Package forms knows in what forms Wix takes and gives back values: which texts it
// takes for the same, what it accepts, and how a value of an extended field is sent.
package forms

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// Older tells that a time stamp of the API lies before another one. What is not a
// time stamp is not older.
func Older(a, b string) bool {
	x, errX := time.Parse(time.RFC3339, a)
	y, errY := time.Parse(time.RFC3339, b)
	return errX == nil && errY == nil && x.Before(y)
}

// Second is a time stamp of the API in whole seconds: that of a label or field has
// milliseconds in the answer that creates it, and none later (contract 4.1). What is not a
// time stamp stays as it is.
func Second(s string) string {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return s
	}
	return t.UTC().Truncate(time.Second).Format(time.RFC3339)
}

// SameText tells whether two texts are one to Wix: outer white space and Unicode
// normal form do not count.
func SameText(a, b string) bool { return Plain(a) == Plain(b) }

// Plain is the form in which texts are compared.
func Plain(s string) string { return norm.NFC.String(strings.TrimSpace(s)) }

// SameEmail compares addresses without case (contract 11, row 23).
func SameEmail(a, b string) bool { return Fold(a) == Fold(b) }

// Fold is the form in which addresses are compared.
func Fold(s string) string { return cases.Fold().String(Plain(s)) }

// FoldAccents removes accents and case: "Prénom" is "prenom", "Straße" is "strasse".
func FoldAccents(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(Fold(text)))
}

// SameLocale compares language tags: en-US, en-us and en_US are one.
func SameLocale(a, b string) bool {
	if strings.EqualFold(Plain(a), Plain(b)) {
		return true
	}
	x, errX := language.Parse(a)
	y, errY := language.Parse(b)
	return errX == nil && errY == nil && x == y
}

// SameURL compares URLs; one without a scheme stands for https (contract 5.4).
func SameURL(a, b string) bool { return fullURL(a) == fullURL(b) }

func fullURL(s string) string {
	s = Plain(s)
	if s != "" && !strings.Contains(s, "://") {
		return "https://" + s
	}
	return s
}

// SameNumber compares numbers by the value that Wix stores, a float64: 12, 12.0
// and 1.2e1 are one.
func SameNumber(a, b string) bool {
	x, errX := strconv.ParseFloat(strings.TrimSpace(a), 64)
	y, errY := strconv.ParseFloat(strings.TrimSpace(b), 64)
	return errX == nil && errY == nil && x == y
}

// SameValue compares extended values as Wix may echo them (contract 6.11).
func SameValue(a, b any) bool {
	x, y := ValueText(a), ValueText(b)
	_, numX := a.(json.Number)
	_, numY := b.(json.Number)
	if numX || numY {
		return numX == numY && (x == y || SameNumber(x, y))
	}
	return SameText(x, y) || SameURL(x, y)
}

// ValueText is the text of an extended value.
func ValueText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case nil:
		return ""
	default:
		data, _ := json.Marshal(v)
		return string(data)
	}
}
