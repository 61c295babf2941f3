package emulator

import "strings"

// infoTexts are the texts of an info, in its own shape and on the wire.
type infoTexts struct {
	Company   string `json:"company,omitempty"`
	JobTitle  string `json:"jobTitle,omitempty"`
	Birthdate string `json:"birthdate,omitempty"`
	Locale    string `json:"locale,omitempty"`
}

// textRow is all that the emulator knows of a text of an info: reading, storing,
// projecting, filtering, merging, forms and the page are loops over textRows. To add a
// text, add its member to infoTexts and its row here.
type textRow struct {
	// member is the name on the wire, title that on the page.
	member, title string
	of            func(*infoTexts) *string
	// format names the format for a violation, and fits tells what has it; without
	// them any text will do.
	format string
	fits   func(string) bool
	// stored is what becomes of a text that is written; nil is the text itself.
	stored func(Switches, string) string
	// kind, ops and sortable make the column of queries (contract 3.2).
	kind     kind
	ops      operator
	sortable bool
	// searched has the search of the page look at it.
	searched bool
}

var textRows = [...]textRow{
	{
		member: "company", title: "Company", of: func(t *infoTexts) *string { return &t.Company },
		kind: kindText, ops: opsText, sortable: true, searched: true,
	},
	{
		member: "jobTitle", title: "Position", of: func(t *infoTexts) *string { return &t.JobTitle },
		kind: kindText, ops: opsText, sortable: true, searched: true,
	},
	{
		member: "birthdate", title: "Birthdate", of: func(t *infoTexts) *string { return &t.Birthdate },
		format: "DATE", fits: isDate, kind: kindTime, ops: opsOrdered, sortable: true,
	},
	{
		member: "locale", title: "Language", of: func(t *infoTexts) *string { return &t.Locale },
		format: "LANGUAGE_TAG", fits: localeShape.MatchString, stored: storedLocale, kind: kindText, ops: opsIdentity,
	},
}

// textInputs are the texts that a request gives, by row.
type textInputs [len(textRows)]member[string]

// readTexts reads the texts of an info.
func (r infoReader) readTexts(in object) (out textInputs) {
	for i, row := range textRows {
		if row.format == "" {
			out[i] = r.text(in, "info", row.member, maxText)
		} else {
			out[i] = r.formatted(in, "info", row.member, row.format, row.fits)
		}
	}
	return out
}

// apply lays the given texts over those of a contact.
func (in textInputs) apply(out *infoTexts, sw Switches) {
	for i, row := range textRows {
		if in[i].presence == absent {
			continue
		}
		text := in[i].value
		if row.stored != nil {
			text = row.stored(sw, text)
		}
		*row.of(out) = text
	}
}

// fill takes over the texts that are not there yet.
func (t *infoTexts) fill(more infoTexts) {
	for _, row := range textRows {
		if to := row.of(t); *to == "" {
			*to = *row.of(&more)
		}
	}
}

// bit is the bit of the i-th row in a projection.
func (textRow) bit(i int) projection { return showText << i }

// shownBy returns the texts that a projection shows.
func (t infoTexts) shownBy(show projection) (out infoTexts) {
	for i, row := range textRows {
		if show.has(row.bit(i)) {
			*row.of(&out) = *row.of(&t)
		}
	}
	return out
}

// column is that of a text in queries.
func (row textRow) column() column[contact] {
	get := func(c *contact) string { return *row.of(&c.info.infoTexts) }
	values := texts(get)
	if row.kind == kindTime {
		values = dates(get)
	}
	return column[contact]{row.kind, row.ops, row.sortable, values}
}

func storedLocale(sw Switches, text string) string {
	switch sw.Locale {
	case "lower":
		return strings.ToLower(text)
	case "canonical":
		return canonicalLocale(text)
	}
	return text
}

// canonicalLocale writes a language tag as BCP 47 has it: en-US, zh-Hant-TW.
func canonicalLocale(text string) string {
	parts := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == '-' || r == '_' })
	for i, part := range parts {
		switch {
		case i == 0:
		case len(part) == 2:
			parts[i] = strings.ToUpper(part)
		case len(part) == 4:
			parts[i] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, "-")
}
