package function_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/function"
)

// A table that is wrong is an error that names the row as a spreadsheet shows it,
// and what to do.
func TestContactsFromCSV_wrong(t *testing.T) {
	head := "First Name,Email,Phone,Country,State,Birthday\n"
	for name, c := range map[string]struct {
		text string
		says []string
	}{
		"empty":             {"", []string{"The text is empty.", "must hold headings"}},
		"only blank lines":  {"\n\r\n\n", []string{"The text is empty."}},
		"only empty cells":  {",,\n,\n", []string{"The text is empty."}},
		"no headings":       {"Ada,ada@example.com\n", []string{`Row 1: No column is an e-mail address or a phone`, `The headings are "Ada", "ada@example.com".`, "Call a column Email or Phone"}},
		"not UTF-8":         {"Name\nJos\xe9\n", []string{"The text is not UTF-8.", `Save the file as "CSV UTF-8"`}},
		"too few cells":     {head + "Ada,ada@example.com\n", []string{"Row 2: It has 2 cells, and there are 6 headings.", "Quote cells"}},
		"too many cells":    {head + "Ada,ada@example.com,,,,,x\n", []string{"Row 2: It has 7 cells"}},
		"bare quote":        {head + "Ada \"x\",,,,,\n", []string{"Row 2: A quotation mark is out of place", "double the quotation marks"}},
		"open quote":        {head + "Ada,,1,,,\n\"Bo,,,,,\n", []string{"Row 3: A quotation mark is out of place"}},
		"after blank lines": {head + "\n\nAda,x,,,,\n", []string{`Row 4, column "Email": It does not have the form name@example.com`, "Correct the address."}},
		"after line breaks": {head + "\"A\nd\na\",ada@example.com,,,,\nBo,x,,,,\n", []string{`Row 3, column "Email": `}},
		"after sep":         {"sep=,\n" + head + "Ada,x,,,,\n", []string{`Row 2, column "Email": `}},
		"several":           {head + "A,x,,,,\nB,b@example.com,,,,\nC,y,,,,\n", []string{`Row 2, column "Email": `, `Row 4, column "Email": `}},
		"nothing":           {head + ",,,US,NY,\n", []string{"Row 2: It has no name, e-mail address or phone", "Add one, or remove the row."}},
		"long e-mail":       {head + "," + strings.Repeat("x", 310) + "@example.com,,,,\n", []string{`Row 2, column "Email": `, "at most 320 characters"}},
		"long phone":        {head + ",," + strings.Repeat("5", 51) + ",,,\n", []string{`Row 2, column "Phone": It has more than 50 characters. Shorten it.`}},
		"long name":         {head + strings.Repeat("x", 1001) + ",,,,,\n", []string{`Row 2, column "First Name": It has more than 1000 characters.`}},
		"no country":        {head + "Ada,,,Ruritania,,\n", []string{`Row 2, column "Country": "Ruritania" is not a country.`, "ISO 3166-1"}},
		"other country":     {head + "Ada,,,US,CA-ON,\n", []string{`Row 2, column "State": The state or region CA-ON is not part of the country US. Correct one of the two.`}},
		"no such day":       {head + "Ada,,,,,1990-02-30\n", []string{`Row 2, column "Birthday": It is not a day of the calendar.`, "Write YYYY-MM-DD"}},
		"two-digit year":    {head + "Ada,,,,,4/15/90\n", []string{"not a day of the calendar"}},
		"which is the day":  {head + "Ada,,,,,4/5/1990\n", []string{"What is the day and what the month of this date cannot be told from the column."}},
		"either day":        {head + "Ada,,,,,4/15/1990\nBo,,,,,15/4/1990\n", []string{`Row 2, column "Birthday": What is the day`, `Row 3, column "Birthday": What is the day`}},
		"same e-mail":       {head + "Ada,a@example.com,,,,\nBo,A@Example.com,,,,\n", []string{`Row 3, column "Email": It has the e-mail address of row 2.`, "Remove one of the two rows"}},
		"same other e-mail": {"Email 1,Email 2\na@example.com,b@example.com\nB@example.com,\n", []string{`Row 3, column "Email 1": It has the e-mail address of row 2.`}},
		"same lone phone":   {head + "Ada,,555-0100,,,\nBo,,(555) 0100,,,\n", []string{`Row 3, column "Phone": It has the phone of row 2, and one of the two has no e-mail address.`}},
		"lone phone second": {head + "Ada,a@example.com,555-0100,,,\nBo,,555 0100,,,\n", []string{`Row 3, column "Phone": It has the phone of row 2`}},
		"lone phone first":  {head + "Ada,,555 0100,,,\nBo,b@example.com,555-0100,,,\n", []string{`Row 3, column "Phone": It has the phone of row 2`}},
		"phone with code":   {head + "Ada,,+1 646 555 0100,,,\nBo,,(646) 555-0100,,,\n", []string{`Row 3, column "Phone": It has the phone of row 2`}},
		"same name":         {head + "Ada,,,,,\nADA,,,,,\n", []string{"Row 3: It has the name of row 2", "Add one."}},
		"long label":        {"Email,Labels\nada@example.com,ok;" + strings.Repeat("x", 181) + "\n", []string{`Row 2, column "Labels": The label`, "more than 180 characters. Shorten it."}},
		"51 e-mails":        {"Email\n" + strings.Join(many(51), ";") + "\n", []string{"Row 2: It has more than 50 e-mail addresses, phones or addresses."}},
		"11 wrong rows":     {"Email\n" + strings.Repeat("x\n", 13), []string{`Row 11, column "Email": `, "\nThere are 3 more problems like that."}},
	} {
		t.Run(name, func(t *testing.T) {
			got, problem := call(t, function.NewContactsFromCSV, c.text)
			if problem == nil {
				t.Fatalf("it gives %v", got)
			}
			if problem.FunctionArgument == nil || *problem.FunctionArgument != 0 {
				t.Errorf("the error is about argument %v", problem.FunctionArgument)
			}
			if strings.HasSuffix(problem.Text, ".") {
				t.Errorf("with the CLI's full stop: %s.", problem.Text)
			}
			rest := problem.Text + "."
			for _, want := range c.says {
				_, after, found := strings.Cut(rest, want)
				if !found {
					t.Errorf("%q is not in %q", want, problem.Text)
				}
				rest = after
			}
		})
	}
}

func many(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("m%d@example.com", i)
	}
	return out
}

// What one column of a row becomes.
func TestContactsFromCSV_cells(t *testing.T) {
	address := func(parts map[string]any) any { return []any{parts} }
	for name, c := range map[string]struct {
		headings, cells string
		attribute       string
		want            any
	}{
		"fifty e-mails":      {"Email", strings.Join(many(50)[1:], ";"), "emails", mails(many(50)[1:])},
		"date with dots":     {"Birthdate", "1.2.1990", "birthdate", "1990-02-01"},
		"date with slashes":  {"Birthdate", "12/31/1990", "birthdate", "1990-12-31"},
		"the day first":      {"Birthdate", "31/12/1990", "birthdate", "1990-12-31"},
		"the year first":     {"Birthdate", "1990/1/2", "birthdate", "1990-01-02"},
		"with a time":        {"Birthdate", "1990-12-31 00:00", "birthdate", "1990-12-31"},
		"no date":            {"Birthdate", "0/0/00", "birthdate", nil},
		"no year":            {"Birthdate", "12/31", "columns", map[string]any{"Birthdate": "12/31"}},
		"locale":             {"Language", "pt_BR", "locale", "pt-BR"},
		"no locale":          {"Language", "English", "columns", map[string]any{"Language": "English"}},
		"country of 3":       {"Country", "DEU", "addresses", address(map[string]any{"country": "DE"})},
		"country in English": {"Country", "south korea", "addresses", address(map[string]any{"country": "KR"})},
		"country in German":  {"Country", "Österreich", "addresses", address(map[string]any{"country": "AT"})},
		"country in Spanish": {"Country", "España", "addresses", address(map[string]any{"country": "ES"})},
		"UK":                 {"Country", "UK", "addresses", address(map[string]any{"country": "GB"})},
		"USA":                {"Country", "United States of America", "addresses", address(map[string]any{"country": "US"})},
		"whole subdivision":  {"State,Country", "us-ny,", "addresses", address(map[string]any{"subdivision": "US-NY"})},
		"part of it":         {"State,Country", "nw,DE", "addresses", address(map[string]any{"subdivision": "DE-NW", "country": "DE"})},
		"by name":            {"State,Country", "ontario,Canada", "addresses", address(map[string]any{"subdivision": "CA-ON", "country": "CA"})},
		"no such state":      {"State,Country", "ZZ,US", "columns", map[string]any{"State": "ZZ"}},
		"no country":         {"State,Country", "NY,", "columns", map[string]any{"State": "NY"}},
		"lines of a street":  {"Street Address,Address 2", "\"1 Main St,\r\nRear\",Floor 3", "addresses", address(map[string]any{"address_line": "1 Main St,", "address_line_2": "Rear, Floor 3"})},
		"a phone quoted":     {"Phone", "'+1 555 0100", "phones", []any{map[string]any{"phone": "+1 555 0100"}}},
		"a fax comes last":   {"Fax,Mobile Phone", "555-0100,555-0101", "phones", []any{map[string]any{"phone": "555-0101", "tag": "MOBILE"}, map[string]any{"phone": "555-0100", "tag": "FAX"}}},
		"labels by comma":    {"Tags", "\"a, b ,,a\"", "label_names", []any{"a", "b"}},
		"labels by Google":   {"Labels", "* Friends ::: a;b ::: * myContacts", "label_names", []any{"Friends", "a;b"}},
		"labels quoted":      {"Tags", `"""a, b"",""c"""`, "label_names", []any{"a, b", "c"}},
		"job without title":  {"Title,Job Title", "Dr.,Owner", "job_title", "Owner"},
		"title is the job":   {"Title", "Owner", "job_title", "Owner"},
		"a column twice":     {"X,X", "1,2", "columns", map[string]any{"X": "1", "X (2)": "2"}},
		"names of API":       {"MailingCity,MailingCountryCode", "Rome,it", "addresses", address(map[string]any{"city": "Rome", "country": "IT"})},
		"type of an address": {"Address 1 - Type,Address 1 - City", "Home,Rome", "addresses", address(map[string]any{"city": "Rome", "tag": "HOME"})},
		"only the type":      {"Address 1 - Type", "Home", "addresses", nil},
		"outer white space":  {"Company", "\u00a0 Example Ltd \t", "company", "Example Ltd"},
	} {
		t.Run(name, func(t *testing.T) {
			all := contactsOf(t, "\ufeffName,Home Phone,"+c.headings+"\r\nAda,,"+c.cells+"\r\n")
			for _, one := range all {
				if diff := cmp.Diff(c.want, one.(map[string]any)[c.attribute]); diff != "" || len(all) != 1 {
					t.Error(diff)
				}
			}
		})
	}
}

func mails(all []string) []any {
	out := make([]any, len(all))
	for i, one := range all {
		out[i] = map[string]any{"email": one}
	}
	return out
}

// The key of a contact does not depend on spelling that may change.
func TestContactsFromCSV_keys(t *testing.T) {
	all := contactsOf(t, "Name,Email,Phone\nAda,ADA@Example.com; b@example.com,555-0100\nBo,,+1 (555) 01-02\n José ,,\n")
	for _, key := range []string{"ada@example.com", "+15550102", "josé"} {
		if all[key] == nil {
			t.Errorf("there is no %q in %v", key, all)
		}
	}
}
