// Command wix-emulator serves the emulator of the Wix Contacts API over HTTP.
//
// The first line on standard output is its base URL; lines with the token follow,
// where it asks for one. It stops on SIGINT and SIGTERM. A browser sees the site at
// that URL. Under /_emulator/ it is watched
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
	if err := config.protect(); err != nil {
		return err
	}
	site := emulator.New(config.options)
	saved, err := keep(ctx, config.data, site, stderr)
	if err != nil {
		return err
	}
	err = serve(ctx, config, site, stdout)
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

func serve(ctx context.Context, config config, site *emulator.Server, stdout io.Writer) error {
	var listen net.ListenConfig
	listener, err := listen.Listen(ctx, "tcp", config.addr)
	if err != nil {
		return config.unusable(err)
	}
	server := newServer(handler(site))
	if err := announce(stdout, listener.Addr(), config.options.Token); err != nil {
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

// newServer bounds how long a connection may take to say what it wants, so that those
// that say nothing do not pile up. An answer takes as long as latency and faults have
// it take.
func newServer(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		IdleTimeout:       2 * time.Minute,
	}
}

// announce prints where the emulator is, and the token, if it asks for one.
func announce(w io.Writer, addr net.Addr, token string) error {
	base := "http://" + addr.String()
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		base = fmt.Sprintf("http://localhost:%d", tcp.Port)
	}
	text := base + "\n"
	if token != "" {
		text += "page: " + base + "/?token=" + token + "\ncontrol: Authorization: Bearer " + token + "\n"
	}
	_, err := io.WriteString(w, text)
	return err
}
