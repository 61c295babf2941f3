package function

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// column is a column of the table, by what its heading means.
type column struct {
	reading
	heading string // as written, made unique
	words   []string
	problem string // with the heading
}

// columns are those of a table.
type columns []column

// classifyColumns finds what each column means, in view of the others.
func classifyColumns(headings row) (out columns, found problems) {
	out = readColumns(headings.cells)
	out.settleAddresses()
	out.keepLikeliest()
	out.settleNames()
	for _, one := range out {
		if problem := cmp.Or(one.problem, out.doubt(one)); problem != "" {
			found.add(headings.number, one.heading, "%s", problem)
		}
	}
	if problem := out.notUnderstood(); problem != "" && len(found) == 0 {
		found.add(headings.number, "", "%s", problem)
	}
	for i := range out {
		out[i].meaning = cmp.Or(out[i].meaning, leftOver)
	}
	return out, found
}

// readColumns reads the headings one by one.
func readColumns(headings []string) columns {
	out, seen := make(columns, len(headings)), map[string]int{}
	for i, heading := range headings {
		words := tokenize(heading)
		out[i] = column{reading: readHeading(words), words: words}
		if strings.Contains(heading, "\n") {
			out[i].problem = "The heading holds a line break. Write it in one line."
			heading = strings.ReplaceAll(heading, "\n", " ")
		}
		heading = cmp.Or(heading, fmt.Sprintf("Column %d", i+1))
		if seen[heading]++; seen[heading] > 1 {
			heading = fmt.Sprintf("%s (%d)", heading, seen[heading])
		}
		out[i].heading = heading
	}
	return out
}

// find finds the first column of a meaning, -1 without one.
func (c columns) find(meaning string) int {
	return slices.IndexFunc(c, func(one column) bool { return one.meaning == meaning })
}

// hasPart reports whether an address has a column for one of some parts.
func (c columns) hasPart(item string, parts ...string) bool {
	return slices.ContainsFunc(c, func(one column) bool { return one.item == item && slices.Contains(parts, one.meaning) })
}

// headings are the headings of all columns.
func (c columns) headings() (out []string) {
	for _, one := range c {
		out = append(out, one.heading)
	}
	return out
}

// settleAddresses decides what depends on the other parts of an address: "Address" is
// the street where no other column is, and "Region" is the state beside a city.
func (c columns) settleAddresses() {
	for i, one := range c {
		switch {
		case one.meaning == region && c.hasPart(one.item, city):
			c[i].meaning = state
		case one.meaning == region:
			c[i].meaning = leftOver
		case one.meaning == postalAddress && !c.hasPart(one.item, street) && c.hasPart(one.item, street2, city, zip, state, country):
			c[i].meaning = street
		case one.meaning == postalAddress:
			c[i].meaning = formatted
		}
	}
}

// single are the meanings of which a contact has one.
var single = []string{firstName, lastName, fullName, someName, company, jobTitle, birthdate, locale}

// keepLikeliest leaves over all but the likeliest column of a single meaning: the "Title"
// of Outlook is a salutation beside a "Job Title", that of Salesforce the job.
func (c columns) keepLikeliest() {
	for i, one := range c {
		isLikelier := func(other column) bool { return other.meaning == one.meaning && other.rank < one.rank }
		if slices.Contains(single, one.meaning) && (c.find(one.meaning) < i || slices.ContainsFunc(c, isLikelier)) {
			c[i].meaning = leftOver
		}
	}
}

// settleNames decides what "Name" means: the whole name, or beside one part of it the
// other. A whole name beside both parts repeats them.
func (c columns) settleNames() {
	first, last := c.find(firstName), c.find(lastName)
	whole, some := c.find(fullName), c.find(someName)
	hasPart := (first < 0) != (last < 0)
	switch {
	case hasPart && whole >= 0:
		part := c[max(first, last)].heading
		c[whole].problem = fmt.Sprintf("It repeats %q, and there is no column for the rest of the name. Add one, or remove %q.", part, part)
	case some < 0:
	case !hasPart && whole < 0:
		c[some].meaning = fullName
	case !hasPart:
		c[some].meaning = leftOver
	case last >= 0:
		c[some].meaning = firstName
	case c[first].english:
		c[some].problem = fmt.Sprintf("Beside %q it may be the last name or the whole. Call it Last Name or Full Name.", c[first].heading)
	default:
		c[some].meaning = lastName
	}
}

// leaveOver is the way out for a heading that only looks like one of a contact.
const leaveOver = "or begin it with the word Custom to keep the column as it is"

// doubt is why a column may be a part of a contact that is not understood: a heading that
// is known but for a slip, or understood in part; a column of an address that is not; a
// second line without the first. It is "" for any other column.
func (c columns) doubt(one column) string {
	inAddress := one.group != "" && slices.ContainsFunc(c, func(other column) bool { return other.group == one.group && isPostal(other.meaning) })
	meant := c.meant(one)
	switch {
	case meant != "":
		return fmt.Sprintf("It is not known, and probably means %q. Correct it, %s. The headings are %s.", meant, leaveOver, quoted(c.headings()))
	case len(one.unknown) > 0 && (one.partly || inAddress):
		return fmt.Sprintf("The heading is understood in part only: not %s. Write it as Email 2, Phone 2 or Home City are written, %s.", quoted(one.unknown), leaveOver)
	case one.meaning == street2 && !c.hasPart(one.item, street, formatted):
		return fmt.Sprintf("It is the second line of an address, and no column is the first. Call that one Street, %s.", leaveOver)
	}
	return ""
}

// minSlip is how many letters a word has in which a slip is looked for.
const minSlip = 5

// meant corrects the unknown word of a heading. It is "" where nothing is near, or another
// column has that meaning already.
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

// notUnderstood finds a table without a column that tells contacts apart, and one in
// another language: without both parts of a name, and more headings of a few words
// unknown than known.
func (c columns) notUnderstood() string {
	var known, unknown []string
	for _, one := range c {
		switch {
		case one.meaning != "" && one.meaning != leftOver:
			known = append(known, one.heading)
		case one.meaning == "" && len(one.words) > 0 && len(one.words) < maxPartly:
			unknown = append(unknown, one.heading)
		}
	}
	switch {
	case c.find(mailAddress) < 0 && c.find(phone) < 0:
		return fmt.Sprintf("No column is an e-mail address or a phone, which tell contacts apart. The headings are %s. Call a column Email or Phone, or add an empty one.", quoted(c.headings()))
	case len(unknown) > len(known) && (c.find(firstName) < 0 || c.find(lastName) < 0):
		return fmt.Sprintf("The headings %s are not known, beside %s. Write those of the contact in English, such as First Name, Last Name and City, and begin the others with the word Custom.", quoted(unknown), quoted(known))
	}
	return ""
}
