package function_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "whether to write the expected results of the exports anew")

// Each file has the columns of an export as its maker writes it, and beside it
// what is to come of it.
func TestContactsFromCSV_exports(t *testing.T) {
	files, err := filepath.Glob("testdata/exports/*.csv")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files; %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			encoder := json.NewEncoder(&got)
			encoder.SetEscapeHTML(false)
			encoder.SetIndent("", "  ")
			if err := encoder.Encode(contactsOf(t, string(text))); err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(file, ".csv") + ".json"
			if *update {
				if err := os.WriteFile(golden, got.Bytes(), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
