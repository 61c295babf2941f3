// Command release-check holds what make release-snapshot has built to what a
// release promises: a second build has the same bytes, the checksums name every
// file, and a CLI that knows of no development override installs the provider
// from its archive and works with it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "release-check:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("release-check", flag.ContinueOnError)
	cli := flags.String("terraform", "terraform", "the CLI that installs the provider")
	example := flags.String("example", "examples/quickstart", "the configuration to apply")
	flags.Usage = func() {
		fmt.Fprintln(flags.Output(), "usage: release-check [flags] DIST [DIST OF A SECOND BUILD]")
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() < 1 || flags.NArg() > 2 {
		flags.Usage()
		return errors.New("name one or two directories")
	}
	first, err := open(flags.Arg(0))
	if err != nil {
		return err
	}
	if err := first.verify(); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d files as their checksums say\n", first.dir, len(first.sums))
	if flags.NArg() == 2 {
		second, err := open(flags.Arg(1))
		if err != nil {
			return err
		}
		if err := errors.Join(second.verify(), first.same(second)); err != nil {
			return err
		}
		fmt.Fprintf(out, "%s: the same bytes\n", second.dir)
	}
	return use(ctx, first, *cli, *example, out)
}
