package function

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// table is a parsed CSV text: trimmed cells, and no empty rows.
type table struct {
	headings []string
	rows     []row
}

// row is a row of a table, with the number that a spreadsheet shows.
type row struct {
	number int
	cells  []string
}

// parseCSV parses a CSV text. Every row must have as many cells as there are headings:
// one with more or fewer probably has an unquoted separator.
func parseCSV(text string) (table, problems) {
	var t table
	var found problems
	if !utf8.ValidString(text) {
		return t, problems{"The text is not UTF-8. Save the file as \"CSV UTF-8\"."}
	}
	text, separator := separatorOf(text)
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.FieldsPerRecord, reader.ReuseRecord = separator, -1, true
	inside := 0 // line breaks in cells, which spreadsheets do not count
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if bad, ok := errors.AsType[*csv.ParseError](err); ok {
			found.add(bad.StartLine-inside, "A quotation mark is out of place: %s. Quote the whole cell, and double the quotation marks inside of it.", bad.Err)
			return t, found
		}
		line, _ := reader.FieldPos(0)
		one := row{number: line - inside, cells: make([]string, len(record))}
		filled := 0
		for i, cell := range record {
			inside += strings.Count(cell, "\n")
			if one.cells[i] = strings.TrimSpace(cell); one.cells[i] != "" {
				filled = i + 1
			}
		}
		switch {
		case filled == 0:
		case t.headings == nil:
			t.headings = one.cells
		case len(record) < len(t.headings) || filled > len(t.headings):
			found.add(one.number, "It has %d cells, and there are %d headings. Quote cells that hold the separator %q or a line break.", len(record), len(t.headings), separator)
		default:
			one.cells = one.cells[:len(t.headings)]
			t.rows = append(t.rows, one)
		}
	}
	if t.headings == nil {
		found = append(found, "The text is empty. Its first row must hold headings.")
	}
	return t, found
}

// separatorOf finds the separator: that of the line "sep=" that Excel writes first, else
// the most frequent one in the headings outside of quotation marks. It returns the text
// without that line, which Excel does not count as a row.
func separatorOf(text string) (rest string, separator rune) {
	if hint, after, ok := strings.Cut(text, "\n"); ok {
		for _, r := range ",;\t|" {
			if strings.TrimRight(strings.ToLower(hint), "\r") == "sep="+string(r) {
				return after, r
			}
		}
	}
	counts, quoted := map[rune]int{}, false
	for _, r := range strings.TrimLeft(text, "\r\n") {
		if r == '"' {
			quoted = !quoted
		}
		if r == '\n' && !quoted {
			break
		}
		if !quoted {
			counts[r]++
		}
	}
	separator = ','
	for _, r := range ";\t" {
		if counts[r] > counts[separator] {
			separator = r
		}
	}
	return text, separator
}
