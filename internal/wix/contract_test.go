package wix_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

var (
	contractHeading = regexp.MustCompile(`(?m)^#+ (\d+(?:\.\d+)?)\.? |^#+ (Appendix [A-Z])\.`)
	contractRow     = regexp.MustCompile(`(?m)^\| (\d+) \| .* \| ([^|]+) \|$`)
	contractRef     = regexp.MustCompile(`[Cc]ontract\s+(?:// )?(\d+(?:\.\d+)?|Appendix [A-Z])`)
	rowRef          = regexp.MustCompile(`\b[Rr]ows? (\d+)`)
)

// contract gives the headings of CONTRACT.md by number, and the last column of the
// table of open questions by row.
func contract(t *testing.T) (headings map[string]bool, rows map[string]string) {
	t.Helper()
	text, err := os.ReadFile("CONTRACT.md")
	ok(t, err)
	headings, rows = map[string]bool{}, map[string]string{}
	for _, m := range contractHeading.FindAllStringSubmatch(string(text), -1) {
		headings[m[1]+m[2]] = true
	}
	_, open, _ := strings.Cut(string(text), "\n## 11. ")
	open, _, _ = strings.Cut(open, "\n## ")
	for _, m := range contractRow.FindAllStringSubmatch(open, -1) {
		rows[m[1]] = m[2]
	}
	if len(headings) < 40 || len(rows) < 40 {
		t.Fatalf("only %d headings and %d open questions of the contract were found", len(headings), len(rows))
	}
	return headings, rows
}

// TestContract_references: whatever the code says of the contract is there.
func TestContract_references(t *testing.T) {
	headings, rows := contract(t)
	n := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range contractRef.FindAllStringSubmatch(string(text), -1) {
			if n++; !headings[m[1]] {
				t.Errorf("%s: the contract has no %s", path, m[1])
			}
		}
		if strings.Contains(string(text), "ontract 11") || filepath.Base(path) == "switches.go" {
			for _, m := range rowRef.FindAllStringSubmatch(string(text), -1) {
				if rows[m[1]] == "" {
					t.Errorf("%s: the contract has no row %s", path, m[1])
				}
			}
		}
		return err
	})
	if err != nil || n < 150 {
		t.Errorf("%d references were found: %v", n, err)
	}
}

// TestContract_open: each open question has a switch of the emulator, or a sentence why
// it needs none.
func TestContract_open(t *testing.T) {
	switches := map[string]bool{}
	for _, s := range emulator.SwitchNames() {
		switches[s.Name] = true
	}
	_, rows := contract(t)
	for row, cell := range rows {
		if why, none := strings.CutPrefix(cell, "none: "); none && len(strings.Fields(why)) > 3 {
			continue
		}
		for name := range strings.SplitSeq(cell, ", ") {
			if !switches[strings.Trim(name, "`")] {
				t.Errorf("row %s: the emulator has no switch %s", row, name)
			}
		}
	}
}
