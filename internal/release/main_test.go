package release_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/hashicorp/go-version"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// Files of a release beside those of its schema.
const (
	configFile = "main.tf"
	stateFile  = "terraform.tfstate"
	siteFile   = "site.json" // as the emulator saves it
)

var update = flag.Bool("update", false, "record what the release at the top of the changelog has")

func TestMain(m *testing.M) {
	acctest.BeProvider()
	flag.Parse()
	os.Exit(m.Run())
}

// recorded are the releases in testdata, the newest one last.
func recorded(t *testing.T) []string {
	t.Helper()
	var out version.Collection
	entries, err := os.ReadDir("testdata")
	for _, entry := range entries {
		if entry.IsDir() {
			one, invalid := version.NewVersion(entry.Name())
			if invalid != nil {
				t.Fatal(invalid)
			}
			out = append(out, one)
		}
	}
	if err != nil || len(out) == 0 {
		t.Fatalf("no release is recorded: %v", err)
	}
	slices.SortFunc(out, (*version.Version).Compare)
	names := make([]string, len(out))
	for i, one := range out {
		names[i] = one.Original()
	}
	return names
}

// file is one of a release.
func file(release, name string) string { return filepath.Join("testdata", release, name) }

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	err := os.MkdirAll(filepath.Dir(path), 0o755)
	if err == nil {
		err = os.WriteFile(path, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}
