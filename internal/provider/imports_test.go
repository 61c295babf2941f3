package provider_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/terraform-provider-wix/terraform-provider-wix"

// allowed are the rooms under internal/ that each room may import, beside its own:
// imports run one way.
var allowed = map[string][]string{
	"wix":           {"forms", "sanitize"},
	"forms":         {},
	"sanitize":      {},
	"emulator":      {},
	"register":      {},
	"cache":         {"wix", "forms"},
	"entity":        {"cache", "register", "wix", "forms"},
	"selection":     {"entity", "cache", "forms"},
	"label":         {"entity", "cache", "wix"},
	"extendedfield": {"entity", "cache", "wix", "forms"},
	"contact":       {"selection", "entity", "cache", "register", "wix", "forms", "sanitize"},
	"facet":         {"entity"},
	"action":        {"selection", "entity", "cache", "wix", "forms"},
	"function":      {"forms"},
	"provider":      {"label", "extendedfield", "contact", "facet", "action", "function", "entity", "cache", "forms", "sanitize", "wix"},
	"acctest":       {"provider", "emulator", "cache", "wix"},
	"probe":         {"sanitize", "wix"},
	"soak":          {},
	"ownership":     {},
	"live":          {},
	"release":       {},
}

// TestImports reads the import clauses of every Go file that is built into
// something.
func TestImports(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "node_modules" || isModule(root, path)):
			return filepath.SkipDir
		case !d.IsDir() && strings.HasSuffix(path, ".go"):
			files++
			place, err := filepath.Rel(root, path)
			if err != nil {
				return err
			}
			checkImports(t, path, filepath.ToSlash(place))
		}
		return nil
	})
	if err != nil || files < 50 {
		t.Errorf("%d files were read: %v", files, err)
	}
}

// isModule tells a nested module, which has rules of its own.
func isModule(root, path string) bool {
	_, err := os.Stat(filepath.Join(path, "go.mod"))
	return path != root && err == nil
}

func checkImports(t *testing.T, path, place string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	room, test := roomOf(place), strings.HasSuffix(place, "_test.go")
	for _, clause := range file.Imports {
		name, err := strconv.Unquote(clause.Path.Value)
		if err != nil {
			t.Error(err)
			continue
		}
		other, ours := strings.CutPrefix(name, module+"/internal/")
		other, _, _ = strings.Cut(other, "/")
		outside := !ours && strings.Contains(strings.SplitN(name, "/", 2)[0], ".")
		switch {
		case strings.HasPrefix(name, "github.com/hashicorp/terraform-plugin-sdk"):
			t.Errorf("%s imports %s: the provider is built on the framework alone", place, name)
		case ours && other == "acctest" && !test && room != "acctest":
			t.Errorf("%s imports %s: only tests do", place, name)
		case room == "emulator" && outside, room == "emulator" && ours && other != "emulator":
			t.Errorf("%s imports %s: the emulator shares nothing with what it tests", place, name)
		case (room == "forms" || room == "sanitize" || room == "wix" || room == "cache" || room == "register") && strings.HasPrefix(name, "github.com/hashicorp/terraform-plugin") && !test:
			t.Errorf("%s imports %s: it knows nothing of Terraform", place, name)
		case ours && !test && other != room && allowed[room] != nil && !slices.Contains(allowed[room], other):
			t.Errorf("%s imports %s: imports run one way", place, name)
		}
		if strings.HasPrefix(place, "main") && ours && other != "provider" {
			t.Errorf("%s imports %s: the program starts the provider and nothing else", place, name)
		}
	}
	if strings.HasPrefix(place, "internal/") && allowed[room] == nil && room != "cmd" && room != "tools" && !test {
		t.Errorf("%s is in a room without a rule", place)
	}
}

// roomOf is the directory under internal/ that a file is in.
func roomOf(place string) string {
	rest, ok := strings.CutPrefix(place, "internal/")
	if !ok {
		return ""
	}
	room, _, _ := strings.Cut(rest, "/")
	return room
}
