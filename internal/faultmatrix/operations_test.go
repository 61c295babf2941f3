package faultmatrix

import (
	"slices"
	"strings"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

// operation is a column of the table: one kind of request, and a command that
// sends it.
type operation struct {
	name string
	// table is the one that shows it.
	table string
	// tags are shared (its reads are), import, once (it is
	// not to be repeated blindly), unmarked (nothing tells its object from others) and
	// token.
	tags string
	// route is the request that goes wrong; "" stands for every request.
	route    string
	kind     string
	switches emulator.Switches
	app      bool
	// prepare puts on the site what is there before.
	prepare func(*testSite)
	// before is the configuration of the last apply, nil if there was none, and
	// wish the one to apply now, nil for a destroy.
	before, wish func(*testSite) config
	// do is the command under the fault; nil applies the wish, planned before.
	do func(*testSite) acctest.Diagnostics
	// changed, twin and gone are what others can do meanwhile; nil if nothing of
	// the kind can be in the way.
	changed, twin, gone event
}

func (o *operation) tagged(tag string) bool {
	return slices.Contains(strings.Fields(o.tags), tag)
}

func operations() []*operation {
	var out []*operation
	out = append(out, definitions(aLabel)...)
	out = append(out, definitions(aField)...)
	out = append(out, contactReads()...)
	out = append(out, contactWrites()...)
	return append(out, general()...)
}

// withApp is the operation under the credentials of an app.
func (o *operation) withApp() *operation {
	out := *o
	out.app = true
	return &out
}

const (
	tokenRoute    = "POST /oauth2/token"
	createRoute   = "POST /contacts/v4/contacts"
	contactRoute  = "GET /contacts/v4/contacts/{id}"
	updateRoute   = "PATCH /contacts/v4/contacts/{id}"
	deleteRoute   = "DELETE /contacts/v4/contacts/{id}"
	labelRoute    = "POST /contacts/v4/contacts/{id}/labels"
	unlabelRoute  = "DELETE /contacts/v4/contacts/{id}/labels"
	contactsRoute = "GET /contacts/v4/contacts"
	queryRoute    = "POST /contacts/v4/contacts/query"
	facetsRoute   = "GET /contacts/v4/contacts/facets"
	labelsRoute   = "GET /contacts/v4/labels"
	fieldsRoute   = "GET /contacts/v4/extended-fields"
)

// short are the names of routes in README.md.
var short = map[string]string{
	tokenRoute: "token", createRoute: "create", contactRoute: "read", updateRoute: "update", deleteRoute: "delete",
	labelRoute: "label", unlabelRoute: "unlabel", contactsRoute: "list", queryRoute: "query", facetsRoute: "count",
	labelsRoute: "list", fieldsRoute: "fields",
	"GET /contacts/v4/labels/{key}": "read", "GET /contacts/v4/extended-fields/{key}": "read",
	"POST /contacts/v4/labels/query": "query", "POST /contacts/v4/extended-fields/query": "query",
}

func general() []*operation {
	everything := func(o *operation, name string) *operation {
		out := *o
		out.name, out.table, out.route = name, "Every request of a command", ""
		out.changed, out.twin, out.gone = nil, nil, nil
		return &out
	}
	token := func(o *operation, name string) *operation {
		out := *o.withApp()
		out.name, out.table, out.route, out.tags = name, "Access tokens", tokenRoute, "token"
		out.changed, out.twin, out.gone = nil, nil, nil
		return &out
	}
	by := map[string]*operation{}
	for _, o := range append(append(contactWrites(), contactReads()...), definitions(aLabel)...) {
		by[o.name] = o
	}
	simple := *by["create a contact"]
	simple.wish = and(func(_ *testSite, c config) { delete(c, "extended_fields"); delete(c, "label_keys") })
	bare := *by["create a contact without address"]
	bare.wish = and(func(_ *testSite, c config) {
		delete(c, "extended_fields")
		delete(c, "label_keys")
		delete(c, "emails")
	})
	update := *by["update a contact"]
	update.tags = "" // it fails where it reads
	return []*operation{
		token(&simple, "token for creating a contact"),
		token(by["update a contact"], "token for updating a contact"),
		token(by["read a contact"], "token for reading a contact"),
		everything(&simple, "whole creation of a contact"),
		everything(&bare, "whole creation of a contact without address"),
		everything(&update, "whole update of a contact"),
		everything(by["delete a contact"], "whole deletion of a contact"),
		everything(by["create a label"], "whole creation of a label"),
	}
}
