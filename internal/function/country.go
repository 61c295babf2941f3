package function

import (
	"maps"
	"regexp"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// countryLanguages are the languages of the known names of countries.
var countryLanguages = []*display.Dictionary{
	display.English, display.German, display.French, display.Spanish, display.Italian,
	display.Portuguese, display.Dutch, display.Swedish, display.Danish, display.Polish,
}

// otherCountryNames are common names that the dictionaries lack.
var otherCountryNames = map[string]string{
	"united states of america": "US", "u.s.": "US", "u.s.a.": "US", "the united states": "US", "u.k.": "GB", "great britain": "GB",
	"england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB", "the netherlands": "NL", "holland": "NL", "czech republic": "CZ", "turkey": "TR",
}

// countryNames maps folded names of countries to their codes.
func countryNames() map[string]string {
	out := map[string]string{}
	for _, dictionary := range countryLanguages {
		namer := dictionary.Regions()
		for a := 'A'; a <= 'Z'; a++ {
			for b := 'A'; b <= 'Z'; b++ {
				code := string(a) + string(b)
				region, err := language.ParseRegion(code)
				if err != nil || !region.IsCountry() || region.Canonicalize() != region {
					continue
				}
				if name := forms.Fold(namer.Name(region)); name != "" && out[name] == "" {
					out[name] = code
				}
			}
		}
	}
	maps.Copy(out, otherCountryNames)
	return out
}

// toCountry converts a code of two or three letters, or a name, to the ISO 3166-1 code
// of two letters.
func (b *builder) toCountry(r rawAddress) *string {
	cells := r.cellsOf(country)
	for _, cell := range cells {
		if region, err := language.ParseRegion(cell); err == nil && !isNumber(cell) {
			if region = region.Canonicalize(); region.IsCountry() && len(region.String()) == 2 {
				return optional(region.String())
			}
		}
		if code := b.countries()[forms.Fold(cell)]; code != "" {
			return &code
		}
	}
	if len(cells) > 0 {
		b.addProblem("%q is not a country. Write an ISO 3166-1 code of two letters such as US or DE, or the English name.", shorten(cells[0]))
	}
	return nil
}

// subdivisionNames are the states of the countries whose exports spell them out. No
// library has them up to date.
var subdivisionNames = map[string]string{
	"US": "AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,HI Hawaii," +
		"ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi," +
		"MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma," +
		"OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington," +
		"WV West Virginia,WI Wisconsin,WY Wyoming",
	"CA": "AB Alberta,BC British Columbia,MB Manitoba,NB New Brunswick,NL Newfoundland and Labrador,NT Northwest Territories,NS Nova Scotia,NU Nunavut,ON Ontario," +
		"PE Prince Edward Island,QC Quebec,QC Québec,SK Saskatchewan,YT Yukon",
	"AU": "ACT Australian Capital Territory,NSW New South Wales,NT Northern Territory,QLD Queensland,SA South Australia,TAS Tasmania,VIC Victoria,WA Western Australia",
}

// subdivisionPart is the part of an ISO 3166-2 code after the country.
var subdivisionPart = regexp.MustCompile(`^[A-Z0-9]{1,3}$`)

// toSubdivision converts a code with or without the country in front, or a name, to the
// ISO 3166-2 code. It keeps cells that are neither.
func (b *builder) toSubdivision(r rawAddress, inside *string) *string {
	cells := r.cellsOf(state)
	for _, cell := range cells {
		code := strings.ToUpper(cell)
		whole := forms.IsSubdivision(code)
		switch {
		case whole && (inside == nil || strings.HasPrefix(code, *inside+"-")):
			return &code
		case whole:
			b.addProblem("The state or region %s is not part of the country %s. Correct one of the two.", code, *inside)
			return nil
		case inside == nil:
			continue
		}
		names, known := subdivisionNames[*inside]
		if !known && subdivisionPart.MatchString(code) {
			return optional(*inside + "-" + code)
		}
		for pair := range strings.SplitSeq(names, ",") {
			short, name, _ := strings.Cut(pair, " ")
			if known && (code == short || strings.EqualFold(cell, name)) {
				return optional(*inside + "-" + short)
			}
		}
	}
	if len(cells) > 0 {
		b.keepCells(r, state)
	}
	return nil
}
