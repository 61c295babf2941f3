package wix_test

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

// overSockets is a site that is reached over a listener of this machine, with
// a clock that waits for nothing.
func overSockets(t *testing.T) *site {
	t.Helper()
	clock := &handClock{at: time.Now()}
	listener := httptest.NewUnstartedServer(nil)
	s := newSite(t, func(server *emulator.Options, client *wix.Options) {
		client.Clock, client.Transport, client.RetryWaitMax = clock, &http.Transport{}, time.Millisecond
		client.Endpoint = "http://" + listener.Listener.Addr().String()
	})
	listener.Config.Handler = s.Server
	listener.Start()
	t.Cleanup(listener.Close)
	return s
}

// TestSocket_operations: every operation works over a real connection.
func TestSocket_operations(t *testing.T) {
	for _, op := range operations {
		s := overSockets(t)
		if err := op.run(s.ctx(), s.client, s.fixture()); err != nil {
			t.Errorf("%s: %v", op.name, err)
		}
		s.sent(op.route)
	}
}

// TestSocket_cut: what net/http says about a cut connection or body is read as
// a lost answer.
func TestSocket_cut(t *testing.T) {
	for kind, handled := range map[emulator.FaultKind]bool{
		emulator.FaultDropBefore: false, emulator.FaultDropAfter: true, emulator.FaultTruncate: true,
	} {
		s := overSockets(t)
		for _, route := range []string{readLabel, makeContact, patchContact} {
			s.arm(emulator.Fault{Kind: kind}, route, 1)
		}
		f := s.fixture()
		ok(t, reading.run(s.ctx(), s.client, f))
		s.sent(readLabel, readLabel)
		ok(t, creation.run(s.ctx(), s.client, f))
		ok(t, update.run(s.ctx(), s.client, f))
		if handled {
			s.sent(makeContact, queryContacts, patchContact, readContact)
		} else {
			s.sent(makeContact, queryContacts, queryContacts, queryContacts, makeContact, patchContact, readContact, patchContact)
		}
		if n := len(s.Contacts()); n != 3 {
			t.Errorf("%d contacts", n)
		}
	}
}

// attempts counts how often a transport is used.
type attempts struct {
	http.Transport
	n int
}

func (a *attempts) RoundTrip(r *http.Request) (*http.Response, error) {
	a.n++
	return a.Transport.RoundTrip(r)
}

// TestSocket_refused: nobody listens, so nothing was sent: everything may be
// tried again, and nothing is lost.
func TestSocket_refused(t *testing.T) {
	listener := httptest.NewServer(nil)
	listener.Close()
	for _, op := range []operation{creation, update, finding} {
		transport := &attempts{}
		c, err := wix.New(wix.Options{
			Endpoint: listener.URL, Transport: transport, MaxRetries: 3, RetryWaitMax: time.Millisecond,
			Credentials: wix.APIKey{Key: testKey, SiteID: testSite},
		})
		ok(t, err)
		e := failure(t, op.run(t.Context(), c, fixture{contact: "00000000-0000-4000-8000-000000000001"}))
		if e.Lost || e.Status != 0 || e.Cause == nil || transport.n != 4 || within(e.Error(), "/contacts/v4") {
			t.Errorf("%s: %d attempts, %+v", op.name, transport.n, e)
		}
	}
}

// TestSocket_certificate: a certificate that cannot be trusted is no passing
// trouble, and nothing is sent to its owner.
func TestSocket_certificate(t *testing.T) {
	reached := false
	listener := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	listener.Config.ErrorLog = log.New(io.Discard, "", 0)
	listener.StartTLS()
	defer listener.Close()
	transport := &attempts{}
	c, err := wix.New(wix.Options{
		Endpoint: listener.URL, Transport: transport, MaxRetries: 3, RetryWaitMax: time.Millisecond,
		Credentials: wix.App{ID: "app", Secret: testSecret},
	})
	ok(t, err)
	e := failure(t, creation.run(t.Context(), c, fixture{}))
	if e.Lost || e.Status != 0 || transport.n != 1 || reached || within(e.Error(), testSecret) {
		t.Errorf("%d attempts, %+v", transport.n, e)
	}
}
