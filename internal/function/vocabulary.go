package function

import (
	"cmp"
	_ "embed"
	"encoding/csv"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

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

	street        = "addresses.address_line"
	street2       = "addresses.address_line_2"
	city          = "addresses.city"
	state         = "addresses.subdivision"
	region        = "addresses.subdivision (perhaps)" // a state, or nothing of an address
	zip           = "addresses.postal_code"
	country       = "addresses.country"
	postalAddress = "addresses" // the street, or the whole
	formatted     = "addresses.address_line (whole)"

	leftOver = "left over"
)

func isPostal(meaning string) bool { return strings.HasPrefix(meaning, postalAddress) }

func (r reading) isTag() bool { return strings.HasSuffix(r.meaning, ".tag") }

// What a part of a heading can mean that is no column by itself.
const (
	qualifier = "qualifier" // tells several columns of one meaning apart
	filler    = "filler"    // adds nothing
	aside     = "aside"     // somebody else's, or asked to be left over
	kind      = "type"      // of what is beside it
	number    = "number"
	unknown   = "unknown"
)

// headingsCSV is the table of known headings. One row has a meaning, its tag, languages,
// systems that write these headings, and the headings, the likeliest first. Numbers,
// case, accents and punctuation do not count.
//
//go:embed headings.csv
var headingsCSV string

// entry is a part of a heading.
type entry struct {
	meaning, tag string
	key          string // the same for all spellings of a qualifier; a number, or an unknown word
	english      bool
	rank         int // lower is likelier
}

func (e entry) isNoun() bool {
	return !slices.Contains([]string{qualifier, filler, aside, kind, number, unknown}, e.meaning)
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
	rank := 0
	for _, row := range rows[1:] {
		headings := strings.Split(row[4], "|")
		for _, heading := range headings {
			rank++
			e := entry{meaning: row[0], tag: row[1], english: strings.Contains(row[2], "en"), rank: rank}
			e.key = strings.ToLower(cmp.Or(row[1], headings[0]))
			words := tokenize(heading)
			name := strings.Join(words, " ")
			if _, ok := v.headings[name]; !ok && e.isNoun() {
				v.headings[name] = e
			}
			if _, ok := v.phrases[name]; !ok && e.meaning != leftOver || !e.isNoun() {
				v.phrases[name] = e
			}
			for _, word := range words {
				if utf8.RuneCountInString(word) >= minSlip && !slices.Contains(v.words, word) {
					v.words = append(v.words, word)
				}
			}
		}
	}
	return v
})

// split takes a heading apart into known phrases, the longest first, numbers and unknown
// words. One that is known as a whole is a single phrase, before its numbers.
func (v vocabulary) split(words []string) (parts []entry) {
	numbers := slices.DeleteFunc(slices.Clone(words), func(word string) bool { return !isNumber(word) })
	others := slices.DeleteFunc(slices.Clone(words), isNumber)
	if whole, ok := v.headings[strings.Join(others, " ")]; ok {
		parts, words = append(parts, whole), numbers
	}
	for len(words) > 0 {
		n := len(words)
		for n > 1 && v.phrases[strings.Join(words[:n], " ")].meaning == "" {
			n--
		}
		part, known := v.phrases[strings.Join(words[:n], " ")]
		noun, isHeading := v.headings[words[0]]
		switch {
		case isNumber(words[0]):
			part = entry{meaning: number, key: words[0]}
		case !known:
			part = entry{meaning: unknown, key: words[0]}
		case len(words) == 1 && part.meaning == qualifier && part.english && isHeading:
			part = noun // the company in "Billing Company", not in "Company Phone"
		}
		parts, words = append(parts, part), words[n:]
	}
	return parts
}

var (
	remark   = regexp.MustCompile(`\[[^\]]*\]`)
	ideogram = regexp.MustCompile(`[\p{Han}\p{Hiragana}\p{Katakana}]`)
	// letterRun is a number, or letters up to a capital after a small one.
	letterRun = regexp.MustCompile(`\p{Nd}+|\p{Lu}*(?:[^\P{L}\p{Lu}]|\p{Mn})+|\p{Lu}+`)
)

// tokenize splits a heading into words in lower case and numbers: "E-mail 1 - Value"
// and "Email1Value" are "email", "1", "value". What is in square brackets is a remark,
// and each character of Japanese is a word.
func tokenize(heading string) []string {
	heading = ideogram.ReplaceAllString(remark.ReplaceAllString(norm.NFC.String(heading), " "), " $0 ")
	words := " " + forms.FoldAccents(strings.Join(letterRun.FindAllString(heading, -1), " "))
	return strings.Fields(strings.ReplaceAll(words, " e mail", " email"))
}

func isNumber(word string) bool { return strings.Trim(word, "0123456789") == "" }
