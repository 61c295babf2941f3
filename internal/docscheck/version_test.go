package docscheck

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

var (
	releases   = regexp.MustCompile(`(?m)^## (\d+)\.(\d+)\.\d+ \(`)
	source     = regexp.MustCompile(`(?m)^ *source *= "terraform-provider-wix/wix"\n(?: *version *= "([^"]*)")?`)
	unreleased = "not released yet"
)

// constraint is the version that the examples ask for after the newest release in the
// changelog, or "" before the first one.
func constraint(changelog string) string {
	newest := releases.FindStringSubmatch(changelog)
	switch {
	case newest == nil:
		return ""
	case newest[1] == "0":
		return "~> 0." + newest[2] + ".0" // a minor version may change behaviour
	}
	return "~> " + newest[1] + "." + newest[2]
}

// unpinned names the examples and templates that ask for another version.
func unpinned(t *testing.T, site fs.FS, want string) (out []string) {
	t.Helper()
	for _, dir := range []string{"examples", "templates"} {
		err := fs.WalkDir(site, dir, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			for _, match := range source.FindAllStringSubmatch(read(t, site, name), -1) {
				if match[1] != want {
					out = append(out, name)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// TestVersion: the examples ask for a version as soon as there is one, and until then
// the first pages say that there is none.
func TestVersion(t *testing.T) {
	site := os.DirFS(root)
	want := constraint(read(t, site, "CHANGELOG.md"))
	for _, name := range unpinned(t, site, want) {
		t.Errorf("%s does not ask for version %q: internal/tools/pin-version.sh", name, want)
	}
	for _, page := range []string{"README.md", "templates/index.md.tmpl"} {
		if says := strings.Contains(read(t, site, page), unreleased); says != (want == "") {
			t.Errorf("%s says %q: %t", page, unreleased, says)
		}
	}
}

func TestVersion_pinned(t *testing.T) {
	for changelog, want := range map[string]string{
		"## Unreleased\n": "",
		"## Unreleased\n\n## 0.2.1 (2026-01-31)\n\n## 0.1.0 (2026-01-01)\n": "~> 0.2.0",
		"## 1.4.0 (2026-01-31)\n": "~> 1.4",
	} {
		if have := constraint(changelog); have != want {
			t.Errorf("%q: %q", changelog, have)
		}
	}
	block := "wix = {\n  source  = \"terraform-provider-wix/wix\"\n  version = \"~> 0.1.0\"\n}\n"
	site := fstest.MapFS{"examples/main.tf": {Data: []byte(block)}, "templates/index.md.tmpl": {Data: []byte(block)}}
	if have := unpinned(t, site, "~> 0.1.0"); have != nil {
		t.Errorf("refused are %q", have)
	}
	if have := unpinned(t, site, ""); len(have) != 2 {
		t.Errorf("only %q are refused", have)
	}
}

// TestGuides: the registries sort the guides by their titles, so a number gives them the
// order in which to read them. A subcategory would put them under a second heading.
func TestGuides(t *testing.T) {
	site := os.DirFS(root)
	guides, err := fs.Glob(site, "docs/guides/*.md")
	if err != nil {
		t.Fatal(err)
	}
	title := regexp.MustCompile(`\A---\npage_title: "(\d\d)\. (.*)"\ndescription: .*\n---\n\n# (.*)\n`)
	taken := map[string]string{}
	for _, guide := range guides {
		match := title.FindStringSubmatch(read(t, site, guide))
		if match == nil || match[2] != match[3] || taken[match[1]] != "" || match[1] < "01" || int(match[1][0]-'0')*10+int(match[1][1]-'0') > len(guides) {
			t.Errorf("%s: its head is not one of a guide: %q", path.Base(guide), match)
			continue
		}
		taken[match[1]] = guide
	}
}
