package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestParse_switches: a file sets what it names, and flags after it go before.
func TestParse_switches(t *testing.T) {
	path := filepath.Join(t.TempDir(), "switches.json")
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(`{"patch.null":"noop","query.lag":"1.5s","labelKeys":"opaque"}`)
	config, err := parse([]string{"-switches", path, "-labelkeys", "slug"}, io.Discard)
	if got := config.options.Switches; err != nil || got.PatchNull != "noop" || got.QueryLag != 1500*time.Millisecond || got.LabelKeys != "slug" || got.PatchSubObject != "" {
		t.Errorf("%v %+v", err, got)
	}
	for _, text := range []string{`{"patch.null":"perhaps"}`, `{"no.switch":"on"}`, `{"query.lag":3}`, `[]`, ``} {
		write(text)
		if _, err := parse([]string{"-switches", path}, io.Discard); !errors.Is(err, errUsage) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := parse([]string{"-switches", path + ".missing"}, io.Discard); !errors.Is(err, errUsage) {
		t.Error(err)
	}
}
