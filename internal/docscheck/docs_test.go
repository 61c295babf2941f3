// Package docscheck holds the documentation to what it points at: each relative
// link of each page leads to a file that is there, and each anchor to a heading.
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

// check tells what is wrong with a link, or nothing.
func check(site fs.FS, page, link string) string {
	if regexp.MustCompile(`^(https?|mailto):`).MatchString(link) {
		return ""
	}
	if strings.HasPrefix(link, "/") {
		return "is absolute. Write it from the page's own directory."
	}
	file, anchor, _ := strings.Cut(link, "#")
	target := page
	if file != "" {
		target = path.Join(path.Dir(page), file)
	}
	if inDocs(page) && !inDocs(target) {
		return "leaves docs/, the only directory that a registry shows. Link to the file on GitHub."
	}
	// A registry knows pages without the extension.
	if _, err := fs.Stat(site, target); err != nil && inDocs(page) {
		target += ".md"
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

func inDocs(name string) bool { return strings.HasPrefix(name, "docs/") }
