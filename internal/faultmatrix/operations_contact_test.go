package faultmatrix

import (
	"strings"
	"sync"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

const (
	address    = "c@example.com"
	newAddress = "new@example.com"
)

func emails(address string) []any { return []any{config{"email": address}} }

// person is the contact of the configuration.
func person(w *testSite) config {
	return config{
		"name": config{"first": "Katherine"}, "emails": emails(address), "company": "Example Ltd",
		"label_keys": []any{w.label}, "extended_fields": config{w.field: "blue"},
	}
}

// and changes members of the contact.
func and(changes func(w *testSite, c config)) func(*testSite) config {
	return func(w *testSite) config {
		c := person(w)
		changes(w, c)
		return c
	}
}

var (
	unlabelled = and(func(_ *testSite, c config) { c["label_keys"] = []any{} })
	moved      = and(func(_ *testSite, c config) { c["company"], c["emails"] = "Sample GmbH", emails(newAddress) })
	both       = and(func(_ *testSite, c config) { c["company"], c["label_keys"] = "Sample GmbH", []any{} })
	nameless   = and(func(_ *testSite, c config) { delete(c, "emails") })
	twofold    = and(func(_ *testSite, c config) { c["allow_duplicates"] = true })
)

// edited is the change of somebody else on the contact.
func edited(w *testSite) func() {
	w.title += "!"
	w.must(w.site.EditContact(w.own, func(info map[string]any) { info["jobTitle"] = w.title }))
	return nil
}

func deleted(w *testSite) func() {
	if err := w.site.RemoveContact(w.own); err != nil && !strings.HasPrefix(err.Error(), "no ") {
		w.Fatal(err)
	}
	return nil
}

// namesake is another contact with that address, as long as the fault is there.
func namesake(address string) event {
	return func(w *testSite) func() {
		id := w.put(map[string]any{"emails": items(map[string]any{"email": address})})
		w.bystanders = w.with("id "+id, w.bystanders)
		return func() {
			delete(w.bystanders, "id "+id)
			w.must(w.site.RemoveContact(id))
		}
	}
}

func contactReads() []*operation {
	all := []*operation{
		{name: "read a contact", route: contactRoute, do: refresh, changed: edited, gone: deleted},
		{name: "query contacts together", tags: "shared", route: queryRoute, do: refreshAll, changed: edited, gone: deleted},
		{name: "list contacts by pages", tags: "shared", route: contactsRoute, do: refreshInTurn, changed: edited, gone: deleted},
		{name: "find a contact by address", tags: "import", route: queryRoute, do: importByAddress, changed: edited},
	}
	for _, o := range all {
		o.table, o.kind, o.before, o.wish = "Reading contacts", "wix_contact", person, person
	}
	fields := operation{name: "list fields for a contact", table: "Reading contacts", kind: "wix_contact", route: fieldsRoute, wish: person}
	labels := fields
	labels.name, labels.route = "list labels for a contact", labelsRoute
	return append(all, &fields, &labels)
}

// refreshAll reads all resources at the same time, as Terraform does.
func refreshAll(w *testSite) acctest.Diagnostics {
	var all acctest.Diagnostics
	var mu sync.Mutex
	var group sync.WaitGroup
	for _, r := range append([]*acctest.Resource{w.r}, w.also...) {
		group.Go(func() {
			d := r.Refresh()
			mu.Lock()
			all = append(all, d...)
			mu.Unlock()
		})
	}
	group.Wait()
	return all
}

// refreshInTurn reads on after a first request: from then on pages are bought.
func refreshInTurn(w *testSite) acctest.Diagnostics {
	if d := w.also[0].Refresh(); d.Failed() {
		return d
	}
	return w.r.Refresh()
}

func importByAddress(w *testSite) acctest.Diagnostics { return w.r.ImportAlong("email:" + address) }

func contactWrites() []*operation {
	all := []*operation{
		{name: "create a contact", tags: "once", route: createRoute, wish: person, twin: namesake(address)},
		{name: "create a contact without address", tags: "once unmarked", route: createRoute, wish: nameless},
		{
			name: "create a second contact of an address", tags: "once", route: createRoute, wish: twofold,
			prepare: func(w *testSite) { w.put(map[string]any{"emails": items(map[string]any{"email": address})}) },
		},
		{name: "update a contact", tags: "once", route: updateRoute, before: person, wish: moved, changed: edited, twin: namesake(newAddress), gone: deleted},
		{name: "label a contact", route: labelRoute, before: unlabelled, wish: person, changed: edited, gone: deleted},
		{name: "unlabel a contact", route: unlabelRoute, before: person, wish: unlabelled, changed: edited, gone: deleted},
		{name: "unlabel after an update", route: unlabelRoute, before: person, wish: both, changed: edited, gone: deleted},
		{name: "delete a contact", route: deleteRoute, before: person, changed: edited, gone: deleted},
	}
	for _, o := range all {
		o.table, o.kind = "Writing contacts", "wix_contact"
	}
	return all
}
