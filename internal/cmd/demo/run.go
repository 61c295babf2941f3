package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

type options struct {
	// cli is the path of the CLI, empty for the one on PATH.
	cli string
	// keep waits at the end of the story, with the site as it is then.
	keep bool
	// color lets the CLI colour its output.
	color bool
}

// run tells the whole story on w. When it returns, what it started is stopped
// and its directory is gone, however it went.
func run(ctx context.Context, o options, w io.Writer) error {
	began := time.Now()
	out := &printer{w: w, bold: o.color}
	path, err := findCLI(o.cli)
	if err != nil {
		return err
	}
	if err := inDirectory(func(dir string) error { return withEmulator(ctx, o, path, dir, out) }); err != nil {
		return err
	}
	out.heading("Done")
	out.say("It took %.0f seconds. The emulator is stopped, and the directory of the demo is removed.", time.Since(began).Seconds())
	return nil
}

// inDirectory lends f a directory.
func inDirectory(f func(dir string) error) (err error) {
	dir, err := os.MkdirTemp("", "wix-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	return f(dir)
}

// withEmulator tells the story in a directory, while an emulator is running.
func withEmulator(ctx context.Context, o options, path, dir string, out *printer) (err error) {
	out.heading("Getting ready")
	out.say("The provider and the emulator are being built. The first time takes a minute or two.")
	if err := prepare(ctx, dir); err != nil {
		return err
	}
	emulator, err := startEmulator(ctx, filepath.Join(dir, "bin", program("wix-emulator")))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, emulator.stop()) }()
	d := &demo{
		out:  out,
		site: &site{url: emulator.url},
		cli: &cli{
			path: path, dir: filepath.Join(dir, "quickstart"), color: o.color, out: out,
			settings: settings(emulator.url, filepath.Join(dir, cliConfig)),
		},
	}
	version, err := d.cli.version(ctx)
	if err != nil {
		return err
	}
	out.say("\nThe emulator of the Wix Contacts API answers at %s, with an empty site.", emulator.url)
	out.say("Open that address in a browser to watch the site change; what it was asked is listed there too.")
	out.say("The CLI is %s, %s.", version, path)
	return d.tell(ctx, o.keep)
}

// findCLI gives the absolute path of the CLI.
func findCLI(named string) (string, error) {
	candidates := []string{"terraform", "tofu"}
	if named != "" {
		candidates = []string{named}
	}
	for _, name := range candidates {
		if path, err := exec.LookPath(name); err == nil {
			return filepath.Abs(path)
		}
	}
	if named != "" {
		return "", fmt.Errorf("%s is no program. Give the path of terraform or tofu with -terraform", named)
	}
	return "", errors.New("neither terraform nor tofu is on PATH. Install one, version 1.8 or later, or give its path with -terraform")
}
