package emulator

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// behaviourControls are about how the API behaves.
func (s *Server) behaviourControls() []controlEntry {
	return []controlEntry{
		{ControlRoute{"GET /_emulator/switches", "Lists the switches with their values, what each can be, and what it decides."}, s.controlSwitches},
		{ControlRoute{"PATCH /_emulator/switches", `Sets some switches, all or none: {"patch.null":"noop","query.lag":"3s"}; null is the default.`}, s.controlSetSwitches},
		{ControlRoute{"GET /_emulator/faults", "Lists the faults in force, with how many requests each has seen and spoilt."}, s.controlFaults},
		{ControlRoute{"POST /_emulator/faults", `Adds a fault: {"kind":"status","status":503,"route":"GET /contacts/v4/labels","times":2}.`}, s.controlInject},
		{ControlRoute{"DELETE /_emulator/faults", "Removes all faults."}, s.controlClearFaults},
		{ControlRoute{"DELETE /_emulator/faults/{id}", "Removes one fault."}, s.controlRemoveFault},
	}
}

type wireSwitch struct {
	Name    string   `json:"name"`
	Value   string   `json:"value"`
	Default string   `json:"default"`
	Values  []string `json:"values"`
	Doc     string   `json:"doc"`
}

func (s *Server) controlSwitches(*http.Request) (any, error) {
	now, out := s.Switches(), []wireSwitch{}
	for _, doc := range SwitchNames() {
		out = append(out, wireSwitch{doc.Name, now.Value(doc.Name), doc.Default, doc.Values, doc.Doc})
	}
	return object{"switches": out}, nil
}

func (s *Server) controlSetSwitches(r *http.Request) (any, error) {
	in, err := readBody[map[string]*string](r)
	if err != nil {
		return nil, err
	}
	if err := s.setSwitches(in); err != nil {
		return nil, err
	}
	return s.controlSwitches(r)
}

func (s *Server) setSwitches(in map[string]*string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := s.switches
	for _, doc := range SwitchNames() {
		value, ok := in[doc.Name]
		if ok && value == nil {
			value = &doc.Default
		}
		if !ok {
			continue
		}
		if err := next.Set(doc.Name, *value); err != nil {
			return err
		}
	}
	for name := range in {
		if next.Value(name) == "" {
			return fmt.Errorf("unknown switch %q", name)
		}
	}
	s.switches = next
	return nil
}

// wireFault is a fault in the words of the control surface.
type wireFault struct {
	ID          int               `json:"id,omitempty"`
	Kind        string            `json:"kind"`
	Route       string            `json:"route,omitempty"`
	Nth         int               `json:"nth,omitempty"`
	After       int               `json:"after,omitempty"`
	Every       int               `json:"every,omitempty"`
	Times       int               `json:"times,omitempty"`
	Probability float64           `json:"probability,omitempty"`
	Seed        uint64            `json:"seed,omitempty"`
	Status      int               `json:"status,omitempty"`
	Code        string            `json:"code,omitempty"`
	Message     string            `json:"message,omitempty"`
	Header      map[string]string `json:"header,omitempty"`
	Body        string            `json:"body,omitempty"`
	Handled     bool              `json:"handled,omitempty"`
	Delay       string            `json:"delay,omitempty"`
	Seen        int               `json:"seen"`
	Fired       int               `json:"fired"`
}

// kindDelay is a FaultStatus that only delays.
const kindDelay = "delay"

func (a ArmedFault) wire() wireFault {
	out := wireFault{
		ID: a.ID, Kind: a.Kind.String(), Route: a.Route, After: a.After, Every: a.Every, Times: a.Times,
		Probability: a.Probability, Seed: a.Seed, Status: a.Status, Code: a.Code, Message: a.Message, Body: a.Body,
		Handled: a.Handled, Seen: a.Seen, Fired: a.Fired,
	}
	if a.Kind == FaultStatus && a.Status == 0 {
		out.Kind = kindDelay
	}
	for name := range a.Header {
		if out.Header == nil {
			out.Header = map[string]string{}
		}
		out.Header[name] = a.Header.Get(name)
	}
	if a.Delay > 0 {
		out.Delay = a.Delay.String()
	}
	return out
}

func (s *Server) controlFaults(*http.Request) (any, error) {
	out := []wireFault{}
	for _, a := range s.Faults() {
		out = append(out, a.wire())
	}
	return object{"faults": out}, nil
}

func (s *Server) controlInject(r *http.Request) (any, error) {
	in, err := readBody[wireFault](r)
	if err != nil {
		return nil, err
	}
	f, err := in.fault()
	if err != nil {
		return nil, err
	}
	if in.Route != "" && !s.patterns[in.Route] {
		return nil, fmt.Errorf("there is no route %q; it is spelled as in the recorded requests", in.Route)
	}
	return s.arm(f).wire(), nil
}

// fault reads a fault and says what is wrong with it.
func (w wireFault) fault() (Fault, error) {
	kind := slices.Index(faultKinds[:], w.Kind)
	if w.Kind == kindDelay {
		kind = int(FaultStatus)
	}
	out := Fault{
		Route: w.Route, After: w.After, Every: w.Every, Times: w.Times, Probability: w.Probability, Seed: w.Seed,
		Kind: FaultKind(kind), Status: w.Status, Code: w.Code, Message: w.Message, Body: w.Body, Handled: w.Handled, Header: http.Header{},
	}
	for name, value := range w.Header {
		out.Header.Set(name, value)
	}
	var err error
	if w.Delay != "" {
		out.Delay, err = time.ParseDuration(w.Delay)
	}
	switch {
	case kind < 0:
		return out, fmt.Errorf("unknown kind %q, want one of %v or %s", w.Kind, faultKinds, kindDelay)
	case err != nil || out.Delay < 0:
		return out, errors.New("delay must be a duration such as 500ms")
	case w.Kind == kindDelay && (out.Delay == 0 || w.Status != 0):
		return out, errors.New("a fault of kind delay has a delay and no status")
	case w.Kind == "status" && (w.Status < 200 || w.Status > 599), w.Status != 0 && w.Status < 200 || w.Status > 599:
		return out, errors.New("status must be between 200 and 599")
	case w.Handled && w.Kind != "status" && w.Kind != "html":
		return out, errors.New("handled goes with the kinds status and html")
	case w.Nth < 0 || w.After < 0 || w.Every < 0 || w.Times < 0:
		return out, errors.New("nth, after, every and times must not be negative")
	case w.Probability < 0 || w.Probability > 1:
		return out, errors.New("probability must be between 0 and 1")
	case w.Nth > 0 && (w.After > 0 || w.Every > 0 || w.Times > 0):
		return out, errors.New("nth stands by itself, without after, every and times")
	case w.ID != 0 || w.Seen != 0 || w.Fired != 0:
		return out, errors.New("id, seen and fired cannot be given")
	case w.Nth > 0:
		out.After, out.Times = w.Nth-1, 1
	}
	return out, nil
}

func (s *Server) controlClearFaults(*http.Request) (any, error) {
	s.ClearFaults()
	return nil, nil
}

func (s *Server) controlRemoveFault(r *http.Request) (any, error) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil || !s.RemoveFault(id) {
		return nil, noSuch("fault", r.PathValue("id"))
	}
	return nil, nil
}
