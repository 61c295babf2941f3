package main

import (
	"encoding/json"
	"net/http"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// request is a recorded request as /_emulator/requests shows it.
type request struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Query  string `json:"query,omitempty"`
	Route  string `json:"route"`
	Body   string `json:"body,omitempty"`
	Status int    `json:"status"`
}

// handler puts the control routes in front of the API. They are not recorded
// and ask for no key.
func handler(server *emulator.Server) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /_emulator/health", func(w http.ResponseWriter, _ *http.Request) {
		reply(w, map[string]string{"status": "ok"})
	})
	mux.HandleFunc("GET /_emulator/requests", func(w http.ResponseWriter, _ *http.Request) {
		out := []request{}
		for _, r := range server.Requests() {
			out = append(out, request{r.Method, r.Path, r.RawQuery, r.Route, string(r.Body), r.Status})
		}
		reply(w, map[string]any{"requests": out})
	})
	mux.HandleFunc("POST /_emulator/reset", func(w http.ResponseWriter, _ *http.Request) {
		server.Reset()
		reply(w, struct{}{})
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, pattern := mux.Handler(r); pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		server.ServeHTTP(w, r)
	})
}

func reply(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(value)
}
