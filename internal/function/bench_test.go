package function_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/function"
)

// spreadsheet is a table of so many people.
func spreadsheet(rows int) string {
	var b strings.Builder
	b.WriteString("First Name,Last Name,Email 1,Phone 1,Address 1 - Street,Address 1 - City,Address 1 - State/Region,Address 1 - Country,Birthdate,Labels,Favourite glaze\n")
	for i := range rows {
		fmt.Fprintf(&b, "Ada,Okafor %d,ada%d@example.com,'+1 555 01%06d,%d Main St,New York,New York,United States,12/31/1990,VIP;Newsletter,Celadon\n", i, i, i, i)
	}
	return b.String()
}

// The time grows with the rows, and not faster.
func BenchmarkContactsFromCSV(b *testing.B) {
	for _, rows := range []int{500, 5_000, 50_000} {
		text := spreadsheet(rows)
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			for b.Loop() {
				function.ParseContacts(text)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows), "ns/row")
		})
	}
}
