package function

import (
	"maps"
	"strings"
	"sync"

	"github.com/biter777/countries"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// toCountry converts the cells of a country: a name and a code, or one of them.
func (b *builder) toCountry(cells []cell) optional {
	for _, c := range cells {
		if code := forms.CountryLike(c.text); code != "" {
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
			key := inside + forms.Letters(name)
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
		case subdivisions()[inside+forms.Letters(c.text)] != "":
			return optional(subdivisions()[inside+forms.Letters(c.text)])
		}
	}
	b.keep(cells...)
	return ""
}
