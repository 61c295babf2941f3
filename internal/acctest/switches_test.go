package acctest_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// unvaried are the switches that no variation flips, with the reason.
var unvaried = map[string]string{
	"BulkUpdateAll": "a bulk update is sent with a filter or a search",
	"BulkBothLists": "a label in both lists is refused before anything is sent",
}

// TestSwitches_varied: a switch of the emulator that no test of the provider flips
// proves nothing. A new one belongs into the variations of the packages whose objects
// it is about, or into unvaried.
func TestSwitches_varied(t *testing.T) {
	files, err := filepath.Glob("../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var tests strings.Builder
	for _, file := range files {
		room := filepath.Base(filepath.Dir(file))
		if room == "emulator" || room != "acctest" && !strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tests.Write(text)
	}
	set := map[string]bool{}
	for _, match := range regexp.MustCompile(`\b([A-Z]\w+)(?:,|:| =)`).FindAllStringSubmatch(tests.String(), -1) {
		set[match[1]] = true
	}
	for field := range reflect.TypeFor[emulator.Switches]().Fields() {
		if _, excused := unvaried[field.Name]; set[field.Name] == excused {
			t.Errorf("%s is set by a variation or a test: %t, but listed as unvaried: %t", field.Name, set[field.Name], excused)
		}
	}
}
