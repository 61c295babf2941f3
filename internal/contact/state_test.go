//go:build unix

package contact_test

import (
	"encoding/base64"
	"encoding/json"
	"flag"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// stateV0 is a state of the first version, the configuration that made it, and the
// site that it describes.
const stateV0 = "testdata/state-v0"

var writeState = flag.Bool("state.write", false, "write the state that later versions must be able to read; only while there is no release with it")

func fixture(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(stateV0, name))
	check(t, err)
	return string(text)
}

// TestCLIState_first plans from the committed state with the real CLI.
func TestCLIState_first(t *testing.T) {
	t.Parallel()
	x := acctest.NewShell(t)
	site := acctest.NewSite(t)
	server := httptest.NewServer(site.Server)
	t.Cleanup(server.Close)
	x.Write(t, "provider.tf", acctest.Provider(server.URL))
	x.Write(t, "main.tf", fixture(t, "main.tf"))
	if *writeState {
		x.MustRun(t, "4 added", "apply", "-auto-approve")
		state, err := os.ReadFile(filepath.Join(x.Dir, "terraform.tfstate"))
		check(t, err)
		check(t, os.WriteFile(filepath.Join(stateV0, "terraform.tfstate"), state, 0o600))
		snapshot, err := site.Snapshot()
		check(t, err)
		check(t, os.WriteFile(filepath.Join(stateV0, "site.json"), snapshot, 0o600))
	}
	check(t, site.Restore([]byte(fixture(t, "site.json"))))
	x.Write(t, "terraform.tfstate", fixture(t, "terraform.tfstate"))
	x.MustRun(t, "No changes.", "plan", "-detailed-exitcode")
}

// TestState_first takes the committed state through the provider in process: each
// attribute is as it was written, and the next read changes none.
func TestState_first(t *testing.T) {
	t.Parallel()
	site := acctest.NewSite(t)
	check(t, site.Restore([]byte(fixture(t, "site.json"))))
	core := site.Core(t)
	var state struct {
		Resources []struct {
			Type, Name string
			Instances  []struct {
				SchemaVersion int64 `json:"schema_version"`
				Attributes    json.RawMessage
				Private       string
			}
		}
	}
	check(t, json.Unmarshal([]byte(fixture(t, "terraform.tfstate")), &state))
	if len(state.Resources) != 4 {
		t.Fatalf("the state has %d resources", len(state.Resources))
	}
	for _, one := range state.Resources {
		instance := one.Instances[0]
		r := core.Resource(one.Type)
		if d := r.Upgrade(instance.SchemaVersion, instance.Attributes); d.Failed() {
			t.Errorf("%s.%s: %s", one.Type, one.Name, d)
			continue
		}
		var err error
		r.Private, err = base64.StdEncoding.DecodeString(instance.Private)
		check(t, err)
		var attributes map[string]any
		check(t, json.Unmarshal(instance.Attributes, &attributes))
		for name, want := range attributes {
			if text, ok := want.(string); ok && r.Get(name) != text {
				t.Errorf("%s.%s.%s is %v, was written as %q", one.Type, one.Name, name, r.Get(name), text)
			}
		}
		before := r.State
		if d := r.Refresh(); d.Failed() || !r.State.Equal(before) {
			t.Errorf("%s.%s was %v and is %v: %s", one.Type, one.Name, before, r.State, d)
		}
	}
}
