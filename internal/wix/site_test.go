package wix_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// The credential of the tests. It must not show up anywhere but in a header.
const (
	testKey  = "IST.an-api-key-nobody-may-see"
	testSite = "11111111-2222-4333-8444-555555555555"
)

// The routes of the emulator, as it records them.
const (
	tokenRoute = "POST /oauth2/token"

	makeLabel   = "POST /contacts/v4/labels"
	listLabels  = "GET /contacts/v4/labels"
	queryLabels = "POST /contacts/v4/labels/query"
	readLabel   = "GET /contacts/v4/labels/{key}"
	renameLabel = "PATCH /contacts/v4/labels/{key}"
	deleteLabel = "DELETE /contacts/v4/labels/{key}"

	makeField   = "POST /contacts/v4/extended-fields"
	listFields  = "GET /contacts/v4/extended-fields"
	queryFields = "POST /contacts/v4/extended-fields/query"
	readField   = "GET /contacts/v4/extended-fields/{key}"
	renameField = "PATCH /contacts/v4/extended-fields/{key}"
	deleteField = "DELETE /contacts/v4/extended-fields/{key}"

	makeContact   = "POST /contacts/v4/contacts"
	listContacts  = "GET /contacts/v4/contacts"
	queryContacts = "POST /contacts/v4/contacts/query"
	readContact   = "GET /contacts/v4/contacts/{id}"
	patchContact  = "PATCH /contacts/v4/contacts/{id}"
	deleteContact = "DELETE /contacts/v4/contacts/{id}"
	putLabels     = "POST /contacts/v4/contacts/{id}/labels"
	takeLabels    = "DELETE /contacts/v4/contacts/{id}/labels"
)

// site is an emulated site with a client for it.
type site struct {
	*emulator.Server
	t      *testing.T
	client *wix.Client
}

// setup adjusts a site before it starts.
type setup func(*emulator.Options, *wix.Options)

func newSite(t *testing.T, adjust ...setup) *site {
	t.Helper()
	server := emulator.Options{APIKey: testKey, SiteID: testSite}
	client := wix.Options{
		Credentials: wix.APIKey{Key: testKey, SiteID: testSite},
		MaxRetries:  wix.DefaultMaxRetries, UserAgent: "tests",
	}
	for _, f := range adjust {
		f(&server, &client)
	}
	s := &site{Server: emulator.New(server), t: t}
	if client.Transport == nil {
		client.Transport = s.Transport()
	} else if wrap, ok := client.Transport.(interface{ over(http.RoundTripper) }); ok {
		wrap.over(s.Transport())
	}
	var err error
	if s.client, err = wix.New(client); err != nil {
		t.Fatal(err)
	}
	return s
}

// onSite runs a test in a bubble with a time of its own, in which waiting takes
// no time.
func onSite(t *testing.T, test func(s *site), adjust ...setup) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(newSite(t, adjust...)) })
}

func switched(sw emulator.Switches) setup {
	return func(server *emulator.Options, _ *wix.Options) { server.Switches = sw }
}

func (s *site) ctx() context.Context { return s.t.Context() }

// sent asserts the routes called since the last look, in order.
func (s *site) sent(want ...string) {
	s.t.Helper()
	got := []string{}
	for _, r := range s.Requests() {
		got = append(got, r.Route)
	}
	s.ResetRequests()
	if diff := cmp.Diff(append([]string{}, want...), got); diff != "" {
		s.t.Errorf("requests (-want +got):\n%s", diff)
	}
}

// put adds a contact that somebody else made.
func (s *site) put(info map[string]any) string {
	s.t.Helper()
	id, err := s.PutContact(info)
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

// person is the info of a contact with a name.
func person(first string) map[string]any {
	return map[string]any{"name": map[string]any{"first": first}}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// failure is the client's error in err, which must be one.
func failure(t *testing.T, err error) *wix.Error {
	t.Helper()
	var e *wix.Error
	if !errors.As(err, &e) {
		t.Fatalf("error is %T %v, want a *wix.Error", err, err)
	}
	return e
}

// stub is a transport that answers by a function and keeps what was asked.
type stub struct {
	mu     sync.Mutex
	seen   []*http.Request
	at     []time.Time
	answer func(n int, r *http.Request) (*http.Response, error)
}

func (s *stub) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	n := len(s.seen)
	s.seen, s.at = append(s.seen, r), append(s.at, time.Now())
	s.mu.Unlock()
	return s.answer(n, r)
}

func (s *stub) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.seen)
}

// client makes a client that talks to the stub.
func (s *stub) client(t *testing.T, adjust ...func(*wix.Options)) *wix.Client {
	t.Helper()
	o := wix.Options{Credentials: wix.APIKey{Key: testKey, SiteID: testSite}, Transport: s}
	for _, f := range adjust {
		f(&o)
	}
	c, err := wix.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// respond makes an answer; header is names and values in turn.
func respond(status int, body string, header ...string) *http.Response {
	out := &http.Response{
		StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{},
		Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}
	for i := 0; i < len(header); i += 2 {
		out.Header.Set(header[i], header[i+1])
	}
	return out
}

// always answers every request alike.
func always(status int, body string, header ...string) *stub {
	return &stub{answer: func(int, *http.Request) (*http.Response, error) { return respond(status, body, header...), nil }}
}
