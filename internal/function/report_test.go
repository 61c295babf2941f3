package function_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/function"
)

// The report tells of each column what it becomes, and counts.
func TestContactsCSVReport(t *testing.T) {
	type is = map[string]any
	for name, c := range map[string]struct {
		text string
		want is
	}{
		"right": {"Notes\n\nName,Work Email,Home City,Glaze,Created At\nAda,a@example.com,Leeds,Celadon,\nBo,b@example.com,,,\n", is{
			"columns":   is{"Name": "name.first (whole)", "Work Email": "emails.email (WORK)", "Home City": "addresses.city (HOME)"},
			"left_over": is{"Glaze": int64(1), "Created At": int64(0)}, "heading_row": int64(3), "rows": int64(2), "contacts": int64(2), "problems": []any{},
		}},
		"a wrong row": {"Name,Email\nAda,x\nBo,b@example.com\n", is{
			"columns": is{"Name": "name.first (whole)", "Email": "emails.email"}, "left_over": is{}, "heading_row": int64(1), "rows": int64(2), "contacts": int64(1),
			"problems": []any{`Row 2, column "Email": It does not have the form name@example.com with at most 320 characters. Correct the address.`},
		}},
		"a heading": {"Name,Email,Partnership Email\nAda,a@example.com,b@example.com\n", is{
			"columns": is{"Name": "name.first (whole)", "Email": "emails.email"}, "left_over": is{"Partnership Email": int64(1)}, "heading_row": int64(1), "rows": int64(1), "contacts": int64(0),
			"problems": []any{`Row 1, column "Partnership Email": The heading is understood in part only: not "partnership". Write it as Email 2, Phone 2 or Home City are written, or begin it with the word Custom to keep the column as it is.`},
		}},
		"both names": {"First Name,Last Name,Full Name,Email\nAda,Byron,Ada Byron,a@example.com\nBo,,Bo,b@example.com\n", is{
			"columns":   is{"First Name": "name.first", "Last Name": "name.last", "Full Name": "name.first (whole)", "Email": "emails.email"},
			"left_over": is{"Full Name": int64(2)}, "heading_row": int64(1), "rows": int64(2), "contacts": int64(2), "problems": []any{},
		}},
		"a whole address": {"Email,Home Address\na@example.com,\"1 Main Street, Leeds\"\n", is{
			"columns":   is{"Email": "emails.email", "Home Address": "addresses.address_line (whole) (HOME)"},
			"left_over": is{}, "heading_row": int64(1), "rows": int64(1), "contacts": int64(1), "problems": []any{},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			got, problem := call(t, function.NewContactsCSVReport, c.text)
			if problem != nil {
				t.Fatal(problem)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
