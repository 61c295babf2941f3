package docscheck

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var named = regexp.MustCompile(`\binternal/[\w/-]+(?:\.\w+)?|\b[A-Za-z0-9][\w./-]*\.(?:go|md)\b`)

// TestComments: a file or directory that a comment names is in the repository, below
// its root or beside the file with the comment.
func TestComments(t *testing.T) {
	n := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		for _, group := range file.Comments {
			for _, name := range named.FindAllString(group.Text(), -1) {
				n++
				_, atRoot := os.Stat(filepath.Join(root, name))
				_, beside := os.Stat(filepath.Join(filepath.Dir(path), name))
				if atRoot != nil && beside != nil {
					t.Errorf("%s names %s, which is not there", strings.TrimPrefix(path, root), name)
				}
			}
		}
		return nil
	})
	if err != nil || n < 10 {
		t.Errorf("%d names were found: %v", n, err)
	}
}
