package emulator

import (
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
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
// neither recorded nor limited, and ask for no key.
//
// It answers only requests that were sent to this machine by name. A page
// anywhere on the web can give its own host name the address 127.0.0.1, and a
// browser then takes the emulator for that page's own server; but the browser
// still sends that name in Host. Requests that a browser makes for a page of
// another origin are refused as well.
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
	origin := http.NewCrossOriginProtection()
	origin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		reply(w, nil, plain(http.StatusForbidden, "Requests for pages of another origin are refused."))
	}))
	guarded := origin.Handler(mux)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !loopback(r.Host) {
			reply(w, nil, plain(http.StatusForbidden, "The control surface answers only under localhost or a loopback address."))
			return
		}
		guarded.ServeHTTP(w, r)
	})
}

// loopback reports whether a Host header names this machine.
func loopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// reply writes the answer of a control: 200 with a value, or a message.
func reply(w http.ResponseWriter, value any, err error) {
	status := http.StatusOK
	var api *apiError
	var absent absentError
	switch {
	case err == nil:
	case errors.As(err, &api):
		status, value = api.status, api.envelope()
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

// maxControlBody is more than a snapshot of a site as large as anybody has.
const maxControlBody = 1 << 30

// readBody decodes the body of a control, in which nothing may be misspelt. An
// empty one is an empty object.
func readBody[T any](r *http.Request) (out T, err error) {
	decoder := json.NewDecoder(http.MaxBytesReader(nil, r.Body, maxControlBody))
	decoder.UseNumber()
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&out); err != nil && err != io.EOF {
		return out, err
	}
	return out, nil
}
