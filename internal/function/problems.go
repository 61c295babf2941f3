package function

import (
	"fmt"
	"slices"
	"strings"
)

// problems are what is wrong with a table, one sentence or two each.
type problems []string

const mostProblems = 10

// text is all of them in one message, unless they are too many to read. It lacks
// the last full stop, which the CLI adds.
func (p problems) text() string {
	lines := p
	if more := len(p) - mostProblems; more > 0 {
		lines = append(slices.Clone(p[:mostProblems]), fmt.Sprintf("There are %d more rows like that.", more))
	}
	return strings.TrimSuffix(strings.Join(lines, "\n"), ".")
}

// in adds what is wrong in a row.
func (p *problems) in(row int, format string, args ...any) {
	*p = append(*p, fmt.Sprintf("Row %d: ", row)+fmt.Sprintf(format, args...))
}

// cut shortens a cell for a message.
func cut(cell string) string {
	if letters := []rune(cell); len(letters) > 60 {
		return string(letters[:60]) + "…"
	}
	return cell
}
