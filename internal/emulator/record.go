package emulator

import (
	"bytes"
	"net/http"
	"regexp"
	"slices"
	"sync"
)

// Request is a request as it arrived.
type Request struct {
	Method   string
	Path     string
	RawQuery string
	// Route is the mux pattern that took it, such as
	// "POST /contacts/v4/contacts", or empty when none did.
	Route string
	// Body is what was sent, with any client_secret blotted out.
	Body []byte
	// Header is what was sent, with Authorization blotted out.
	Header http.Header
	// Status is the status answered; 0 when no answer was sent, be it because
	// of a fault or because the caller gave up.
	Status int
}

// maxRecorded keeps a server that runs for days from filling its memory.
const maxRecorded = 100_000

type recorder struct {
	mu   sync.Mutex
	list []*Request
}

var secretInBody = regexp.MustCompile(`("client_secret"\s*:\s*)"(?:[^"\\]|\\.)*"`)

func (rec *recorder) add(r *http.Request, route string, body []byte) *Request {
	entry := &Request{
		Method: r.Method, Path: r.URL.Path, RawQuery: r.URL.RawQuery, Route: route,
		Body: secretInBody.ReplaceAll(body, []byte(`$1"redacted"`)), Header: r.Header.Clone(),
	}
	if entry.Header.Get("Authorization") != "" {
		entry.Header.Set("Authorization", "redacted")
	}
	rec.mu.Lock()
	defer rec.mu.Unlock()
	if len(rec.list) == maxRecorded {
		rec.list = slices.Clone(rec.list[maxRecorded/2:])
	}
	rec.list = append(rec.list, entry)
	return entry
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
	s.recorder.list = nil
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
