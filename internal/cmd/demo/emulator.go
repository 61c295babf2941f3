package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// The credential that the emulator lets in.
const (
	apiKey = "demo-key"
	siteID = "5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a11"
)

// emulator is a running wix-emulator.
type emulator struct {
	url    string
	cancel context.CancelFunc
	done   chan error
}

// startEmulator starts the program on a free port. It does not end with the
// context, because what talks to it has to end first.
func startEmulator(ctx context.Context, path string) (*emulator, error) {
	background, cancel := context.WithCancel(context.WithoutCancel(ctx))
	cmd := newCommand(background, path, "-addr", "127.0.0.1:0", "-api-key", apiKey, "-site-id", siteID)
	var messages bytes.Buffer
	urls := firstLine{line: make(chan string, 1)}
	cmd.Stdout, cmd.Stderr = &urls, &messages
	if err := cmd.Start(); err != nil {
		cancel()
		return nil, err
	}
	e := &emulator{cancel: cancel, done: make(chan error, 1)}
	go func() { e.done <- finish(cmd) }()
	select {
	case e.url = <-urls.line:
		return e, nil
	case err := <-e.done:
		cancel()
		return nil, fmt.Errorf("the emulator did not start: %w\n%s", err, &messages)
	case <-ctx.Done():
		return nil, errors.Join(ctx.Err(), e.stop())
	case <-time.After(patience):
		return nil, errors.Join(errors.New("the emulator did not say where it listens"), e.stop())
	}
}

// stop ends the emulator. It is an error if it ended by itself before.
func (e *emulator) stop() error {
	select {
	case err := <-e.done:
		return fmt.Errorf("the emulator ended early: %w", err)
	default:
	}
	e.cancel()
	if err := <-e.done; err != nil && !errors.Is(err, context.Canceled) {
		return fmt.Errorf("the emulator did not end as it should: %w", err)
	}
	return nil
}

// firstLine hands on the first line that is written to it.
type firstLine struct {
	text strings.Builder
	line chan string
	done bool
}

func (f *firstLine) Write(p []byte) (int, error) {
	if !f.done {
		f.text.Write(p)
		if line, _, complete := strings.Cut(f.text.String(), "\n"); complete {
			f.line <- strings.TrimSpace(line)
			f.done = true
		}
	}
	return len(p), nil
}
