package function

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	timeOfDay  = regexp.MustCompile(`[T ]\d{1,2}:.*$`)
	yearFirst  = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
	withDots   = regexp.MustCompile(`^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$`)
	withSlash  = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4})$`)
	withoutDay = regexp.MustCompile(`^0+[/.-]0+[/.-]0+$`) // Outlook's way of having none
	yearless   = regexp.MustCompile(`^(--)?\d{1,2}[-/.]\d{1,2}\.?$`)
)

// dayFirst tells for a column of dates with slashes whether the day comes first:
// some date in it must be possible in one way only, and none in the other.
func dayFirst(cells []string) (first, certain bool) {
	day, month := false, false
	for _, cell := range cells {
		if m := withSlash.FindStringSubmatch(timeOfDay.ReplaceAllString(cell, "")); m != nil {
			a, _ := strconv.Atoi(m[1])
			b, _ := strconv.Atoi(m[2])
			day, month = day || a > 12, month || b > 12
		}
	}
	return day, day != month
}

// toBirthdate gives a day as YYYY-MM-DD. One without a year is left over.
func (b *builder) toBirthdate(cell string, from column) *string {
	day := timeOfDay.ReplaceAllString(cell, "")
	var parts []string // year, month and day
	switch {
	case withoutDay.MatchString(day):
		return nil
	case yearless.MatchString(day):
		b.out.Columns[from.heading] = cell
		return nil
	case yearFirst.MatchString(day):
		parts = yearFirst.FindStringSubmatch(day)[1:]
	case withDots.MatchString(day):
		m := withDots.FindStringSubmatch(day)
		parts = []string{m[3], m[2], m[1]}
	case withSlash.MatchString(day):
		if !b.certain {
			b.wrong("What is the day and what the month in %q cannot be told from the column %s. Write YYYY-MM-DD.", cell, from.heading)
			return nil
		}
		m := withSlash.FindStringSubmatch(day)
		if parts = []string{m[3], m[1], m[2]}; b.dayFirst {
			parts = []string{m[3], m[2], m[1]}
		}
	}
	at, err := time.Parse("2006-1-2", strings.Join(parts, "-"))
	if err != nil {
		b.wrong("%q in the column %s is not a day of the calendar. Write YYYY-MM-DD, such as 1990-12-31.", cut(cell), from.heading)
		return nil
	}
	return optional(at.Format(time.DateOnly))
}
