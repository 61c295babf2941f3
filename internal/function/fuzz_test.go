package function_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/function"
)

// Whatever the text is, there is a result or an error about it. A result has a contact
// for each row, holds what wix_contact accepts, as the replay of the corpus shows, and is
// the same with other line ends. The report agrees.
func FuzzContactsFromCSV(f *testing.F) {
	files, err := filepath.Glob("testdata/exports/*.csv")
	if err != nil || len(files) == 0 {
		f.Fatal("there are no exports", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	for _, text := range []string{
		"Name,Email\nAda,a@example.com;b@example.com\n", "sep=;\r\nName;Phone\r\n\"A\r\nd\";'+1 5\r\n", "\ufeffemail\ta\na@b\t\n",
		"Name,Birthday\na,1/2/1990\nb,31/1/1990\n", "Name,Country,State\na,Germany,BE\nb,,US-NY\nc,US,Ohio\n", "Name,Labels\na,* b ::: c\nd,\"\"\"e\"\",\"\"f\"\"\"\n",
		"Name,Address 1 - Type,Address 1 - Formatted,Address 1 - PO Box\na,Home,\"b\nc\",d\n", "Name,Language,Fax,Phone 1 - Label,Phone 1\na,de_DE,1,Work Fax,2\n",
	} {
		f.Add(text)
	}
	fuzzing := flag.Lookup("test.fuzz").Value.String() != ""
	f.Fuzz(func(t *testing.T, text string) {
		all, problem := call(t, function.NewContactsFromCSV, text)
		if problem != nil {
			if problem.Text == "" || !utf8.ValidString(problem.Text) {
				t.Errorf("the error is %q", problem.Text)
			}
			return
		}
		of, problem := call(t, function.NewContactsCSVReport, text)
		if problem != nil {
			t.Fatal(problem)
		}
		about := of.(map[string]any)
		if n := fmt.Sprint(len(all.(map[string]any))); fmt.Sprint(about["rows"]) != n || fmt.Sprint(about["contacts"]) != n || len(about["problems"].([]any)) > 0 {
			t.Errorf("%s contacts come of it, and the report is %v", n, about)
		}
		again, problem := call(t, function.NewContactsFromCSV, strings.NewReplacer("\r\n", "\r", "\n", "\r").Replace(text))
		if diff := cmp.Diff(all, again); problem != nil || diff != "" || all.(map[string]any)[""] != nil {
			t.Errorf("with other line ends it is another, or a key is empty: %v, %s", problem, diff)
		}
		if fuzzing { // what a provider does beside would be taken for coverage
			return
		}
		core := acctest.NewSite(t).Core(t)
		for _, one := range all.(map[string]any) {
			if _, d := core.Resource("wix_contact").Plan(config(one.(map[string]any))); d.Failed() {
				t.Errorf("%v is not accepted: %s", one, d)
			}
		}
	})
}
