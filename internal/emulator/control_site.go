package emulator

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// siteControls are about the site as a whole and its time.
func (s *Server) siteControls() []controlEntry {
	return []controlEntry{
		{ControlRoute{"GET /_emulator/health", `Answers {"status":"ok"} as soon as the emulator serves.`}, s.controlHealth},
		{ControlRoute{"POST /_emulator/reset", "Puts the site back to its beginning and forgets requests, events and faults. Switches and the clock stay."}, s.controlReset},
		{ControlRoute{"POST /_emulator/seed", `Adds contacts of all sorts, with labels and fields: {"contacts":20}.`}, s.controlSeed},
		{ControlRoute{"GET /_emulator/snapshot", "Answers what the site holds, to be put back later."}, s.controlSnapshot},
		{ControlRoute{"PUT /_emulator/snapshot", "Replaces what the site holds by a snapshot."}, s.controlRestore},
		{ControlRoute{"GET /_emulator/clock", "Tells the time, and whether the clock can be moved and runs by itself."}, s.controlClock},
		{ControlRoute{"POST /_emulator/clock", `Moves the clock forward, by {"advance":"90s"} or to {"set":"2026-01-01T09:00:00Z"}. What was due happens. Needs a clock that can be moved.`}, s.controlMoveClock},
	}
}

func (s *Server) controlHealth(*http.Request) (any, error) { return object{"status": "ok"}, nil }

func (s *Server) controlReset(*http.Request) (any, error) {
	s.Reset()
	return nil, nil
}

// maxSeed is the most contacts that one call adds.
const maxSeed = 100_000

func (s *Server) controlSeed(r *http.Request) (any, error) {
	in, err := readBody[struct {
		Contacts int `json:"contacts"`
	}](r)
	if err != nil {
		return nil, err
	}
	if in.Contacts < 1 || in.Contacts > maxSeed {
		return nil, fmt.Errorf("contacts must be between 1 and %d", maxSeed)
	}
	return nil, s.Seed(in.Contacts)
}

func (s *Server) controlSnapshot(*http.Request) (any, error) {
	data, err := s.Snapshot()
	return json.RawMessage(data), err
}

func (s *Server) controlRestore(r *http.Request) (any, error) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	return nil, s.Restore(data)
}

type wireClock struct {
	Now     time.Time `json:"now"`
	Movable bool      `json:"movable"`
	Runs    bool      `json:"runs"`
}

func (s *Server) controlClock(*http.Request) (any, error) {
	out := wireClock{Now: s.opts.Now().UTC(), Movable: s.opts.Clock != nil, Runs: true}
	if s.opts.Clock != nil {
		out.Runs = s.opts.Clock.Runs()
	}
	return out, nil
}

func (s *Server) controlMoveClock(r *http.Request) (any, error) {
	in, err := readBody[struct {
		Advance string    `json:"advance"`
		Set     time.Time `json:"set"`
	}](r)
	if err != nil {
		return nil, err
	}
	if s.opts.Clock == nil {
		return nil, plain(http.StatusConflict, "The emulator does not run on a clock that can be moved.")
	}
	switch {
	case in.Advance == "" == in.Set.IsZero():
		err = errors.New("either advance or set must be given")
	case in.Advance == "":
		err = s.opts.Clock.Set(in.Set)
	default:
		var by time.Duration
		if by, err = time.ParseDuration(in.Advance); err == nil {
			err = s.opts.Clock.Advance(by)
		}
	}
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.touch()
	s.mu.Unlock()
	return s.controlClock(r)
}
