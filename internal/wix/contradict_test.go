package wix_test

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
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

// TestContradicted_capped: a site that caps its pages is told of once, one that ends is not.
func TestContradicted_capped(t *testing.T) {
	for size, told := range map[int]int{100: 1, 1000: 0} {
		var lines []string
		transport := &stub{answer: func(_ int, r *http.Request) (*http.Response, error) {
			offset, _ := strconv.Atoi(r.URL.Query().Get("paging.offset"))
			var all []string
			for i := offset; i < min(offset+size, 450); i++ {
				all = append(all, fmt.Sprintf(`{"key":"custom.%d","displayName":"x","createdDate":"2026-01-01T00:%02d:%02dZ"}`, i, i/60, i%60))
			}
			return respond(http.StatusOK, `{"labels":[`+strings.Join(all, ",")+`],"metadata":{"total":450}}`), nil
		}}
		client := transport.client(t, func(o *wix.Options) {
			o.Warn = func(_ context.Context, message string, fields map[string]any) {
				lines = append(lines, fmt.Sprint(message, fields))
			}
		})
		n := 0
		for _, err := range client.Labels.List(t.Context()) {
			ok(t, err)
			n++
		}
		if n != 450 || len(lines) != told || told > 0 && !strings.Contains(lines[0], "contract:1.4") {
			t.Errorf("pages of %d: %d labels, the log has %q", size, n, lines)
		}
	}
}

// TestContradicted_name: a query by name that ignores it is told.
func TestContradicted_name(t *testing.T) {
	var lines []string
	transport := &stub{answer: func(_ int, r *http.Request) (*http.Response, error) {
		if strings.HasSuffix(r.URL.Path, "/query") {
			return respond(http.StatusOK, `{"labels":[{"key":"custom.other","displayName":"Other"}],"metadata":{"total":1}}`), nil
		}
		return respond(http.StatusConflict, `{"message":"already exists"}`), nil
	}}
	client := transport.client(t, func(o *wix.Options) {
		o.Warn = func(_ context.Context, message string, _ map[string]any) { lines = append(lines, message) }
	})
	if _, _, err := client.Labels.FindOrCreate(t.Context(), wix.NewLabel("VIP")); err == nil || len(lines) == 0 || !strings.Contains(lines[0], "other names") {
		t.Errorf("%v, the log has %q", err, lines)
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
