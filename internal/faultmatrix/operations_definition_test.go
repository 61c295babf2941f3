package faultmatrix

import (
	"strings"
	"time"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
)

// noun is a kind of definition.
type noun struct {
	name, path, kind string
	count            string // the route that tells what uses one
	config           func(name string) config
	put              func(w *testSite, name string) string
	remove           func(w *testSite, key string) error
}

var aLabel = noun{
	name: "label", path: "/contacts/v4/labels", kind: "wix_contact_label", count: facetsRoute,
	config: func(name string) config { return config{"display_name": name} },
	put:    func(w *testSite, name string) string { return w.site.PutLabel(name) },
	remove: func(w *testSite, key string) error { return w.site.RemoveLabel(key) },
}

var aField = noun{
	name: "field", path: "/contacts/v4/extended-fields", kind: "wix_contact_extended_field", count: contactsRoute,
	config: func(name string) config { return config{"display_name": name, "data_type": forms.Text} },
	put:    func(w *testSite, name string) string { return w.site.PutField(name, forms.Text) },
	remove: func(w *testSite, key string) error { return w.site.RemoveField(key) },
}

// twin is an object of that name, as long as the fault is there.
func (n noun) twin(name string) event {
	return func(w *testSite) func() {
		key := n.put(w, name)
		w.bystanders = w.with(n.name+" "+key, w.bystanders)
		return func() {
			delete(w.bystanders, n.name+" "+key)
			w.must(n.remove(w, key))
		}
	}
}

// gone deletes the object of the configuration.
func (n noun) gone(w *testSite) func() {
	if err := n.remove(w, w.own); err != nil && !strings.HasPrefix(err.Error(), "no ") {
		w.Fatal(err)
	}
	return nil
}

// with adds an object to what others have.
func (w *testSite) with(key string, have map[string]string) map[string]string {
	have[key] = w.everything()[key]
	return have
}

func refresh(w *testSite) acctest.Diagnostics { return w.r.Refresh() }

// definitions are the operations on labels or on extended fields.
func definitions(n noun) []*operation {
	named := func(name string) func(*testSite) config { return func(*testSite) config { return n.config(name) } }
	ours, renamed := named("Ours"), named("Renamed")
	adopting := func(*testSite) config {
		c := n.config("Found")
		c["adopt_existing"] = true
		return c
	}
	one := n.path + "/{key}"
	lagging := emulator.Switches{ListLag: time.Hour}
	all := []*operation{
		{name: "create a " + n.name, route: "POST " + n.path, wish: ours, twin: n.twin("Ours")},
		{
			name: "take over a " + n.name, route: "GET " + n.path, wish: adopting,
			prepare: func(w *testSite) { n.put(w, "Found") },
		},
		{name: "list " + n.name + "s", route: "GET " + n.path, before: ours, wish: ours, do: refresh, gone: n.gone},
		{name: "read a " + n.name, route: "GET " + one, before: ours, wish: ours, do: refresh, switches: lagging, gone: n.gone},
		{name: "rename a " + n.name, route: "PATCH " + one, before: ours, wish: renamed, twin: n.twin("Renamed"), gone: n.gone},
		{name: "delete a " + n.name, route: "DELETE " + one, before: ours, gone: n.gone},
		{name: "count uses of a " + n.name, route: n.count, before: ours},
	}
	for _, o := range all {
		o.table, o.kind = "Labels and extended fields", n.kind
	}
	return all
}
