package forms

import (
	"strings"
	"sync"
	"unicode"

	"github.com/biter777/countries"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// countryLanguages are the languages of the known names of countries.
var countryLanguages = []*display.Dictionary{
	display.English, display.German, display.French, display.Spanish, display.Italian, display.Portuguese,
	display.Dutch, display.Swedish, display.Danish, display.Polish, display.Hebrew, display.Japanese,
}

// otherCountryNames are names of ISO 3166-1, and common ones, that the libraries lack.
var otherCountryNames = map[string]string{
	"Congo, Democratic Republic of": "CD", "DRC": "CD", "Republic of the Congo": "CG", "Palestine, State of": "PS",
	"Venezuela, Bolivarian Republic of": "VE", "Netherlands, Kingdom of": "NL", "Saint Martin (French part)": "MF",
	"Sint Maarten (Dutch part)": "SX", "Saint Helena, Ascension and Tristan da Cunha": "SH", "Taiwan, Province of China": "TW",
	"United Kingdom of Great Britain and Northern Ireland": "GB", "Republic of Ireland": "IE", "Hong Kong SAR": "HK", "Macao SAR": "MO", "KSA": "SA", "Lao PDR": "LA", "Burma": "MM", "Türkiye": "TR",
}

// countryNames maps the letters of names of countries to their codes.
var countryNames = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for name, code := range otherCountryNames {
		out[Letters(name)] = code
	}
	for _, dictionary := range countryLanguages {
		names := dictionary.Regions()
		for _, country := range countries.All() {
			code := currentCountry(country.Alpha2())
			region, err := language.ParseRegion(code)
			if name := Letters(names.Name(region)); err == nil && name != "" && out[name] == "" {
				out[name] = code
			}
		}
	}
	return out
})

// currentCountry is the ISO 3166-1 code of two letters for a code of two or three, "" for
// another text.
func currentCountry(code string) string {
	region, err := language.ParseRegion(code)
	region = region.Canonicalize()
	if err != nil || !strings.ContainsFunc(code, unicode.IsLetter) || !region.IsCountry() || len(region.String()) != 2 {
		return ""
	}
	return region.String()
}

// IsCountry tells whether a text is an ISO 3166-1 code of two capital letters. UK is
// none, nor is a code that another one has replaced.
func IsCountry(s string) bool { return len(s) == 2 && s == currentCountry(s) }

// CountryLike finds the ISO 3166-1 code of two letters for a code of two or three, in
// capitals or not, or replaced, as UK by GB, or for a name: of ISO, of the UN, or in common
// use. It is "" for what is none.
func CountryLike(text string) string {
	if code := currentCountry(text); code != "" {
		return code
	}
	if code := countryNames()[Letters(text)]; code != "" {
		return code
	}
	// The library reads no further than to a bracket, where Congo (Kinshasa) is another.
	return currentCountry(countries.ByName(strings.NewReplacer("(", " ", ")", " ").Replace(FoldAccents(text))).Alpha2())
}

// Letters are the letters of a name in lower case, without accents and without "the" and
// "and": spellings of one name have the same.
func Letters(name string) string {
	var out strings.Builder
	for _, word := range strings.FieldsFunc(FoldAccents(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if word != "the" && word != "and" {
			out.WriteString(word)
		}
	}
	return out.String()
}
