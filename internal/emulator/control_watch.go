package emulator

import (
	"errors"
	"net/http"
	"strconv"
)

// watchControls show what went on.
func (s *Server) watchControls() []controlEntry {
	return []controlEntry{
		{ControlRoute{"GET /_emulator/requests", "Lists the recorded requests to the API; ?route=GET /contacts/v4/labels those that one route took."}, s.controlRequests},
		{ControlRoute{"DELETE /_emulator/requests", "Forgets the recorded requests."}, s.controlForget},
		{ControlRoute{"GET /_emulator/counts", "Tells how many recorded requests each route took; those to no route count under the empty one."}, s.controlCounts},
		{ControlRoute{"GET /_emulator/events", "Lists the domain events; ?after=7 those after the one with that sequence number."}, s.controlEvents},
	}
}

type wireRequest struct {
	Method    string `json:"method"`
	Path      string `json:"path"`
	Query     string `json:"query,omitempty"`
	Route     string `json:"route"`
	UserAgent string `json:"userAgent,omitempty"`
	Body      string `json:"body,omitempty"`
	Status    int    `json:"status"`
}

func (s *Server) controlRequests(r *http.Request) (any, error) {
	query := r.URL.Query()
	out := []wireRequest{}
	for _, one := range s.Requests() {
		if !query.Has("route") || one.Route == query.Get("route") {
			out = append(out, wireRequest{one.Method, one.Path, one.RawQuery, one.Route, one.Header.Get("User-Agent"), string(one.Body), one.Status})
		}
	}
	return object{"requests": out}, nil
}

func (s *Server) controlForget(*http.Request) (any, error) {
	s.ResetRequests()
	return nil, nil
}

func (s *Server) controlCounts(*http.Request) (any, error) {
	counts, total := s.Counts(), 0
	for _, n := range counts {
		total += n
	}
	return object{"total": total, "routes": counts}, nil
}

type shownEvent struct {
	Sequence int64          `json:"sequence"`
	Type     string         `json:"type"`
	Event    map[string]any `json:"event"`
}

func (s *Server) controlEvents(r *http.Request) (any, error) {
	after := int64(0)
	if text := r.URL.Query().Get("after"); text != "" {
		var err error
		if after, err = strconv.ParseInt(text, 10, 64); err != nil {
			return nil, errors.New("after must be a sequence number")
		}
	}
	out := []shownEvent{}
	for _, e := range s.Events(after) {
		out = append(out, shownEvent{e.Sequence, e.Type, e.Envelope})
	}
	return object{"events": out}, nil
}
