package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// planFile is what plan saves and apply takes.
const planFile = "demo.tfplan"

// Exit codes of plan -detailed-exitcode, and 0 for any other command that worked.
const (
	nothing = 0
	changes = 2
)

// cli runs Terraform or OpenTofu.
type cli struct {
	path, dir string
	// settings are variables for its environment.
	settings []string
	color    bool
	out      *printer
}

// environment is the parent's without what would steer the CLI or the provider.
func environment(parent []string) []string {
	return slices.DeleteFunc(slices.Clone(parent), func(pair string) bool {
		name := strings.ToUpper(pair)
		return strings.HasPrefix(name, "TF_") || strings.HasPrefix(name, "TOFU_") || strings.HasPrefix(name, "WIX_")
	})
}

// settings are the variables that lead the CLI and the provider to the emulator,
// which has no rate limit to keep.
func settings(endpoint, config string) []string {
	return []string{
		"WIX_API_KEY=" + apiKey, "WIX_SITE_ID=" + siteID, "WIX_ENDPOINT=" + endpoint, "WIX_REQUESTS_PER_MINUTE=0",
		"TF_CLI_CONFIG_FILE=" + config, "CHECKPOINT_DISABLE=1",
	}
}

// version gives the product and its version.
func (c *cli) version(ctx context.Context) (string, error) {
	text, err := c.read(ctx, "version")
	first, _, _ := strings.Cut(string(text), "\n")
	return first, err
}

// run shows a command and its output, as far as show lets it, and wants an exit
// code. Errors of the CLI are shown whole.
func (c *cli) run(ctx context.Context, want int, show filter, args ...string) error {
	c.out.say("\n%s$ %s %s\n", indent, c.name(), strings.Join(args, " "))
	cmd := c.command(ctx, args...)
	until := func(show filter) filter { // what an interrupted CLI complains about is no news
		return func(line string) bool { return ctx.Err() == nil && show(line) }
	}
	stdout, stderr := c.out.indented(until(show)), c.out.indented(until(all))
	cmd.Stdout, cmd.Stderr = stdout, stderr
	have, err := exitCode(cmd)
	stdout.end()
	stderr.end()
	c.out.say("")
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return fmt.Errorf("%s %s: %w", c.name(), args[0], err)
	case have != want && want == nothing && have == changes && slices.Contains(args, "-detailed-exitcode"):
		return errors.New("the plan has changes where it should have none")
	case have == nothing && want == changes:
		return errors.New("the plan has no changes where it should have some")
	case have != want:
		return fmt.Errorf("%s %s failed with exit code %d. What it said is above", c.name(), args[0], have)
	}
	return nil
}

// read gives the output of a command.
func (c *cli) read(ctx context.Context, args ...string) ([]byte, error) {
	cmd := c.command(ctx, args...)
	var out, messages bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &messages
	switch code, err := exitCode(cmd); {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, fmt.Errorf("%s %s: %w", c.name(), args[0], err)
	case code != 0:
		return nil, fmt.Errorf("%s %s failed with exit code %d:\n%s", c.name(), args[0], code, &messages)
	}
	return out.Bytes(), nil
}

func (c *cli) name() string { return strings.TrimSuffix(filepath.Base(c.path), ".exe") }

// command adds to the arguments what a program that runs the CLI needs and a
// person would leave out.
func (c *cli) command(ctx context.Context, args ...string) *exec.Cmd {
	more := []string{args[0]}
	switch args[0] {
	case "plan", "apply":
		more = append(more, "-input=false", "-compact-warnings")
	}
	if !c.color && args[0] != "version" {
		more = append(more, "-no-color")
	}
	cmd := newCommand(ctx, c.path, append(more, args[1:]...)...)
	cmd.Dir, cmd.Env = c.dir, append(environment(os.Environ()), c.settings...)
	return cmd
}

// exitCode runs a command. The error is for one that did not come to an end.
func exitCode(cmd *exec.Cmd) (int, error) {
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	err := finish(cmd)
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Exited() {
		return exit.ExitCode(), nil
	}
	return 0, err
}
