package provider_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// built runs the real CLI with the provider as it is released, its main package
// included: what a process writes where cannot be seen in process.
type built struct {
	t   *testing.T
	cli string
	// dir holds the configuration, the state, plans, and nothing else.
	dir string
	// log is what the CLI writes with TF_LOG=TRACE, its provider's output included.
	log  string
	home string
	env  []string
	// said is all that the commands printed.
	said bytes.Buffer
}

// release is the version of the built provider.
const release = "9.8.7"

// build compiles the provider and prepares a directory. The pairs are added to the
// environment of the CLI. Without a CLI the test is skipped, like an acceptance test.
func build(t *testing.T, pairs ...string) *built {
	t.Helper()
	cli := os.Getenv("TF_ACC_TERRAFORM_PATH")
	if cli == "" {
		t.Skip("TF_ACC_TERRAFORM_PATH names no CLI; the make targets set it")
	}
	home := t.TempDir()
	b := &built{t: t, cli: cli, home: home, dir: filepath.Join(home, "config"), log: filepath.Join(home, "trace.log")}
	bin, rc := filepath.Join(home, "bin"), filepath.Join(home, "rc")
	override := "provider_installation {\n  dev_overrides {\n    \"registry.terraform.io/%[1]s\" = %[2]q\n    \"registry.opentofu.org/%[1]s\" = %[2]q\n  }\n  direct {}\n}\n"
	if err := errors.Join(os.Mkdir(b.dir, 0o700), os.Mkdir(bin, 0o700), os.WriteFile(rc, fmt.Appendf(nil, override, acctest.Source, bin), 0o600)); err != nil {
		t.Fatal(err)
	}
	compile := exec.Command("go", "build", "-ldflags", "-X main.version="+release, "-o", filepath.Join(bin, "terraform-provider-wix"), module)
	if out, err := compile.CombinedOutput(); err != nil {
		t.Fatalf("%s: %s", err, out)
	}
	for _, pair := range os.Environ() { // what is set for other work must not change what the CLI does
		if name, _, _ := strings.Cut(pair, "="); !strings.HasPrefix(name, "TF_") && !strings.HasPrefix(name, "TOFU_") && !strings.HasSuffix(strings.ToUpper(name), "_PROXY") {
			b.env = append(b.env, pair)
		}
	}
	b.env = append(b.env, "TF_CLI_CONFIG_FILE="+rc, "CHECKPOINT_DISABLE=1", "TF_LOG=TRACE", "TF_LOG_PATH="+b.log)
	b.env = append(b.env, pairs...)
	return b
}

// write writes the configuration in JSON form, with a provider block.
func (b *built) write(block config, parts config) {
	b.t.Helper()
	all := config{
		"terraform": config{"required_providers": config{"wix": config{"source": acctest.Source}}},
		"provider":  config{"wix": block},
	}
	maps.Copy(all, parts)
	data, err := json.Marshal(all)
	if err == nil {
		err = os.WriteFile(filepath.Join(b.dir, "main.tf.json"), data, 0o600)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

// run runs a command and gives what it printed.
func (b *built) run(args ...string) (string, error) {
	b.t.Helper()
	command := exec.Command(b.cli, args...)
	command.Dir, command.Env = b.dir, b.env
	out, err := command.CombinedOutput()
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
	command := exec.Command(b.cli, "version")
	command.Dir, command.Env = b.dir, b.env
	out, err := command.Output()
	if err != nil {
		b.t.Fatal(err)
	}
	if name, more, _ := strings.Cut(string(out), " v"); name == "Terraform" {
		return regexp.QuoteMeta(strings.Fields(more)[0])
	}
	return `\d+\.\d+\.\d+`
}
