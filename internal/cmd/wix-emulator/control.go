package main

import (
	"net/http"
	"strings"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// handler puts the control surface in front of the API.
func handler(server *emulator.Server) http.Handler {
	control := server.Control()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, emulator.ControlPath) {
			control.ServeHTTP(w, r)
			return
		}
		server.ServeHTTP(w, r)
	})
}
