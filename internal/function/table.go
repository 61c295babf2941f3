package function

import (
	"encoding/csv"
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// table is a parsed CSV text: trimmed cells, and no empty rows.
type table struct {
	separator rune
	notes     []row // above the headings
	headings  row
	rows      []row
	known     int // headings that are understood
}

// row is a row of a table, with the number that a spreadsheet shows.
type row struct {
	number int
	cells  []string
	filled int // cells up to the last one that is not empty
}

// separatorLine is what Excel can write first, and does not count as a row.
var separatorLine = regexp.MustCompile(`(?i)^sep=([,;\t|])\n`)

// parseCSV parses a CSV text. Its separator is that of a separatorLine, else that with
// which most headings are understood, or most cells are beside each other.
func parseCSV(text string) (best table, found problems) {
	if !utf8.ValidString(text) || strings.Contains(text, "\x00") {
		return best, problems{"The text is not UTF-8. Save the file as \"CSV UTF-8\", or read it with textdecodebase64(filebase64(\"contacts.csv\"), \"windows-1252\"), or \"UTF-16LE\" for \"Unicode Text\"."}
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(text, "\ufeff"))
	separators := ",;\t|"
	if line := separatorLine.FindStringSubmatch(text); line != nil {
		text, separators = strings.TrimPrefix(text, line[0]), line[1]
	}
	best.known = -1
	for _, separator := range separators {
		t, wrong := read(text, separator)
		if t.headings.filled == 0 && len(wrong) == 0 {
			return table{}, problems{"The text is empty. Its first row must hold headings."}
		}
		if t.known > best.known || t.known == best.known && t.headings.filled > best.headings.filled {
			best, found = t, wrong
		}
	}
	if len(found) > 0 {
		return table{}, found
	}
	return best, best.cut()
}

// read reads the rows that are not empty, and finds the headings among them.
func read(text string, separator rune) (t table, found problems) {
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.FieldsPerRecord = separator, -1
	t.separator = separator
	inside := 0 // line breaks in cells, which spreadsheets do not count
	for {
		cells, err := reader.Read()
		if bad, ok := errors.AsType[*csv.ParseError](err); ok {
			found.add(bad.StartLine-inside, "", "A quotation mark is out of place: %s. Quote the whole cell, and double the quotation marks inside of it.", bad.Err)
		}
		if err != nil {
			break
		}
		line, _ := reader.FieldPos(0)
		one := row{number: line - inside, cells: cells}
		for i, cell := range cells {
			inside += strings.Count(cell, "\n")
			if cells[i] = strings.TrimSpace(cell); cells[i] != "" {
				one.filled = i + 1
			}
		}
		if one.filled > 0 {
			t.rows = append(t.rows, one)
		}
	}
	if len(t.rows) > 0 {
		var at int
		at, t.known = findHeadings(t.rows)
		t.notes, t.headings, t.rows = t.rows[:at], t.rows[at], t.rows[at+1:]
	}
	return t, found
}

// findHeadings finds the row of headings among the first ones: the first in which two are
// understood, or the only one there is. Without such a row it is the first one.
func findHeadings(rows []row) (at, known int) {
	for i, r := range rows[:min(len(rows), 20)] {
		known = 0
		for _, cell := range r.cells {
			if meaning := readHeading(tokenize(cell)).meaning; meaning != "" && meaning != leftOver {
				known++
			}
		}
		if known > 1 || known == 1 && (i == 0 || r.filled == 1) {
			return i, known
		}
	}
	return 0, 0
}

// cut gives every row as many cells as there are headings: one with more or fewer probably
// has an unquoted separator.
func (t *table) cut() (found problems) {
	for _, note := range t.notes {
		if note.filled > 1 {
			found.add(note.number, "", "The headings seem to be in row %d. Remove the rows above it.", t.headings.number)
			return found
		}
	}
	for i, r := range t.rows {
		if len(r.cells) < len(t.headings.cells) || r.filled > len(t.headings.cells) {
			found.add(r.number, "", "It has %d cells, and there are %d headings. Quote cells that hold the separator %q or a line break.", len(r.cells), len(t.headings.cells), t.separator)
			continue
		}
		t.rows[i].cells = r.cells[:len(t.headings.cells)]
	}
	return found
}

// filledIn counts the rows that have something in a column.
func (t *table) filledIn(column int) (n int) {
	for _, r := range t.rows {
		if !forms.IsBlank(r.cells[column]) {
			n++
		}
	}
	return n
}
