package contact_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
)

// with is a configuration that always identifies the contact.
func with(more config) config {
	out := config{"emails": []any{config{"email": "ada@example.com"}}}
	maps.Copy(out, more)
	return out
}

// together is a configuration that gives all attributes one of their values.
func together(attributes []attribute, pick func(attribute) any) config {
	out := with(nil)
	for _, a := range attributes {
		if entries, ok := out[a.name].(config); ok && a.name == "extended_fields" {
			maps.Copy(entries, pick(a).(config))
			continue
		}
		out[a.name] = pick(a)
		if entries, ok := out[a.name].(config); ok {
			out[a.name] = maps.Clone(entries)
		}
	}
	return out
}

// TestOwnership takes all attributes through their life, for every way in which
// the server may behave: set, changed, drifted, removed, set by others, emptied.
func TestOwnership(t *testing.T) { onAllSwitches(t, checkOwnership) }

func checkOwnership(w *testSite) {
	w.t.Helper()
	all := attributes(w.color, w.score)
	a := together(all, func(a attribute) any { return a.a })
	b := together(all, func(a attribute) any { return a.b })
	empty := together(all, func(a attribute) any { return a.empty })
	a1, b1, c1 := func(a attribute) string { return a.wantA }, func(a attribute) string { return a.wantB }, func(a attribute) string { return a.wantC }
	none := func(attribute) string { return "" }
	foreign := func() {
		w.edit(func(info map[string]any) {
			for _, a := range all {
				a.foreign(info)
			}
		})
	}
	w.apply("create", a)
	w.seeAll("create", all, a1)
	w.others()
	w.empty("after others added theirs", a)

	w.apply("change", b)
	w.seeAll("change", all, b1)
	w.untouched("change")

	foreign()
	w.shows("drift", b, all)
	w.apply("repair", b)
	w.seeAll("repair", all, b1)
	w.untouched("repair")

	w.shows("removal", with(nil), all)
	w.apply("remove", with(nil))
	w.seeAll("remove", all, none)
	w.untouched("remove")

	foreign()
	w.empty("set by others when not owned", with(nil))
	w.apply("another attribute", with(config{"allow_duplicates": true, "emails": []any{config{"email": "ada@example.com", "tag": "HOME"}}}))
	w.seeAll("another attribute", all, c1)
	w.untouched("another attribute")

	w.apply("explicit empty", empty)
	w.seeAll("explicit empty", all, none)
	foreign()
	w.apply("explicit empty again", empty)
	w.seeAll("explicit empty again", all, none)
	w.untouched("explicit empty")

	w.apply("back", a)
	w.seeAll("back", all, a1)
	id := w.id()
	w.succeeds(w.r.Apply(nil))
	if w.site.Contact(id) != nil {
		w.t.Fatalf("%s: the contact is left behind", w.combos)
	}
}

// shows fails unless the plan names every attribute.
func (w *testSite) shows(when string, c config, all []attribute) {
	w.t.Helper()
	changes := "\n" + strings.Join(w.r.MustPlan(c).Changes, "\n")
	for _, a := range all {
		if !strings.Contains(changes, "\n"+a.name+": ") {
			w.t.Fatalf("%s: %s of %s is not shown: %s", w.combos, when, a.name, changes)
		}
	}
}

func (w *testSite) seeAll(when string, all []attribute, want func(attribute) string) {
	w.t.Helper()
	for _, a := range all {
		w.see(when, a, want(a))
	}
}

func (w *testSite) succeeds(d acctest.Diagnostics) {
	w.t.Helper()
	if d.Failed() {
		w.t.Fatalf("%s: %s", w.combos, d)
	}
}

// TestOwnershipAfterImport takes every attribute in by an import, leaves it out of
// the configuration, and then owns it.
func TestOwnershipAfterImport(t *testing.T) {
	onAllSwitches(t, func(w *testSite) {
		all := attributes(w.color, w.score)
		id := put(w.t, w.site, map[string]any{"emails": wrapped(map[string]any{"email": "ada@example.com", "tag": "WORK"})})
		w.must(w.site.EditContact(id, func(info map[string]any) {
			for _, a := range all {
				a.foreign(info)
			}
		}))
		w.succeeds(w.r.Import(id))
		for _, a := range all {
			if w.r.Get(a.name) == nil {
				t.Fatalf("%s: the import did not fill %s", w.combos, a.name)
			}
		}
		w.others()
		theirs := func(a attribute) string { return a.wantC }
		w.apply("import", config{"label_keys": []any{w.label}})
		w.seeAll("import", all, theirs)
		email := []any{config{"email": "ada@example.com", "tag": "HOME"}}
		w.apply("another attribute", config{"label_keys": []any{w.label}, "emails": email})
		w.seeAll("another attribute", all, theirs)
		own := together(all, func(a attribute) any { return a.b })
		own["label_keys"] = []any{w.label}
		w.apply("own", own)
		w.seeAll("own", all, func(a attribute) string { return a.wantB })
		w.untouched("own")
	})
}
