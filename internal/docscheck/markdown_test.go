package docscheck

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

var (
	fence      = regexp.MustCompile("^ *(```+|~~~+)")
	inlineCode = regexp.MustCompile("`[^`]*`")
	inlineLink = regexp.MustCompile(`\]\(([^)\s]+)[^)]*\)`)
	reference  = regexp.MustCompile(`^ *\[[^\]]+\]: *(\S+)`)
	attribute  = regexp.MustCompile(`(?:href|src)="([^"]+)"`)
	heading    = regexp.MustCompile(`^#{1,6} +(.*?) *#*$`)
	identified = regexp.MustCompile(`(?:id|name)="([^"]+)"`)
	notInSlug  = regexp.MustCompile(`[^\p{L}\p{N}\p{M}_ -]`)
	linkText   = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
)

// prose gives the lines outside of code blocks and of the front matter.
func prose(text string) (lines []string) {
	if rest, has := strings.CutPrefix(text, "---\n"); has {
		_, text, _ = strings.Cut(rest, "\n---\n")
	}
	open := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if marks := fence.FindStringSubmatch(line); marks != nil {
			switch {
			case open == "":
				open = marks[1]
			case strings.HasPrefix(marks[1], open):
				open = ""
			}
			continue
		}
		if open == "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func linksOf(text string) (links []string) {
	for _, line := range prose(text) {
		line = inlineCode.ReplaceAllString(line, "``")
		for _, form := range []*regexp.Regexp{inlineLink, reference, attribute} {
			for _, match := range form.FindAllStringSubmatch(line, -1) {
				links = append(links, strings.Trim(match[1], "<>"))
			}
		}
	}
	return links
}

// anchorsOf gives what a link can lead to in a page: its headings as GitHub and
// the registries name them, and the elements with a name.
func anchorsOf(text string) map[string]bool {
	anchors := map[string]bool{}
	for _, line := range prose(text) {
		for _, match := range identified.FindAllStringSubmatch(line, -1) {
			anchors[match[1]] = true
		}
		title := heading.FindStringSubmatch(line)
		if title == nil {
			continue
		}
		slug := linkText.ReplaceAllString(title[1], "$1")
		slug = strings.ReplaceAll(notInSlug.ReplaceAllString(strings.ToLower(slug), ""), " ", "-")
		free := slug
		for i := 1; anchors[free]; i++ {
			free = fmt.Sprintf("%s-%d", slug, i)
		}
		anchors[free] = true
	}
	return anchors
}

func TestLinksOf(t *testing.T) {
	text := "---\ntitle: [a](front)\n---\n" +
		"See [one](a.md), ![two](b.png \"title\") and `[three](code.md)`.\n" +
		"```hcl\n[four](block.md)\n```\n" +
		"[five]: c.md#d\n<img src=\"e.svg\">\n"
	if have, want := linksOf(text), []string{"a.md", "b.png", "c.md#d", "e.svg"}; !slices.Equal(have, want) {
		t.Errorf("have %q, want %q", have, want)
	}
}

func TestCheck(t *testing.T) {
	const repository = "https://github.com/terraform-provider-wix/terraform-provider-wix/"
	site := fstest.MapFS{
		"README.md":            {Data: []byte("# Use the `binary`, now\n## Twice\n## Twice\n```\n# Not this\n```\n")},
		"docs/index.md":        {Data: []byte("<a id=\"nested\"></a>\n")},
		"docs/guides/start.md": {Data: []byte("# See [it](x)\n")},
	}
	for _, tt := range []struct {
		page, link string
		fine       bool
	}{
		{"README.md", "docs/index.md", true},
		{"README.md", "docs/", true},
		{"README.md", "docs/index", false},
		{"README.md", "docs/missing.md", false},
		{"README.md", "/docs/index.md", false},
		{"README.md", "#use-the-binary-now", true},
		{"README.md", "#twice-1", true},
		{"README.md", "#twice-2", false},
		{"README.md", "#not-this", false},
		{"README.md", "docs/#anchor", false},
		{"README.md", "https://example.com/missing", true},
		{"docs/index.md", "#nested", true},
		{"docs/index.md", "guides/start", false},
		{"docs/index.md", "guides/start.md", false},
		{"docs/index.md", registry + "/guides/start#see-it", true},
		{"docs/index.md", registry + "/guides/start#see", false},
		{"docs/index.md", registry + "/guides/missing", false},
		{"docs/index.md", registry + "/guides/start.md", false},
		{"docs/guides/start.md", registry + "#nested", true},
		{"docs/guides/start.md", repository + "blob/main/README.md#twice", true},
		{"docs/guides/start.md", repository + "tree/main/docs", true},
		{"docs/guides/start.md", repository + "blob/main/missing.md", false},
		{"docs/guides/start.md", "../../README.md", false},
	} {
		if problem := check(site, tt.page, tt.link); (problem == "") != tt.fine {
			t.Errorf("%s: %s: %q", tt.page, tt.link, problem)
		}
	}
}
