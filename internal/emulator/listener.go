package emulator

import (
	"maps"
	"net"
	"net/http"
	"strconv"
)

// ServeHTTP answers over a connection. Faults that cut it need a
// ResponseWriter that can be hijacked, as those of http.Server can; over
// others they abort the handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.guard(w, r, maxBody) || s.servePage(w, r) {
		return
	}
	body, err := drain(r)
	if err != nil {
		w.Header().Set("Connection", "close") // where the next request begins is not known
		reply(w, nil, err)
		return
	}
	out, err := s.exchange(r.Context(), r, body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	switch out.spoilt {
	case FaultRefuse, FaultDropBefore, FaultDropAfter:
		cut(w)
	case FaultTruncate:
		out.writeHeader(w)
		_, _ = w.Write(out.body[:len(out.body)/2])
		flush(w)
		panic(http.ErrAbortHandler)
	case FaultStall:
		out.writeHeader(w)
		flush(w)
		<-r.Context().Done()
		panic(http.ErrAbortHandler)
	default:
		out.writeHeader(w)
		_, _ = w.Write(out.body)
	}
}

func (out outcome) writeHeader(w http.ResponseWriter) {
	maps.Copy(w.Header(), out.header)
	w.Header().Set("Content-Length", strconv.Itoa(len(out.body)))
	w.WriteHeader(out.status)
}

func flush(w http.ResponseWriter) { _ = http.NewResponseController(w).Flush() }

// cut resets the connection, so that the other side sees an error and not an
// orderly end.
func cut(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}
