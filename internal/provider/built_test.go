package provider_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// built runs the real CLI with the provider as it is released: what a process writes
// where cannot be seen in process.
type built struct {
	*acctest.Shell
	t *testing.T
	// home holds Dir, the log, and the other files of the shell.
	home string
	// log is what the CLI writes with TF_LOG=TRACE, its provider's output included.
	log string
	// said is all that the commands printed.
	said bytes.Buffer
}

// release is the version of the built provider.
const release = "9.8.7"

// build compiles the provider and prepares a directory. The pairs are added to the
// environment of the CLI.
func build(t *testing.T, pairs ...string) *built {
	t.Helper()
	b := &built{Shell: acctest.NewShell(t, pairs...), t: t}
	b.home = filepath.Dir(b.Dir)
	b.log = filepath.Join(b.home, "trace.log")
	b.Env = append(b.Env, "TF_LOG=TRACE", "TF_LOG_PATH="+b.log)
	acctest.Compile(t, b.Program, "-ldflags", "-X main.version="+release)
	return b
}

// write writes the configuration, with a provider block.
func (b *built) write(block, parts config) {
	b.t.Helper()
	all := config{
		"terraform": config{"required_providers": config{"wix": config{"source": acctest.Source}}},
		"provider":  config{"wix": block},
	}
	maps.Copy(all, parts)
	data, err := json.Marshal(all)
	if err != nil {
		b.t.Fatal(err)
	}
	b.Write(b.t, "main.tf.json", string(data))
}

// run runs a command and gives what it printed.
func (b *built) run(args ...string) (string, error) {
	b.t.Helper()
	out, err := b.Bare(args...).CombinedOutput()
	b.said.Write(out)
	return string(out), err
}

// must runs a command that succeeds.
func (b *built) must(args ...string) string {
	b.t.Helper()
	out, err := b.run(args...)
	if err != nil {
		b.t.Fatalf("%s: %s: %s", args, err, out)
	}
	return out
}

// fails runs a command with -json that does not succeed, and gives the text of its
// diagnostics, without the lines of the configuration that the CLI adds.
func (b *built) fails(args ...string) string {
	b.t.Helper()
	out, err := b.run(append(args, "-json")...)
	if err == nil {
		b.t.Fatalf("%s did not fail: %s", args, out)
	}
	var text strings.Builder
	for line := range strings.Lines(out) {
		var said struct {
			Diagnostic struct{ Summary, Detail string }
		}
		if json.Unmarshal([]byte(line), &said) == nil && said.Diagnostic.Summary != "" {
			fmt.Fprintf(&text, "%s\n%s\n", said.Diagnostic.Summary, said.Diagnostic.Detail)
		}
	}
	if text.Len() == 0 {
		b.t.Fatalf("%s failed without a diagnostic: %s", args, out)
	}
	return text.String()
}

// version matches what the CLI tells a provider of its version: OpenTofu tells that
// of the Terraform which it is compatible with.
func (b *built) version() string {
	b.t.Helper()
	out, err := b.Bare("version").Output()
	if err != nil {
		b.t.Fatal(err)
	}
	if name, more, _ := strings.Cut(string(out), " v"); name == "Terraform" {
		return regexp.QuoteMeta(strings.Fields(more)[0])
	}
	return `\d+\.\d+\.\d+`
}
