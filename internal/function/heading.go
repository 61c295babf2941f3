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
// A number after the word for an address counts addresses where a part of one follows, as
// in "Address 2 City". Otherwise it counts the lines of a street, or items.
func readHeading(words []string) (out reading) {
	var nouns, numbers []entry
	var after []int // how many nouns are before each number
	var qualifiers []string
	isType := false
	parts := loadVocabulary().split(words)
	for _, p := range parts {
		switch p.meaning {
		case aside:
			return reading{meaning: leftOver}
		case unknown:
			out.unknown = append(out.unknown, p.key)
		case qualifier:
			qualifiers = append(qualifiers, p.key)
			out.tag = cmp.Or(out.tag, p.tag)
		case number:
			numbers, after = append(numbers, p), append(after, len(nouns))
		case kind:
			isType = true
		case filler:
		default:
			nouns = append(nouns, p)
			out.tag, out.english, out.rank = cmp.Or(p.tag, out.tag), p.english, p.rank
		}
	}
	slices.Sort(qualifiers)
	out.group = strings.Join(slices.Compact(qualifiers), " ")
	out.rank += len(qualifiers) << 16
	out.meaning, out.item = unite(nouns), out.group
	if isType {
		out.meaning = map[string]string{mailAddress: "emails.tag", phone: "phones.tag", postalAddress: "addresses.tag"}[out.meaning]
	}
	inStreet := out.meaning == street || out.meaning == postalAddress
	for i, n := range numbers {
		countsAddresses := after[i] > 0 && after[i] < len(nouns) && nouns[after[i]-1].meaning == postalAddress
		switch {
		case !inStreet || countsAddresses:
			out.item = strings.TrimSpace(out.item + " " + n.key)
		case n.key == "1":
			out.meaning = street
		default:
			out.meaning = street2
		}
	}
	if len(out.unknown) > 0 {
		first, last := parts[0], parts[len(parts)-1]
		out.partly = len(words) <= maxPartly && (isContactPart(last.meaning) || isContactPart(first.meaning) && !first.english)
		out.meaning = ""
	}
	return out
}

// yields are meanings that give way to another one in a heading, in this order.
var yields = []struct {
	meaning string
	to      []string // any other without
}{
	{state, []string{country}},
	{region, []string{country, state}},
	{postalAddress, nil},
}

// unite finds the one meaning of several nouns: an e-mail address is an e-mail, the
// state of an address a state, and a country or region a country. It is "" without one.
func unite(nouns []entry) string {
	var left []string
	for _, noun := range nouns {
		left = append(left, noun.meaning)
	}
	for _, weak := range yields {
		if slices.ContainsFunc(left, func(other string) bool {
			return other != weak.meaning && (weak.to == nil || slices.Contains(weak.to, other))
		}) {
			left = slices.DeleteFunc(left, func(meaning string) bool { return meaning == weak.meaning })
		}
	}
	if left = slices.Compact(left); len(left) == 1 {
		return left[0]
	}
	return ""
}

// isContactPart reports what a heading seldom says unless it is about the contact: an
// e-mail address, a phone or a part of a postal address.
func isContactPart(meaning string) bool {
	return meaning == mailAddress || meaning == phone || isPostal(meaning)
}
