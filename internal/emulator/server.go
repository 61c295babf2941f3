package emulator

import (
	"net/http"
	"sync"
	"sync/atomic"
)

// Server is one site behind the API. It is safe for concurrent use.
type Server struct {
	opts     Options
	mux      *http.ServeMux
	patterns map[string]bool
	faults   faults
	recorder recorder
	tokens   tokens
	rate     bucket
	answered atomic.Int64
	changes  atomic.Int64
	// ids is where GUIDs come from unless Options say otherwise.
	ids *sequence

	// mu guards everything below. What the site holds is never changed in
	// place, so that values handed out under the lock can be read without it.
	mu       sync.Mutex
	switches Switches
	site     *site
}

// New makes a Server with the site that the options describe.
func New(o Options) *Server {
	s := &Server{opts: o.withDefaults(), mux: http.NewServeMux(), patterns: map[string]bool{}, ids: newSequence()}
	if s.opts.NewID == nil {
		s.opts.NewID = s.ids.next
	}
	s.rate.perMinute = o.RequestsPerMinute
	s.switches = o.Switches
	s.routes()
	s.site = newSite()
	s.plant()
	return s
}

// Reset puts the site back to its beginning and forgets requests, events and
// faults. Switches, tokens and the clock stay.
func (s *Server) Reset() {
	s.ClearFaults()
	s.ResetRequests()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.site = newSite()
	s.plant()
	s.changes.Add(1)
}

// SetSwitches replaces all switches.
func (s *Server) SetSwitches(sw Switches) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.switches = sw
}

// Switches returns the switches as they are now.
func (s *Server) Switches() Switches {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.switches
}

// routes is the whole surface (contract 4.2, 5.2, 6.2, 7, 8). The last route is
// the older place of the facets query (Appendix A).
func (s *Server) routes() {
	s.open(tokenRoute, s.issueToken)

	s.route("POST /contacts/v4/labels", permLabelsModify, s.findOrCreateLabel)
	s.route("GET /contacts/v4/labels", permLabelsView, s.listLabels)
	s.route("POST /contacts/v4/labels/query", permLabelsView, s.queryLabels)
	s.route("GET /contacts/v4/labels/{key}", permLabelsView, s.getLabel)
	s.route("PATCH /contacts/v4/labels/{key}", permLabelsModify, s.renameLabel)
	s.route("DELETE /contacts/v4/labels/{key}", permLabelsModify, s.deleteLabel)

	s.route("POST /contacts/v4/extended-fields", permFieldsModify, s.findOrCreateField)
	s.route("GET /contacts/v4/extended-fields", permFieldsView, s.listFields)
	s.route("POST /contacts/v4/extended-fields/query", permFieldsView, s.queryFields)
	s.route("GET /contacts/v4/extended-fields/{key}", permFieldsView, s.getField)
	s.route("PATCH /contacts/v4/extended-fields/{key}", permFieldsModify, s.renameField)
	s.route("DELETE /contacts/v4/extended-fields/{key}", permFieldsModify, s.deleteField)

	s.route("POST /contacts/v4/contacts", permContactsModify, s.createContact)
	s.route("GET /contacts/v4/contacts", permContactsView, s.listContacts)
	s.route("POST /contacts/v4/contacts/query", permContactsView, s.queryContacts)
	s.route("GET /contacts/v4/contacts/{id}", permContactsView, s.getContact)
	s.route("PATCH /contacts/v4/contacts/{id}", permContactsModify, s.updateContact)
	s.route("DELETE /contacts/v4/contacts/{id}", permContactsModify, s.deleteContact)
	s.route("POST /contacts/v4/contacts/{id}/labels", permContactsModify, s.labelContact)
	s.route("DELETE /contacts/v4/contacts/{id}/labels", permContactsModify, s.unlabelContact)
	s.route("POST /contacts/v4/contacts/{id}/merge", permContactsMerge, s.mergeContacts)
	s.route("POST /contacts/v4/contacts/{id}/preview-merge", permContactsMerge, s.previewMerge)

	s.bulkRoutes()

	s.route("GET /contacts/v4/contacts/facets", permContactsView, s.listFacets)
	s.route("POST /contacts/v4/contacts/facets/query", permContactsView, s.queryFacets)
	s.route("POST /contacts/v4/contacts/facets", permContactsView, s.queryFacets)
}
