package function

import (
	"cmp"
	"slices"
	"strings"
)

// reading is what a heading says. Without a meaning it is not understood.
type reading struct {
	meaning string
	tag     string
	group   string // qualifiers such as "home"
	item    string // group and number: tells several columns of one meaning apart
	rank    int    // of several columns of one meaning, the likeliest has the lowest
	english bool
	// Without a meaning: the words that are not known, and whether a part of a contact,
	// such as "email" or "city", stands beside them.
	unknown []string
	partly  bool
}

// maxPartly is how many words a heading with a part of a contact and something unknown
// has. A longer one is a question of a form.
const maxPartly = 4

// readHeading reads the words of a heading: "Business Street 2" says street, work and 2.
func readHeading(tokens []string) reading {
	if len(tokens) == 0 {
		return reading{}
	}
	v := loadVocabulary()
	if whole, ok := v.headings[withoutNumbers(tokens)]; ok {
		parts := []entry{whole}
		for _, token := range tokens {
			if isNumber(token) {
				parts = append(parts, entry{number: token})
			}
		}
		return join(parts)
	}
	var parts []entry
	var unknown []string
	for rest := tokens; len(rest) > 0; {
		e, n := v.longestPhrase(rest)
		if noun, ok := v.headings[rest[0]]; ok && len(rest) == 1 && e.meaning == qualifier && e.english {
			e = noun // the company in "Billing Company", not in "Company Phone"
		}
		switch {
		case e.meaning == aside:
			return reading{meaning: leftOver}
		case isNumber(rest[0]):
			e.number = rest[0]
		case e.meaning == "":
			unknown = append(unknown, rest[0])
		}
		parts, rest = append(parts, e), rest[n:]
	}
	out := join(parts)
	if len(unknown) > 0 || out.meaning == "" {
		first, last := parts[0], parts[len(parts)-1]
		out.partly = len(unknown) > 0 && len(tokens) <= maxPartly && (isContactPart(last.meaning) || isContactPart(first.meaning) && !first.english)
		out.meaning, out.unknown = "", unknown
	}
	return out
}

// longestPhrase finds the longest known phrase that the words begin with, and how many
// words it has: 1 where there is none.
func (v vocabulary) longestPhrase(words []string) (entry, int) {
	for n := len(words); n > 0; n-- {
		if e, ok := v.phrases[strings.Join(words[:n], " ")]; ok {
			return e, n
		}
	}
	return entry{}, 1
}

// join makes one reading of the parts of a heading. A number after the word for an
// address counts addresses where a part of one follows, as in "Address 2 City". Otherwise
// it counts the lines of a street, or items.
func join(parts []entry) reading {
	out := reading{}
	var nouns []entry
	var qualifiers, numbers []string
	line := ""
	for i, p := range parts {
		switch {
		case p.number != "":
			counted := len(nouns) > 0 && nouns[len(nouns)-1].meaning == postalAddress && slices.ContainsFunc(parts[i:], isNoun)
			if !counted && slices.ContainsFunc(parts, func(e entry) bool { return e.meaning == street || e.meaning == postalAddress }) {
				line = p.number
			} else {
				numbers = append(numbers, p.number)
			}
		case p.meaning == qualifier:
			qualifiers = append(qualifiers, p.key)
			out.tag = cmp.Or(out.tag, p.tag)
		case isNoun(p):
			nouns = append(nouns, p)
		}
	}
	for _, noun := range nouns {
		out.tag, out.english = cmp.Or(noun.tag, out.tag), noun.english
	}
	slices.Sort(qualifiers)
	out.group = strings.Join(slices.Compact(qualifiers), " ")
	out.item = strings.TrimSpace(out.group + " " + strings.Join(numbers, " "))
	out.meaning, out.rank = unite(nouns)
	out.rank += len(qualifiers) << 16
	if line != "" && (out.meaning == street || out.meaning == postalAddress) {
		out.meaning = street
		if line != "1" {
			out.meaning = street2
		}
	}
	return out
}

// unite finds the one meaning of several words: an e-mail address is an e-mail, the
// state of an address a state, and a country or region a country.
func unite(nouns []entry) (meaning string, rank int) {
	var left []string
	for _, noun := range nouns {
		if !slices.Contains(left, noun.meaning) {
			left = append(left, noun.meaning)
		}
		rank = noun.rank
	}
	drop := func(weak string, strong ...string) {
		if slices.ContainsFunc(strong, func(s string) bool { return slices.Contains(left, s) }) {
			left = slices.DeleteFunc(left, func(s string) bool { return s == weak })
		}
	}
	drop(state, country)
	drop(region, country, state)
	hasAddress := slices.Contains(left, postalAddress)
	for _, noun := range left {
		if noun != postalAddress && noun != typeSuffix {
			drop(postalAddress, noun)
		}
	}
	switch {
	case len(left) == 1 && (left[0] != typeSuffix && left[0] != formatted || hasAddress):
		return left[0], rank
	case len(left) == 2 && slices.Contains(left, typeSuffix):
		other := left[0]
		if other == typeSuffix {
			other = left[1]
		}
		switch other {
		case mailAddress:
			return mailType, rank
		case phone:
			return phoneType, rank
		case postalAddress:
			return addressType, rank
		}
	}
	return "", 0
}

func isNoun(e entry) bool {
	return e.meaning != "" && e.meaning != qualifier && e.meaning != filler && e.meaning != leftOver
}

// isContactPart reports what a heading seldom says unless it is about the contact: an
// e-mail address, a phone or a part of a postal address.
func isContactPart(meaning string) bool {
	return meaning == mailAddress || meaning == phone || isPostal(meaning)
}
