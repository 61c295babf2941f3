// Package function holds the provider's functions. They are pure: they reach no site,
// and the same argument gives the same result.
package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
)

// tableFunction is a function of a table of contacts.
type tableFunction struct {
	name, summary, description string
	returns                    function.Return
	result                     func(parsed) (any, *function.FuncError)
}

// Metadata sets the name.
func (f tableFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = f.name
}

// Definition sets the signature and the description.
func (f tableFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary:             f.summary,
		MarkdownDescription: f.description,
		Parameters: []function.Parameter{function.StringParameter{
			Name: "text",
			MarkdownDescription: "The table as CSV, as `file` reads it: UTF-8, with or without a byte order mark. " +
				"The first row holds headings, under notes if there are any. Cells are separated by commas, semicolons, tabs or bars.",
		}},
		Return: f.returns,
	}
}

// Run parses the table.
func (f tableFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var text string
	if resp.Error = req.Arguments.Get(ctx, &text); resp.Error != nil {
		return
	}
	result, err := f.result(parse(text))
	if resp.Error = err; err == nil {
		resp.Error = resp.Result.Set(ctx, result)
	}
}

// parsed is what a table holds, as far as it is understood: all of it without problems.
type parsed struct {
	table    table
	columns  columns
	contacts map[string]contact // by key
	problems problems
}

// parse makes contacts of a table.
func parse(text string) (out parsed) {
	if out.table, out.problems = parseCSV(text); len(out.problems) > 0 {
		return out
	}
	if out.columns, out.problems = classifyColumns(out.table.headings); len(out.problems) > 0 {
		return out
	}
	out.contacts, out.problems = buildContacts(out.table.rows, out.columns)
	return out
}
