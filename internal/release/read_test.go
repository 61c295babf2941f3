package release_test

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// state is a state file, as far as the provider has written it.
type state struct {
	Resources []struct {
		Type, Name string
		Instances  []struct {
			SchemaVersion int64 `json:"schema_version"`
			Attributes    json.RawMessage
			Private       []byte
			Identity      map[string]any
		}
	}
}

// TestReleases_read: the present provider reads the state of each release: every text is as
// it was written, and a refresh changes nothing.
func TestReleases_read(t *testing.T) {
	for _, release := range recorded(t) {
		site := acctest.NewSite(t)
		if err := site.Restore(read(t, file(release, siteFile))); err != nil {
			t.Fatal(err)
		}
		core := site.Core(t)
		for _, one := range stateOf(t, release).Resources {
			instance := one.Instances[0]
			r := core.Resource(one.Type)
			if d := r.Upgrade(instance.SchemaVersion, instance.Attributes); d.Failed() {
				t.Errorf("%s: %s.%s: %s", release, one.Type, one.Name, d)
				continue
			}
			r.Private = instance.Private
			var attributes map[string]any
			if err := json.Unmarshal(instance.Attributes, &attributes); err != nil {
				t.Fatal(err)
			}
			for name, want := range attributes {
				if text, ok := want.(string); ok && r.Get(name) != text {
					t.Errorf("%s: %s.%s.%s is %v, was written as %q", release, one.Type, one.Name, name, r.Get(name), text)
				}
			}
			before := r.State
			if d := r.Refresh(); d.Failed() || !r.State.Equal(before) {
				t.Errorf("%s: %s.%s was %v and is %v: %s", release, one.Type, one.Name, before, r.State, d)
			}
		}
	}
}

// TestReleases_states: the state of a release has each of its resources, with private state
// and an identity, and contacts of which an import alone has filled something in.
func TestReleases_states(t *testing.T) {
	for _, release := range recorded(t) {
		types, filled := map[string]bool{}, 0
		for _, one := range stateOf(t, release).Resources {
			instance := one.Instances[0]
			var private map[string][]byte
			var memory struct{ Imported []string }
			if err := errors.Join(json.Unmarshal(instance.Private, &private), json.Unmarshal(private["wix"], &memory)); err != nil {
				t.Errorf("%s: %s.%s: %v", release, one.Type, one.Name, err)
			}
			if instance.Identity["site_id"] == nil {
				t.Errorf("%s: %s.%s has no identity", release, one.Type, one.Name)
			}
			if types[one.Type] = true; slices.Contains(memory.Imported, "company") {
				filled++
			}
		}
		for id := range decode(t, read(t, file(release, "schema.json")), []byte("{}")) {
			if id[0] == "resource" && !types[id[1]] {
				t.Errorf("%s: no %s is in the state", release, id[1])
			}
		}
		if filled == 0 {
			t.Errorf("%s: no import has filled anything in", release)
		}
	}
}

func stateOf(t *testing.T, release string) (out state) {
	t.Helper()
	if err := json.Unmarshal(read(t, file(release, stateFile)), &out); err != nil {
		t.Fatal(err)
	}
	return out
}
