//go:build unix

package acctest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/provider"
)

// Shell is where commands of the real CLI are started, interrupted and killed. In
// place of a provider it gives the CLI the program of the test, which serves as one
// by [BeProvider]: nothing is built, and the race detector watches, if it does.
type Shell struct {
	// Dir holds the configuration and the state.
	Dir string
	// Program is what the CLI starts as the provider; [Compile] puts another there.
	Program string
	// Env is the environment of the CLI.
	Env []string

	cli, pids string
}

// BeProvider serves as the provider instead of running tests, when the CLI of a
// Shell has started this program. TestMain calls it first.
func BeProvider() {
	pids := os.Getenv(providerPids)
	if pids == "" {
		return
	}
	// A process is alive while it holds the lock: its number can be reused.
	mark, err := os.Create(filepath.Join(pids, strconv.Itoa(os.Getpid())))
	if err == nil {
		err = syscall.Flock(int(mark.Fd()), syscall.LOCK_EX)
	}
	if err == nil {
		err = tf6server.Serve("registry.terraform.io/"+Source, func() tfprotov6.ProviderServer {
			return tracedTo(os.Getenv(providerTrace), provider.NewServer("test", nil))
		})
	}
	runtime.KeepAlive(mark)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// NewShell makes the directories. It skips the test where acceptance tests are not
// asked for. The pairs are added to the environment of the CLI.
func NewShell(t testing.TB, pairs ...string) *Shell {
	t.Helper()
	SkipVariation(t)
	cli := os.Getenv("TF_ACC_TERRAFORM_PATH")
	if os.Getenv("TF_ACC") == "" || cli == "" {
		t.Skip("TF_ACC and TF_ACC_TERRAFORM_PATH are not set; the make targets set them")
	}
	home := t.TempDir()
	x := &Shell{Dir: filepath.Join(home, "config"), cli: cli, pids: filepath.Join(home, "pids")}
	bin, rc := filepath.Join(home, "bin"), filepath.Join(home, "rc")
	x.Program = filepath.Join(bin, "terraform-provider-wix")
	self, err := os.Executable()
	err = errors.Join(err, os.Mkdir(x.Dir, 0o700), os.Mkdir(x.pids, 0o700), os.Mkdir(bin, 0o700),
		os.Symlink(self, x.Program),
		os.WriteFile(rc, fmt.Appendf(nil, "provider_installation {\n  dev_overrides {\n"+
			"    \"registry.terraform.io/%[1]s\" = %[2]q\n    \"registry.opentofu.org/%[1]s\" = %[2]q\n  }\n  direct {}\n}\n", Source, bin), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range os.Environ() { // what is set for other work must not change what the CLI does
		if name, _, _ := strings.Cut(pair, "="); !strings.HasPrefix(name, "TF_") && !strings.HasPrefix(name, "TOFU_") && !strings.HasSuffix(strings.ToUpper(name), "_PROXY") {
			x.Env = append(x.Env, pair)
		}
	}
	x.Env = append(x.Env, "TF_CLI_CONFIG_FILE="+rc, "CHECKPOINT_DISABLE=1", providerPids+"="+x.pids)
	x.Env = append(x.Env, pairs...)
	return x
}

// Compile builds the provider as it is released, its main package included, in
// place of the program that is there.
func Compile(t testing.TB, program string, flags ...string) {
	t.Helper()
	_ = os.Remove(program) // or the link is followed
	command := exec.Command("go", slices.Concat([]string{"build", "-o", program}, flags, []string{"github.com/terraform-provider-wix/terraform-provider-wix"})...)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s: %s", err, out)
	}
}

// Configure writes a configuration in JSON form: what is given, and the provider
// block for an emulated site at the endpoint with more settings.
func (x *Shell) Configure(t testing.TB, endpoint string, settings, parts map[string]any) {
	t.Helper()
	block := map[string]any{"api_key": APIKey, "site_id": SiteID, "endpoint": endpoint, "requests_per_minute": 0}
	maps.Copy(block, settings)
	// In a file of its own: the CLI quotes the line that an error is about.
	x.write(t, "provider.tf.json", map[string]any{
		"terraform": map[string]any{"required_providers": map[string]any{"wix": map[string]any{"source": Source}}},
		"provider":  map[string]any{"wix": block},
	})
	x.write(t, "main.tf.json", parts)
}

func (x *Shell) write(t testing.TB, name string, config map[string]any) {
	t.Helper()
	data, err := json.MarshalIndent(config, "", " ")
	if err == nil {
		err = os.WriteFile(filepath.Join(x.Dir, name), data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Command is a command of the CLI that asks nothing. It has a process group of its
// own, as a shell gives it.
func (x *Shell) Command(args ...string) *exec.Cmd {
	command := x.Bare(slices.Concat(args[:1], []string{"-input=false", "-no-color", "-compact-warnings"}, args[1:])...)
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	// A killed CLI leaves its provider behind with the other end of the pipes.
	command.WaitDelay = time.Second
	return command
}

// Bare is a command of the CLI with these arguments alone.
func (x *Shell) Bare(args ...string) *exec.Cmd {
	command := exec.Command(x.cli, args...)
	command.Dir, command.Env = x.Dir, x.Env
	return command
}

// KillProviders kills the running providers, and returns how many there were.
func (x *Shell) KillProviders() int {
	n := 0
	_ = filepath.WalkDir(x.pids, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if pid, err := strconv.Atoi(entry.Name()); err == nil && locked(path) && syscall.Kill(pid, syscall.SIGKILL) == nil {
			n++
		}
		return os.Remove(path)
	})
	return n
}

func locked(path string) bool {
	mark, err := os.Open(path)
	if err != nil {
		return false
	}
	defer mark.Close()
	return errors.Is(syscall.Flock(int(mark.Fd()), syscall.LOCK_EX|syscall.LOCK_NB), syscall.EWOULDBLOCK)
}

// Trace has providers add the calls that they get to a file.
func (x *Shell) Trace(file string) { x.Env = append(x.Env, providerTrace+"="+file) }
