package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// readSwitches sets the switches that a file names, as PATCH /_emulator/switches does.
func readSwitches(path string, switches *emulator.Switches) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var values map[string]string
	if err := json.Unmarshal(raw, &values); err != nil {
		return fmt.Errorf("%s is not a JSON object of texts: %w", path, err)
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if err := switches.Set(name, values[name]); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}
