//go:build unix

package examples_test

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBlocks validates each block of HCL in README.md, templates/ and docs/ that
// is not a file of an example, which runs anyway, or a step of a guide, which is
// followed. What a block lacks to be a configuration is in testdata/blocks.
func TestBlocks(t *testing.T) {
	seen := filesOfExamples(t)
	found := 0
	for _, page := range pages(t) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range blocksOf(string(text)) {
			if b.language != "hcl" && b.language != "terraform" && b.language != "tf" {
				continue
			}
			found++
			if sum := digest(b.text); !seen[sum] && (b.file == "" || !strings.Contains(page, "guides")) {
				seen[sum] = true
				t.Run(fmt.Sprintf("%s:%d", strings.TrimPrefix(page, root+"/"), b.line), func(t *testing.T) {
					t.Parallel()
					validate(t, b.text, true)
				})
			}
		}
	}
	if found < 30 {
		t.Errorf("only %d blocks were found", found)
	}
}

func TestBlocks_broken(t *testing.T) {
	validate(t, "resource \"wix_contact\" \"ada\" {\n  mails = []\n}\n", false)
}

// validate holds the text to what the CLI says of it.
func validate(t *testing.T, text string, fine bool) {
	t.Helper()
	x := newReader(t)
	x.copy(t, filepath.Join("testdata", "blocks"), func(name string) bool {
		return name == "versions.tf" && strings.Contains(text, "required_providers")
	})
	x.Write(t, "block.tf", text)
	x.SkipBelow(t, x.needs(t, text))
	if providers.MatchString(text) && !x.isOpenTofu(t) {
		t.Skip("only OpenTofu has providers with for_each")
	}
	out, err := x.says("init", "-backend=false")
	if err == nil {
		out, err = x.says("validate")
	}
	if (err == nil) != fine {
		t.Errorf("%v: %s", err, out)
	}
}

func digest(text string) string {
	return fmt.Sprintf("%x", sha256.Sum256([]byte(strings.TrimSpace(text))))
}

func filesOfExamples(t *testing.T) map[string]bool {
	t.Helper()
	sums := map[string]bool{}
	err := fs.WalkDir(os.DirFS(examples), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(examples, name))
		sums[digest(string(text))] = true
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

func pages(t *testing.T) []string {
	t.Helper()
	found := []string{root + "/README.md"}
	for _, dir := range []string{"templates", "docs"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(name string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && (strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".md.tmpl")) {
				found = append(found, filepath.ToSlash(name))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}
