//go:build unix

package acctest

import (
	"encoding/json"
)

// Change is what a plan says of a resource or an output.
type Change struct {
	Actions       []string
	Before, After map[string]any
	// AfterUnknown holds true for what is known after apply.
	AfterUnknown map[string]any `json:"after_unknown"`
}

// Changes reads from a plan file what changes, by address.
func (w *Workspace) Changes(file string) map[string]Change {
	w.t.Helper()
	return w.changes(file, "resource_changes")
}

// drift reads from a plan file what a refresh has changed.
func (w *Workspace) drift(file string) map[string]Change {
	w.t.Helper()
	return w.changes(file, "resource_drift")
}

func (w *Workspace) changes(file, of string) map[string]Change {
	w.t.Helper()
	var plan map[string]json.RawMessage
	w.show(&plan, file)
	var changes []struct {
		Address, Deposed string
		Change           Change
	}
	if data := plan[of]; data != nil {
		if err := json.Unmarshal(data, &changes); err != nil {
			w.t.Fatal(err)
		}
	}
	out := map[string]Change{}
	for _, one := range changes {
		if one.Change.Actions[0] == "no-op" {
			continue
		}
		if one.Deposed != "" {
			one.Address += " (deposed)"
		}
		out[one.Address] = one.Change
	}
	return out
}

// Settled fails the test where a refresh alone changes the state.
func (w *Workspace) Settled() {
	w.t.Helper()
	if said := w.Run("plan", "-refresh-only", "-out=refresh.out"); said.Code != 0 {
		w.t.Fatalf("the refresh failed: %s", said)
	}
	for address, drift := range w.drift("refresh.out") {
		diff := Diff{drift.Before, drift.After}
		for _, name := range diff.Names() {
			w.t.Errorf("a refresh alone changes %s: %s from %v to %v", address, name, diff.Before[name], diff.After[name])
		}
	}
}
