//go:build unix

// Package examples_test runs the directories under examples as their readers
// would: through the CLI, against an emulated site.
package examples_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

func TestMain(m *testing.M) {
	acctest.BeProvider()
	os.Exit(m.Run())
}

// example is a directory of examples in the hands of a reader: a copy of it, and
// a site of theirs.
type example struct {
	*acctest.Shell
	*acctest.Site
}

// open copies the directory and starts the site. It skips the test where the CLI
// is older than least. The credential, which a reader has in the environment, is
// laid over the configuration.
func open(t *testing.T, dir, least string) *example {
	t.Helper()
	t.Parallel()
	x := &example{Shell: acctest.NewShell(t), Site: acctest.NewSite(t)}
	x.SkipBelow(t, least)
	server := httptest.NewServer(x.Site.Server)
	t.Cleanup(server.Close)
	root := os.DirFS(filepath.Join("..", "..", "examples", filepath.FromSlash(dir)))
	if err := os.CopyFS(x.Dir, root); err != nil {
		t.Fatal(err)
	}
	x.Write(t, "credential_override.tf", fmt.Sprintf("provider \"wix\" {\n  api_key = %q\n  site_id = %q\n  endpoint = %q\n  requests_per_minute = 0\n}\n",
		acctest.APIKey, acctest.SiteID, server.URL))
	return x
}

// prints runs a command that only prints, and so takes no options of those that
// ask.
func (x *example) prints(t *testing.T, args ...string) string {
	t.Helper()
	out, err := x.Bare(args...).Output()
	if err != nil {
		t.Fatalf("%v: %s", args, err)
	}
	return string(out)
}

// remove takes files out of the directory.
func (x *example) remove(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		if err := os.Remove(filepath.Join(x.Dir, name)); err != nil {
			t.Fatal(err)
		}
	}
}

// planned is what a plan does to the objects of a type.
type planned struct{ imported, changed int }

// plan makes a plan, and counts.
func (x *example) plan(t *testing.T) map[string]planned {
	t.Helper()
	x.MustRun(t, "", "plan", "-out=plan")
	var plan struct {
		Changes []struct {
			Mode   string `json:"mode"`
			Type   string `json:"type"`
			Change struct {
				Actions   []string        `json:"actions"`
				Importing json.RawMessage `json:"importing"`
				Before    map[string]any  `json:"before"`
				After     map[string]any  `json:"after"`
			} `json:"change"`
		} `json:"resource_changes"`
	}
	if err := json.Unmarshal([]byte(x.prints(t, "show", "-json", "plan")), &plan); err != nil {
		t.Fatal(err)
	}
	out := map[string]planned{}
	for _, c := range plan.Changes {
		n := out[c.Type]
		if len(c.Change.Importing) > 0 && string(c.Change.Importing) != "null" {
			n.imported++
		}
		if c.Mode == "managed" && !slices.Equal(c.Change.Actions, []string{"no-op"}) {
			if n.changed++; n.changed < 4 {
				t.Logf("%v of a %s: %v, then %v", c.Change.Actions, c.Type, c.Change.Before, c.Change.After)
			}
		}
		out[c.Type] = n
	}
	return out
}

// empty fails the test unless a plan changes nothing.
func (x *example) empty(t *testing.T) {
	t.Helper()
	x.MustRun(t, "No changes.", "plan", "-detailed-exitcode")
}
