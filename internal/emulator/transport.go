package emulator

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"syscall"
)

type transport struct{ server *Server }

// Transport returns a RoundTripper that hands requests to the Server without
// any socket or goroutine. It honours the request's context, and the Date of
// its answers is the Server's clock.
func (s *Server) Transport() http.RoundTripper { return transport{s} }

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx := r.Context()
	body, err := drain(r)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	in := r.Clone(ctx)
	in.Body, in.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	out, err := t.server.exchange(ctx, in, body)
	if err != nil {
		return nil, err
	}
	switch out.spoilt {
	case FaultRefuse:
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	case FaultDropBefore, FaultDropAfter:
		return nil, &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)}
	}
	return out.response(ctx, r), nil
}

func drain(r *http.Request) ([]byte, error) {
	if r.Body == nil {
		return nil, nil
	}
	defer func() { _ = r.Body.Close() }()
	return io.ReadAll(r.Body)
}

func (out outcome) response(ctx context.Context, r *http.Request) *http.Response {
	response := &http.Response{
		Status:        strconv.Itoa(out.status) + " " + http.StatusText(out.status),
		StatusCode:    out.status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        out.header,
		Body:          io.NopCloser(bytes.NewReader(out.body)),
		ContentLength: int64(len(out.body)),
		Request:       r,
	}
	switch out.spoilt {
	case FaultTruncate:
		half := bytes.NewReader(out.body[:len(out.body)/2])
		response.Body = io.NopCloser(io.MultiReader(half, broken{io.ErrUnexpectedEOF}))
	case FaultStall:
		response.Body = io.NopCloser(stalled{ctx})
	}
	return response
}

type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

type stalled struct{ ctx context.Context }

func (s stalled) Read([]byte) (int, error) {
	<-s.ctx.Done()
	return 0, s.ctx.Err()
}
