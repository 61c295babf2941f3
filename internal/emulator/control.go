package emulator

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// ControlPath is what the paths of the control surface start with.
const ControlPath = "/_emulator/"

// ControlRoute is a call of the control surface.
type ControlRoute struct {
	// Pattern is the mux pattern, such as "POST /_emulator/reset".
	Pattern string `json:"route"`
	// Doc says in a sentence what the call does and what it takes.
	Doc string `json:"doc"`
}

type controlEntry struct {
	ControlRoute
	do func(*http.Request) (any, error)
}

func (s *Server) controlEntries() []controlEntry {
	var out []controlEntry
	for _, part := range [][]controlEntry{s.siteControls(), s.behaviourControls(), s.watchControls(), s.contactControls(), s.definitionControls()} {
		out = append(out, part...)
	}
	return out
}

// ControlRoutes describes every call of the control surface, in a fixed order.
func ControlRoutes() []ControlRoute {
	var out []ControlRoute
	for _, entry := range (&Server{}).controlEntries() {
		out = append(out, entry.ControlRoute)
	}
	return out
}

// Control is the control surface, for the paths under ControlPath: what a test
// or a person does to the emulator itself, in plain JSON. Its requests are
// neither recorded nor limited, and ask for no key, but for Options.Token where
// there is one.
func (s *Server) Control() http.Handler {
	mux := http.NewServeMux()
	for _, entry := range s.controlEntries() {
		mux.HandleFunc(entry.Pattern, func(w http.ResponseWriter, r *http.Request) {
			value, err := entry.do(r)
			reply(w, value, err)
		})
	}
	mux.HandleFunc("GET "+ControlPath+"{$}", func(w http.ResponseWriter, _ *http.Request) {
		reply(w, object{"routes": ControlRoutes()}, nil)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { reply(w, nil, noRoute(r)) })
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !s.guard(w, r, maxControlBody):
		case !s.mayControl(r):
			reply(w, nil, plain(http.StatusUnauthorized, "The control surface needs the token that the emulator printed when it started, as Authorization: Bearer."))
		default:
			mux.ServeHTTP(w, r)
		}
	})
}

// reply writes an answer that is not of the API: 200 with a value, or a message.
func reply(w http.ResponseWriter, value any, err error) {
	status := http.StatusOK
	var api *apiError
	var absent absentError
	var large *http.MaxBytesError
	switch {
	case err == nil:
	case errors.As(err, &api):
		status, value = api.status, api.envelope()
	case errors.As(err, &large):
		status, value = http.StatusRequestEntityTooLarge, object{"message": fmt.Sprintf("The body is larger than %d bytes.", large.Limit)}
	case errors.As(err, &absent):
		status, value = http.StatusNotFound, object{"message": err.Error()}
	default:
		status, value = http.StatusBadRequest, object{"message": err.Error()}
	}
	if value == nil {
		value = struct{}{}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if raw, ok := value.(json.RawMessage); ok {
		_, _ = w.Write(raw)
		return
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(value)
}

// maxControlBody bounds a snapshot, in bytes. One of as many contacts as a call seeds
// has half of that. All other bodies of controls are bounded as those of the API.
const maxControlBody = 256 << 20

// readBody decodes the body of a control, in which nothing may be misspelt. An
// empty one is an empty object.
func readBody[T any](r *http.Request) (out T, err error) {
	decoder := json.NewDecoder(http.MaxBytesReader(nil, r.Body, maxBody))
	decoder.UseNumber()
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&out); err != nil && err != io.EOF {
		return out, err
	}
	return out, nil
}
