package function

import (
	"fmt"
	"strings"
)

// problems are the errors in a table, as sentences that end with what to do. They show
// no more of a person than row and column.
type problems []string

const maxProblems = 10

// text joins the first maxProblems into a message, without the last full stop, which
// the CLI adds.
func (p problems) text() string {
	text := strings.Join(p[:min(len(p), maxProblems)], "\n")
	if more := len(p) - maxProblems; more > 0 {
		text += fmt.Sprintf("\nThere are %d more problems like that.", more)
	}
	return strings.TrimSuffix(text, ".")
}

// add adds a problem of a row, and of a column if it has one.
func (p *problems) add(row int, heading, format string, args ...any) {
	place := fmt.Sprintf("Row %d", row)
	if heading != "" {
		place += fmt.Sprintf(", column %q", heading)
	}
	*p = append(*p, place+": "+fmt.Sprintf(format, args...))
}

// shorten cuts a cell for a message.
func shorten(cell string) string {
	if letters := []rune(cell); len(letters) > 60 {
		return string(letters[:60]) + "…"
	}
	return cell
}

// quoted lists headings for a message, the first ones of many.
func quoted(headings []string) string {
	const most = 20
	var out []string
	for _, heading := range headings[:min(len(headings), most)] {
		out = append(out, fmt.Sprintf("%q", shorten(heading)))
	}
	if len(headings) > most {
		out = append(out, "…")
	}
	return strings.Join(out, ", ")
}
