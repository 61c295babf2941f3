package emulator

import (
	"net/http"
	"strings"
)

// pageRequest is a request in the list of the last ones. Neither its headers
// nor its query nor its body are shown, so no credentials can be.
type pageRequest struct {
	// Number counts the requests from the first.
	Number int
	Method string
	// Base is the part of the path that all calls share, Rest what follows.
	Base, Rest string
	Status     int
	// Kind is good, bad or calm.
	Kind, Text string
}

// maxPageRequests is how many of the last requests the page shows.
const maxPageRequests = 30

// lastRequests are the last requests, newest first, and the number of all that
// are remembered.
func (s *Server) lastRequests() ([]pageRequest, int) {
	s.recorder.mu.Lock()
	defer s.recorder.mu.Unlock()
	list := s.recorder.list
	var out []pageRequest
	for i := len(list) - 1; i >= max(0, len(list)-maxPageRequests); i-- {
		out = append(out, pageRequestOf(i+1, list[i]))
	}
	return out, len(list)
}

func pageRequestOf(number int, r *Request) pageRequest {
	out := pageRequest{Number: number, Method: r.Method, Rest: r.Path, Status: r.Status, Text: http.StatusText(r.Status)}
	if base := "/contacts/v4"; strings.HasPrefix(r.Path, base+"/") {
		out.Base, out.Rest = base, r.Path[len(base):]
	}
	switch {
	case r.Status == 0:
		out.Kind, out.Text = "calm", "No answer yet, or none at all"
	case r.Status < http.StatusMultipleChoices:
		out.Kind = "good"
	default:
		out.Kind = "bad"
	}
	return out
}
