package emulator

import (
	"net/http"
	"sync"
	"time"
)

// FaultKind is a way in which a request goes wrong.
type FaultKind int

const (
	// FaultStatus answers Status with the proper envelope and handles nothing.
	// With Status 0 it only delays: the request is handled as always.
	FaultStatus FaultKind = iota
	// FaultRefuse refuses the connection. In process the error is a
	// *net.OpError with Op "dial"; a listener can only cut the connection.
	FaultRefuse
	// FaultDropBefore cuts the connection before the request is handled.
	FaultDropBefore
	// FaultDropAfter handles the request and cuts the connection instead of
	// answering.
	FaultDropAfter
	// FaultTruncate handles the request and cuts the body in the middle, under
	// the Content-Length of the whole.
	FaultTruncate
	// FaultGarbage handles the request and answers 200 with Body, or with
	// something that is not JSON.
	FaultGarbage
	// FaultStall handles the request, sends the header, and no body until the
	// request's context ends.
	FaultStall
)

// Fault makes requests fail. The first fault that matches and is not used up
// decides.
type Fault struct {
	// Route is the mux pattern, such as "PATCH /contacts/v4/contacts/{id}";
	// empty is every route.
	Route string
	// After is the number of matching requests to leave alone first.
	After int
	// Times is the number of requests to spoil; 0 is all of them.
	Times int
	Kind  FaultKind

	// Status, Code, Message and Body make the answer of FaultStatus: a Body is
	// sent as it is, otherwise a Code makes an application error and a Message
	// alone a message.
	Status        int
	Code, Message string
	// Header is added to the answer.
	Header http.Header
	Body   string
	// Delay passes before anything else happens, through Options.Sleep.
	Delay time.Duration
}

type armedFault struct {
	Fault
	seen, fired int
}

type faults struct {
	mu    sync.Mutex
	armed []*armedFault
}

// Inject adds a fault after those that are there.
func (s *Server) Inject(f Fault) {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	f.Header = f.Header.Clone()
	s.faults.armed = append(s.faults.armed, &armedFault{Fault: f})
}

// ClearFaults removes every fault.
func (s *Server) ClearFaults() {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.armed = nil
}

// pick counts the request with every fault it matches and returns the one that
// strikes.
func (f *faults) pick(route string) *Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	var struck *Fault
	for _, a := range f.armed {
		if a.Route != "" && a.Route != route {
			continue
		}
		a.seen++
		if struck == nil && a.seen > a.After && (a.Times == 0 || a.fired < a.Times) {
			a.fired++
			struck = &a.Fault
		}
	}
	return struck
}

// answer is what FaultStatus sends.
func (f *Fault) answer() *apiError {
	e := &apiError{status: f.Status, message: f.Message, header: f.Header}
	if f.Code != "" {
		e.code, e.description = f.Code, f.Message
	}
	return e
}
