// Command wix-emulator serves the emulator of the Wix Contacts API over HTTP.
//
// The first line on standard output is its base URL. It stops on SIGINT and
// SIGTERM. A browser sees the site at that URL. Under /_emulator/ it is watched
// and controlled in plain JSON: GET /_emulator/ lists the calls. README.md shows
// how to use it for tests.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// version is set by the linker in a release.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	switch {
	case errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, "wix-emulator:", err)
		os.Exit(1)
	}
}

// shutdownPatience is how long running requests may take to end; a stalled
// one never does.
const shutdownPatience = time.Second

// run serves until the context ends.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	config, err := parse(args, stderr)
	if err != nil {
		return err
	}
	if config.version {
		_, err := fmt.Fprintln(stdout, "wix-emulator", version)
		return err
	}
	site := emulator.New(config.options)
	saved, err := keep(ctx, config.data, site, stderr)
	if err != nil {
		return err
	}
	err = serve(ctx, config.addr, site, stdout)
	return errors.Join(err, saved())
}

// keep holds the site in a file, if it is to be, until the context ends. What
// it returns waits for the last save.
func keep(ctx context.Context, path string, site *emulator.Server, stderr io.Writer) (saved func() error, err error) {
	if path == "" {
		return func() error { return nil }, nil
	}
	d := &dataFile{path: path, server: site, disk: realDisk{}}
	if err := d.open(); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	ticker := time.NewTicker(saveEvery)
	done := make(chan struct{})
	go func() {
		defer close(done)
		d.keep(ctx, ticker.C, func(err error) { fmt.Fprintln(stderr, "wix-emulator: not saved:", err) })
	}()
	return func() error {
		cancel()
		<-done
		ticker.Stop()
		return d.save()
	}, nil
}

func serve(ctx context.Context, addr string, site *emulator.Server, stdout io.Writer) error {
	var listen net.ListenConfig
	listener, err := listen.Listen(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler(site), ReadHeaderTimeout: 10 * time.Second}
	if _, err := fmt.Fprintf(stdout, "http://%s\n", listener.Addr()); err != nil {
		return err
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownPatience)
	defer cancel()
	if err := server.Shutdown(patience); err != nil {
		_ = server.Close()
	}
	return nil
}
