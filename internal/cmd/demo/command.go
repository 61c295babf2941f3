package main

import (
	"context"
	"os/exec"
	"time"
)

// patience is how long a program may take to end after it is interrupted.
const patience = 10 * time.Second

// newCommand is a command with a process group of its own: a Ctrl-C in the
// terminal reaches the demo alone, which then ends the group in order, the
// plugins that a CLI has started included.
func newCommand(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	ownGroup(cmd)
	cmd.Cancel = func() error { return interrupt(cmd) }
	cmd.WaitDelay = patience
	return cmd
}

// finish waits for a started command and ends what it leaves behind.
func finish(cmd *exec.Cmd) error {
	err := cmd.Wait()
	killGroup(cmd)
	return err
}
