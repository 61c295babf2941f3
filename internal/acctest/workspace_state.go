//go:build unix

package acctest

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// State returns the attributes in the state, by address.
func (w *Workspace) State() map[string]map[string]any {
	w.t.Helper()
	var file struct {
		Values struct {
			RootModule struct {
				Resources []struct {
					Address string
					Values  map[string]any
				}
			} `json:"root_module"`
		}
	}
	w.show(&file)
	out := map[string]map[string]any{}
	for _, one := range file.Values.RootModule.Resources {
		out[one.Address] = one.Values
	}
	return out
}

// show reads the state, or a plan file, as JSON.
func (w *Workspace) show(into any, args ...string) {
	w.t.Helper()
	data, err := w.Bare(append([]string{"show", "-json"}, args...)...).Output()
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// instance is one of the state file.
type instance struct {
	Key        any `json:"index_key"`
	Deposed    string
	Attributes map[string]any
}

// instances are those of the state file by address.
func (w *Workspace) instances() map[string]instance {
	w.t.Helper()
	var file struct {
		Resources []struct {
			Mode, Type, Name string
			Instances        []instance
		}
	}
	data, err := os.ReadFile(filepath.Join(w.Dir, "terraform.tfstate"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = json.Unmarshal(data, &file)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	out := map[string]instance{}
	for _, r := range file.Resources {
		if r.Mode != "managed" || r.Type == "terraform_data" {
			continue
		}
		for _, one := range r.Instances {
			address := r.Type + "." + r.Name
			switch key := one.Key.(type) {
			case string:
				address += fmt.Sprintf("[%q]", key)
			case float64:
				address += fmt.Sprintf("[%d]", int(key))
			}
			if one.Deposed != "" {
				address += " deposed"
			}
			out[address] = one
		}
	}
	return out
}

// WithoutPrivate takes the private data of all objects out of the state file, as it
// is gone for an object whose provider was killed in the middle of an update.
func (w *Workspace) WithoutPrivate() {
	w.t.Helper()
	path := filepath.Join(w.Dir, "terraform.tfstate")
	data, err := os.ReadFile(path)
	var file map[string]any
	if err == nil {
		err = json.Unmarshal(data, &file)
	}
	if err == nil {
		for _, r := range file["resources"].([]any) {
			for _, i := range r.(map[string]any)["instances"].([]any) {
				delete(i.(map[string]any), "private")
			}
		}
		data, err = json.Marshal(file)
	}
	if err == nil {
		err = os.WriteFile(path, data, 0o600)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}
