package release_test

import (
	"bytes"
	"errors"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// changelog is CHANGELOG.md by its sections, the newest one first.
type changelog []section

// section is one of a version, or of what is not released yet.
type section struct{ version, text string }

const (
	unreleased = "Unreleased"
	// first is the version of the first release.
	first = "0.1.0"
)

func parse(text string) (out changelog) {
	for _, part := range strings.Split("\n"+text, "\n## ")[1:] {
		heading, body, _ := strings.Cut(part, "\n")
		version, _, _ := strings.Cut(heading, " ")
		out = append(out, section{version, body})
	}
	return out
}

// recording is the release that is being made: the one at the top, or the first one. What
// it had can be recorded, and no longer once the next section is begun.
func (c changelog) recording() (string, error) {
	switch {
	case len(c) == 0:
		return "", errors.New("CHANGELOG.md has no section")
	case c[0].version != unreleased:
		return c[0].version, nil
	case len(c) == 1:
		return first, nil
	}
	return "", errors.New("a release is recorded when it is made, and CHANGELOG.md has a section Unreleased at the top")
}

var listed = regexp.MustCompile(`(?m)^BREAKING CHANGES:\n((?:\n|\* .*\n?)*)`)

// announces reports whether the newest section names a break in its list of them.
func (c changelog) announces(b broken) bool {
	list := listed.FindStringSubmatch(c[0].text + "\n")
	return list != nil && slices.ContainsFunc(strings.Split(list[1], "\n"), func(line string) bool {
		return strings.Contains(line, "`"+b.object+"`") && (b.attribute == "" || strings.Contains(line, "`"+b.attribute+"`"))
	})
}

func theChangelog(t *testing.T) changelog {
	t.Helper()
	return parse(string(read(t, filepath.Join("..", "..", "CHANGELOG.md"))))
}

// TestChangelog_recording: nothing is recorded anew under the name of a release that is out.
func TestChangelog_recording(t *testing.T) {
	for text, want := range map[string]string{
		"# Changelog\n\n## Unreleased\n\nThe first release.\n":              "0.1.0",
		"# Changelog\n\n## 0.1.0 (2026-12-01)\n\nThe first release.\n":      "0.1.0",
		"# Changelog\n\n## 0.2.0 (2027-01-01)\n\n## 0.1.0 (2026-12-01)\n":   "0.2.0",
		"# Changelog\n\n## Unreleased\n\nFixes.\n\n## 0.1.0 (2026-12-01)\n": "",
		"# Changelog\n": "",
	} {
		if have, err := parse(text).recording(); have != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q is recorded, want %q: %v", text, have, want, err)
		}
	}
}

func TestChangelog_announces(t *testing.T) {
	const before, after = "## Unreleased\n\nNOTES:\n\n* `wix_contact`: `emails` and `name`\n\n", "\nBUG FIXES:\n\n* `wix_contact`: `phones`\n\n## 0.1.0\n\nBREAKING CHANGES:\n\n* `wix_contact`: `locale`\n"
	const list = "BREAKING CHANGES:\n\n* `wix_contact_label`: `name` is gone\n* `wix_contact`: `emails.tag` is required.\n"
	for b, want := range map[broken]bool{
		{"wix_contact", "emails.tag", ""}:   true,
		{"wix_contact", "emails", ""}:       false, // only in notes
		{"wix_contact", "name", ""}:         false, // of another object
		{"wix_contact", "phones", ""}:       false, // a fix
		{"wix_contact", "locale", ""}:       false, // of an older version
		{"wix_contact_label", "name", ""}:   true,
		{"wix_contact_label", "", ""}:       true,
		{"wix_contacts_bulk_label", "", ""}: false,
	} {
		if have := parse(before + list + after).announces(b); have != want {
			t.Errorf("%s is announced: %t, want %t", b, have, want)
		}
		if parse(before + after).announces(b) {
			t.Errorf("%s is announced without a list", b)
		}
	}
}

// TestReleases: each release of the changelog is recorded, with the present configuration
// as long as it is being made.
func TestReleases(t *testing.T) {
	have, log := recorded(t), theChangelog(t)
	for _, s := range log {
		if s.version != unreleased && !slices.Contains(have, s.version) {
			t.Errorf("%s is not recorded in testdata: run make record", s.version)
		}
	}
	making, out := log.recording()
	if out == nil && !bytes.Equal(read(t, file(making, configFile)), read(t, filepath.Join("testdata", configFile))) {
		t.Errorf("testdata/%s has changed since %s was recorded: run make record", configFile, making)
	}
}
