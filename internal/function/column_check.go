package function

import (
	"fmt"
	"slices"
	"strings"
)

// leaveOver is the way out for a heading that only looks like one of a contact.
const leaveOver = "or begin it with the word Custom to keep the column as it is"

// minSlip is how many letters a word has in which a slip is looked for.
const minSlip = 5

// slips finds headings that are known but for a slip, unless another column has that
// meaning already.
func (c columns) slips(headings []string) (found []columnProblem) {
	for _, one := range c {
		if meant := c.meant(one); meant != "" {
			found = append(found, columnProblem{one.heading, fmt.Sprintf("It is not known, and probably means %q. Correct it, %s. The headings are %s.", meant, leaveOver, quoted(headings))})
		}
	}
	return found
}

// meant corrects the unknown word of a heading, "" where nothing is near.
func (c columns) meant(one column) string {
	if len(one.unknown) != 1 {
		return ""
	}
	for _, word := range loadVocabulary().words {
		if !isSlip(one.unknown[0], word) {
			continue
		}
		corrected := slices.Clone(one.words)
		corrected[slices.Index(corrected, one.unknown[0])] = word
		r := readHeading(corrected)
		short := len([]rune(one.unknown[0])) < minSlip && r.meaning != mailAddress && r.meaning != phone
		if r.meaning != "" && r.meaning != leftOver && !short && !c.hasPart(r.item, r.meaning) {
			return strings.Join(corrected, " ")
		}
	}
	return ""
}

// isSlip reports whether two words differ by one letter, or by two that changed places.
func isSlip(a, b string) bool {
	x, y := []rune(a), []rune(b)
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	swapped := len(x) == 2 && len(y) == 2 && x[0] == y[1] && x[1] == y[0]
	return max(len(x), len(y)) == 1 || swapped
}

// halfUnderstood finds what would leave a part of a contact behind: a heading that is
// understood in part, a column of an address that is not, and a second line without the
// first.
func (c columns) halfUnderstood() (found []columnProblem) {
	for _, one := range c {
		inAddress := one.group != "" && slices.ContainsFunc(c, func(other column) bool { return other.group == one.group && isPostal(other.meaning) })
		switch {
		case len(one.unknown) > 0 && (one.partly || inAddress) && c.meant(one) == "":
			found = append(found, columnProblem{one.heading, fmt.Sprintf("The heading is understood in part only: not %s. Write it as Email 2, Phone 2 or Home City are written, %s.", quoted(one.unknown), leaveOver)})
		case one.meaning == street2 && !c.hasPart(one.item, street, formatted):
			found = append(found, columnProblem{one.heading, fmt.Sprintf("It is the second line of an address, and no column is the first. Call that one Street, %s.", leaveOver)})
		}
	}
	return found
}

// notUnderstood finds a table without a column that tells contacts apart, and one in
// another language: without both parts of a name, and more headings of a few words
// unknown than known.
func (c columns) notUnderstood(headings []string) []columnProblem {
	if c.find(mailAddress) < 0 && c.find(phone) < 0 {
		return []columnProblem{{"", fmt.Sprintf("No column is an e-mail address or a phone, which tell contacts apart. The headings are %s. Call a column Email or Phone, or add an empty one.", quoted(headings))}}
	}
	var known, unknown []string
	for _, one := range c {
		switch {
		case one.meaning != "" && one.meaning != leftOver:
			known = append(known, one.heading)
		case one.meaning == "" && len(one.words) > 0 && len(one.words) < maxPartly:
			unknown = append(unknown, one.heading)
		}
	}
	if c.find(firstName) >= 0 && c.find(lastName) >= 0 || len(unknown) <= len(known) {
		return nil
	}
	return []columnProblem{{"", fmt.Sprintf("The headings %s are not known, beside %s. Write those of the contact in English, such as First Name, Last Name and City, and begin the others with the word Custom.", quoted(unknown), quoted(known))}}
}
