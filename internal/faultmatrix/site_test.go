package faultmatrix

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/forms"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/wix"
)

type config = map[string]any

// testSite is the site of one cell, with what others have on it.
type testSite struct {
	*testing.T
	site *acctest.Site
	core *acctest.Core
	r    *acctest.Resource
	also []*acctest.Resource // further ones that are read along

	own   string // the id or key of the object of the configuration
	title string // what others made its job title, "" if it has none of theirs

	label, field string // keys that the configuration uses
	theirs       struct{ label, field string }

	mu         sync.Mutex
	meanwhile  func() (after func()) // around each request of the operation's route
	bystanders map[string]string     // what others have, by id or key
	compared   int
}

// newTestSite starts a site. It is called in a bubble.
func newTestSite(t *testing.T, o *operation) *testSite {
	w := &testSite{T: t}
	w.site = acctest.NewBubbleSite(func(e *emulator.Options) {
		e.Switches, e.AppID, e.AppSecret, e.InstanceID = o.switches, "app", appSecret, "instance"
	})
	w.site.Adjust = func(options *wix.Options) {
		options.Transport = around{w, options.Transport, o.route}
		options.RequestsPerMinute = 0 // waiting for the limit is another test's
		if o.app {
			options.Credentials = wix.App{ID: "app", Secret: appSecret, InstanceID: "instance"}
		}
	}
	w.label, w.field = w.site.PutLabel("In use"), w.site.PutField("In use", forms.Text)
	w.theirs.label, w.theirs.field = w.site.PutLabel("Of others"), w.site.PutField("Of others", forms.Text)
	for _, name := range []string{"Ada", "Grace", "Edith"} {
		w.put(map[string]any{
			"name": map[string]any{"first": name}, "company": "Example Ltd", "labelKeys": items(w.theirs.label),
			"emails":         items(map[string]any{"email": strings.ToLower(name) + "@example.com"}),
			"extendedFields": map[string]any{"items": map[string]any{w.theirs.field: name}},
		})
	}
	w.core = w.site.Core(t)
	w.r = w.core.Resource(o.kind)
	if o.prepare != nil {
		o.prepare(w)
	}
	w.bystanders = w.everything()
	return w
}

const (
	title     = "Manager"
	appSecret = "an-app-secret-for-tests"
)

func items(all ...any) map[string]any { return map[string]any{"items": all} }

func (w *testSite) put(info map[string]any) string {
	id, err := w.site.PutContact(info)
	w.must(err)
	return id
}

func (w *testSite) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// foreign puts on a contact of the configuration what nobody here owns.
func (w *testSite) foreign(r *acctest.Resource) {
	id := r.Get("id").(string)
	w.must(w.site.LabelContact(id, w.theirs.label))
	w.must(w.site.EditContact(id, func(info map[string]any) {
		values, _ := info["extendedFields"].(map[string]any)
		all, _ := values["items"].(map[string]any)
		all = maps.Clone(all)
		if all == nil {
			all = map[string]any{}
		}
		all[w.theirs.field] = "theirs"
		info["extendedFields"] = map[string]any{"items": all}
		info["jobTitle"] = title
	}))
}

// claim notes which object is that of the configuration, and lets others write on
// it too.
func (w *testSite) claim(r *acctest.Resource) {
	if w.own, _ = r.Get("key").(string); w.own != "" {
		return
	}
	w.own, w.title = r.Get("id").(string), title
	w.foreign(r)
}

// everything on the site, by id or key.
func (w *testSite) everything() map[string]string {
	out := map[string]string{}
	for name, all := range map[string][]map[string]any{"id": w.site.Contacts(), "label": w.site.Labels(), "field": w.site.Fields()} {
		for _, one := range all {
			key, ok := one["key"].(string)
			if !ok {
				key = one["id"].(string)
			}
			text, _ := json.Marshal(one)
			out[name+" "+key] = string(text)
		}
	}
	return out
}

// ours are the objects that others do not have, without what differs from run to
// run: dates, revisions and ids.
func (w *testSite) ours() []string {
	var out []string
	for key, text := range w.everything() {
		if _, theirs := w.bystanders[key]; theirs {
			continue
		}
		var one map[string]any
		w.must(json.Unmarshal([]byte(text), &one))
		scrub(one)
		clean, _ := json.Marshal(one)
		out = append(out, string(clean))
	}
	slices.Sort(out)
	return out
}

var passing = []string{"id", "revision", "createdDate", "updatedDate", "lastActivity", "key", "legacyId", "jobTitle"}

func scrub(v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, name := range passing {
			delete(v, name)
		}
		for _, member := range v {
			scrub(member)
		}
	case []any:
		for _, member := range v {
			scrub(member)
		}
	}
}

// undisturbed fails where something of others is not as it was.
func (w *testSite) undisturbed(when string) {
	w.Helper()
	now := w.everything()
	for key, text := range w.bystanders {
		w.compared++
		if now[key] != text {
			w.Errorf("%s: what others have was changed:\n%s\n%s", when, text, now[key])
		}
	}
	if have := w.site.Contact(w.own); have != nil && have["info"].(map[string]any)["jobTitle"] != w.title {
		w.Errorf("%s: what others wrote on the contact was changed: %v", when, have)
	}
}

// around lets others act just before and just after requests are handled.
type around struct {
	w     *testSite
	next  http.RoundTripper
	route string
}

func (a around) RoundTrip(r *http.Request) (*http.Response, error) {
	mux := http.NewServeMux()
	if a.route != "" {
		mux.Handle(a.route, http.NotFoundHandler())
	}
	a.w.mu.Lock()
	act := a.w.meanwhile
	a.w.mu.Unlock()
	if _, pattern := mux.Handler(r); act == nil || pattern == "" || pattern != a.route {
		return a.next.RoundTrip(r)
	}
	after := act()
	response, err := a.next.RoundTrip(r)
	if after != nil {
		after()
	}
	return response, err
}
