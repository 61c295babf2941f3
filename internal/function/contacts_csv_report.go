package function

import (
	"cmp"
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type contactsCSVReport struct{}

// NewContactsCSVReport makes the function contacts_csv_report.
func NewContactsCSVReport() function.Function { return contactsCSVReport{} }

func (contactsCSVReport) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "contacts_csv_report"
}

func (contactsCSVReport) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Tells what contacts_from_csv makes of a file.",
		MarkdownDescription: "Tells what `contacts_from_csv` makes of a file, to look at in `terraform console` before the first apply. The result has:\n\n" +
			"- `columns`: what each column becomes, by heading\n" +
			"- `left_over`: the headings of what has no place in a contact and is in `columns` there, with the number of rows that have something in it\n" +
			"- `heading_row`, `rows`, `contacts`: the row of the headings, the number of rows below it that are not empty, and that of the contacts made of them\n" +
			"- `problems`: what `contacts_from_csv` refuses the file for, all of it\n\n" +
			"It shows headings, and no cells except the name of a country, state or label that is refused.",
		Parameters: []function.Parameter{textParameter},
		Return: function.ObjectReturn{AttributeTypes: map[string]attr.Type{
			"columns":     types.MapType{ElemType: types.StringType},
			"left_over":   types.MapType{ElemType: types.Int64Type},
			"heading_row": types.Int64Type,
			"rows":        types.Int64Type,
			"contacts":    types.Int64Type,
			"problems":    types.ListType{ElemType: types.StringType},
		}},
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

// Run reads the table, and counts.
func (contactsCSVReport) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var text string
	if resp.Error = req.Arguments.Get(ctx, &text); resp.Error != nil {
		return
	}
	parsed, found := parseContacts(text)
	out := report{
		Columns: map[string]string{}, LeftOver: map[string]int{}, Problems: append([]string{}, found...),
		HeadingRow: parsed.table.headingRow, Rows: len(parsed.table.rows), Contacts: len(parsed.contacts),
	}
	for _, c := range parsed.columns {
		if c.meaning == leftOver {
			out.LeftOver[c.heading] = 0
			continue
		}
		out.Columns[c.heading], _, _ = strings.Cut(c.meaning, " (")
		if detail := cmp.Or(c.tag, c.item); detail != "" {
			out.Columns[c.heading] += " (" + detail + ")"
		}
	}
	for _, one := range parsed.contacts {
		for heading := range one.Columns {
			out.LeftOver[heading]++
		}
	}
	resp.Error = resp.Result.Set(ctx, out)
}
