package emulator

import (
	"bytes"
	"net/http"
	"slices"
	"sync"
)

// Request is a request as it arrived, without its credentials (redacted).
type Request struct {
	Method   string
	Path     string
	RawQuery string
	// Route is the mux pattern that took it, such as
	// "POST /contacts/v4/contacts", or empty when none did.
	Route  string
	Body   []byte
	Header http.Header
	// Status is the status answered; 0 when no answer was sent, be it because
	// of a fault or because the caller gave up.
	Status int
}

// What is recorded is bounded in number and in bytes, which keeps a server that runs
// for days from filling its memory.
const (
	maxRecorded      = 100_000
	maxRecordedBytes = 64 << 20
	// recordedOverhead is about what an entry takes beside its texts.
	recordedOverhead = 512
)

type recorder struct {
	mu    sync.Mutex
	list  []*Request
	bytes int
}

func (rec *recorder) add(r *http.Request, route string, body []byte) *Request {
	entry := redacted(r, route, body)
	rec.mu.Lock()
	defer rec.mu.Unlock()
	rec.list = append(rec.list, entry)
	rec.bytes += entry.size()
	if len(rec.list) > maxRecorded || rec.bytes > maxRecordedBytes {
		rec.forgetOldest()
	}
	return entry
}

// forgetOldest leaves half of both bounds free.
func (rec *recorder) forgetOldest() {
	from := 0
	for ; len(rec.list)-from > maxRecorded/2 || rec.bytes > maxRecordedBytes/2; from++ {
		rec.bytes -= rec.list[from].size()
	}
	rec.list = slices.Clone(rec.list[from:])
}

func (r *Request) size() int {
	n := recordedOverhead + len(r.Path) + len(r.RawQuery) + len(r.Body)
	for name, values := range r.Header {
		n += len(name)
		for _, value := range values {
			n += len(value)
		}
	}
	return n
}

func (rec *recorder) answered(entry *Request, status int) {
	rec.mu.Lock()
	defer rec.mu.Unlock()
	entry.Status = status
}

// Requests returns the recorded requests in order of arrival. Of very many,
// the oldest are forgotten.
func (s *Server) Requests() []Request {
	s.recorder.mu.Lock()
	defer s.recorder.mu.Unlock()
	out := make([]Request, len(s.recorder.list))
	for i, entry := range s.recorder.list {
		out[i] = *entry
		out[i].Body = bytes.Clone(entry.Body)
		out[i].Header = entry.Header.Clone()
	}
	return out
}

// ResetRequests forgets the recorded requests.
func (s *Server) ResetRequests() {
	s.recorder.mu.Lock()
	defer s.recorder.mu.Unlock()
	s.recorder.list, s.recorder.bytes = nil, 0
}

// Count returns how many recorded requests a route took.
func (s *Server) Count(route string) int {
	s.recorder.mu.Lock()
	defer s.recorder.mu.Unlock()
	n := 0
	for _, entry := range s.recorder.list {
		if entry.Route == route {
			n++
		}
	}
	return n
}

// CountAll returns how many requests are recorded.
func (s *Server) CountAll() int {
	s.recorder.mu.Lock()
	defer s.recorder.mu.Unlock()
	return len(s.recorder.list)
}

// Counts returns how many recorded requests each route took; those that no
// route took are counted under the empty one.
func (s *Server) Counts() map[string]int {
	s.recorder.mu.Lock()
	defer s.recorder.mu.Unlock()
	out := map[string]int{}
	for _, entry := range s.recorder.list {
		out[entry.Route]++
	}
	return out
}
