package main

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// oneConn is a listener with one connection, in memory, so that its time is that of
// the bubble.
type oneConn struct{ conns chan net.Conn }

func (l oneConn) Accept() (net.Conn, error) {
	if conn, ok := <-l.conns; ok {
		return conn, nil
	}
	return nil, net.ErrClosed
}

func (l oneConn) Close() error { return nil }

func (l oneConn) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

// converse sends a text to an emulator and returns the status of the answer, 0 for
// none, and how long the connection stayed open.
func converse(t *testing.T, options emulator.Options, text string) (status int, open time.Duration) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		listener := oneConn{make(chan net.Conn, 1)}
		client, far := net.Pipe()
		listener.conns <- far
		server := newServer(handler(emulator.New(options)))
		go func() { _ = server.Serve(listener) }()
		defer func() {
			close(listener.conns)
			_ = server.Close()
		}()
		begin := time.Now()
		if _, err := io.WriteString(client, text); err != nil {
			t.Fatal(err)
		}
		in := bufio.NewReader(client)
		if response, err := http.ReadResponse(in, nil); err == nil {
			status = response.StatusCode
		}
		_, _ = io.Copy(io.Discard, in)
		open = time.Since(begin)
	})
	return status, open
}

func TestServer_timeouts(t *testing.T) {
	const request = "GET /contacts/v4/labels HTTP/1.1\r\nHost: localhost\r\nAuthorization: key\r\nWix-Site-Id: 11111111-2222-4333-8444-555555555555\r\n"
	for _, tt := range []struct {
		name    string
		options emulator.Options
		text    string
		status  int
		open    time.Duration
	}{
		{"half a header", emulator.Options{}, request, 0, 10 * time.Second},
		{"half a body", emulator.Options{}, request + "Content-Length: 10\r\n\r\n{", http.StatusBadRequest, time.Minute},
		{"nothing more", emulator.Options{}, request + "\r\n", http.StatusOK, 2 * time.Minute},
		{"a slow answer", emulator.Options{Latency: time.Hour}, request + "\r\n", http.StatusOK, time.Hour + 2*time.Minute},
	} {
		t.Run(tt.name, func(t *testing.T) {
			status, open := converse(t, tt.options, tt.text)
			if status != tt.status || open.Round(time.Second) != tt.open {
				t.Errorf("status %d, open for %s; want %d, %s", status, open, tt.status, tt.open)
			}
		})
	}
}
