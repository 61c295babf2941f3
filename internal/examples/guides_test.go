//go:build unix

package examples_test

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const guides = root + "/docs/guides"

// elsewhere are the guides that another test follows, and why.
var elsewhere = map[string]string{
	"import-an-existing-site": "import_test.go follows it, on a large site",
	"when-the-network-fails":  "it describes, and has no steps",
}

// TestGuides follows each guide as it is published: in an empty directory, every
// block that comes after a line ending in a file name, such as "`main.tf`:", is
// put into that file, and every shell block is run. Blocks in other languages are
// only read; sh is for what cannot be run, because it needs the network.
func TestGuides(t *testing.T) {
	pages, err := filepath.Glob(filepath.Join(guides, "*.md"))
	if err != nil || len(pages) < 3 {
		t.Fatalf("found are %q, %v", pages, err)
	}
	sources, err := filepath.Glob(root + "/templates/guides/*")
	if err != nil || len(sources) != len(pages) {
		t.Errorf("templates/guides holds %q, and docs/guides %q: make generate, %v", sources, pages, err)
	}
	for _, page := range pages {
		name := strings.TrimSuffix(filepath.Base(page), ".md")
		if elsewhere[name] != "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			blocks, written := blocksOf(string(text)), ""
			for _, b := range blocks {
				if b.file != "" {
					written += b.text
				}
				source, err := os.ReadFile(filepath.Join(examples, "guides", name, b.file))
				if b.file != "" && err == nil && digest(string(source)) != digest(b.text) {
					t.Errorf("line %d: %s is another one than that of the example", b.line, b.file)
				}
			}
			x := newReader(t)
			if lines, err := os.ReadFile(filepath.Join("testdata", "guides", name+".txt")); err == nil {
				x.play(t, string(lines))
			}
			x.SkipBelow(t, x.needs(t, written))
			if x.follow(t, blocks) == 0 {
				t.Error("it has no steps")
			}
		})
	}
}

// TestEmulator runs the test that the emulator's own page shows.
func TestEmulator(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(root + "/internal/cmd/wix-emulator/README.md")
	if err != nil {
		t.Fatal(err)
	}
	x := newReader(t)
	for _, b := range blocksOf(string(text)) {
		if strings.HasSuffix(b.file, ".tf") || strings.HasSuffix(b.file, ".hcl") {
			x.follow(t, []block{b})
		}
	}
	x.sh(t, "terraform init")
	if out, err := x.says("test", "-no-color"); err != nil || !strings.Contains(out, "2 passed, 0 failed.") {
		t.Errorf("%v: %s", err, out)
	}
}

// follow does what the blocks say, and counts the steps.
func (x *reader) follow(t *testing.T, blocks []block) (steps int) {
	t.Helper()
	for _, b := range blocks {
		switch {
		case b.file != "":
			if err := os.MkdirAll(filepath.Join(x.Dir, filepath.Dir(b.file)), 0o700); err != nil {
				t.Fatal(err)
			}
			x.Write(t, b.file, b.text)
		case b.language == "shell":
			steps++
			x.sh(t, b.text)
		}
	}
	return steps
}

// block is a fenced block of a page.
type block struct {
	language, text string
	// file is the name that the line before it gives, when it gives one.
	file string
	line int
}

var (
	fenced = regexp.MustCompile("^( *)```(\\w+)$")
	named  = regexp.MustCompile("`([\\w./-]+\\.[\\w]+|[\\w./-]*\\.gitignore)`:$")
)

func blocksOf(text string) (out []block) {
	var open *block
	before, indent, number := "", "", 0
	for line := range strings.Lines(text) {
		number++
		bare := strings.TrimRight(line, "\n")
		m := fenced.FindStringSubmatch(bare)
		switch {
		case open != nil && bare == indent+"```":
			out, open = append(out, *open), nil
		case open != nil:
			open.text += strings.TrimPrefix(line, indent)
		case m != nil:
			indent = m[1]
			open = &block{language: m[2], line: number}
			if n := named.FindStringSubmatch(before); n != nil {
				open.file = n[1]
			}
			before = ""
		case bare != "":
			before = bare
		}
	}
	return out
}

// sh runs shell commands as a reader does, who calls the CLI terraform. A command
// that fails fails the test.
func (x *reader) sh(t *testing.T, text string) {
	t.Helper()
	if out, err := x.try(text); err != nil {
		t.Fatalf("%v of\n%s\n%s", err, text, out)
	}
}

// try runs shell commands up to the first that fails.
func (x *reader) try(text string) (string, error) {
	cli := x.Bare()
	bin := filepath.Join(filepath.Dir(x.home), "path")
	if err := os.MkdirAll(bin, 0o700); err != nil {
		return "", err
	}
	if err := os.Symlink(cli.Path, filepath.Join(bin, "terraform")); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	command := exec.Command("sh", "-euc", text)
	command.Dir = x.Dir
	command.Env = append(cli.Env, "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	out, err := command.CombinedOutput()
	return string(out), err
}
