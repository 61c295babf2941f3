// Command demo shows the provider at work against the emulator: it builds both,
// applies examples/quickstart, changes things behind the configuration's back,
// and says what happens at each step. It needs Go and a Terraform or OpenTofu
// CLI, uses no site, and leaves nothing behind.
//
// A step that does not give what it should ends it with an error, so it is a
// test as well.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	var o options
	flag.StringVar(&o.cli, "terraform", "", "`path` of the CLI; by default terraform or tofu on PATH")
	flag.BoolVar(&o.keep, "keep", false, "at the end, keep the emulated site to try things on, until Ctrl-C")
	flag.BoolVar(&o.color, "color", isTerminal(os.Stdout), "colour the output; by default on a terminal only")
	flag.Parse()

	// A reader that goes away must not leave the emulator running, so SIGPIPE
	// ends the demo in the orderly way too.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	err := run(ctx, o, os.Stdout)
	interrupted := ctx.Err() != nil
	stop()
	switch {
	case err == nil:
	case interrupted:
		fmt.Fprintln(os.Stderr, "\ndemo: interrupted. What it started is stopped, and its directory is removed.")
		os.Exit(130)
	default:
		fmt.Fprintln(os.Stderr, "\ndemo:", err)
		os.Exit(1)
	}
}

// isTerminal tells that colours are welcome.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb" && os.Getenv("NO_COLOR") == ""
}
