package function_test

import (
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/function"
)

// text is what a cell may hold, of several scripts and with all that must be
// quoted.
var text = rapid.Custom(func(t *rapid.T) string {
	letters := rapid.SampledFrom([]rune("aZ é\u0301ßЖ花🦊\",;\t\n|'=+@%${}\\ «»\u200f"))
	return norm.NFC.String(strings.TrimSpace(rapid.StringOfN(letters, 1, 8, -1).Draw(t, "text"))) + "."
})

// someone is a random contact with the columns of Wix's export, the n-th of a
// table, and the cells that tell it.
func someone(t *rapid.T, n int) (want map[string]any, cells map[string]string) {
	want = map[string]any{"label_names": []any{}, "columns": map[string]any{}}
	cells = map[string]string{}
	maybe := func() bool { return rapid.Bool().Draw(t, "maybe") }
	put := func(to map[string]any, attribute, heading, cell string) {
		cells[heading], to[attribute] = cell, cell
	}
	list := func(attribute string, item map[string]any) {
		items, _ := want[attribute].([]any)
		want[attribute] = append(items, item)
	}
	name := map[string]any{}
	if maybe() {
		put(name, "last", "Last Name", text.Draw(t, "last"))
	}
	put(name, "first", "First Name", text.Draw(t, "first")+fmt.Sprint(n))
	want["name"] = name
	for i := range rapid.IntRange(0, 3).Draw(t, "e-mails") {
		item := map[string]any{}
		put(item, "email", fmt.Sprintf("Email %d", i+1), fmt.Sprintf("%s%d.%d@example.com", rapid.SampledFrom([]string{"a", "B", "ü", "x+y"}).Draw(t, "e-mail"), n, i))
		list("emails", item)
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "phones") {
		item := map[string]any{}
		put(item, "phone", fmt.Sprintf("Phone %d", i+1), fmt.Sprintf("%s555-%04d%d", rapid.SampledFrom([]string{"", "+1 ", "(212) "}).Draw(t, "phone"), n, i))
		list("phones", item)
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "addresses") {
		item, heading := map[string]any{}, fmt.Sprintf("Address %d - ", i+1)
		put(item, "city", heading+"City", text.Draw(t, "city"))
		if maybe() {
			put(item, "country", heading+"Country", "US")
			put(item, "subdivision", heading+"State/Region", "US-NY")
		}
		if maybe() {
			put(item, "postal_code", heading+"Zip", fmt.Sprint(10_000+n))
			cells[heading+"Type"], item["tag"] = "Billing", "BILLING"
		}
		list("addresses", item)
	}
	for attribute, heading := range map[string]string{"company": "Company", "job_title": "Position"} {
		if maybe() {
			put(want, attribute, heading, text.Draw(t, attribute))
		}
	}
	if maybe() {
		put(want, "birthdate", "Birthdate", "1990-12-31")
		put(want, "locale", "Language", rapid.SampledFrom([]string{"de", "en-us", "zh-Hant-TW"}).Draw(t, "locale"))
	}
	if maybe() {
		cells["Labels"], want["label_names"] = "VIP; Ä b", []any{"VIP", "Ä b"}
	}
	if maybe() {
		put(want["columns"].(map[string]any), "Favourite glaze", "Favourite glaze", text.Draw(t, "custom"))
	}
	return want, cells
}

var exported = strings.Split("First Name,Last Name,Email 1,Email 2,Email 3,Phone 1,Phone 2,Phone 3,"+
	"Address 1 - Type,Address 1 - City,Address 1 - State/Region,Address 1 - Zip,Address 1 - Country,"+
	"Address 2 - Type,Address 2 - City,Address 2 - State/Region,Address 2 - Zip,Address 2 - Country,"+
	"Company,Position,Birthdate,Language,Labels,Favourite glaze", ",")

// What is written as CSV reads back the same, whatever separates and quotes the cells
// and ends the lines, in whatever order rows and columns are, and whatever empty rows
// and cells a spreadsheet leaves at the ends. And what is read is
// taken by wix_contact and by Wix, without a difference afterwards.
func TestContactsFromCSV_readsWhatIsWritten(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var b strings.Builder
		w := csv.NewWriter(&b)
		w.Comma = rapid.SampledFrom([]rune{',', ';', '\t', '|'}).Draw(r, "separator")
		quoted := rapid.Bool().Draw(r, "all quoted")
		padding := rapid.IntRange(0, 2).Draw(r, "empty cells at the ends")
		columns := rapid.Permutation(exported).Draw(r, "columns")
		write := func(cell func(heading string) string) {
			row := make([]string, len(columns)+padding)
			for i, heading := range columns {
				row[i] = cell(heading)
			}
			if quoted {
				for i, cell := range row {
					row[i] = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
				}
				b.WriteString(strings.Join(row, string(w.Comma)) + "\n")
				return
			}
			if err := w.Write(row); err != nil {
				r.Fatal(err)
			}
			w.Flush()
		}
		write(func(heading string) string { return heading })
		want, rows := map[string]any{}, make([]map[string]string, rapid.IntRange(0, 4).Draw(r, "rows"))
		for n := range rows {
			var one map[string]any
			one, rows[n] = someone(r, n)
			want[fmt.Sprint(one["name"])] = one
		}
		for _, cells := range rapid.Permutation(rows).Draw(r, "order") {
			write(func(heading string) string { return cells[heading] })
		}
		write(func(string) string { return "" })
		end := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(r, "line end")
		text := rapid.SampledFrom([]string{"", "\ufeff"}).Draw(r, "mark") + strings.ReplaceAll(b.String(), "\n", end)
		got := map[string]any{}
		all, problem := call(t, function.NewContactsFromCSV, text)
		if problem != nil {
			r.Fatalf("%s\n%s", problem, text)
		}
		for _, one := range all.(map[string]any) {
			sortItems(one.(map[string]any))
			got[fmt.Sprint(one.(map[string]any)["name"])] = one
		}
		for _, one := range want {
			sortItems(one.(map[string]any))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			r.Fatalf("%s\n%s", diff, text)
		}
		site := acctest.NewSite(t)
		core := site.Core(t)
		for _, one := range all.(map[string]any) {
			core.Resource("wix_contact").MustApply(config(one.(map[string]any)))
		}
	})
}

// sortItems orders the lists of a contact, whose order follows that of the columns.
func sortItems(contact map[string]any) {
	for _, value := range contact {
		if items, ok := value.([]any); ok {
			slices.SortFunc(items, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		}
	}
}

// config is a contact without what is no attribute of wix_contact.
func config(contact map[string]any) map[string]any {
	out := maps.Clone(contact)
	delete(out, "label_names")
	delete(out, "columns")
	return out
}
