package wix_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// TestContradicted_filter: a query that ignores its filter is told in the log, with the
// place in the contract, and one that does not is not.
func TestContradicted_filter(t *testing.T) {
	const id, other = "11111111-2222-4333-8444-555555555555", "21111111-2222-4333-8444-555555555555"
	for answered, told := range map[string]bool{id: false, other: true} {
		var lines []string
		client := always(200, `{"contacts":[{"id":"`+answered+`"}]}`).client(t, func(o *wix.Options) {
			o.Warn = func(_ context.Context, message string, fields map[string]any) {
				lines = append(lines, fmt.Sprint(message, fields))
			}
		})
		_, err := client.ContactsByID(t.Context(), []string{id})
		ok(t, err)
		said := strings.Join(lines, "\n")
		if (len(lines) == 1) != told || told && (!strings.Contains(said, "wix-probe") || !strings.Contains(said, "contract:3.2")) {
			t.Errorf("%s: the log has %q", answered, said)
		}
	}
}

// TestContradiction: what is not stored names the row of the contract that it rests on.
func TestContradiction(t *testing.T) {
	_, rows := contract(t)
	for field, row := range map[string]string{
		"info.phones": "43", "info.emails": "23", "info.extendedFields.items.custom.a": "1", "info.name.first": "2", "info.company": "3", "info.labelKeys": "14",
	} {
		got := wix.Contradiction(field)
		if rows[row] == "" || !strings.Contains(got, " "+row) || !strings.Contains(got, "wix-probe") {
			t.Errorf("%s: %s", field, got)
		}
	}
}
