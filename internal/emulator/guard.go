package emulator

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// The guard stands before everything that a Server answers over a connection: the
// API, the page and the control surface. What it refuses is not read, not recorded,
// and uses up no fault. In process, through Transport, there is none.

// maxBody bounds the body of a request, in bytes. A contact at every limit of
// contract 1.4 takes less than half of it; the rest is for extended fields, whose
// texts have no known limit.
const maxBody = 2 << 20

// guard answers a request that is refused, and reports whether it was let in. The
// body of one that is let in ends with an error after so many bytes.
func (s *Server) guard(w http.ResponseWriter, r *http.Request, most int64) bool {
	switch {
	case !s.named(r):
		reply(w, nil, plain(http.StatusForbidden, "The emulator does not answer under this host name. The flag -hosts gives it further names."))
	case crossOrigin(r) && !looks(r):
		reply(w, nil, plain(http.StatusForbidden, "Requests for pages of another origin are refused."))
	default:
		r.Body = http.MaxBytesReader(w, r.Body, most)
		return true
	}
	return false
}

// named reports whether the request was sent to this machine: to localhost, a
// loopback address, the address that it arrived at, or one of Options.Hosts. A page
// anywhere on the web can make its own host name lead here; a browser then takes the
// emulator for that page's server, but still sends that name.
func (s *Server) named(r *http.Request) bool {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	isHost := func(name string) bool { return strings.EqualFold(name, host) }
	if isHost("localhost") || slices.ContainsFunc(s.opts.Hosts, isHost) {
		return true
	}
	address, err := netip.ParseAddr(strings.Trim(host, "[]"))
	if err != nil {
		return false
	}
	arrived, ok := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	return address.Unmap().IsLoopback() || ok && arrived.AddrPort().Addr().Unmap() == address.Unmap()
}

var origins = http.NewCrossOriginProtection()

// crossOrigin reports a request that a browser makes for a page of another origin.
// http.CrossOriginProtection lets reads pass, whose answers that page does not get to
// see; here they would be recorded and use up faults, so they are checked as writes.
func crossOrigin(r *http.Request) bool {
	write := *r
	write.Method = http.MethodPost
	return origins.Check(&write) != nil
}

// looks reports a request that only looks at the page, as one does who follows a link.
func looks(r *http.Request) bool {
	return isPage(r.URL.Path) && (r.Method == http.MethodGet || r.Method == http.MethodHead)
}

// tokenCookie carries the token of the page, so that it stands in no further URL.
const tokenCookie = "wix-emulator-token"

// isToken reports whether Options.Token is given, or nobody asks for it.
func (s *Server) isToken(given string) bool {
	return s.opts.Token == "" || subtle.ConstantTimeCompare([]byte(given), []byte(s.opts.Token)) == 1
}

// mayControl reports whether a call of the control surface brings the token.
func (s *Server) mayControl(r *http.Request) bool {
	given, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return s.isToken(given)
}

// maySee reports whether a request for the page brings the token. One that has it in
// its URL is answered with the cookie, and led to the URL without it.
func (s *Server) maySee(w http.ResponseWriter, r *http.Request) bool {
	if given := r.URL.Query().Get("token"); given != "" && s.isToken(given) {
		http.SetCookie(w, &http.Cookie{Name: tokenCookie, Value: given, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode}) //nolint:gosec // not Secure: there is no TLS
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return false
	}
	given := ""
	if cookie, err := r.Cookie(tokenCookie); err == nil {
		given = cookie.Value
	}
	if !s.isToken(given) {
		http.Error(w, "The page needs the token that the emulator printed when it started: /?token=...", http.StatusUnauthorized)
		return false
	}
	return true
}
