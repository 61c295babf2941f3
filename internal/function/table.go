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
	headings   []string
	headingRow int
	rows       []row
}

// row is a row of a table, with the number that a spreadsheet shows.
type row struct {
	number int
	cells  []string
	filled int // cells up to the last one that is not empty
}

// maxNotes is how many rows can be above the headings.
const maxNotes = 20

// parseCSV parses a CSV text. Every row must have as many cells as there are headings:
// one with more or fewer probably has an unquoted separator.
func parseCSV(text string) (table, problems) {
	if !utf8.ValidString(text) || strings.ContainsAny(text, "\x00") {
		return table{}, problems{"The text is not UTF-8. Save the file as \"CSV UTF-8\", or read it with textdecodebase64(filebase64(\"contacts.csv\"), \"windows-1252\"), or \"UTF-16LE\" for \"Unicode Text\"."}
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(text, "\ufeff"))
	text, separator := separatorOf(text)
	all, found := scan(text, separator, -1)
	if len(found) > 0 {
		return table{}, found
	}
	if len(all) == 0 {
		return table{}, problems{"The text is empty. Its first row must hold headings."}
	}
	at, _ := findHeadings(all)
	for _, note := range all[:at] {
		if note.filled > 1 {
			found.add(note.number, "", "The headings seem to be in row %d. Remove the rows above it.", all[at].number)
			return table{}, found
		}
	}
	t := table{headings: all[at].cells, headingRow: all[at].number, rows: all[at+1:]}
	for i, r := range t.rows {
		if len(r.cells) < len(t.headings) || r.filled > len(t.headings) {
			found.add(r.number, "", "It has %d cells, and there are %d headings. Quote cells that hold the separator %q or a line break.", len(r.cells), len(t.headings), separator)
			continue
		}
		t.rows[i].cells = r.cells[:len(t.headings)]
	}
	return t, found
}

// separatorOf finds the separator: that of the line "sep=" that Excel writes first, else
// that with which most headings are understood, or most cells are beside each other. It
// returns the text without that line, which Excel does not count as a row.
func separatorOf(text string) (rest string, separator rune) {
	const candidates = ",;\t|"
	if hint, after, ok := strings.Cut(text, "\n"); ok {
		for _, r := range candidates {
			if strings.ToLower(hint) == "sep="+string(r) {
				return after, r
			}
		}
	}
	separator, most, widest := ',', -1, 0
	for _, r := range candidates {
		rows, found := scan(text, r, maxNotes)
		if len(rows) == 0 && len(found) == 0 {
			return text, r // nothing but separators
		}
		at, known := findHeadings(rows)
		if len(rows) > 0 && (known > most || known == most && rows[at].filled > widest) {
			separator, most, widest = r, known, rows[at].filled
		}
	}
	return text, separator
}

// scan reads the rows that are not empty, at most limit of them unless it is negative.
func scan(text string, separator rune, limit int) (rows []row, found problems) {
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.FieldsPerRecord, reader.ReuseRecord = separator, -1, true
	inside := 0 // line breaks in cells, which spreadsheets do not count
	for limit < 0 || len(rows) < limit {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if bad, ok := errors.AsType[*csv.ParseError](err); ok {
			found.add(bad.StartLine-inside, "", "A quotation mark is out of place: %s. Quote the whole cell, and double the quotation marks inside of it.", bad.Err)
			break
		}
		line, _ := reader.FieldPos(0)
		one := row{number: line - inside, cells: make([]string, len(record))}
		for i, cell := range record {
			inside += strings.Count(cell, "\n")
			if one.cells[i] = strings.TrimSpace(cell); one.cells[i] != "" {
				one.filled = i + 1
			}
		}
		if one.filled > 0 {
			rows = append(rows, one)
		}
	}
	return rows, found
}

// findHeadings finds the row of headings: the first in which two are understood, or the
// only one there is. Without such a row it is the first one.
func findHeadings(rows []row) (at, known int) {
	for i, r := range rows[:min(len(rows), maxNotes)] {
		count := 0
		for _, cell := range r.cells {
			if meaning := readHeading(tokenize(cell)).meaning; meaning != "" && meaning != leftOver {
				count++
			}
		}
		if count > 1 || count == 1 && (i == 0 || r.filled == 1) {
			return i, count
		}
	}
	return 0, 0
}
