//go:build unix

package acctest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/go-version"
)

// SkipBelow skips the test where the CLI of the shell is a Terraform that is older,
// or an OpenTofu.
func (x *Shell) SkipBelow(t testing.TB, least string) {
	t.Helper()
	out, err := x.Bare("version", "-json").Output()
	var answer struct {
		Version string `json:"terraform_version"`
	}
	if err == nil {
		err = json.Unmarshal(out, &answer)
	}
	if err != nil {
		t.Fatal(err)
	}
	have, err := version.NewVersion(answer.Version)
	if err != nil {
		t.Fatal(err)
	}
	if have.Core().LessThan(version.Must(version.NewVersion(least))) {
		t.Skipf("the CLI is Terraform %s, and this needs %s", have, least)
	}
}

// Write puts a file into the directory, in place of the one that is there.
func (x *Shell) Write(t testing.TB, name, text string) {
	t.Helper()
	file := filepath.Join(x.Dir, name)
	_ = os.Remove(file)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Provider is the configuration of the provider for an emulated site at the
// endpoint.
func Provider(endpoint string) string {
	return fmt.Sprintf("terraform {\n  required_providers {\n    wix = { source = %q }\n  }\n}\n\n"+
		"provider \"wix\" {\n  api_key = %q\n  site_id = %q\n  endpoint = %q\n  requests_per_minute = 0\n}\n\n",
		Source, APIKey, SiteID, endpoint)
}

// MustRun runs a command that must succeed, and must say something.
func (x *Shell) MustRun(t testing.TB, says string, args ...string) {
	t.Helper()
	out, err := x.Bare(append(slices.Clone(args), "-no-color")...).CombinedOutput() // query takes none of the other flags
	if err != nil || !strings.Contains(string(out), says) {
		t.Fatalf("%s: %v, want %q:\n%s", strings.Join(args, " "), err, says, excerpt(string(out)))
	}
	for line := range strings.Lines(string(out)) {
		if says != "" && strings.Contains(line, says) {
			t.Logf("%s: %s", strings.Join(args, " "), strings.TrimSpace(line))
		}
	}
}

// excerpt is what a plan shows of changes and ends with.
func excerpt(out string) string {
	var lines []string
	for line := range strings.Lines(out) {
		if marked := strings.TrimSpace(line); strings.HasPrefix(marked, "~") || strings.HasPrefix(marked, "Plan:") || strings.HasPrefix(marked, "#") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines[:min(len(lines), 60)], "") + out[max(0, len(out)-3_000):]
}
