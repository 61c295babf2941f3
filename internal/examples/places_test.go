//go:build unix

package examples_test

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// Where things are, from this directory.
const (
	root     = "../.."
	examples = root + "/examples"
	// fixtures holds, under the path of an example, what its reader has beside it.
	fixtures = "testdata/examples"
)

// platform is what the provider is installed for.
const platform = runtime.GOOS + "_" + runtime.GOARCH

var pinned = regexp.MustCompile(`version = "~> (\d+\.\d+)`)

// version is one that the examples take: the provider is installed under it.
func version(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(examples, "provider", "provider.tf"))
	if err != nil {
		t.Fatal(err)
	}
	if m := pinned.FindStringSubmatch(string(text)); m != nil {
		return m[1] + ".0"
	}
	return "0.0.1"
}

// floor is the oldest CLI that the provider works with.
const floor = "1.8"

// places are the directories under examples that a CLI can be started in. They
// are found, so that none can be forgotten; the one exception are the modules that
// others call.
func places(t testing.TB) (dirs []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(examples), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "modules" || entry.Name() == ".terraform"):
			return fs.SkipDir
		case !entry.IsDir() && configures(name) && !slices.Contains(dirs, path.Dir(name)):
			dirs = append(dirs, path.Dir(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return dirs
}

func configures(name string) bool {
	return strings.HasSuffix(name, ".tf") || strings.HasSuffix(name, ".tfquery.hcl")
}

// unit is the directory that has to be copied for a place to work: a guide's as a
// whole.
func unit(dir string) string {
	if parts := strings.Split(dir, "/"); parts[0] == "guides" && len(parts) > 2 {
		return path.Join(parts[:2]...)
	}
	return dir
}

// reader has a copy of an example, or an empty directory, and sites.
type reader struct {
	*acctest.Shell
	*world
	home string
}

// newReader gives a reader an empty directory. The CLI takes the provider from there
// by init.
func newReader(t testing.TB) *reader {
	t.Helper()
	acctest.SkipVariation(t)
	w := newWorld(t)
	x := &reader{Shell: acctest.NewShell(t, append(w.environment(), mirror(t))...), world: w}
	x.home = x.Dir
	return x
}

// take copies the place, lays over it what its fixture holds, and starts the site
// as the fixture says. Files whose name is left out are not taken.
func (x *reader) take(t testing.TB, dir string, leave func(name string) bool) {
	t.Helper()
	x.Dir = x.home
	from := filepath.Join(examples, filepath.FromSlash(unit(dir)))
	x.copy(t, from, leave)
	x.Dir = filepath.Join(x.home, strings.TrimPrefix(dir, unit(dir)))
	fixture := filepath.Join(fixtures, filepath.FromSlash(dir))
	x.copy(t, fixture, func(name string) bool { return name == "site.txt" || strings.Contains(name, "/") })
	if lines, err := os.ReadFile(filepath.Join(fixture, "site.txt")); err == nil {
		x.play(t, string(lines))
	}
}

func (x *reader) copy(t testing.TB, from string, leave func(name string) bool) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(from), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || leave(name) || strings.Contains(name, ".terraform") || strings.Contains(name, "tfstate") {
			return err
		}
		text, err := os.ReadFile(filepath.Join(from, name))
		if err == nil {
			err = os.MkdirAll(filepath.Join(x.Dir, filepath.Dir(name)), 0o700)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(x.Dir, name), text, 0o600)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
}

var (
	requires  = regexp.MustCompile(`required_version\s*=\s*">= ([\d.]+)"`)
	newBlocks = regexp.MustCompile(`(?m)^(action|list) "`)
	removes   = regexp.MustCompile(`(?m)^removed {`)
	callers   = regexp.MustCompile(`\bcaller\.|\b(?:before|after)_destroy\b|\bon_failure\b`)
	providers = regexp.MustCompile(`(?m)^provider "wix" {\n  for_each`)
)

// needs is the oldest CLI that takes the text, by what it says of it and by the
// kinds of its blocks.
func (x *reader) needs(t testing.TB, text string) string {
	t.Helper()
	m := requires.FindStringSubmatch(text)
	switch {
	case callers.MatchString(text):
		return "1.16"
	case newBlocks.MatchString(text):
		return "1.14"
	case removes.MatchString(text) && x.isOpenTofu(t):
		return "1.10"
	case m != nil:
		return m[1]
	}
	return floor
}

func (x *reader) isOpenTofu(t testing.TB) bool {
	t.Helper()
	out, err := x.says("version")
	if err != nil {
		t.Fatal(out)
	}
	return strings.HasPrefix(out, "OpenTofu")
}

// configuration is the text of the directory's configuration.
func (x *reader) configuration(t testing.TB) string {
	t.Helper()
	return x.text(t, "*.tf") + x.text(t, "*.tfquery.hcl")
}

// text is that of all files of the directory which match.
func (x *reader) text(t testing.TB, pattern string) (text string) {
	t.Helper()
	for _, file := range x.files(t, pattern) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text += string(data)
	}
	return text
}

func (x *reader) files(t testing.TB, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(x.Dir, pattern))
	if err != nil {
		t.Fatal(err)
	}
	return files
}
