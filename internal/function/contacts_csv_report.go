package function

import (
	"cmp"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

const contactsCSVReport = "Tells what `contacts_from_csv` makes of a file, to look at in `terraform console` before the first apply. The result has:\n\n" +
	"- `columns`: what each column becomes, by heading, with `(whole)` for a whole name or address in one cell\n" +
	"- `left_over`: the headings of what has no place in a contact and is in `columns` there, with the number of rows that have something in it\n" +
	"- `heading_row`, `rows`, `contacts`: the row of the headings, the number of rows below it that are not empty, and that of the contacts made of them\n" +
	"- `problems`: what `contacts_from_csv` refuses the file for, all of it\n\n" +
	"It shows headings, and no cells except the name of a country, state or label that is refused."

// NewContactsCSVReport makes the function contacts_csv_report.
func NewContactsCSVReport() function.Function {
	return tableFunction{
		name:        "contacts_csv_report",
		summary:     "Tells what contacts_from_csv makes of a file.",
		description: contactsCSVReport,
		returns: function.ObjectReturn{AttributeTypes: map[string]attr.Type{
			"columns":     types.MapType{ElemType: types.StringType},
			"left_over":   types.MapType{ElemType: types.Int64Type},
			"heading_row": types.Int64Type,
			"rows":        types.Int64Type,
			"contacts":    types.Int64Type,
			"problems":    types.ListType{ElemType: types.StringType},
		}},
		result: func(p parsed) (any, *function.FuncError) { return newReport(p), nil },
	}
}

// report is the result of contacts_csv_report.
type report struct {
	Columns    map[string]string `tfsdk:"columns"`
	LeftOver   map[string]int    `tfsdk:"left_over"`
	HeadingRow int               `tfsdk:"heading_row"`
	Rows       int               `tfsdk:"rows"`
	Contacts   int               `tfsdk:"contacts"`
	Problems   []string          `tfsdk:"problems"`
}

func newReport(p parsed) report {
	out := report{
		Columns: map[string]string{}, LeftOver: map[string]int{}, Problems: append([]string{}, p.problems...),
		HeadingRow: p.table.headings.number, Rows: len(p.table.rows), Contacts: len(p.contacts),
	}
	for i, c := range p.columns {
		if c.meaning == leftOver {
			out.LeftOver[c.heading] = p.table.filledIn(i)
			continue
		}
		out.Columns[c.heading] = c.meaning
		if detail := cmp.Or(c.tag, c.item); detail != "" {
			out.Columns[c.heading] += " (" + detail + ")"
		}
	}
	for _, one := range p.contacts {
		for heading := range one.Columns {
			if out.Columns[heading] != "" { // a cell of it that has no place in a contact
				out.LeftOver[heading]++
			}
		}
	}
	return out
}
