//go:build unix

package examples_test

import (
	"bufio"
	"bytes"
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// demo is the program of make demo, with a directory for temporary files of its
// own. What the environment says of another site must not matter to it.
func demo(t *testing.T, ctx context.Context, flags ...string) (cmd *exec.Cmd, tmp string) {
	t.Helper()
	acctest.SkipVariation(t)
	t.Parallel()
	if os.Getenv("TF_ACC") == "" {
		t.Skip("TF_ACC is not set; the make targets set it")
	}
	tmp = t.TempDir()
	cmd = exec.CommandContext(ctx, filepath.Join(root, "internal", "tools", "demo.sh"), flags...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.Env = append(os.Environ(), "TERRAFORM="+os.Getenv("TF_ACC_TERRAFORM_PATH"), "TMPDIR="+tmp,
		"WIX_SITE_ID=not-a-site", "WIX_APP_ID=another-kind-of-credential", "TF_CLI_ARGS_plan=-refresh=false")
	return cmd, tmp
}

// isOver wants nothing to be left of a demo.
func isOver(t *testing.T, tmp, output string) {
	t.Helper()
	if left, err := os.ReadDir(tmp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	address := regexp.MustCompile(`127\.0\.0\.1:\d+`).FindString(output)
	if conn, err := net.Dial("tcp", address); address == "" || err == nil {
		t.Errorf("the emulator at %q still listens: %v", address, conn)
	}
}

func TestDemo(t *testing.T) {
	cmd, tmp := demo(t, t.Context())
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	isOver(t, tmp, string(out))
	rest := string(out)
	for _, want := range []string{
		"http://127.0.0.1:",
		"To keep it open: make demo DEMOARGS=-keep",
		`wix_contact.this["ada"] will be created`,
		"(and 16 more)",
		"Plan: 21 to add, 0 to change, 0 to destroy.",
		": Creation complete after",
		"(and 16 more)",
		"5 labels, 4 extended fields and 12 contacts",
		`"Contacted Me" = "contacts.contacted-me"`,
		"No changes.",
		`"Typo Interiors" -> "Okafor Interiors"`,
		"Plan: 0 to add, 2 to change, 0 to destroy.",
		"No changes.",
		"Plan: 0 to add, 0 to change, 21 to destroy.",
		"The site is empty again",
		"== Done",
		"-keep",
	} {
		_, after, found := strings.Cut(rest, want)
		if !found {
			t.Fatalf("%q is missing, or not in its place:\n%s", want, out)
		}
		rest = after
	}
	for _, noise := range []string{"overrides are in effect", "Refreshing", "Warning", "\x1b", "\n\n\n"} {
		if bytes.Contains(out, []byte(noise)) {
			t.Errorf("%q is shown:\n%s", noise, out)
		}
	}
}

// TestDemo_keep does in another shell what the demo proposes at its end.
func TestDemo_keep(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	cmd, tmp := demo(t, ctx, "-keep")
	pipe, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	said, proposed := "", ""
	for lines := bufio.NewScanner(pipe); !strings.HasSuffix(proposed, " plan\n") && lines.Scan(); {
		said += lines.Text() + "\n"
		if command, ok := strings.CutPrefix(lines.Text(), "    "); ok && strings.Contains(said, "== Your turn") {
			proposed += command + "\n"
		}
	}
	reader := exec.CommandContext(t.Context(), "sh", "-ec", proposed)
	reader.Env = append(os.Environ(), "PATH="+filepath.Dir(os.Getenv("TF_ACC_TERRAFORM_PATH"))+":"+os.Getenv("PATH"), "TF_CLI_ARGS_plan=-no-color")
	if out, err := reader.CombinedOutput(); err != nil || !strings.Contains(string(out), `"Another typo" -> "Okafor Interiors"`) {
		t.Errorf("%v\n%s\n%s", err, said, out)
	}
	interrupt()
	if err := cmd.Wait(); cmd.ProcessState.ExitCode() != 130 {
		t.Errorf("interrupted, it ends with %v", err)
	}
	isOver(t, tmp, said)
}
