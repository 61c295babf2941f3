package function

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	timeOfDay = regexp.MustCompile(`[T ]\d{1,2}:.*$`)
	yearFirst = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
	dotted    = regexp.MustCompile(`^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$`)
	slashed   = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4})$`)
	emptyDate = regexp.MustCompile(`^0+[/.-]0+[/.-]0+$`) // Outlook writes it for none
	yearless  = regexp.MustCompile(`^(--)?\d{1,2}[-/.]\d{1,2}\.?$`)
)

// dayFirst reports whether dates with slashes in a column begin with the day. It is
// certain if some date is valid in one order only, and none only in the other.
func dayFirst(cells []string) (first, certain bool) {
	var day, month bool
	for _, cell := range cells {
		if m := slashed.FindStringSubmatch(timeOfDay.ReplaceAllString(cell, "")); m != nil {
			a, _ := strconv.Atoi(m[1])
			b, _ := strconv.Atoi(m[2])
			day, month = day || a > 12, month || b > 12
		}
	}
	return day, day != month
}

// toBirthdate converts a date to YYYY-MM-DD. It keeps the cell of one without a year.
func (b *builder) toBirthdate(c cell) *string {
	day := timeOfDay.ReplaceAllString(c.text, "")
	var parts []string // year, month and day
	switch {
	case emptyDate.MatchString(day):
		return nil
	case yearless.MatchString(day):
		b.keep(c)
		return nil
	case yearFirst.MatchString(day):
		parts = yearFirst.FindStringSubmatch(day)[1:]
	case dotted.MatchString(day):
		m := dotted.FindStringSubmatch(day)
		parts = []string{m[3], m[2], m[1]}
	case slashed.MatchString(day):
		if !b.certain {
			b.addProblem(c.column, "What is the day and what the month of this date cannot be told from the column. Write YYYY-MM-DD.")
			return nil
		}
		m := slashed.FindStringSubmatch(day)
		if parts = []string{m[3], m[1], m[2]}; b.dayFirst {
			parts = []string{m[3], m[2], m[1]}
		}
	}
	at, err := time.Parse("2006-1-2", strings.Join(parts, "-"))
	if err != nil {
		b.addProblem(c.column, "It is not a day of the calendar. Write YYYY-MM-DD, such as 1990-12-31.")
		return nil
	}
	return optional(at.Format(time.DateOnly))
}
