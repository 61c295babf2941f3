package function

import (
	"cmp"
	_ "embed"
	"encoding/csv"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// What a column can mean, in the words of headings.csv: the attribute that it sets, with
// a remark in brackets where it is not all of that, or not for certain.
const (
	firstName   = "name.first"
	lastName    = "name.last"
	fullName    = "name.first (whole)"
	someName    = "name" // of the person, or what the other column of a name leaves open
	company     = "company"
	jobTitle    = "job_title"
	birthdate   = "birthdate"
	locale      = "locale"
	labels      = "label_names"
	mailAddress = "emails.email"
	phone       = "phones.phone"
	mailType    = "emails.tag"
	phoneType   = "phones.tag"

	street        = "addresses.address_line"
	street2       = "addresses.address_line_2"
	city          = "addresses.city"
	state         = "addresses.subdivision"
	region        = "addresses.subdivision (perhaps)" // a state, or nothing of an address
	zip           = "addresses.postal_code"
	country       = "addresses.country"
	addressType   = "addresses.tag"
	postalAddress = "addresses" // the street, or the whole
	formatted     = "addresses.address_line (whole)"

	leftOver = "left over"
)

func isPostal(meaning string) bool { return strings.HasPrefix(meaning, postalAddress) }

// What a word or a phrase of a heading can mean that is no column by itself.
const (
	qualifier  = "qualifier" // tells several columns of one meaning apart
	filler     = "filler"    // adds nothing
	aside      = "aside"     // somebody else's, or asked to be left over
	typeSuffix = "type"
)

// headingsCSV is the table of known headings. One row has a meaning, its tag, languages,
// systems that write these headings, and the headings, the likeliest first. Numbers,
// case, accents and punctuation do not count.
//
//go:embed headings.csv
var headingsCSV string

// entry is a known heading, a known phrase of headings, or a number in one.
type entry struct {
	meaning, tag string
	english      bool
	key          string // the same for all spellings of a qualifier
	rank         int    // lower is likelier
	number       string
}

// vocabulary is the table of known headings by their words.
type vocabulary struct {
	headings map[string]entry
	phrases  map[string]entry // parts of a heading
	words    []string         // that are long enough for a slip to show
}

var loadVocabulary = sync.OnceValue(func() vocabulary {
	v := vocabulary{headings: map[string]entry{}, phrases: map[string]entry{}}
	rows, err := csv.NewReader(strings.NewReader(headingsCSV)).ReadAll()
	if err != nil {
		panic(err) // the table is part of the program
	}
	seen, rank := map[string]bool{}, 0
	for _, row := range rows[1:] {
		headings := strings.Split(row[4], "|")
		for _, heading := range headings {
			rank++
			e := entry{meaning: row[0], tag: row[1], english: strings.Contains(row[2], "en"), rank: rank}
			e.key = strings.ToLower(cmp.Or(row[1], headings[0]))
			words := tokenize(heading)
			name := strings.Join(words, " ")
			into := []map[string]entry{v.headings, v.phrases}
			switch e.meaning {
			case qualifier, filler, aside, typeSuffix, formatted, region:
				into = into[1:]
				delete(v.phrases, name) // inside of a heading it is this
			case leftOver:
				into = into[:1]
			}
			for _, m := range into {
				if _, ok := m[name]; !ok {
					m[name] = e
				}
			}
			for _, word := range words {
				if len([]rune(word)) >= minSlip && !seen[word] {
					seen[word], v.words = true, append(v.words, word)
				}
			}
		}
	}
	return v
})

var (
	inBrackets = regexp.MustCompile(`\[[^\]]*\]`)
	accents    = runes.Remove(runes.In(unicode.Mn))
)

// plain removes accents and case: "Prénom" is "prenom", "Straße" is "strasse".
func plain(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII }) {
		return strings.ToLower(text)
	}
	out, _, err := transform.String(transform.Chain(norm.NFD, accents), forms.Fold(text))
	if err != nil {
		return forms.Fold(text)
	}
	return out
}

// tokenize splits a heading into words in lower case and numbers: "E-mail 1 - Value"
// and "Email1Value" are "email", "1", "value". What is in square brackets is a remark,
// and each character of Japanese is a word.
func tokenize(heading string) []string {
	var b strings.Builder
	var last rune
	for _, r := range inBrackets.ReplaceAllString(norm.NFC.String(heading), " ") {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r):
			r = ' '
		case unicode.IsUpper(r) && unicode.IsLower(last), unicode.IsDigit(r) != unicode.IsDigit(last),
			unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana), unicode.In(last, unicode.Han, unicode.Hiragana, unicode.Katakana):
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	joined := " " + strings.Join(strings.Fields(plain(b.String())), " ")
	return strings.Fields(strings.ReplaceAll(joined, " e mail", " email"))
}

func isNumber(word string) bool { return strings.Trim(word, "0123456789") == "" }

// withoutNumbers joins the words of a heading that are no numbers.
func withoutNumbers(tokens []string) string {
	var words []string
	for _, token := range tokens {
		if !isNumber(token) {
			words = append(words, token)
		}
	}
	return strings.Join(words, " ")
}
