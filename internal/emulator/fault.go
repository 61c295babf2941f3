package emulator

import (
	"cmp"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
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
	// FaultHTML answers an HTML page, as gateways do that stand in front of
	// the service, and handles nothing. Status 0 is 502; a Body is sent
	// instead of the page.
	FaultHTML
)

var faultKinds = [...]string{"status", "refuse", "dropBefore", "dropAfter", "truncate", "garbage", "stall", "html"}

// String names the kind as the control surface does.
func (k FaultKind) String() string { return faultKinds[k] }

// Fault makes requests fail. The first fault that matches and is not used up
// decides.
type Fault struct {
	// Route is the mux pattern, such as "PATCH /contacts/v4/contacts/{id}";
	// empty is every route.
	Route string
	// After is the number of matching requests to leave alone first.
	After int
	// Every spoils only every n-th of the requests after that; 0 is each.
	Every int
	// Probability, when above 0, is the chance of each of those to be spoilt.
	// The same Seed gives the same sequence.
	Probability float64
	Seed        uint64
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
	// Handled has the request handled before the answer of FaultStatus or
	// FaultHTML takes the place of its own, as when a gateway gives up waiting
	// for a service that goes on working.
	Handled bool
	// Delay passes before anything else happens, through Options.Sleep.
	Delay time.Duration
}

// ArmedFault is a fault in force.
type ArmedFault struct {
	Fault
	// ID is what RemoveFault takes.
	ID int
	// Seen counts the requests that matched, Fired those that were spoilt.
	Seen, Fired int
}

type armedFault struct {
	ArmedFault
	rand *rand.Rand
}

type faults struct {
	mu    sync.Mutex
	last  int
	armed []*armedFault
}

// Inject adds a fault after those that are there.
func (s *Server) Inject(f Fault) { s.arm(f) }

func (s *Server) arm(f Fault) ArmedFault {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.last++
	f.Header = f.Header.Clone()
	a := &armedFault{ArmedFault{Fault: f, ID: s.faults.last}, rand.New(rand.NewPCG(f.Seed, 0))}
	s.faults.armed = append(s.faults.armed, a)
	return a.ArmedFault
}

// Faults returns the faults in force, in the order in which they decide. Their
// headers are not to be changed.
func (s *Server) Faults() []ArmedFault {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	out := make([]ArmedFault, len(s.faults.armed))
	for i, a := range s.faults.armed {
		out[i] = a.ArmedFault
	}
	return out
}

// RemoveFault removes a fault, and reports whether it existed.
func (s *Server) RemoveFault(id int) bool {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	before := len(s.faults.armed)
	s.faults.armed = slices.DeleteFunc(s.faults.armed, func(a *armedFault) bool { return a.ID == id })
	return len(s.faults.armed) < before
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
		a.Seen++
		if a.applies() && struck == nil && (a.Times == 0 || a.Fired < a.Times) {
			a.Fired++
			struck = &a.Fault
		}
	}
	return struck
}

// applies reports whether the request seen last is one to spoil. It draws
// whenever it has to decide by chance, so that no other fault changes the
// sequence.
func (a *armedFault) applies() bool {
	n := a.Seen - a.After
	if n <= 0 || a.Every > 1 && n%a.Every != 0 {
		return false
	}
	return a.Probability <= 0 || a.rand.Float64() < a.Probability
}

// answer is what FaultStatus sends.
func (f *Fault) answer() *apiError {
	e := &apiError{status: f.Status, message: f.Message, header: f.Header}
	if f.Code != "" {
		e.code, e.description = f.Code, f.Message
	}
	return e
}

const gatewayPage = `<html>
<head><title>502 Bad Gateway</title></head>
<body>
<center><h1>502 Bad Gateway</h1></center>
</body>
</html>
`

// gateway leaves the answer of FaultHTML.
func (x *exchange) gateway(f *Fault) {
	x.status, x.header = cmp.Or(f.Status, http.StatusBadGateway), http.Header{"Content-Type": {"text/html"}}
	x.out.Reset()
	title := strconv.Itoa(x.status) + " " + http.StatusText(x.status)
	x.out.WriteString(cmp.Or(f.Body, strings.ReplaceAll(gatewayPage, "502 Bad Gateway", title)))
}
