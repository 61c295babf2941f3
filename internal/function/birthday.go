package function

import (
	"regexp"
	"strings"
	"time"
)

// Forms of dates with slashes: either the day or the month comes first.
const (
	dayFirst   = "2/1/2006"
	monthFirst = "1/2/2006"
)

var (
	timeOfDay = regexp.MustCompile(`[T ]\d{1,2}:.*$`)
	yearless  = regexp.MustCompile(`^(--)?\d{1,2}[-/.]\d{1,2}\.?$`)
)

// day converts a date in one of some forms to YYYY-MM-DD. It is "" for any other text.
func day(text string, forms ...string) string {
	text = strings.ReplaceAll(timeOfDay.ReplaceAllString(text, ""), ". ", ".")
	for _, form := range forms {
		if at, err := time.Parse(form, text); err == nil {
			return at.Format(time.DateOnly)
		}
	}
	return ""
}

// slashForm finds the form of the dates with slashes in a column. It is "" unless some
// date is valid in one form only, and none only in the other.
func slashForm(rows []row, column int) string {
	var days, months bool
	for _, r := range rows {
		asDay, asMonth := day(r.cells[column], dayFirst) != "", day(r.cells[column], monthFirst) != ""
		days, months = days || asDay && !asMonth, months || asMonth && !asDay
	}
	switch {
	case days && !months:
		return dayFirst
	case months && !days:
		return monthFirst
	}
	return ""
}

// toBirthdate converts a date to YYYY-MM-DD. It keeps the cell of one without a year.
func (b *builder) toBirthdate(c cell) optional {
	text := timeOfDay.ReplaceAllString(c.text, "")
	switch {
	case strings.Trim(text, "0/.-") == "": // Outlook writes 0/0/00 for none
		return ""
	case yearless.MatchString(text):
		b.keep(c)
		return ""
	case day(text, dayFirst, monthFirst) != "" && b.slashForm == "":
		b.addProblem(c.column, "What is the day and what the month of this date cannot be told from the column. Write YYYY-MM-DD.")
		return ""
	}
	out := day(text, "2006-1-2", "2006/1/2", "2006.1.2", "2.1.2006", b.slashForm)
	if out == "" {
		b.addProblem(c.column, "It is not a day of the calendar. Write YYYY-MM-DD, such as 1990-12-31.")
	}
	return optional(out)
}
