//go:build unix

package examples_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// An example is whole with what lies under its path in testdata/examples:
//
//   - .tf and .tfvars files are laid over it: a snippet's versions.tf, what it
//     refers to, and overrides of what protects a real site from a destroy;
//   - site.txt holds calls of the emulator's control surface, by which the site
//     comes to be as the example expects it.

// TestExamples runs each example: a fresh apply, an empty plan, and a destroy, by
// which the site is as it was.
func TestExamples(t *testing.T) {
	dirs := places(t)
	if len(dirs) < 20 {
		t.Errorf("only %d examples were found", len(dirs))
	}
	for _, dir := range dirs {
		t.Run(dir, func(t *testing.T) {
			t.Parallel()
			x := newReader(t)
			x.take(t, dir, isImport)
			if err := x.fits(t); err != nil {
				t.Fatal(err)
			}
			x.SkipBelow(t, x.needs(t, x.configuration(t)))
			if err := x.live(t); err != nil {
				t.Fatal(err)
			}
		})
	}
}

var invoke = regexp.MustCompile(`-invoke=(\S+)`)

// live does with the configuration all that an example must stand.
func (x *reader) live(t testing.TB) error {
	commands := [][]string{{"init"}, {"apply"}, {"plan", "-detailed-exitcode"}}
	invoked := invoke.FindAllStringSubmatch(x.text(t, "*.tf"), -1)
	for _, m := range invoked {
		commands = append(commands, []string{"apply", "-invoke=" + m[1]})
	}
	if len(x.files(t, "*.tfquery.hcl")) > 0 {
		commands = append(commands, []string{"query"})
	}
	commands = append(commands, []string{"destroy"})
	if len(x.files(t, "tests/*.tftest.hcl")) > 0 {
		commands = append(commands, []string{"test"})
	}
	before := x.objects()
	for _, args := range commands {
		if out, err := x.says(args...); err != nil {
			return fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, out)
		}
	}
	if after := x.objects(); after > before && invoked == nil && !strings.Contains(x.text(t, "*.tf"), `"RETAIN"`) {
		return fmt.Errorf("%d objects were there before, and are %d after the destroy", before, after)
	}
	return nil
}

// says runs a command of the CLI as a reader types it.
func (x *reader) says(args ...string) (string, error) {
	out, err := x.Bare(args...).CombinedOutput()
	return string(out), err
}

func isImport(name string) bool { return strings.HasPrefix(filepath.Base(name), "import-by-") }

// TestExamples_broken breaks copies of an example, so that the test above is one
// that can fail.
func TestExamples_broken(t *testing.T) {
	const dir = "resources/wix_contact"
	for name, c := range map[string]struct{ file, text, says string }{
		"misspelt":       {"more.tf", "resource \"wix_contact_label\" \"more\" {\n  displayname = \"More\"\n}\n", "An argument named \"displayname\""},
		"refused":        {"more.tf", "resource \"wix_contact\" \"more\" {\n  birthdate = \"1990-13-01\"\n}\n", "1990-13-01"},
		"never the same": {"more.tf", "resource \"terraform_data\" \"now\" {\n  input = uuid()\n}\n", "plan -detailed-exitcode: exit status 2"},
		"not destroyed":  {"z_override.tf", "resource \"wix_contact_label\" \"wholesale\" {\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n", "destroy: exit status 1"},
		"left behind":    {"more.tf", "resource \"wix_contact\" \"more\" {\n  emails = [{ email = \"more@example.com\" }]\n  deletion_policy = upper(\"retain\")\n}\n", "after the destroy"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := newReader(t)
			x.take(t, dir, isImport)
			x.Write(t, c.file, c.text)
			if err := x.live(t); err == nil || !strings.Contains(strings.Join(strings.Fields(err.Error()), " "), c.says) {
				t.Errorf("want %q: %v", c.says, err)
			}
		})
	}
}
