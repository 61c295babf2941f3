package function

import (
	"maps"
	"strings"
	"sync"
	"unicode"

	"github.com/biter777/countries"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
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

// letters are the letters of a name in lower case, without accents and without "the" and
// "and": spellings of one name have the same.
func letters(name string) string {
	var out strings.Builder
	for _, word := range strings.FieldsFunc(plain(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if word != "the" && word != "and" {
			out.WriteString(word)
		}
	}
	return out.String()
}

// countryNames maps the letters of names of countries to their codes.
var countryNames = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for name, code := range otherCountryNames {
		out[letters(name)] = code
	}
	for _, dictionary := range countryLanguages {
		names := dictionary.Regions()
		for _, country := range countries.All() {
			code := currentCountry(country.Alpha2())
			region, err := language.ParseRegion(code)
			if name := letters(names.Name(region)); err == nil && name != "" && out[name] == "" {
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
	if err != nil || isNumber(code) || !region.IsCountry() || len(region.String()) != 2 {
		return ""
	}
	return region.String()
}

// countryCode finds the ISO 3166-1 code of two letters for a code of two or three, or for
// a name: of ISO, of the UN, or in common use. It is "" for what is none.
func countryCode(text string) string {
	if code := currentCountry(text); code != "" {
		return code
	}
	if code := countryNames()[letters(text)]; code != "" {
		return code
	}
	// The library reads no further than to a bracket, where Congo (Kinshasa) is another.
	return currentCountry(countries.ByName(strings.NewReplacer("(", " ", ")", " ").Replace(plain(text))).Alpha2())
}

// toCountry converts the cells of a country: a name and a code, or one of them.
func (b *builder) toCountry(cells []cell) optional {
	for _, c := range cells {
		if code := countryCode(c.text); code != "" {
			return optional(code)
		}
	}
	if len(cells) > 0 {
		b.addProblem(cells[0].column, "%q is not a country. Write an ISO 3166-1 code of two letters such as US or DE, or the English name.", shorten(cells[0].text))
	}
	return ""
}

// subdivisions maps a country, together with the letters of a name of a state or region in
// it or the rest of its code, to the ISO 3166-2 code: "" for a name of several.
var subdivisions = sync.OnceValue(func() map[string]string {
	out, codes := map[string]string{}, map[string]string{}
	for _, s := range countries.AllSubdivisions() {
		code := string(s)
		inside, rest, _ := strings.Cut(code, "-")
		codes[inside+strings.ToLower(rest)] = code
		for name := range strings.SplitSeq(s.String(), ";") {
			key := inside + letters(name)
			if other, ok := out[key]; ok && other != code {
				out[key] = ""
				continue
			}
			out[key] = code
		}
	}
	maps.Copy(out, codes)
	return out
})

// toSubdivision converts a code with or without the country in front, or a name, to the
// ISO 3166-2 code. It keeps cells that are neither.
func (b *builder) toSubdivision(cells []cell, country optional) optional {
	inside := string(country)
	for _, c := range cells {
		code := strings.ToUpper(c.text)
		switch whole := forms.IsSubdivision(code); {
		case whole && strings.HasPrefix(code, inside):
			return optional(code)
		case whole:
			b.addProblem(c.column, "The state or region %s is not part of the country %s. Correct one of the two.", code, inside)
			return ""
		case subdivisions()[inside+letters(c.text)] != "":
			return optional(subdivisions()[inside+letters(c.text)])
		}
	}
	b.keep(cells...)
	return ""
}
