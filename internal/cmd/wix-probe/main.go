// Command wix-probe asks a Wix site the open questions of the contract, and writes how
// wix-emulator behaves like that site.
//
// It takes the credential of the provider's environment variables, works on objects of its
// own, and removes them. CONTRIBUTING.md says what to do with a difference.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/probe"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// version is set by the linker in a release.
var version = "dev"

var (
	// errUsage is returned for invalid flags, after the reason has been printed.
	errUsage = errors.New("usage")
	errLeft  = errors.New("not everything could be removed: run wix-probe -clean")
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second signal ends the program at once.
	context.AfterFunc(ctx, stop)
	p := program{
		getenv: os.Getenv, stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		transport: http.DefaultTransport, clock: realClock{},
	}
	err := p.run(ctx, os.Args[1:])
	stop()
	switch {
	case errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, "wix-probe:", err)
		os.Exit(1)
	}
}

// program is what a run has of the outside.
type program struct {
	getenv         func(string) string
	stdin          io.Reader
	stdout, stderr io.Writer
	transport      http.RoundTripper
	clock          wix.Clock
}

type config struct {
	yes, clean, largeSite, version bool
	switches, record               string
}

func parse(args []string, stderr io.Writer) (config, error) {
	var out config
	flags := newFlags(&out)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, usage)
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return out, err
		}
		return out, errUsage
	}
	if flags.NArg() > 0 {
		fmt.Fprintln(stderr, "wix-probe: unexpected argument", flags.Arg(0))
		return out, errUsage
	}
	return out, nil
}

func newFlags(out *config) *flag.FlagSet {
	flags := flag.NewFlagSet("wix-probe", flag.ContinueOnError)
	flags.BoolVar(&out.yes, "yes", false, "Do not ask before making anything.")
	flags.BoolVar(&out.clean, "clean", false, "Remove what a run that was killed has left, and do nothing else.")
	flags.BoolVar(&out.largeSite, "large-site", false, "Allow a site with more than 2,000 contacts.")
	flags.StringVar(&out.switches, "switches", "wix-switches.json", "The `file` to write for wix-emulator -switches.")
	flags.StringVar(&out.record, "record", "", "A `directory` for the requests and their answers, with nothing personal in them.")
	flags.BoolVar(&out.version, "version", false, "Print the version and stop.")
	return flags
}

const usage = `wix-probe asks a Wix site how its Contacts API behaves where that is not documented. It
prints a table, and writes a file with which wix-emulator behaves like the site.

It takes the credential from WIX_API_KEY and WIX_SITE_ID, or from WIX_APP_ID,
WIX_APP_SECRET and WIX_INSTANCE_ID, and the address of the API from WIX_ENDPOINT.

`

func (p program) run(ctx context.Context, args []string) error {
	config, err := parse(args, p.stderr)
	if err != nil {
		return err
	}
	if config.version {
		_, err := fmt.Fprintln(p.stdout, "wix-probe", version)
		return err
	}
	options, err := p.options()
	if err != nil {
		return err
	}
	options.LargeSite = config.largeSite
	if config.clean {
		return p.clean(ctx, options, config.yes)
	}
	fmt.Fprint(p.stderr, probe.Plan())
	if !config.yes && !p.confirm(ctx, "Go on?") {
		return errors.New("nothing was done")
	}
	report, err := probe.Run(ctx, options)
	if err != nil {
		return err
	}
	return errors.Join(report.Print(p.stdout), p.write(config, report), p.conclude(report))
}

func (p program) options() (probe.Options, error) {
	credential, err := probe.CredentialFrom(p.getenv)
	if err != nil {
		return probe.Options{}, err
	}
	endpoint, err := wix.ParseEndpoint(strings.TrimSpace(p.getenv("WIX_ENDPOINT")))
	if err != nil {
		return probe.Options{}, fmt.Errorf("WIX_ENDPOINT is not valid: %w", err)
	}
	return probe.Options{
		Endpoint: endpoint, Credential: credential, Transport: p.transport, Clock: p.clock,
		UserAgent: "wix-probe/" + version,
		Progress:  func(text string) { fmt.Fprintln(p.stderr, text) },
	}, nil
}

// confirm asks on the terminal. Only a yes is one; an interrupt is none.
func (p program) confirm(ctx context.Context, question string) bool {
	fmt.Fprint(p.stderr, question, " Only \"yes\" is accepted: ")
	answered := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(p.stdin).ReadString('\n')
		answered <- strings.TrimSpace(line)
	}()
	select {
	case <-ctx.Done():
		return false
	case line := <-answered:
		return line == "yes"
	}
}

func (p program) write(config config, report *probe.Report) error {
	if err := writeFile(config.switches, report.WriteSwitches); err != nil {
		return err
	}
	fmt.Fprintf(p.stderr, "%s was written for wix-emulator -switches.\n", config.switches)
	if config.record == "" {
		return nil
	}
	if err := os.MkdirAll(config.record, 0o750); err != nil {
		return err
	}
	return writeFile(filepath.Join(config.record, "wire-examples.json"), report.WritePairs)
}

func writeFile(path string, write func(io.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}

// conclude says what is left on the site.
func (p program) conclude(report *probe.Report) error {
	for _, one := range report.Left {
		fmt.Fprintln(p.stderr, "left:", one)
	}
	switch {
	case len(report.Left) > 0:
		return errLeft
	case report.Interrupted:
		return errors.New("interrupted; what was made has been removed")
	}
	return nil
}

func (p program) clean(ctx context.Context, options probe.Options, yes bool) error {
	declined := false
	removed, left, err := probe.Clean(ctx, options, func(found []string) bool {
		for _, one := range found {
			fmt.Fprintln(p.stderr, "found:", one)
		}
		declined = !yes && !p.confirm(ctx, "Remove all of these?")
		return !declined
	})
	for _, one := range left {
		fmt.Fprintln(p.stderr, "left:", one)
	}
	switch {
	case err != nil:
		return err
	case declined:
		return errors.New("nothing was removed")
	case len(left) > 0:
		return errLeft
	}
	_, err = fmt.Fprintf(p.stdout, "%d removed.\n", removed)
	return err
}

type realClock struct{}

func (realClock) Now() time.Time { return time.Now() }

func (realClock) Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
