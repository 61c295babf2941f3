// Command wix-emulator serves the emulator of the Wix Contacts API over HTTP.
//
// The first line on standard output is its base URL. It stops on SIGINT and
// SIGTERM. Beside the API it answers under /_emulator/:
//
//	GET  /_emulator/health    {"status":"ok"}
//	GET  /_emulator/requests  the requests so far
//	POST /_emulator/reset     back to the beginning; switches stay
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
	var listen net.ListenConfig
	listener, err := listen.Listen(ctx, "tcp", config.addr)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           handler(emulator.New(config.options)),
		ReadHeaderTimeout: 10 * time.Second,
	}
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
