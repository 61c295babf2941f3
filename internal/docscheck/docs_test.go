// Package docscheck holds the documentation to what it points at: each link within the
// repository leads to a file that is there, and each anchor to a heading.
package docscheck

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// root is the top of the repository.
const root = "../.."

func TestLinks(t *testing.T) {
	site := os.DirFS(root)
	pages := pages(t, site)
	links := 0
	for _, page := range pages {
		text := read(t, site, page)
		for _, link := range linksOf(text) {
			links++
			if problem := check(site, page, link); problem != "" {
				t.Errorf("%s: %s: %s", page, link, problem)
			}
		}
	}
	if len(pages) < 5 || links < 20 {
		t.Errorf("only %d pages with %d links were found", len(pages), links)
	}
}

// pages are all Markdown files but those of packages that others wrote. The
// sources of docs/ in templates/ are read in what is generated from them.
func pages(t *testing.T, site fs.FS) (out []string) {
	t.Helper()
	err := fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch {
		case entry.IsDir() && (entry.Name() == "node_modules" || name == ".git" || name == "bin" || name == "dist" || name == "templates"):
			return fs.SkipDir
		case !entry.IsDir() && path.Ext(name) == ".md":
			out = append(out, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func read(t *testing.T, site fs.FS, name string) string {
	t.Helper()
	text, err := fs.ReadFile(site, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The pages of docs/ are shown below this address. No relative link works in all registries:
// one keeps the extension, another one resolves those of the first page a level too high.
const registry = "https://registry.terraform.io/providers/terraform-provider-wix/wix/latest/docs"

// hclBlock matches a block of HCL with its fences.
var hclBlock = regexp.MustCompile("(?s)```terraform\n.*?\n```\n")

// onGitHub matches the address of a file or directory of this repository.
var onGitHub = regexp.MustCompile(`^https://github\.com/terraform-provider-wix/terraform-provider-wix/(?:blob|tree)/main/`)

// check tells what is wrong with a link, or nothing.
func check(site fs.FS, page, link string) string {
	address, anchor, _ := strings.Cut(link, "#")
	target := page
	switch {
	case address == registry:
		target = "docs/index.md"
	case strings.HasPrefix(address, registry+"/"):
		target = "docs" + strings.TrimPrefix(address, registry) + ".md"
	case onGitHub.MatchString(address):
		target = onGitHub.ReplaceAllString(address, "")
	case regexp.MustCompile(`^(https?|mailto):`).MatchString(address):
		return ""
	case strings.HasPrefix(address, "/"):
		return "is absolute. Write it from the page's own directory."
	case address != "" && strings.HasPrefix(page, "docs/"):
		return "is relative, which does not work in all registries. Link to " + registry + " or to GitHub."
	case address != "":
		target = path.Join(path.Dir(page), address)
	}
	if _, err := fs.Stat(site, target); err != nil {
		return "is not there"
	}
	if anchor == "" {
		return ""
	}
	text, err := fs.ReadFile(site, target)
	if err != nil {
		return "has an anchor, but is no file"
	}
	if !anchorsOf(string(text))[anchor] {
		return "has no such heading in " + target
	}
	return ""
}

// TestExampleUsage: a page of the reference begins with a small example.
func TestExampleUsage(t *testing.T) {
	site := os.DirFS(root)
	found := 0
	for _, page := range pages(t, site) {
		_, usage, has := strings.Cut(read(t, site, page), "\n## Example Usage\n")
		if !has {
			continue
		}
		found++
		usage, _, _ = strings.Cut(usage, "\n## ")
		examples := hclBlock.FindAllString(usage, -1)
		if len(examples) == 0 || strings.Count(examples[0], "\n") > 20 {
			t.Errorf("%s: its first example is missing or long", page)
		}
	}
	if found < 15 {
		t.Errorf("only %d pages with examples were found", found)
	}
}
