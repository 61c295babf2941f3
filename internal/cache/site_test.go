package cache_test

import (
	"context"
	"net/http"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/cache"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

const (
	listLabels = "GET /contacts/v4/labels"
	readLabel  = "GET /contacts/v4/labels/{key}"
	listFields = "GET /contacts/v4/extended-fields"
	readField  = "GET /contacts/v4/extended-fields/{key}"
	listAll    = "GET /contacts/v4/contacts"
	query      = "POST /contacts/v4/contacts/query"
)

// gate is a transport that holds answers back: what they say is settled before
// it opens.
type gate struct {
	next   http.RoundTripper
	asked  chan struct{} // receives for each answer that is held back
	opened chan struct{}
}

func (g *gate) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := g.next.RoundTrip(r)
	if g.opened != nil {
		g.asked <- struct{}{}
		<-g.opened
	}
	return response, err
}

// site is an emulated site with a client and a cache for it.
type site struct {
	*emulator.Server
	t      *testing.T
	client *wix.Client
	cache  *cache.Cache
	gate   *gate
}

func newSite(t *testing.T, sw emulator.Switches) *site {
	t.Helper()
	s := &site{Server: emulator.New(emulator.Options{Switches: sw}), t: t}
	s.gate = &gate{next: s.Transport(), asked: make(chan struct{}, 100)}
	var err error
	s.client, err = wix.New(wix.Options{
		Transport:   s.gate,
		Credentials: wix.APIKey{Key: "key", SiteID: "11111111-2222-4333-8444-555555555555"},
	})
	ok(t, err)
	s.cache = cache.New(s.client, cache.Auto)
	return s
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// hold closes the gate; the returned function opens it for good.
func (s *site) hold() (open func()) {
	s.gate.opened = make(chan struct{})
	return sync.OnceFunc(func() { close(s.gate.opened) })
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

// named gives the display names of all labels, in order.
func (s *site) named() []string {
	s.t.Helper()
	all, err := s.cache.Labels.All(s.ctx())
	ok(s.t, err)
	out := []string{}
	for _, label := range all {
		out = append(out, label.DisplayName)
	}
	return out
}

// label is a label as a write of ours returns it.
func label(key, name string) *wix.Label {
	return &wix.Label{Named: wix.Named{Key: key, DisplayName: name}}
}
