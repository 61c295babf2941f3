package acctest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// TestPromises: the tests that prove the promises exist.
func TestPromises(t *testing.T) {
	files, err := filepath.Glob("../*/*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	for _, p := range acctest.Promises {
		for _, name := range p.Tests {
			name, _, _ = strings.Cut(name, "/")
			if !strings.Contains(all.String(), "\nfunc "+name+"(") {
				t.Errorf("%q is proved by %s, which does not exist", p.Promise, name)
			}
		}
	}
}
