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
}

// columns are those of a table.
type columns []column

// readColumns reads the headings one by one.
func readColumns(t table) (columns, problems) {
	var found problems
	out, seen := make(columns, len(t.headings)), map[string]int{}
	for i, heading := range t.headings {
		if strings.Contains(heading, "\n") {
			found.add(t.headingRow, strings.ReplaceAll(heading, "\n", " "), "The heading holds a line break. Write it in one line.")
		}
		if heading == "" {
			heading = fmt.Sprintf("Column %d", i+1)
		}
		if seen[heading]++; seen[heading] > 1 {
			heading = fmt.Sprintf("%s (%d)", heading, seen[heading])
		}
		words := tokenize(t.headings[i])
		out[i] = column{reading: readHeading(words), heading: heading, words: words}
	}
	return out, found
}

// classifyColumns finds what each column means, in view of the others.
func classifyColumns(t table) (columns, problems) {
	out, found := readColumns(t)
	if len(found) > 0 {
		return out, found
	}
	out.settleAddresses()
	for _, meaning := range []string{firstName, lastName, fullName, someName, company, jobTitle, birthdate, locale} {
		out.keepLikeliest(meaning)
	}
	found.addAll(t.headingRow, out.settleNames())
	found.addAll(t.headingRow, out.slips(t.headings))
	found.addAll(t.headingRow, out.halfUnderstood())
	if len(found) == 0 {
		found.addAll(t.headingRow, out.notUnderstood(t.headings))
	}
	for i := range out {
		out[i].meaning = cmp.Or(out[i].meaning, leftOver)
	}
	return out, found
}

// columnProblem is a problem of a heading, or of all of them.
type columnProblem struct{ heading, text string }

func (p *problems) addAll(row int, all []columnProblem) {
	for _, one := range all {
		p.add(row, one.heading, "%s", one.text)
	}
}

// find finds the column of a meaning, -1 without one.
func (c columns) find(meaning string) int {
	return slices.IndexFunc(c, func(one column) bool { return one.meaning == meaning })
}

// hasPart reports whether an address has a column for one of some parts.
func (c columns) hasPart(item string, parts ...string) bool {
	return slices.ContainsFunc(c, func(one column) bool { return one.item == item && slices.Contains(parts, one.meaning) })
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

// keepLikeliest leaves over all but the likeliest column of a meaning: the "Title" of
// Outlook is a salutation beside a "Job Title", that of Salesforce the job.
func (c columns) keepLikeliest(meaning string) {
	best := -1
	for i, one := range c {
		if one.meaning != meaning {
			continue
		}
		if best < 0 || one.rank < c[best].rank {
			if best >= 0 {
				c[best].meaning = leftOver
			}
			best = i
			continue
		}
		c[i].meaning = leftOver
	}
}

// settleNames decides what "Name" means: the whole name, or beside one part of it the
// other. A whole name beside both parts repeats them.
func (c columns) settleNames() (found []columnProblem) {
	first, last := c.find(firstName), c.find(lastName)
	whole, some := c.find(fullName), c.find(someName)
	switch {
	case (first < 0) == (last < 0): // both, or none
		if some >= 0 && whole < 0 {
			c[some].meaning = fullName
		} else if some >= 0 {
			c[some].meaning = leftOver
		}
	case whole >= 0:
		part := c[max(first, last)].heading
		return []columnProblem{{c[whole].heading, fmt.Sprintf("It repeats %q, and there is no column for the rest of the name. Add one, or remove %q.", part, part)}}
	case some < 0:
	case last >= 0:
		c[some].meaning = firstName
	case c[first].english:
		return []columnProblem{{c[some].heading, fmt.Sprintf("Beside %q it may be the last name or the whole. Call it Last Name or Full Name.", c[first].heading)}}
	default:
		c[some].meaning = lastName
	}
	return nil
}
