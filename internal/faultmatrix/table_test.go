package faultmatrix

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "whether to write the tables into README.md")

// The page is written by hand but for what is between the marks.
const (
	tablesPage = "README.md"
	tableBegin = "<!-- measured: begin -->\n"
	tableEnd   = "<!-- measured: end -->"
)

// expectations are the cells of the tables in the page.
func expectations(t *testing.T) map[cell]string {
	text, err := os.ReadFile(tablesPage)
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(text), tableBegin)
	table, _, _ = strings.Cut(table, tableEnd)
	out := map[cell]string{}
	var columns []string
	for line := range strings.Lines(table) {
		fields := strings.Split(strings.Trim(line, "| \n"), " | ")
		if fields[0] == "fault" {
			columns = fields
		}
		if !strings.HasPrefix(line, "|") || len(fields) != len(columns) {
			continue
		}
		for i, column := range columns[1:] {
			outcomes := strings.Split(fields[i+1], " · ")
			for operation := range strings.SplitSeq(column, "; ") {
				for n, m := range modes {
					out[cell{operation, fields[0], m.name}] = outcomes[min(n, len(outcomes)-1)]
				}
			}
		}
	}
	return out
}

// publish prints the tables and compares them with the page.
func (all *matrix) publish(t *testing.T) {
	table := all.render()
	t.Log("\n" + table)
	text, err := os.ReadFile(tablesPage)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(text), tableBegin)
	_, after, _ := strings.Cut(rest, tableEnd)
	want := before + tableBegin + table + tableEnd + after
	switch {
	case string(text) == want:
	case *update:
		if err := os.WriteFile(tablesPage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the tables in %s are not what was found; go test ./internal/faultmatrix -update writes them", tablesPage)
	}
}

// column is one operation in a table, or several that fare the same.
type column struct {
	names []string
	cells []string // by fault
}

// render words the matrix in Markdown, a table for each group of operations.
func (all *matrix) render() string {
	var b strings.Builder
	var tables []string
	columns := map[string][]column{}
	for _, o := range operations() {
		if columns[o.table] == nil {
			tables = append(tables, o.table)
		}
		columns[o.table] = place(columns[o.table], column{[]string{o.name}, all.column(o.name)})
	}
	fmt.Fprintf(&b, "%d cells, %d faults injected, %d objects compared.\n", len(all.found), all.fired, all.compared)
	for _, name := range tables {
		fmt.Fprintf(&b, "\n## %s\n\n| fault |", name)
		for _, c := range columns[name] {
			fmt.Fprintf(&b, " %s |", strings.Join(c.names, "; "))
		}
		b.WriteString("\n|" + strings.Repeat(" --- |", 1+len(columns[name])) + "\n")
		for i, f := range faults {
			row := ""
			for _, c := range columns[name] {
				row += " " + c.cells[i] + " |"
			}
			if strings.Trim(row, " -|") != "" {
				fmt.Fprintf(&b, "| %s |%s\n", f.name, row)
			}
		}
	}
	return b.String()
}

// place puts operations that fare the same into one column.
func place(columns []column, c column) []column {
	for i, other := range columns {
		if slices.Equal(other.cells, c.cells) {
			columns[i].names = append(columns[i].names, c.names...)
			return columns
		}
	}
	return append(columns, c)
}

func (all *matrix) column(operation string) []string {
	var out []string
	for _, f := range faults {
		var outcomes []string
		for _, m := range modes {
			if found, ok := all.found[cell{operation, f.name, m.name}]; ok {
				outcomes = append(outcomes, found)
			}
		}
		if len(slices.Compact(slices.Clone(outcomes))) == 1 {
			outcomes = outcomes[:1]
		}
		out = append(out, cmp.Or(strings.Join(outcomes, " · "), "-"))
	}
	return out
}
