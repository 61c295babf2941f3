package emulator

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"time"
)

// call is what a handler gets: the request, taken apart, at one moment.
type call struct {
	r     *http.Request
	query url.Values
	body  object
	now   time.Time
	sw    Switches
	who   principal
	// fresh says that the name of a find-or-create was unknown when the
	// request arrived.
	fresh bool
}

// handler answers with a value for status 200, or with an error. It runs with
// the Server's lock held and returns nothing that is changed later.
type handler func(*call) (any, error)

// answerWith is a value for another status than 200.
type answerWith struct {
	status int
	value  any
}

// exchange carries one request through the mux: it is the http.ResponseWriter
// that routes find the request's body in and leave the answer with.
type exchange struct {
	in     []byte
	fresh  bool
	header http.Header
	status int
	out    bytes.Buffer
}

var _ http.ResponseWriter = (*exchange)(nil)

func (x *exchange) Header() http.Header         { return x.header }
func (x *exchange) WriteHeader(status int)      { x.status = status }
func (x *exchange) Write(p []byte) (int, error) { return x.out.Write(p) }

// answer is the one place that turns a handler's result into status and body.
func (x *exchange) answer(value any, err error) {
	x.status, x.header = http.StatusOK, http.Header{"Content-Type": {"application/json"}}
	if err != nil {
		var e *apiError
		if !errors.As(err, &e) {
			e = &apiError{status: http.StatusInternalServerError}
		}
		for name, values := range e.header {
			x.header[http.CanonicalHeaderKey(name)] = values
		}
		x.status, value = e.status, e.envelope()
	}
	if other, ok := value.(answerWith); ok {
		x.status, value = other.status, other.value
	}
	x.out.Reset()
	encoder := json.NewEncoder(&x.out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		x.status = http.StatusInternalServerError
	}
}

// route registers a call that needs a caller and a permission.
func (s *Server) route(pattern, permission string, h handler) {
	s.handle(pattern, func(c *call) error {
		who, err := s.authenticate(c.r.Header, c.sw)
		if err != nil {
			return err
		}
		c.who = who
		if !s.rate.take(c.now) {
			return throttled(c.sw)
		}
		return s.authorize(permission)
	}, h)
}

// open registers a call that needs no credential.
func (s *Server) open(pattern string, h handler) {
	s.handle(pattern, func(*call) error { return nil }, h)
}

func (s *Server) handle(pattern string, admit func(*call) error, h handler) {
	s.patterns[pattern] = true
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		x, _ := w.(*exchange) // nothing else is served by the mux
		c := &call{r: r, query: r.URL.Query(), now: s.opts.Now(), sw: s.Switches(), fresh: x.fresh}
		x.answer(s.serve(c, x.in, admit, h))
	})
}

func (s *Server) serve(c *call, body []byte, admit func(*call) error, h handler) (any, error) {
	if err := admit(c); err != nil {
		return nil, err
	}
	var err error
	if c.body, err = decodeObject(body); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle(c.now)
	return h(c)
}

// pattern returns the route that takes the request, empty if none does. Paths
// that the mux would redirect have none.
func (s *Server) pattern(r *http.Request) string {
	if escaped := r.URL.EscapedPath(); path.Clean(escaped) != escaped {
		return ""
	}
	_, pattern := s.mux.Handler(r)
	if !s.patterns[pattern] {
		return ""
	}
	return pattern
}

// outcome is what becomes of a request. Transport and ServeHTTP act it out in
// their own ways.
type outcome struct {
	status int
	header http.Header
	body   []byte
	// spoilt is the fault that keeps the answer from arriving whole.
	spoilt FaultKind
}

// exchange takes a request from arrival to outcome. The error is the context's.
func (s *Server) exchange(ctx context.Context, r *http.Request, body []byte) (outcome, error) {
	pattern := s.pattern(r)
	entry := s.recorder.add(r, pattern, body)
	x := &exchange{in: body, header: http.Header{}, fresh: s.unknownName(pattern, body)}
	if err := s.wait(ctx, s.opts.Latency); err != nil {
		return outcome{}, err
	}
	fault := s.faults.pick(pattern)
	if fault == nil {
		fault = &Fault{}
	}
	if err := s.wait(ctx, fault.Delay); err != nil {
		return outcome{}, err
	}
	if fault.Handled && pattern != "" {
		s.mux.ServeHTTP(x, r)
	}
	switch {
	case fault.Kind == FaultRefuse, fault.Kind == FaultDropBefore:
		return outcome{spoilt: fault.Kind}, nil
	case fault.Kind == FaultStatus && fault.Status != 0:
		x.answer(nil, fault.answer())
		if fault.Body != "" {
			x.out.Reset()
			x.out.WriteString(fault.Body)
		}
	case fault.Kind == FaultHTML:
		x.gateway(fault)
	case pattern == "":
		x.answer(nil, noRoute(r))
	default:
		s.mux.ServeHTTP(x, r)
	}
	if fault.Kind == FaultGarbage {
		x.garble(fault)
	}
	if fault.Kind != FaultDropAfter {
		s.recorder.answered(entry, x.status)
	}
	return s.finish(x, fault), nil
}

func (x *exchange) garble(f *Fault) {
	x.status = http.StatusOK
	x.out.Reset()
	if f.Body == "" {
		f = &Fault{Body: "<!DOCTYPE html><html><body>upstream is resting</body></html>"}
	}
	x.out.WriteString(f.Body)
}

func (s *Server) finish(x *exchange, fault *Fault) outcome {
	now := s.opts.Now()
	if fault.Kind != FaultHTML {
		x.header.Set("X-Wix-Request-Id", fmt.Sprintf("%d.%09d", now.Unix(), s.answered.Add(1)))
	}
	x.header.Set("Date", now.UTC().Format(http.TimeFormat))
	for name, values := range fault.Header {
		x.header[http.CanonicalHeaderKey(name)] = values
	}
	return outcome{x.status, x.header, x.out.Bytes(), fault.Kind}
}

func (s *Server) wait(ctx context.Context, d time.Duration) error {
	if d > 0 {
		if err := s.opts.Sleep(ctx, d); err != nil {
			return err
		}
	}
	return ctx.Err()
}
