package action_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"

	"github.com/terraform-provider-wix/terraform-provider-wix/internal/acctest"
	"github.com/terraform-provider-wix/terraform-provider-wix/internal/emulator"
)

type config = map[string]any

const (
	countRoute   = "POST /contacts/v4/contacts/query"
	readRoute    = "GET /contacts/v4/contacts/{id}"
	labelRoute   = "POST /contacts/v4/bulk/contacts/add-remove-labels"
	updateRoute  = "POST /contacts/v4/bulk/contacts/update"
	deleteRoute  = "POST /contacts/v4/bulk/contacts/delete"
	jobRoute     = "GET /contacts/v4/bulk/jobs/{id}"
	jobsRoute    = "GET /contacts/v4/bulk/jobs"
	previewRoute = "POST /contacts/v4/contacts/{id}/preview-merge"
	mergeRoute   = "POST /contacts/v4/contacts/{id}/merge"
)

// everybody is a filter that all seeded contacts match.
const everybody = "2000-01-01T00:00:00Z"

// testSite is a site with actions.
type testSite struct {
	*acctest.Site
	t    *testing.T
	core *acctest.Core
}

// onSite runs a test on a site with so many seeded contacts, on a clock on which
// waiting takes no time.
func onSite(t *testing.T, seed int, test func(t *testing.T, w *testSite), adjust ...func(*emulator.Options)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		site := acctest.NewBubbleSite(append(adjust, func(o *emulator.Options) { o.Seed = seed })...)
		test(t, &testSite{Site: site, t: t, core: site.Core(t)})
	})
}

func switched(sw emulator.Switches) func(*emulator.Options) {
	return func(o *emulator.Options) { o.Switches = sw }
}

// run runs an action from its configuration on.
func (w *testSite) run(name string, c config) acctest.Invoked {
	w.t.Helper()
	return w.core.Action(name).Run(w.t.Context(), c)
}

// fine fails the test where an invocation did.
func (w *testSite) fine(got acctest.Invoked) acctest.Invoked {
	w.t.Helper()
	if got.Failed() {
		w.t.Fatal(got.Diagnostics)
	}
	return got
}

// says fails the test unless an invocation failed and its diagnostics hold the texts.
func (w *testSite) says(got acctest.Invoked, texts ...string) {
	w.t.Helper()
	if !got.Failed() {
		w.t.Errorf("it did not fail; progress %q", got.Progress)
	}
	for _, text := range texts {
		if !got.Mentions(text) {
			w.t.Errorf("%q is not in:\n%s", text, got.Diagnostics)
		}
	}
}

// progressed fails the test unless some progress holds each text.
func (w *testSite) progressed(got acctest.Invoked, texts ...string) {
	w.t.Helper()
	for _, text := range texts {
		if !got.HasProgress(text) {
			w.t.Errorf("%q is not in the progress: %q", text, got.Progress)
		}
	}
}

// sent fails the test unless these routes were called so often, and no other.
func (w *testSite) sent(want map[string]int) {
	w.t.Helper()
	all := 0
	for _, n := range want {
		all += n
	}
	w.Sent(w.t, want)
	if got := w.CountAll(); got != all {
		w.t.Errorf("%d requests were sent, want %d: %v", got, all, w.Counts())
	}
	w.ResetRequests()
}

// few fails the test where an action took more than 3 requests besides looks at its job.
func (w *testSite) few() {
	w.t.Helper()
	if n := w.CountAll() - w.Count(jobRoute); n > 3 {
		w.t.Errorf("%d requests besides looks at the job: %v", n, w.Counts())
	}
}

func info(contact map[string]any) map[string]any {
	out, _ := contact["info"].(map[string]any)
	return out
}

func id(contact map[string]any) string { return fmt.Sprint(contact["id"]) }

// labels are those on a contact.
func labels(contact map[string]any) map[string]bool {
	out := map[string]bool{}
	keys, _ := info(contact)["labelKeys"].(map[string]any)
	items, _ := keys["items"].([]any)
	for _, key := range items {
		out[fmt.Sprint(key)] = true
	}
	return out
}

// until returns a context that ends with the first progress message that matches.
func until(t *testing.T, a *acctest.Action, matches func(message string) bool) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	a.OnProgress = func(message string) {
		if matches(message) {
			cancel()
		}
	}
	return ctx
}
