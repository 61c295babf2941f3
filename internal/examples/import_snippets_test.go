//go:build unix

package examples_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestImportSnippets takes objects of the site by each form that is shown of a
// resource. The site is that of the fixture imports beside the resource's own.
func TestImportSnippets(t *testing.T) {
	found := 0
	for _, dir := range places(t) {
		if !strings.HasPrefix(dir, "resources/") {
			continue
		}
		files, err := filepath.Glob(filepath.Join(examples, filepath.FromSlash(dir), "import-by-*.tf"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range append(files, filepath.Join(examples, filepath.FromSlash(dir), "import.sh")) {
			found++
			t.Run(dir+"/"+filepath.Base(file), func(t *testing.T) {
				t.Parallel()
				x := newReader(t)
				if strings.HasSuffix(file, "identity.tf") {
					x.SkipBelow(t, "1.12")
				}
				x.take(t, dir, func(name string) bool { return isImport(name) && name != filepath.Base(file) })
				lines, err := os.ReadFile(filepath.Join(fixtures, filepath.FromSlash(dir), "imports.txt"))
				if err != nil {
					t.Fatal(err)
				}
				x.play(t, string(lines))
				x.must(t, "init")
				if strings.HasSuffix(file, ".sh") {
					x.importAll(t)
					return
				}
				if out := x.must(t, "plan"); !regexp.MustCompile(`Plan: [1-9]\d* to import`).MatchString(out) {
					t.Errorf("nothing is imported:\n%s", out)
				}
				x.must(t, "apply")
				x.must(t, "plan", "-detailed-exitcode")
			})
		}
	}
	if found < 6 {
		t.Errorf("only %d snippets were found", found)
	}
}

// importAll runs the commands of import.sh, each as if it were the only one.
func (x *reader) importAll(t *testing.T) {
	t.Helper()
	for line := range strings.Lines(x.text(t, "import.sh")) {
		args := strings.Fields(line)
		if len(args) < 3 || args[0] != "terraform" {
			continue
		}
		x.sh(t, line)
		x.must(t, "state", "rm", args[2])
	}
}

// must runs a command that succeeds.
func (x *reader) must(t *testing.T, args ...string) string {
	t.Helper()
	out, err := x.says(args...)
	if err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}
